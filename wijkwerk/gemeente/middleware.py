"""Each request asks once which profile version is active, so that all processes follow an activation."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template import loader

from wijkwerk.gemeente.service import GeenProfiel, vergeet_versie

logger = logging.getLogger(__name__)


class ActiefProfielMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        vergeet_versie()
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Without a profile that can be read no page works: say so, and to who keeps the server what to do."""
        return zonder_profiel(exception) if isinstance(exception, GeenProfiel) else None


def zonder_profiel(geen: GeenProfiel) -> HttpResponse:
    """The page that needs no profile, with the reason in the log."""
    logger.error("%s", geen)
    return HttpResponse(loader.get_template("503.html").render(), status=503)
