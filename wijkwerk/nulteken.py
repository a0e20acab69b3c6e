"""An address with a NUL in it: no page of ours makes one and the database keeps none, so it is refused once, here."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


class NultekenMiddleware:
    """400 for a NUL in the path or the query string. What is sent in a form the form itself refuses, at its field."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in het adres")
        return self.get_response(request)
