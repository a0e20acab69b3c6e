"""A server that answers as the services of CBS, PDOK and Leefbaarometer do, and that fails in every way a server can."""

from __future__ import annotations

import gzip
import io
import json
import re
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

Rij = Mapping[str, Any]
STARTSWITH = re.compile(r"startswith\((\w+),'([^']*)'\)")


@dataclass
class Server:
    """What it has, and how it is to behave. Tables of OData by number, layers of the map by name."""

    poort: int = 0
    tabellen: dict[str, list[Rij]] = field(default_factory=dict)
    eigenschappen: dict[str, list[str]] = field(default_factory=dict)
    namen: dict[str, str] = field(default_factory=dict)
    # Of OData 4: code of a measure -> title, and the other dimensions of a table.
    maten: dict[str, str] = field(default_factory=dict)
    dimensies: dict[str, list[str]] = field(default_factory=dict)
    lagen: dict[str, list[Rij]] = field(default_factory=dict)
    # Outline of an area by its code; who has none gets a triangle.
    vormen: dict[str, Any] = field(default_factory=dict)
    # Gives everything, whatever is asked for.
    filtert: bool = True
    zips: dict[str, bytes] = field(default_factory=dict)
    # Of which there is a map; none: of any.
    jaren: set[int] = field(default_factory=set)
    per_blad: int = 1000
    # Gives the first page as if that were all.
    kapt: bool = False
    telt: bool = True
    liegt: int = 0
    # Asked addresses, and per part of a path what goes wrong there, each time.
    gevraagd: list[str] = field(default_factory=list)
    storing: dict[str, str] = field(default_factory=dict)
    keren: int = 1_000
    wacht: float = 0

    @property
    def adres(self) -> str:
        return f"http://127.0.0.1:{self.poort}"

    def antwoord(self, pad: str, zoek: dict[str, str]) -> tuple[int, Any]:
        delen = [deel for deel in pad.split("/") if deel]
        if delen[0] == "kaart":
            return self._kaart(delen, zoek)
        if delen[0] == "lbm":
            return (200, self.zips[delen[1]]) if delen[1] in self.zips else (404, {})
        vier = delen[1] == "v1"
        tabel, *verder = delen[3:] if vier else delen[1:]
        if tabel not in self.tabellen:
            return 404, {"error": "no such table"}
        return self._vier(pad, tabel, verder, zoek) if vier else self._drie(pad, tabel, verder, zoek)

    def _drie(self, pad: str, tabel: str, verder: Sequence[str], zoek: dict[str, str]) -> tuple[int, Any]:
        if verder == ["DataProperties"]:
            groep = {"Key": "", "Type": "TopicGroup", "Title": "Bevolking"}
            return 200, {"value": [groep, *({"Key": k, "Type": "Topic"} for k in self.eigenschappen[tabel])]}
        if verder == ["WijkenEnBuurten"]:
            namen = [{"Key": c.ljust(10), "Title": n, "Municipality": None} for c, n in self.namen.items()]
            return 200, {"value": _filter(namen, zoek)}
        rijen = _filter(self.tabellen[tabel], zoek)
        if verder == ["TypedDataSet", "$count"]:
            return self._telling(rijen)
        assert zoek.get("$format") == "json", "OData 3 gives XML without it"
        blad, volgende = self._blad(pad, rijen, zoek)
        return 200, {"odata.metadata": "x", "value": blad} | (
            {"odata.nextLink": volgende} if volgende else {}
        )

    def _vier(self, pad: str, tabel: str, verder: Sequence[str], zoek: dict[str, str]) -> tuple[int, Any]:
        if verder == ["MeasureCodes"]:
            return 200, {"value": [{"Identifier": c, "Title": t} for c, t in self.maten.items()]}
        if verder == ["Dimensions"]:
            anders = [{"Identifier": naam, "Kind": "Dimension"} for naam in self.dimensies.get(tabel, ())]
            return 200, {"value": [{"Identifier": "WijkenEnBuurten", "Kind": "GeoDimension"}, *anders]}
        if verder == ["WijkenEnBuurtenCodes"]:
            namen = [{"Identifier": c, "Title": n} for c, n in self.namen.items()]
            return 200, {"value": _filter(namen, zoek)}
        assert "$format" not in zoek
        rijen = _filter(self.tabellen[tabel], zoek)
        if verder[-1] == "$count":
            return self._telling(rijen)
        blad, volgende = self._blad(pad, rijen, zoek)
        return 200, {"value": blad} | ({"@odata.nextLink": volgende} if volgende else {})

    def _kaart(self, delen: Sequence[str], zoek: dict[str, str]) -> tuple[int, Any]:
        if self.jaren and not any(str(jaar) in delen[1] for jaar in self.jaren):
            return 404, {"title": "Not Found"}
        wie = zoek.get("gemeentecode", "") if self.filtert else ""
        rijen = [r for r in self.lagen.get(delen[-2], []) if wie in r["gemeentecode"]]
        blad, volgende = self._blad("/" + "/".join(delen), rijen, zoek)
        vlak = {"type": "Polygon", "coordinates": [[[4.7, 52.9], [4.8, 52.9], [4.8, 53.0], [4.7, 52.9]]]}
        veld = {"gemeenten": "gemeentecode", "wijken": "wijkcode"}.get(delen[-2], "buurtcode")
        uit = {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": rij, "geometry": self.vormen.get(rij.get(veld, ""), vlak)}
                for rij in blad
            ],
            "numberReturned": len(blad),
            "links": [
                {"rel": "self", "href": "x"},
                *([{"rel": "next", "href": volgende}] if volgende else []),
            ],
        }
        return 200, uit | ({"numberMatched": len(rijen) + self.liegt} if self.telt else {})

    def _telling(self, rijen: Sequence[Rij]) -> tuple[int, Any]:
        return (200, len(rijen) + self.liegt) if self.telt else (404, {})

    def _blad(self, pad: str, rijen: Sequence[Rij], zoek: dict[str, str]) -> tuple[Sequence[Rij], str]:
        begin = int(zoek.get("$skip", "0"))
        einde = begin + self.per_blad
        verder = urlencode(zoek | {"$skip": str(einde)})
        is_meer = einde < len(rijen) and not self.kapt
        return rijen[begin:einde], f"{self.adres}{pad}?{verder}" if is_meer else ""


