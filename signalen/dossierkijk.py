"""What a page may show of a dossier to one person, as `kijk` does for a signal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.formats import date_format

from signalen.kijk import als_regel
from signalen.kijkwaarden import Gebeurtenis, Regel
from signalen.models import Dossier, Signaal
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.models import Logregel

STAPPEN = {
    "dossier.openen": ("Geopend", "plus"),
    "dossier.wijzigen": ("Gewijzigd", "bewerken"),
    "dossier.uitzetten": ("Uitgezet", "doorsturen"),
    "dossier.sluiten": ("Gesloten", "check"),
}


@dataclass(frozen=True)
class Dossierregel:
    """A dossier in a list: the numbers are of signals that exist for who looks."""

    pk: int
    titel: str
    url: str
    stand: str
    gebied: str
    eigenaar: str
    sinds: datetime
    afgeschermd: bool
    aantal: int
    aantal_open: int


@dataclass(frozen=True)
class Dossierkijk:
    """A dossier on its own page, with the signals that exist for who looks."""

    regel: Dossierregel
    titel: str
    vraag: str
    analyse: str
    feiten: list[tuple[str, str]]
    signalen: list[Regel]
    tijdlijn: list[Gebeurtenis] = field(default_factory=list)


def als_dossierregel(dossier: Dossier) -> Dossierregel:
    """Return what a list shows; `dossier` comes from `zichtbaar_voor` and `met_aantallen`. No title of a shielded one."""
    return Dossierregel(
        pk=dossier.pk,
        titel=str(dossier),
        url=dossier.get_absolute_url(),
        stand=dossier.stand,
        gebied=str(dossier.gebied),
        eigenaar=str(dossier.houder or ""),
        sinds=dossier.geopend_op,
        afgeschermd=dossier.gevoelig != "nee",
        aantal=getattr(dossier, "aantal", 0),
        aantal_open=getattr(dossier, "aantal_open", 0),
    )


def bekijk_dossier(dossier: Dossier, leden: Iterable[Signaal]) -> Dossierkijk:
    """Return the page of a dossier; it and `leden` come from `zichtbaar_voor`."""
    return Dossierkijk(
        regel=als_dossierregel(dossier),
        titel=dossier.titel,
        vraag=dossier.vraag,
        analyse=dossier.velden.get("analyse", ""),
        feiten=_feiten(dossier),
        signalen=[als_regel(lid) for lid in leden],
        tijdlijn=_tijdlijn(dossier),
    )


def _feiten(dossier: Dossier) -> list[tuple[str, str]]:
    profiel = actief_profiel()
    return [
        ("Soort", profiel.signaalsoort(dossier.soort).naam if dossier.soort else ""),
        (profiel.niveau(dossier.gebied.niveau).naam.capitalize(), str(dossier.gebied)),
        ("Thema", profiel.thema(dossier.thema).naam if dossier.thema else ""),
        ("Eigenaar", str(dossier.houder or "Nog niemand")),
        ("Probleemeigenaar", dossier.velden.get("probleemeigenaar", "")),
        ("Datum van het besluit", date_format(besluit) if (besluit := _dag(dossier.velden)) else ""),
    ]


def _dag(velden: Mapping[str, str]) -> date | None:
    return date.fromisoformat(velden["besluitdatum"]) if velden.get("besluitdatum") else None


def _tijdlijn(dossier: Dossier) -> list[Gebeurtenis]:
    regels = Logregel.objects.stappen().van(dossier).select_related("door")
    return [
        Gebeurtenis(
            op=regel.op,
            wat=STAPPEN.get(regel.stap, (regel.stap.partition(".")[2].capitalize(), ""))[0],
            wie=str(regel.door or "Wijkwerk"),
            icoon=STAPPEN.get(regel.stap, ("", "stop"))[1],
        )
        for regel in regels
    ]
