"""Public pages that were just made for somebody, kept for a minute for everybody.

What a page for everybody says of itself (`Cache-Control: public, max-age=60`), this does in the server: a mail to a
thousand followers then costs one page. Only `openbaar` views mark a response, and they do so only for who is not
logged in. Placing or withdrawing makes all of it stale at once. Without Redis every page is made anew.

What this process gave before it still has in memory: then Redis is asked for the stamp only, never for the page.
"""

from __future__ import annotations

import hashlib
import pickle
import time
from collections.abc import Callable
from functools import partial
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from redis.exceptions import RedisError

STEMPEL = "openbaar-stempel"
# So many pages a process holds, and of what size: together less than one rendering of a large PDF.
MEESTE, GROOTSTE = 64, 256_000
GEEN_REDIS = (RedisError, OSError)
VOORWAARDEN = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE")
Antwoord = Callable[[HttpRequest], HttpResponseBase]


def merk(antwoord: HttpResponse) -> HttpResponse:
    """Say that this response is the same for everybody who is not logged in."""
    antwoord.voor_iedereen = True  # type: ignore[attr-defined]
    return antwoord


def vernieuw() -> None:
    """Make every page that was kept stale, as soon as this transaction has been committed."""
    transaction.on_commit(partial(_zet_stempel, uuid4().hex))


def _zet_stempel(stempel: str) -> None:
    try:
        cache.set(STEMPEL, stempel, None)
    except GEEN_REDIS:
        return  # then nothing was kept either, or it passes within the minute


class BewaardePaginas:
    """Outside the rest, so that a page that was kept costs one question to Redis and none to the database."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_voor_iedereen(request):
            return self.get_response(request)
        stempel, bewaard = _lees(request.path)
        if bewaard is not None:
            return _zoals_gevraagd(request, bewaard)
        antwoord = self.get_response(request)
        if _mag_bewaard(antwoord) and _is_het_adres(request):
            _bewaar(request.path, stempel, antwoord)
        return antwoord


def _zoals_gevraagd(request: HttpRequest, bewaard: HttpResponse) -> HttpResponseBase:
    """“Not changed” for who has it already."""
    if not any(kop in request.META for kop in VOORWAARDEN):
        return bewaard
    return get_conditional_response(request, etag=bewaard.headers["ETag"], response=bewaard) or bewaard


class _Plank:
    """Pages in the memory of this process, as bytes: each visitor gets an own response. Threads may race; then one is made again."""

    def __init__(self) -> None:
        self._rijen: dict[str, tuple[str, float, bytes]] = {}

    def heeft(self, sleutel: str) -> bool:
        rij = self._rijen.get(sleutel)
        return rij is not None and rij[1] > time.monotonic()

    def pak(self, sleutel: str, stempel: str) -> HttpResponse | None:
        """None when it was placed under another stamp, or is too old."""
        toen, tot, inhoud = self._rijen.get(sleutel, ("", 0.0, b""))
        if toen != stempel or tot <= time.monotonic():
            return None
        antwoord: HttpResponse = pickle.loads(inhoud)  # noqa: S301  # bytes that this process made itself
        return antwoord

    def zet(self, sleutel: str, stempel: str, tot: float, antwoord: HttpResponse) -> None:
        if len(antwoord.content) > GROOTSTE:
            return
        if len(self._rijen) >= MEESTE:
            self._rijen.clear()
        self._rijen[sleutel] = (stempel, tot, pickle.dumps(antwoord, pickle.HIGHEST_PROTOCOL))


_PLANK = _Plank()


def _is_voor_iedereen(request: HttpRequest) -> bool:
    """No session, no part of a page, and no words of the visitor in the address: so the number of pages is bounded."""
    return bool(
        settings.OPENBARE_PAGINA_SECONDEN
        and request.method == "GET"
        # By its own name only: a page says at which address it stands.
        and f"{request.scheme}://{request.get_host()}" == settings.SITE_URL.rstrip("/")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.META.get("QUERY_STRING")
        and "HTTP_HX_REQUEST" not in request.META
    )


def _mag_bewaard(antwoord: HttpResponseBase) -> bool:
    return (
        getattr(antwoord, "voor_iedereen", False)
        and antwoord.status_code == 200
        and not antwoord.streaming
        and not antwoord.cookies
        and "ETag" in antwoord.headers
    )


def _is_het_adres(request: HttpRequest) -> bool:
    """Whether this is how we write the address: /1/ and /0001/ are one page, of which one is kept."""
    gevonden = request.resolver_match
    return gevonden is not None and request.path == reverse(gevonden.view_name, kwargs=gevonden.kwargs)


def _sleutel(pad: str) -> str:
    return "openbaar2-" + hashlib.sha256(pad.encode()).hexdigest()


def _lees(pad: str) -> tuple[str, HttpResponse | None]:
    """The stamp of now, and the page when it was kept under that stamp."""
    try:
        if _PLANK.heeft(pad):
            stempel = cache.get(STEMPEL, "")
            antwoord = _PLANK.pak(pad, stempel)
            if antwoord is not None:
                return stempel, antwoord
        sleutel = _sleutel(pad)
        gevonden = cache.get_many([STEMPEL, sleutel])
    except GEEN_REDIS:
        return "", None
    stempel = gevonden.get(STEMPEL, "")
    toen, tot, antwoord = gevonden.get(sleutel, (None, 0.0, None))
    if antwoord is None or toen != stempel:
        return stempel, None
    over = min(tot - time.time(), settings.OPENBARE_PAGINA_SECONDEN)
    _PLANK.zet(pad, stempel, time.monotonic() + over, antwoord)
    return stempel, antwoord


def _bewaar(pad: str, stempel: str, antwoord: HttpResponseBase) -> None:
    """Under the stamp of before the page was made: what was placed meanwhile makes it stale."""
    duur = settings.OPENBARE_PAGINA_SECONDEN
    try:
        if not stempel:
            # Redis began anew: from now on there is one, and the next page is kept under it.
            cache.add(STEMPEL, uuid4().hex, None)
            return
        cache.set(_sleutel(pad), (stempel, time.time() + duur, antwoord), duur)
    except GEEN_REDIS:
        return
