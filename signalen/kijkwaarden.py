"""The values that pages of signals get, and the words for each step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from signalen.punt import Puntkaart
from signalen.zicht import Niveau

SNEDE = 160


STAPPEN = {
    "signaal.registreren": ("Opgeschreven", "signaal"),
    "signaal.bevestigen": ("Bevestigd: kwam per mail", "bericht"),
    "signaal.uitzetten": ("Uitgezet", "doorsturen"),
    "signaal.zaak": ("Zaak in het zaaksysteem gekoppeld of weggehaald", "delen"),
    "signaal.verstrekken": ("Gegevens gegeven buiten de gemeente", "delen"),
    "signaal.omleiden": ("Andere route", "doorsturen"),
    "signaal.overdragen": ("Overgedragen aan het meldsysteem", "doorsturen"),
    "signaal.overdracht-nummer": ("Nummer in het meldsysteem ingevuld", "bewerken"),
    "signaal.overdracht-opnieuw": ("Opnieuw overgedragen", "doorsturen"),
    "signaal.overdracht-mislukt": ("Overdragen lukte niet", "waarschuwing"),
    "signaal.elders-afgehandeld": ("Afgehandeld in het meldsysteem", "check"),
    "signaal.elders-heropend": ("Heropend in het meldsysteem", "terug"),
    "signaal.koppelen": ("Gekoppeld aan een adviseur", "doorsturen"),
    "signaal.doorverwijzen": ("Doorverwezen", "doorsturen"),
    "signaal.overnemen": ("Overgenomen", "check"),
    "signaal.doorzetten": ("Doorgezet met een besluit", "vlag"),
    "signaal.opschalen": ("Opgeschaald", "boven"),
    "signaal.bundelen": ("Bij een dossier gezet", "lijst"),
    "signaal.ontbundelen": ("Uit het dossier gehaald", "terug"),
    "signaal.beantwoorden": ("Beantwoord", "antwoord"),
    "voorstel.beoordelen": ("Een voorwaarde beoordeeld", "check"),
    "voorstel.opnemen": ("Op de plannen gezet", "document"),
    "signaal.verlengen": ("Definitief antwoord uitgesteld", "klok"),
    "signaal.vertellen": ("Verteld hoe het staat", "bericht"),
    "signaal.melder-corrigeren": ("Gegevens van de melder verbeterd", "bewerken"),
    "signaal.melder-verwijderen": ("Gegevens van de melder verwijderd op verzoek", "kruis"),
    "signaal.melder-opruimen": ("Gegevens van de melder verwijderd: de termijn is voorbij", "kruis"),
    "signaal.melder-zoeken": ("Gevonden bij een vraag van de melder", "zoek"),
    "signaal.melder-uitvoeren": ("Gegevens van de melder in een bestand gezet", "downloaden"),
    "signaal.tekst-opruimen": ("Tekst gewist: de termijn is voorbij", "kruis"),
    "signaal.foto-toevoegen": ("Foto toegevoegd", "oog"),
    "signaal.foto-weghalen": ("Foto weggehaald", "kruis"),
    "signaal.foto-opruimen": ("Foto's gewist: de termijn is voorbij", "kruis"),
    "signaal.briefje": ("Briefje gemaakt voor de melder", "print"),
    "signaal.terugkoppelen": ("Teruggekoppeld", "bericht"),
    "signaal.sluiten": ("Gesloten", "check"),
    "signaal.heropenen": ("Heropend", "terug"),
    "signaal.wijzigen": ("Soort, plek of thema verbeterd", "bewerken"),
    "signaal.verbeteren": ("Woorden verbeterd", "bewerken"),
    "signaal.afschermen": ("Meer afgeschermd", "slot"),
    "signaal.ontschermen": ("Minder afgeschermd", "oog"),
    "signaal.herhaling": ("Gekoppeld als herhaling", "delen"),
    "afspraak.maken": ("Gevraagd om iets te doen", "vlag"),
    "afspraak.toezeggen": ("Deel aangenomen", "check"),
    "afspraak.per-mail": ("Geantwoord met de link in de mail, zonder inloggen", "bericht"),
    "afspraak.weigeren": ("Deel niet aangenomen", "kruis"),
    "afspraak.bijwerken": ("Voortgang gemeld", "pijl"),
    "afspraak.afronden": ("Deel klaar", "check"),
    "afspraak.verzetten": ("Deel krijgt meer tijd", "klok"),
    "afspraak.vervallen": ("Deel vervallen", "kruis"),
    "afspraak.beoordelen": ("Beoordeeld of de afspraak is nagekomen", "check"),
}


@dataclass(frozen=True)
class DeelKijk:
    """One part: who, state and day for everybody; the rest for who may see it."""

    pk: int
    houder: str
    stand: str
    uiterlijk: date
    discipline: str
    url: str
    is_open: bool
    is_eigen: bool
    wat: str = ""
    resultaat: str = ""
    weigeringsreden: str = ""
    # Referred: who accepts it takes the whole signal over.
    verwijst: bool = False
    # The refused part that nobody took over yet.
    vraagt_ander: bool = False


@dataclass(frozen=True)
class AntwoordKijk:
    naam: str
    is_later: bool
    op: datetime
    verlengingen: int
    datum_definitief: date | None
    velden: list[tuple[str, Any]] = field(default_factory=list)
    afspraak_url: str = ""


@dataclass(frozen=True)
class MelderKijk:
    """What is known of the melder, not the data themselves: those stand on a page of their own, and reading it is logged."""

    hoedanigheid: str
    bekend: str
    wil_horen: bool
    bewaren_tot: date | None


@dataclass(frozen=True)
class OverdrachtKijk:
    """How it was handed to the municipality's own system, and how it is there."""

    stand: str
    woorden: str
    link: str
    systeemstand: str
    op: datetime | None
    is_afgehandeld: bool
    reden: str = ""
    antwoord: str = ""


