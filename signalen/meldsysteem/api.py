"""The HTTP API of Signalen: the private one with an account, and the public one without.

Neither takes an idempotency key. The private one can be searched for our own number before sending again; the public
one cannot, so there a report that may have arrived is left to a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime

from signalen.meldsysteem.aansluiting import (
    Gelezen,
    Gevraagd,
    Geweigerd,
    Melding,
    Ontvangst,
    Onzeker,
    Storing,
    Toestand,
)
from signalen.meldsysteem.sleutel import Sleutel
from signalen.meldsysteem.verbinding import Antwoord, Verbinding

OPENBAAR = "/signals/v1/public/signals/"
INTERN = "/signals/v1/private/signals/"
CATEGORIE = "/signals/v1/public/terms/categories/{}/sub_categories/{}"
KENMERK = "wijkwerk-kenmerk"
# afgehandeld, geannuleerd, gesplitst: nobody works on it any more.
KLAAR = frozenset({"o", "a", "s"})
PAGINA = 100
# More changes than this in one go: ask each of ours apart.
MEESTE_PAGINAS = 50
# The clocks of two servers are never the same.
SPELING = timedelta(minutes=10)
WAT_NU = {
    "location": "de plek: vraag de beheerder om een punt binnen de gemeente in te stellen",
    "category": "de categorie: vraag de beheerder om een andere te kiezen",
    "source": "de bron: vraag de beheerder om die te controleren",
    "reporter": "de contactgegevens van de melder: kijk of ze kloppen",
    "text": "de tekst",
}


class SignalenOpenbaar:
    """Without an account: it takes reports, and says of each whether it is open."""

    pad = OPENBAAR

    def __init__(self, verbinding: Verbinding) -> None:
        self.verbinding = verbinding

    def overdragen(self, melding: Melding) -> Ontvangst:
        if melding.twijfel_sinds is not None:
            raise Onzeker(
                "Het antwoord van het meldsysteem kwam niet aan. Zoek daar of de melding er staat: op de tekst, of op "
                f"{melding.kenmerk}."
            )
        return self._maak(melding)

    def stand(self, meldingen: Sequence[Gevraagd], sinds: datetime | None) -> Gelezen:
        """One question per report: keep the number small, 60 an hour is all that an address gets."""
        return Gelezen({m.overdracht: toestand for m in meldingen if (toestand := self._een(m)) is not None})

    def _een(self, melding: Gevraagd) -> Toestand | None:
        if melding.systeem_uuid is None:
            return None
        antwoord = self._vraag("GET", f"{OPENBAAR}{melding.systeem_uuid}")
        if antwoord.status == 404:
            return Toestand("Niet gevonden")
        stand = _deel(antwoord.inhoud, "status")
        return Toestand(_tekst(stand, "state_display"), is_afgehandeld=stand.get("state") == "CLOSED")

    def proef(self) -> None:
        """Ask something that changes nothing; raises Storing when the server does not answer as this API does."""
        antwoord = self._vraag("GET", f"{OPENBAAR}{UUID(int=0)}")
        if antwoord.status != 404 or not isinstance(antwoord.inhoud, dict):
            raise Storing(f"Op dit adres antwoordt iets anders dan Signalen ({antwoord.status}).")

    def _maak(self, melding: Melding) -> Ontvangst:
        antwoord = self._vraag("POST", self.pad, inhoud=self._lichaam(melding))
        if antwoord.status == 400:
            raise Geweigerd(_waarom(antwoord.inhoud))
        if antwoord.status == 404:
            raise Storing("Op dit adres neemt niets meldingen aan (404).")
        ontvangst = _ontvangst(antwoord.inhoud)
        if ontvangst is None:
            raise Storing(
                "Het meldsysteem antwoordt iets dat wij niet begrijpen.", misschien=True, eigen=True
            )
        return ontvangst

    def _lichaam(self, melding: Melding) -> dict[str, Any]:
        adres = CATEGORIE.format(*melding.categorie.split("/", 1))
        return {
            "text": melding.tekst,
            "source": melding.bron,
            "location": {
                "geometrie": {"type": "Point", "coordinates": [melding.lengte, melding.breedte]},
                # Ours is an address in words; theirs must exist in the register.
                "address": None,
            },
            "category": {"category_url": adres},
            "reporter": {
                "email": melding.e_mail or None,
                "phone": melding.telefoon or None,
                "sharing_allowed": bool(melding.e_mail or melding.telefoon),
            },
            "incident_date_start": melding.begon_op.isoformat(),
            "extra_properties": [
                {
                    "id": KENMERK,
                    "label": "Nummer in Wijkwerk",
                    "category_url": adres,
                    "answer": melding.kenmerk,
                }
            ],
        }

    def _vraag(self, methode: str, pad: str, **vraag: Any) -> Antwoord:
        return _keur(self.verbinding.vraag(methode, pad, **vraag))


class SignalenIntern(SignalenOpenbaar):
    """With an account: our own number can be found back, and the answer can be read."""

    pad = INTERN

    def __init__(self, verbinding: Verbinding, sleutel: Sleutel) -> None:
        super().__init__(verbinding)
        self.sleutel = sleutel

    def overdragen(self, melding: Melding) -> Ontvangst:
        """Look first when an earlier attempt may have arrived."""
        if melding.twijfel_sinds is not None:
            al_daar = self._zoek(melding.kenmerk, melding.twijfel_sinds)
            if al_daar is not None:
                return al_daar
        return self._maak(melding)

    def stand(self, meldingen: Sequence[Gevraagd], sinds: datetime | None) -> Gelezen:
        """Read everything that changed there since then, and keep what is ours."""
        if sinds is None:
            return self._elk(meldingen)
        van_ons = {melding.systeem_id: melding.overdracht for melding in meldingen}
        toestanden: dict[int, Toestand] = {}
        tot = sinds
        try:
            for rij in self._gewijzigd(sinds):
                tot = max(tot, _moment(rij) or tot)
                if (overdracht := van_ons.get(rij.get("id"))) is not None:
                    toestanden[overdracht] = _toestand(rij)
        except _TeVeel:
            return Gelezen(self._elk(meldingen).toestanden, tot)
        return Gelezen(toestanden, tot)

    def proef(self) -> None:
        antwoord = self._vraag("GET", INTERN, zoek={"page_size": "1"})
        if not isinstance(antwoord.inhoud, dict) or "results" not in antwoord.inhoud:
            raise Storing(f"Op dit adres antwoordt iets anders dan Signalen ({antwoord.status}).")

    def _elk(self, meldingen: Sequence[Gevraagd]) -> Gelezen:
        toestanden: dict[int, Toestand] = {}
        tot: datetime | None = None
        for melding in meldingen:
            antwoord = self._vraag("GET", f"{INTERN}{melding.systeem_id}")
            if antwoord.status == 404:
                toestanden[melding.overdracht] = Toestand("Niet gevonden")
                continue
            toestanden[melding.overdracht] = _toestand(antwoord.inhoud)
            moment = _moment(antwoord.inhoud)
            tot = max(filter(None, (tot, moment)), default=None)
        return Gelezen(toestanden, tot)

    def _lichaam(self, melding: Melding) -> dict[str, Any]:
        lichaam = super()._lichaam(melding)
        return lichaam | {"priority": {"priority": "high"}} if melding.dringend else lichaam

    def _zoek(self, kenmerk: str, sinds: datetime) -> Ontvangst | None:
        """Find our own number among what was made or changed since then."""
        try:
            for rij in self._gewijzigd(sinds):
                eigen = rij.get("extra_properties")
                if isinstance(eigen, list) and any(_is_kenmerk(veld, kenmerk) for veld in eigen):
                    return _ontvangst(rij)
        except _TeVeel as fout:
            raise Onzeker(
                f"Er is daar te veel om in te zoeken. Zoek zelf op {kenmerk} of de melding er al staat."
            ) from fout
        return None

    def _gewijzigd(self, sinds: datetime) -> Iterator[Mapping[str, Any]]:
        """Yield what changed since then, page by page; raises _TeVeel after many."""
        for pagina in range(1, MEESTE_PAGINAS + 1):
            zoek = {
                "updated_after": (sinds - SPELING).isoformat(),
                "page": str(pagina),
                "page_size": str(PAGINA),
            }
            inhoud = self._vraag("GET", INTERN, zoek=zoek).inhoud
            rijen = inhoud.get("results") if isinstance(inhoud, dict) else None
            if not isinstance(rijen, list):
                # A page that is no longer there: what stood on it was read before.
                if pagina > 1:
                    return
                raise Storing("Het meldsysteem antwoordt iets dat wij niet begrijpen.")
            yield from (rij for rij in rijen if isinstance(rij, dict))
            if not rijen or not _is_er_meer(inhoud):
                return
        raise _TeVeel

    def _sleutel(self) -> str:
        return self.sleutel.geef()

    def _vraag(self, methode: str, pad: str, **vraag: Any) -> Antwoord:
        """A key may have ended early: once more with a new one."""
        antwoord = self.verbinding.vraag(methode, pad, sleutel=self._sleutel(), **vraag)
        if antwoord.status == 401 and self.sleutel.vergeet():
            antwoord = self.verbinding.vraag(methode, pad, sleutel=self._sleutel(), **vraag)
        return _keur(antwoord)


def _is_er_meer(inhoud: Mapping[str, Any]) -> bool:
    """By their link to a next page, of which we only want to know that it is there; without links, until a page is empty."""
    links = inhoud.get("_links")
    volgende = links.get("next") if isinstance(links, dict) else None
    return bool(volgende.get("href")) if isinstance(volgende, dict) else True


class _TeVeel(Exception):
    """More changed than can be read through."""


def _keur(antwoord: Antwoord) -> Antwoord:
    """Return an answer about the report itself; raises Storing for every other."""
    status = antwoord.status
    if antwoord.is_goed or status in {400, 404}:
        return antwoord
    if status in {401, 403}:
        raise Storing(f"Het meldsysteem laat Wijkwerk niet toe ({status}).")
    if status in {429, 503}:
        raise Storing(f"Het meldsysteem heeft het te druk ({status}).", wacht=antwoord.wacht)
    if status >= 500:
        raise Storing(f"Het meldsysteem geeft een fout ({status}).", misschien=True, eigen=True)
    raise Storing(f"Het meldsysteem antwoordt onverwacht ({status}).")


def _waarom(inhoud: Any) -> str:
    """Say which fields were refused and what to do; never in the words of the answer, which may quote somebody."""
    velden = [str(veld) for veld in inhoud] if isinstance(inhoud, dict) else []
    bekend = [WAT_NU[veld] for veld in velden if veld in WAT_NU]
    if not bekend:
        return "Het meldsysteem wijst deze melding af. Meld het daar zelf, of vraag de beheerder."
    return f"Het meldsysteem wijst dit af: {'; '.join(bekend)}."


def _ontvangst(inhoud: Any) -> Ontvangst | None:
    if not isinstance(inhoud, dict) or not isinstance(inhoud.get("id"), int):
        return None
    try:
        uuid = UUID(str(inhoud.get("signal_id")))
    except ValueError:
        return None
    nummer = inhoud.get("id_display") or inhoud.get("_display") or inhoud["id"]
    return Ontvangst(str(nummer)[:60], inhoud["id"], uuid)


def _is_kenmerk(veld: Any, kenmerk: str) -> bool:
    return isinstance(veld, dict) and veld.get("id") == KENMERK and veld.get("answer") == kenmerk


def _toestand(inhoud: Any) -> Toestand:
    """Return how it is. Their words to the melder count only at the end: what comes before is work in progress."""
    stand = _deel(inhoud, "status")
    klaar = stand.get("state") in KLAAR
    return Toestand(_tekst(stand, "state_display"), klaar, _tekst(stand, "text", 4000) if klaar else "")


def _moment(inhoud: Any) -> datetime | None:
    moment = parse_datetime(_tekst(inhoud, "updated_at", 40))
    return moment if moment and moment.tzinfo else None


def _deel(inhoud: Any, naam: str) -> Mapping[str, Any]:
    deel = inhoud.get(naam) if isinstance(inhoud, dict) else None
    if not isinstance(deel, dict):
        raise Storing("Het meldsysteem antwoordt iets dat wij niet begrijpen.")
    return deel


def _tekst(inhoud: Mapping[str, Any], naam: str, hoogstens: int = 80) -> str:
    waarde = inhoud.get(naam)
    return waarde.replace("\x00", "").strip()[:hoogstens] if isinstance(waarde, str) else ""
