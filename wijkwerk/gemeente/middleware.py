"""Each request asks once which profile version is active, so that all processes follow an activation."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from wijkwerk.gemeente.service import vergeet_versie


class ActiefProfielMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        vergeet_versie()
        return self.get_response(request)
