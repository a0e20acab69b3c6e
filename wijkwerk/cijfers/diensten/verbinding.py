"""HTTP to a public service: patience with a limit, one host, and answers that are bounded before they are unpacked."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, TypeVar
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import HTTPError, SSLError

from wijkwerk.cijfers.diensten.fouten import DienstFout, Geweigerd, Onderbroken
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.lezen.bestand import MB, lees_json

VERBINDEN = 10.0
LEZEN = 60.0
# One answer; a map with its borders is the largest.
MAX_ANTWOORD = 64 * MB
MAX_DOWNLOAD = 256 * MB
# All answers of one import together.
MAX_SAMEN = 2048 * MB
MAX_VRAGEN = 2_000
STUK = 64 * 1024
# Before a second and a third time.
PAUZES = (2.0, 8.0)
LANGSTE_PAUZE = 30
STATUS_DRUK = 429

JSON = ("application/json", "application/geo+json", "text/json")
TEKST = ("text/plain", *JSON)
ZIP = ("application/zip", "application/x-zip-compressed", "application/octet-stream")

T = TypeVar("T")


@dataclass
class Ruimte:
    """What one import may take of a service: until when, how many questions, how many bytes."""

    einde: float
    vragen: int = MAX_VRAGEN
    bytes: int = MAX_SAMEN

    @classmethod
    def van(cls, seconden: float) -> Ruimte:
        return cls(time.monotonic() + seconden)


class Verbinding:
    """One service at one address. `wie`: what it is called in an error."""

    def __init__(self, basis: str, wie: str, ruimte: Ruimte) -> None:
        delen = urlsplit(basis)
        if delen.scheme not in {"http", "https"} or not delen.hostname:
            raise DienstFout(
                f"Het adres van de dienst van {wie} ontbreekt of klopt niet. Vraag het de technisch beheerder."
            )
        self.basis = basis.rstrip("/")
        self.wie = wie
        self.ruimte = ruimte
        self._delen = delen
        proxy = "" if proxy_bypass(delen.hostname) else getproxies().get(delen.scheme, "")
        self._pool = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()

    def json(
        self, pad: str, zoek: Mapping[str, str] | None = None, *, getallen: bool = False
    ) -> dict[str, Any]:
        """Ask for an object of JSON; `pad` may be a whole address that the service gave. Raises DienstFout.

        Numbers come as the text that stood there, unless `getallen`.
        """
        adres = self._adres(pad, zoek)
        return self._volhouden(lambda: self._als_json(self._lees(adres, JSON, MAX_ANTWOORD), getallen))

    def getal(self, pad: str, zoek: Mapping[str, str] | None = None) -> int | None:
        """Ask for a count; None when there is none: CBS answers 500 to what it does not know. What is counted is asked next."""
        try:
            tekst = b"".join(self._lees(self._adres(pad, zoek), TEKST, STUK))
        except DienstFout:
            return None
        kaal = tekst.removeprefix(b"\xef\xbb\xbf").strip()
        return int(kaal) if kaal.isdigit() and len(kaal) < 12 else None

    def bestand(self, pad: str, doel: IO[bytes]) -> None:
        """Download a zip into `doel`. Raises DienstFout."""
        adres = self._adres(pad, None)

        def haal() -> None:
            doel.seek(0)
            doel.truncate()
            for stuk in self._lees(adres, ZIP, MAX_DOWNLOAD):
                doel.write(stuk)

        self._volhouden(haal)

    def _adres(self, pad: str, zoek: Mapping[str, str] | None) -> str:
        """The address to ask. What a service calls the next page must lie on the same host: we go nowhere else."""
        if "://" not in pad and not pad.startswith("/"):
            pad = f"{self.basis}/{pad}"
        delen = urlsplit(urljoin(self.basis, pad))
        if delen.hostname != self._delen.hostname:
            raise DienstFout(
                f"De dienst van {self.wie} verwijst naar een ander adres ({str(delen.hostname)[:60]}). Dat volgen wij niet."
            )
        # CBS names its next page with http, and sometimes without the port behind which a proxy put it.
        vraag = "&".join(filter(None, [delen.query, urlencode(zoek) if zoek else ""]))
        return f"{self._delen.scheme}://{self._delen.netloc}{delen.path}" + (f"?{vraag}" if vraag else "")

    def _volhouden(self, doe: Callable[[], T]) -> T:
        """Do it, and once or twice again when it may pass by itself. Raises DienstFout."""
        for pauze in PAUZES:
            try:
                return doe()
            except Onderbroken as fout:
                time.sleep(max(pauze, min(fout.wacht, LANGSTE_PAUZE)))
        return doe()

    def _als_json(self, stukken: Iterator[bytes], getallen: bool) -> dict[str, Any]:
        try:
            gelezen = lees_json(b"".join(stukken), getallen=getallen)
        except DienstFout:
            raise
        except BestandFout as fout:
            raise Onderbroken(f"De dienst van {self.wie} gaf een half antwoord.") from fout
        if not isinstance(gelezen, dict):
            raise DienstFout(f"De dienst van {self.wie} gaf een antwoord dat wij niet kennen.")
        return gelezen

    def _lees(self, adres: str, soorten: tuple[str, ...], hoogstens: int) -> Iterator[bytes]:
        """The body of an answer, piece by piece as it is unpacked. Raises DienstFout, also on the way."""
        self._nog_ruimte()
        self.ruimte.vragen -= 1
        try:
            antwoord = self._pool.request(
                "GET",
                adres,
                headers={"Accept": soorten[0], "Accept-Encoding": "gzip", "User-Agent": "wijkwerk"},
                timeout=urllib3.Timeout(connect=VERBINDEN, read=min(LEZEN, self._over())),
                retries=False,
                redirect=False,
                preload_content=False,
            )
        except (HTTPError, OSError) as fout:
            raise self._stil(fout) from fout
        try:
            self._keur(antwoord, soorten)
            yield from self._stukken(antwoord, hoogstens)
        finally:
            # Whatever was left unread must not be taken for the next answer.
            antwoord.close()

    def _stukken(self, antwoord: urllib3.BaseHTTPResponse, hoogstens: int) -> Iterator[bytes]:
        grootte = 0
        try:
            # What has come is looked at as it comes: a server that drips is left in time. No more is unpacked than is
            # asked for, so a small answer that becomes a huge one ends here too.
            while stuk := antwoord.read1(STUK, decode_content=True):
                grootte += len(stuk)
                self.ruimte.bytes -= len(stuk)
                if grootte > hoogstens:
                    raise DienstFout(
                        f"Het antwoord van de dienst van {self.wie} is te groot: meer dan {hoogstens // MB} MB."
                    )
                self._nog_ruimte()
                yield stuk
        except (HTTPError, OSError) as fout:
            raise Onderbroken(f"Het antwoord van de dienst van {self.wie} brak af.") from fout

    def _keur(self, antwoord: urllib3.BaseHTTPResponse, soorten: tuple[str, ...]) -> None:
        status = antwoord.status
        if status == STATUS_DRUK or status >= 500:
            kop = antwoord.headers.get("Retry-After", "")
            raise Onderbroken(
                f"De dienst van {self.wie} doet het nu niet (antwoord {status}).",
                int(kop) if kop.isdecimal() and len(kop) < 6 else 0,
            )
        if 300 <= status < 400:
            raise DienstFout(
                f"De dienst van {self.wie} stuurt ons door naar een ander adres. Dat volgen wij niet."
            )
        if status == 404:
            raise Geweigerd(f"De dienst van {self.wie} heeft dit niet (antwoord 404).", status)
        if status != 200:
            raise Geweigerd(f"De dienst van {self.wie} neemt de vraag niet aan (antwoord {status}).", status)
        soort = antwoord.headers.get("Content-Type", "").split(";")[0].strip().casefold()
        if soort not in soorten:
            # A page about maintenance comes with status 200 as well.
            raise Onderbroken(
                f"De dienst van {self.wie} gaf geen cijfers, maar iets anders ({soort[:40] or 'zonder soort'})."
            )

    def _stil(self, fout: Exception) -> DienstFout:
        if isinstance(fout, SSLError) and any(isinstance(a, ssl.SSLCertVerificationError) for a in fout.args):
            return DienstFout(f"Het certificaat van de dienst van {self.wie} klopt niet.")
        return Onderbroken(f"De dienst van {self.wie} antwoordt niet.")

    def _over(self) -> float:
        return max(self.ruimte.einde - time.monotonic(), 1.0)

    def _nog_ruimte(self) -> None:
        if time.monotonic() > self.ruimte.einde:
            raise DienstFout(f"De dienst van {self.wie} is te traag. Probeer het later opnieuw.")
        if self.ruimte.vragen < 1:
            raise DienstFout(
                f"De dienst van {self.wie} houdt niet op: na {MAX_VRAGEN} bladen zijn wij gestopt."
            )
        if self.ruimte.bytes < 0:
            raise DienstFout(f"De dienst van {self.wie} stuurt te veel: meer dan {MAX_SAMEN // MB} MB.")