def _filter(rijen: Sequence[Rij], zoek: dict[str, str]) -> list[Rij]:
    """What `(startswith(a,'1') or startswith(a,'2')) and startswith(b,'3')` leaves."""
    goed: dict[str, list[str]] = {}
    for veld, begin in STARTSWITH.findall(zoek.get("$filter", "")):
        goed.setdefault(veld, []).append(begin)
    return [
        rij for rij in rijen if all(str(rij[veld]).startswith(tuple(begin)) for veld, begin in goed.items())
    ]


def zip_van(**delen: str | bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, inhoud in delen.items():
            zip_.writestr(naam, inhoud)
    return uit.getvalue()


def _afhandelaar(server: Server) -> type[BaseHTTPRequestHandler]:
    class Afhandelaar(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            return

        def do_GET(self) -> None:
            delen = urlsplit(self.path)
            server.gevraagd.append(self.path)
            zoek = {naam: waarden[0] for naam, waarden in parse_qs(delen.query).items()}
            time.sleep(server.wacht)
            wat = next((wat for stuk, wat in server.storing.items() if stuk in delen.path), "")
            if wat and server.keren > 0:
                server.keren -= 1
                STORINGEN[wat](self, server, delen.path, zoek)
            else:
                self.stuur(*server.antwoord(delen.path, zoek))

        def stuur(self, status: int, inhoud: Any) -> None:
            if isinstance(inhoud, bytes):
                self.ruw(status, inhoud, "application/zip")
            elif isinstance(inhoud, int):
                self.ruw(status, f"\ufeff{inhoud}".encode(), "text/plain;charset=utf-8")
            else:
                self.ruw(status, json.dumps(inhoud).encode(), "application/json; odata=minimalmetadata")

        def ruw(self, status: int, lichaam: bytes, soort: str, **koppen: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", soort)
            self.send_header("Content-Length", koppen.pop("lengte", str(len(lichaam))))
            for naam, waarde in koppen.items():
                self.send_header(naam.replace("_", "-"), waarde)
            self.end_headers()
            self.wfile.write(lichaam)

        def hang_op(self) -> None:
            self.close_connection = True
            self.connection.close()

    return Afhandelaar


Storing = Callable[[Any, Server, str, dict[str, str]], None]


def _half(h: Any, server: Server, pad: str, zoek: dict[str, str]) -> None:
    heel = json.dumps(server.antwoord(pad, zoek)[1]).encode()
    h.ruw(200, heel[: len(heel) // 2], "application/json")


def _afgebroken(h: Any, server: Server, pad: str, zoek: dict[str, str]) -> None:
    heel = json.dumps(server.antwoord(pad, zoek)[1]).encode()
    h.ruw(200, heel[: len(heel) // 2], "application/json", lengte=str(len(heel)))
    h.hang_op()


def _eindeloos(h: Any, server: Server, pad: str, zoek: dict[str, str]) -> None:
    """Each page says that there is another one, at an address of its own."""
    _, inhoud = server.antwoord(pad, zoek | {"$skip": "0"})
    volgende = f"{server.adres}{pad}?{urlencode(zoek | {'$skip': str(int(zoek.get('$skip', '0')) + 1)})}"
    verder = {"links": [{"rel": "next", "href": volgende}]} if "features" in inhoud else {}
    h.stuur(200, inhoud | verder | {"odata.nextLink": volgende})


def _zelfde(h: Any, server: Server, pad: str, zoek: dict[str, str]) -> None:
    _, inhoud = server.antwoord(pad, zoek)
    volgende = f"{server.adres}{pad}?{urlencode(zoek)}"
    verder = {"links": [{"rel": "next", "href": volgende}]} if "features" in inhoud else {}
    h.stuur(200, inhoud | verder | {"odata.nextLink": volgende})


def _elders(h: Any, server: Server, pad: str, zoek: dict[str, str]) -> None:
    _, inhoud = server.antwoord(pad, zoek)
    elders = "http://kwaad.example/rest"
    verder = {"links": [{"rel": "next", "href": elders}]} if "features" in inhoud else {}
    h.stuur(200, inhoud | verder | {"odata.nextLink": elders})


def _druppelt(h: Any, *_: Any) -> None:
    h.send_response(200)
    h.send_header("Content-Type", "application/json")
    h.send_header("Content-Length", "100000")
    h.end_headers()
    try:
        for _n in range(200):
            h.wfile.write(b"[")
            h.wfile.flush()
            time.sleep(0.02)
    except OSError:
        h.close_connection = True


def _bom(h: Any, *_: Any) -> None:
    h.ruw(200, gzip.compress(b" " * 4_000_000), "application/json", Content_Encoding="gzip")


STORINGEN: dict[str, Storing] = {
    "500": lambda h, *_: h.ruw(500, b"{}", "application/json"),
    "503": lambda h, *_: h.ruw(503, b"{}", "application/json", Retry_After="1"),
    "400": lambda h, *_: h.ruw(400, b"{}", "application/json"),
    "html": lambda h, *_: h.ruw(200, b"<html>Onderhoud</html>", "text/html"),
    "geen lijst": lambda h, *_: h.ruw(200, b'{"error": "nee"}', "application/json"),
    "lijst": lambda h, *_: h.ruw(200, b"[1]", "application/json"),
    "diep": lambda h, *_: h.ruw(200, b'{"a":' * 100_000, "application/json"),
    "groot": lambda h, *_: h.ruw(200, b" " * 4_000_000, "application/json"),
    "doorsturen": lambda h, *_: h.ruw(302, b"", "text/html", Location="http://kwaad.example/"),
    "geen gzip": lambda h, *_: h.ruw(200, b"dit is geen gzip", "application/json", Content_Encoding="gzip"),
    "hangt op": lambda h, *_: h.hang_op(),
    "half": _half,
    "afgebroken": _afgebroken,
    "eindeloos": _eindeloos,
    "zelfde": _zelfde,
    "elders": _elders,
    "druppelt": _druppelt,
    "bom": _bom,
}


class Http(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side hung up, or we did: that is what is tested."""


@contextmanager
def server_open() -> Iterator[Server]:
    server = Server()
    http = Http(("127.0.0.1", 0), _afhandelaar(server))
    server.poort = http.server_address[1]
    draad = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    draad.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
