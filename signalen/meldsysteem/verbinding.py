"""HTTP to the other system: short patience, no redirects, a bounded answer, and whether a failure leaves doubt."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ProxyError, SSLError

from signalen.meldsysteem.aansluiting import Storing

VERBINDEN = 5.0
LEZEN = 15.0
# Of one answer: a server that drips must not hold the worker.
HOOGSTENS = 30.0
GROOTSTE_ANTWOORD = 10_000_000
STUK = 64 * 1024

# Nothing of the request had left when these came.
NIET_VERBONDEN = (NewConnectionError, ConnectTimeoutError, ProxyError)


@dataclass(frozen=True)
class Antwoord:
    status: int
    inhoud: Any
    # Seconds that the server asks us to stay away.
    wacht: int = 0

    @property
    def is_goed(self) -> bool:
        return 200 <= self.status < 300


class Verbinding:
    """One server. Redirects are not followed: a key goes to nobody else."""

    def __init__(self, basis: str) -> None:
        delen = urlsplit(basis)
        if delen.scheme not in {"http", "https"} or not delen.hostname:
            raise Storing("Het adres van het meldsysteem ontbreekt of klopt niet.")
        self.basis = basis.rstrip("/")
        proxy = "" if proxy_bypass(delen.hostname) else getproxies().get(delen.scheme, "")
        self._pool = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()

    def vraag(
        self,
        methode: str,
        pad: str,
        *,
        zoek: Mapping[str, str] | None = None,
        inhoud: Any = None,
        formulier: Mapping[str, str] | None = None,
        sleutel: str = "",
    ) -> Antwoord:
        """Ask and return the answer, whatever its status; raises Storing when there is none, or none that can be read."""
        koppen = {"Accept": "application/json", "User-Agent": "wijkwerk"}
        if sleutel:
            koppen["Authorization"] = f"Bearer {sleutel}"
        lichaam: bytes | None = None
        if inhoud is not None:
            koppen["Content-Type"], lichaam = "application/json", json.dumps(inhoud).encode()
        elif formulier is not None:
            koppen["Content-Type"] = "application/x-www-form-urlencoded"
            lichaam = urlencode(formulier).encode()
        adres = f"{self.basis}{pad}" + (f"?{urlencode(zoek)}" if zoek else "")
        try:
            antwoord = self._pool.request(
                methode,
                adres,
                body=lichaam,
                headers=koppen,
                timeout=urllib3.Timeout(connect=VERBINDEN, read=LEZEN),
                retries=False,
                redirect=False,
                preload_content=False,
            )
        except NIET_VERBONDEN as fout:
            raise Storing(f"Het meldsysteem is niet bereikbaar ({type(fout).__name__}).") from fout
        except (HTTPError, OSError) as fout:
            if _is_vals(fout):
                raise Storing("Het certificaat van het meldsysteem klopt niet.") from fout
            raise Storing(
                f"Het meldsysteem antwoordt niet ({type(fout).__name__}).", misschien=True
            ) from fout
        try:
            return Antwoord(antwoord.status, _lees(antwoord), _wacht(antwoord))
        finally:
            # Whatever was left unread must not be taken for the next answer.
            antwoord.close()


def _is_vals(fout: Exception) -> bool:
    """Whether the server could not prove who it is: then it was told nothing."""
    return isinstance(fout, SSLError) and any(isinstance(a, ssl.SSLCertVerificationError) for a in fout.args)


def _lees(antwoord: urllib3.BaseHTTPResponse) -> Any:
    """Return the JSON of the answer, or None when it is something else."""
    einde = time.monotonic() + HOOGSTENS
    stukken: list[bytes] = []
    grootte = 0
    try:
        for stuk in antwoord.stream(STUK, decode_content=True):
            stukken.append(stuk)
            grootte += len(stuk)
            if grootte > GROOTSTE_ANTWOORD or time.monotonic() > einde:
                raise Storing("Het antwoord van het meldsysteem komt niet door.", misschien=True)
    except (HTTPError, OSError) as fout:
        raise Storing(
            f"Het antwoord van het meldsysteem breekt af ({type(fout).__name__}).", misschien=True
        ) from fout
    try:
        return json.loads(b"".join(stukken))
    except ValueError:
        return None


def _wacht(antwoord: urllib3.BaseHTTPResponse) -> int:
    kop = antwoord.headers.get("Retry-After", "")
    return min(int(kop), 24 * 3600) if kop.isdigit() else 0
