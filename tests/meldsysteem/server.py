"""A server that answers as the API of Signalen does, and that fails in every way a server can."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "geldige-sleutel"
OPENBAAR = "/signals/v1/public/signals/"
INTERN = "/signals/v1/private/signals/"
CATEGORIEEN = {
    "/signals/v1/public/terms/categories/openbaar-groen/sub_categories/boom",
    "/signals/v1/public/terms/categories/wegen/sub_categories/stoep",
}
# The bounding box of the installation: west, south, east, north.
KADER = (5.5, 51.3, 5.8, 51.6)
VELDEN = {
    "text", "text_extra", "source", "location", "category", "reporter", "incident_date_start", "incident_date_end",
    "extra_properties", "session",
}  # fmt: skip
VELDEN_INTERN = VELDEN | {"priority", "type", "parent"}
GESLOTEN = {"o", "a", "s"}
WOORDEN = {
    "m": "Gemeld",
    "b": "In behandeling",
    "o": "Afgehandeld",
    "a": "Geannuleerd",
    "reopened": "Heropend",
}


def nu() -> str:
    return datetime.now(UTC).isoformat()


@dataclass
class Gevraagd:
    methode: str
    pad: str
    zoek: dict[str, str]
    koppen: dict[str, str]
    lichaam: Any


@dataclass
class Server:
    """What it keeps, and how it is to behave at the next requests: each failure is used once."""

    poort: int = 0
    meldingen: list[dict[str, Any]] = field(default_factory=list)
    gevraagd: list[Gevraagd] = field(default_factory=list)
    # In turn: a status code, "verbreek" (accept, and hang up before the answer), "weg" (hang up at once), "onzin".
    storingen: list[int | str] = field(default_factory=list)
    wacht: float = 0
    retry_after: int = 0
    tokens: set[str] = field(default_factory=lambda: {TOKEN})
    per_pagina: int = 100
    # When set, a request waits for it; `bezig` tells that one does.
    vasthouden: threading.Event | None = None
    bezig: threading.Event = field(default_factory=threading.Event)

    @property
    def adres(self) -> str:
        return f"http://127.0.0.1:{self.poort}"

    def zet(self, nummer: int, stand: str, tekst: str = "") -> None:
        """Somebody over there changes the state of a report."""
        rij = self.meldingen[nummer - 1]
        rij["status"] = {"state": stand, "text": tekst}
        rij["updated_at"] = nu()

    # --- answers

    def maak(self, lichaam: Any, *, intern: bool) -> tuple[int, Any]:
        fouten = _keur(lichaam, intern=intern)
        if fouten:
            return 400, fouten
        nummer = len(self.meldingen) + 1
        self.meldingen.append(
            lichaam
            | {
                "id": nummer,
                "signal_id": str(uuid.uuid4()),
                "status": {"state": "m", "text": None},
                "created_at": nu(),
                "updated_at": nu(),
            }
        )
        return 201, self.toon(self.meldingen[-1], intern=intern)

    def toon(self, rij: dict[str, Any], *, intern: bool) -> dict[str, Any]:
        stand = rij["status"]["state"]
        gewoon = {
            "_display": f"SIG-{rij['id']}",
            "id": rij["id"],
            "id_display": f"SIG-{rij['id']}",
            "signal_id": rij["signal_id"],
            "created_at": rij["created_at"],
            "updated_at": rij["updated_at"],
            "incident_date_start": rij["incident_date_start"],
            "incident_date_end": None,
        }
        if not intern:
            dicht = stand in GESLOTEN
            return gewoon | {
                "status": {
                    "state": "CLOSED" if dicht else "OPEN",
                    "state_display": "AFGESLOTEN" if dicht else "OPEN",
                }
            }
        return gewoon | {
            "text": rij["text"],
            "source": rij["source"],
            "extra_properties": rij.get("extra_properties"),
            "notes": [],
            "status": {
                "text": rij["status"]["text"],
                "user": "iemand@gemeente.example",
                "state": stand,
                "state_display": WOORDEN.get(stand, stand),
                "created_at": rij["updated_at"],
            },
        }

    def antwoord(self, vraag: Gevraagd) -> tuple[int, Any]:
        if vraag.pad.startswith(INTERN):
            sleutel = vraag.koppen.get("Authorization", "").removeprefix("Bearer ")
            if sleutel not in self.tokens:
                return 401, {"detail": "API auth problem"}
            return self._intern(vraag)
        if vraag.pad == OPENBAAR and vraag.methode == "POST":
            return self.maak(vraag.lichaam, intern=False)
        gezocht = vraag.pad.removeprefix(OPENBAAR)
        for rij in self.meldingen:
            if rij["signal_id"] == gezocht and vraag.methode == "GET":
                return 200, self.toon(rij, intern=False)
        return 404, {"detail": "Niet gevonden."}

    def _intern(self, vraag: Gevraagd) -> tuple[int, Any]:
        if vraag.pad == INTERN and vraag.methode == "POST":
            return self.maak(vraag.lichaam, intern=True)
        if vraag.pad == INTERN:
            return self._lijst(vraag.zoek)
        gezocht = vraag.pad.removeprefix(INTERN)
        for rij in self.meldingen:
            if str(rij["id"]) == gezocht:
                return 200, self.toon(rij, intern=True)
        return 404, {"detail": "Niet gevonden."}

    def _lijst(self, zoek: dict[str, str]) -> tuple[int, Any]:
        assert set(zoek) <= {"updated_after", "page", "page_size"}, zoek
        sinds = datetime.fromisoformat(zoek["updated_after"]) if "updated_after" in zoek else None
        rijen = [
            rij
            for rij in reversed(self.meldingen)
            if sinds is None or datetime.fromisoformat(rij["updated_at"]) >= sinds
        ]
        grootte = min(int(zoek.get("page_size", "100")), self.per_pagina)
        pagina = int(zoek.get("page", "1"))
        deel = rijen[(pagina - 1) * grootte : pagina * grootte]
        if not deel and pagina > 1:
            return 404, {"detail": "Ongeldige pagina."}
        volgende = f"{self.adres}{INTERN}?page={pagina + 1}" if pagina * grootte < len(rijen) else None
        return 200, {
            "_links": {"self": {"href": ""}, "next": {"href": volgende}, "previous": {"href": None}},
            "count": len(rijen),
            "results": [self.toon(rij, intern=True) for rij in deel],
        }


def _keur(lichaam: Any, *, intern: bool) -> dict[str, Any]:
    """Return what this API would complain about."""
    fouten: dict[str, Any] = {}
    vreemd = set(lichaam) - (VELDEN_INTERN if intern else VELDEN)
    if vreemd:
        fouten["non_field_errors"] = [f"Extra properties present: {', '.join(vreemd)}"]
    for veld in ("text", "location", "category", "reporter", "incident_date_start"):
        if not lichaam.get(veld):
            fouten[veld] = ["Dit veld is vereist."]
    if fouten:
        return fouten
    lengte, breedte = lichaam["location"]["geometrie"]["coordinates"]
    west, zuid, oost, noord = KADER
    if lichaam["location"]["geometrie"]["type"] != "Point" or not (
        west <= lengte <= oost and zuid <= breedte <= noord
    ):
        fouten["location"] = {"geometrie": ["Location not in bounding box"]}
    if lichaam["location"]["address"] is not None:
        fouten["location"] = ["Niet-bestaand adres."]
    if set(lichaam["category"]) != {"category_url"} or lichaam["category"]["category_url"] not in CATEGORIEEN:
        fouten["category"] = {"category_url": ["Ongeldige hyperlink"]}
    if lichaam["source"] != ("Wijkwerk" if intern else "online"):
        fouten["source"] = ["Invalid source given"]
    if set(lichaam["reporter"]) - {"email", "phone", "sharing_allowed"}:
        fouten["reporter"] = ["Onbekend veld"]
    if datetime.fromisoformat(lichaam["incident_date_start"]).tzinfo is None:
        fouten["incident_date_start"] = ["Geen tijdzone"]
    for extra in lichaam.get("extra_properties") or []:
        if set(extra) != {"id", "label", "category_url", "answer"}:
            fouten["extra_properties"] = ["Invalid"]
    return fouten


def _afhandelaar(server: Server) -> type[BaseHTTPRequestHandler]:
    class Afhandelaar(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            return

        def do_GET(self) -> None:
            self._doe("GET")

        def do_POST(self) -> None:
            self._doe("POST")

        def _doe(self, methode: str) -> None:
            delen = urlsplit(self.path)
            ruw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            zoek = {naam: waarden[0] for naam, waarden in parse_qs(delen.query).items()}
            lichaam = (
                json.loads(ruw) if ruw and "json" in self.headers.get("Content-Type", "") else ruw.decode()
            )
            vraag = Gevraagd(methode, delen.path, zoek, dict(self.headers), lichaam)
            server.gevraagd.append(vraag)
            if (los := server.vasthouden) is not None:
                server.bezig.set()
                los.wait(20)
            time.sleep(server.wacht)
            storing = server.storingen.pop(0) if server.storingen else None
            if storing == "weg":
                return self._hang_op()
            if isinstance(storing, int):
                return self._antwoord(storing, {"detail": "Fout"})
            if storing == "onzin":
                return self._stuur(200, b"<html>Onderhoud</html>", "text/html")
            status, inhoud = server.antwoord(vraag)
            return self._hang_op() if storing == "verbreek" else self._antwoord(status, inhoud)

        def _hang_op(self) -> None:
            self.close_connection = True
            self.connection.close()

        def _antwoord(self, status: int, inhoud: Any) -> None:
            self._stuur(status, json.dumps(inhoud).encode(), "application/json")

        def _stuur(self, status: int, lichaam: bytes, soort: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", soort)
            self.send_header("Content-Length", str(len(lichaam)))
            if server.retry_after:
                self.send_header("Retry-After", str(server.retry_after))
            self.end_headers()
            self.wfile.write(lichaam)

    return Afhandelaar


class Http(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side hung up, or we did: that is what is tested."""


@contextmanager
def server_open() -> Iterator[tuple[Server, Callable[[], None]]]:
    """Yield the server, and a function that shuts it down for good."""
    server = Server()
    http = Http(("127.0.0.1", 0), _afhandelaar(server))
    server.poort = http.server_address[1]
    draad = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    draad.start()

    def sluit() -> None:
        http.shutdown()
        http.server_close()

    try:
        yield server, sluit
    finally:
        if server.vasthouden is not None:
            server.vasthouden.set()
        sluit()