@dataclass(frozen=True)
class Gebeurtenis:
    op: datetime
    wat: str
    wie: str = ""
    toelichting: str = ""
    icoon: str = ""


@dataclass(frozen=True)
class Regel:
    """A signal in a list."""

    pk: int
    nummer: str
    titel: str
    url: str
    stand: str
    urgentie: str
    gebied: str
    eigenaar: str
    sinds: datetime
    uiterlijk: date | None
    is_te_laat: bool
    wacht: bool
    afgeschermd: bool
    kop: str


@dataclass(frozen=True)
class Gelijk:
    """An earlier signal that looks like this one. `herhaling`: same area and theme, not long ago."""

    regel: Regel
    herhaling: bool


@dataclass(frozen=True)
class FotoKijk:
    url: str
    breed: int
    hoog: int
    # What is on it, for who does not see it.
    tekst: str
    # Where it is removed; empty for who may not.
    weg_url: str


@dataclass(frozen=True)
class Kijk:
    """A signal on its own page."""

    regel: Regel
    niveau: Niveau
    gevoelig: str
    tekst: str
    feiten: list[tuple[str, str]]
    delen: list[DeelKijk]
    antwoord: AntwoordKijk | None
    terugkoppelingen: list[Gebeurtenis]
    melder: MelderKijk | None
    tijdlijn: list[Gebeurtenis]
    schild: str
    leest_afgeschermd: bool
    # (address, system) of the zaak elsewhere.
    zaak: tuple[str, str] | None
    herhaling_van: Regel | None = None
    herhalingen: int = 0
    # Name and address of the dossier it belongs to.
    dossier: tuple[str, str] | None = None
    overdracht: OverdrachtKijk | None = None
    fotos: list[FotoKijk] = field(default_factory=list)
    # The point in words, and the map it stands on when there is one.
    punt: str = ""
    plek: Puntkaart | None = None

    @property
    def is_deelhouder(self) -> bool:
        """Somebody who sees this signal only because of the own part."""
        return self.niveau == Niveau.DEEL
