"""What somebody without an account may read of the own signal (ETL-69): kind, area, whose turn it is, the answer.

Never a word of what was said, never the name of a person, and of a shielded signal nothing but that it is being
handled. The page and the mails to the melder get these values and never the row itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from signalen.kijk import velden_van_antwoord
from signalen.models import Antwoord, Signaal, Statusadres
from wijkwerk.berichten.termijnen import als_dag
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gemeente.service import actief_profiel

NIEMAND = "de gemeente: wij zoeken uit wie dit oppakt"
STIL_TEAM = "een team dat hierover gaat"


@dataclass(frozen=True)
class Antwoordtekst:
    naam: str
    op: date
    motivering: str
    feiten: list[tuple[str, str]]
    # Promised for later: until when.
    definitief: date | None = None
    is_later: bool = False


@dataclass(frozen=True)
class Volgkijk:
    """With `afgeschermd` nothing else is filled."""

    afgeschermd: bool = False
    # Of a proposal for a plan: to find where it stands. Not shown.
    voorstel: int | None = None
    soort: str = ""
    gebied: str = ""
    nummer: str = ""
    sinds: date | None = None
    beurt: list[str] = field(default_factory=list)
    uiterlijk: date | None = None
    te_laat: bool = False
    antwoord: Antwoordtekst | None = None
    voortgang: list[tuple[date, str]] = field(default_factory=list)
    gesloten_op: date | None = None


def zoek(sleutel: str) -> Signaal | None:
    """Return the signal that is followed with this key (one query)."""
    adres = (
        Statusadres.objects.met_sleutel(sleutel)
        .select_related(
            "signaal__gebied",
            "signaal__houder_partij",
            "signaal__houder_gebied",
            "signaal__houder_persoon",
        )
        .first()
    )
    return adres.signaal if adres else None


def volg(signaal: Signaal) -> Volgkijk:
    if signaal.is_afgeschermd:
        return Volgkijk(afgeschermd=True)
    antwoord = signaal.antwoorden.geldend().select_related("afspraak").first()
    wacht = antwoord is None or antwoord.is_later
    uiterlijk = antwoord.datum_definitief if antwoord else signaal.uiterlijk
    return Volgkijk(
        voorstel=signaal.pk if actief_profiel().signaalsoort(signaal.soort).wordt == "voorstel" else None,
        soort=signaal.soortnaam,
        gebied=str(signaal.gebied),
        nummer=signaal.nummer,
        sinds=als_dag(signaal.geregistreerd_op),
        beurt=_beurt(signaal) if wacht else [],
        uiterlijk=uiterlijk if wacht else None,
        te_laat=antwoord is None and signaal.is_te_laat,
        antwoord=antwoordtekst(antwoord) if antwoord else None,
        voortgang=[(als_dag(rij.op), rij.tekst) for rij in antwoord.voortgang.all()]
        if antwoord and wacht
        else [],
        gesloten_op=als_dag(signaal.gesloten_op) if signaal.gesloten_op else None,
    )


def _beurt(signaal: Signaal) -> list[str]:
    """Whose turn it is: who still has a part to do, else the owner."""
    bezig = [functie(deel.afspraak.houder) for deel in signaal.delen.open().voor_lijst()]
    return list(dict.fromkeys(bezig)) or [functie(signaal.houder)]


def functie(houder: Houder | None) -> str:
    """A function or a party, never a person, and no party whose name tells what it is about."""
    if houder is None:
        return NIEMAND
    if houder.partij is not None and houder.partij.gevoelig != "nee":
        return STIL_TEAM
    return houder.functie()


def antwoordtekst(antwoord: Antwoord) -> Antwoordtekst:
    """The answer as whoever asked hears it: its kind, why, and what the profile wants said with it (HEL-67..70)."""
    feiten = [
        (naam, waarde)
        for sleutel, naam, waarde in velden_van_antwoord(antwoord)
        if waarde != antwoord.motivering and sleutel not in {"datum-definitief", "uitvoerder"}
    ]
    if antwoord.afspraak is not None:
        feiten.insert(0, ("Wie het doet", functie(antwoord.afspraak.houder)))
    return Antwoordtekst(
        naam=actief_profiel().antwoord(antwoord.soort).naam,
        op=als_dag(antwoord.gegeven_op),
        motivering=antwoord.motivering,
        feiten=feiten,
        definitief=antwoord.datum_definitief if antwoord.is_later else None,
        is_later=antwoord.is_later,
    )
