"""Who is let in: logged in, and for staff and partners with a second factor (BIO2)."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.middleware import zonder_profiel
from wijkwerk.gemeente.service import GeenProfiel
from wijkwerk.htmx import leid_weg

# What needs no login needs no second factor.
VRIJ = (
    "/account/",
    "/static/",
    "/publiek/",
    "/themas/",
    "/vergelijken/",
    "/melden/",
    "/volg/",
    "/mail/",
    "/aanmelden/",
    "/inbreng/",
    "/nieuwsmail/",
    "/agenda/",
    "/spreekuren/",
    "/gezondheid/",
)
KANTEN_MET_TWEEDE_FACTOR = frozenset({"gemeente", "bestuur", "partner"})


def heeft_tweede_factor_nodig(gebruiker: Gebruiker) -> bool:
    """Whether any role of this person is on a side that must use a second factor."""
    return any(vervulling.rol.kant in KANTEN_MET_TWEEDE_FACTOR for vervulling in gebruiker.vervullingen)


class InlogMiddleware(LoginRequiredMiddleware):
    """To the login, and from there back to the page on which one was.

    Who sent a form while the session was over reads there that it was not saved.
    """

    def handle_no_permission(  # type: ignore[override]  # a part of a page is no redirect
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        url = redirect_to_login(_pagina(request), self.get_login_url(view_func)).url
        return leid_weg(request, url if request.method in VEILIG else f"{url}&verlopen=1")


VEILIG = {"GET", "HEAD", "OPTIONS"}


def _pagina(request: HttpRequest) -> str:
    """The page on which one was: for a form or a part of a page that is not the address it was sent to."""
    htmx = getattr(request, "htmx", None)
    if not htmx and request.method in VEILIG:
        return request.get_full_path()
    try:
        van = urlsplit(str((htmx and htmx.current_url) or request.headers.get("Referer", "")))
    except ValueError:
        return reverse("vandaag")
    if van.netloc != request.get_host():
        return reverse("vandaag")
    return f"{van.path}?{van.query}" if van.query else van.path


class TweedeFactorMiddleware:
    """Without a second factor one can only set one up, or log out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            ontbreekt = settings.TWEEDE_FACTOR_VERPLICHT and self._ontbreekt(request)
        except GeenProfiel as geen:
            # Whom the profile asks for a second step is not known: nobody comes in.
            return zonder_profiel(geen)
        if ontbreekt:
            messages.info(request, "Stel eerst een tweede stap bij het inloggen in. Daarna kunt u verder.")
            return leid_weg(request, reverse("mfa_index"))
        return self.get_response(request)

    def _ontbreekt(self, request: HttpRequest) -> bool:
        gebruiker = request.user
        vrij = request.path.startswith(VRIJ)
        return (
            isinstance(gebruiker, Gebruiker)
            and not vrij
            and heeft_tweede_factor_nodig(gebruiker)
            and not is_mfa_enabled(gebruiker)
        )
