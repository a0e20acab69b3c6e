"""The one place that decides whether a request gets a page or a partial."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from wijkwerk.gebruikers.models import Gebruiker


class Request(HttpRequest):
    """A request past LoginRequiredMiddleware and HtmxMiddleware."""

    user: Gebruiker
    htmx: HtmxDetails


def wants_partial(request: Request) -> bool:
    """True for a swap; False for boosted links and history restores, which need a page."""
    htmx = request.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def leid_weg(request: HttpRequest, url: str) -> HttpResponse:
    """Send the whole page there, also when only a part of it was asked: that part is not what stands at `url`.

    Scripts know it by the 401: who asked it is not, or not enough, logged in.
    """
    if getattr(request, "htmx", None):
        return HttpResponse(status=401, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def render_page_or_partial(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    *,
    partial: str,
    status: int = 200,
) -> HttpResponse:
    name = f"{template}#{partial}" if wants_partial(request) else template
    response = render(request, name, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
