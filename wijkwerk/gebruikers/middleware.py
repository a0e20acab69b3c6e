"""BIO2: staff and partners work with a second factor. Without one they can only set one up, or log out."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from wijkwerk.gebruikers.models import Gebruiker

# What needs no login needs no second factor.
VRIJ = ("/account/", "/static/", "/publiek/", "/melden/", "/volg/", "/mail/", "/gezondheid/")
KANTEN_MET_TWEEDE_FACTOR = frozenset({"gemeente", "bestuur", "partner"})


def heeft_tweede_factor_nodig(gebruiker: Gebruiker) -> bool:
    """Whether any role of this person is on a side that must use a second factor."""
    return any(vervulling.rol.kant in KANTEN_MET_TWEEDE_FACTOR for vervulling in gebruiker.vervullingen)


class TweedeFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.TWEEDE_FACTOR_VERPLICHT and self._ontbreekt(request):
            messages.info(request, "Stel eerst een tweede stap bij het inloggen in. Daarna kunt u verder.")
            return HttpResponseRedirect(reverse("mfa_index"))
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
