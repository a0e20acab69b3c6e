"""The one place that decides whether a request gets a page or a partial."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
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
