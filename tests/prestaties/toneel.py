"""An afspraak with a subsidised organisation, made through the actions themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from prestaties import acties
from prestaties.acties import Controleinvoer, Inhoud, Slotinvoer
from prestaties.models import Levering, Prestatieafspraak, Prestatiecontrole
from prestaties.regels import gevraagde_oordelen
from prestaties.termijnen import te_controleren
from tests.hulp import gebied, partij, persoon
from wijkwerk.gebruikers.models import Gebruiker

BEGIN, EINDE = date(2026, 1, 1), date(2026, 12, 31)


@dataclass
class Plaats:
    """Where a municipality makes such an afspraak, with whom, and who they are."""

    organisatie: str
    opdrachtgevers: tuple[str, ...]
    inzet: Mapping[str, int]
    thema: str
    controleur: Gebruiker
    leverancier: Gebruiker

    @classmethod
    def helder(cls) -> Plaats:
        return cls(
            "opbouwwerk",
            ("gemeente",),
            {"visbuurt": 120, "sluisdijkbuurt": 80},
            "openbare-ruimte",
            persoon("accountmanager"),
            persoon("partner", partij="opbouwwerk"),
        )

    @classmethod
    def leur(cls) -> Plaats:
        return cls(
            "surplus",
            ("gemeente-etten-leur", "wel"),
            {"banakkers": 12},
            "vroegsignalering",
            persoon("wijkmanager", gebied="banakkers"),
            persoon("partner", partij="surplus"),
        )


def inhoud(**anders: Any) -> Inhoud:
    gewoon: dict[str, Any] = {
        "wat": "Huisbezoeken bij oudere bewoners",
        "waarom": "Bewoners zeggen dat zij hun buren niet kennen.",
        "wanneer": "Elke dinsdag",
        "hoe": "Twee mensen gaan langs de deuren.",
        "door_wie": "Het team opbouwwerk",
        "eenheid": "bezoeken",
        "begin": BEGIN,
        "einde": EINDE,
        "bedrag": Decimal(20000),
    }
    return Inhoud(**(gewoon | anders))


def concept(plaats: Plaats, **anders: Any) -> Prestatieafspraak:
    anders = {"thema": plaats.thema} | anders
    return acties.stel_op(
        partij=partij(plaats.organisatie),
        opdrachtgevers=[partij(naam) for naam in plaats.opdrachtgevers],
        inhoud=inhoud(**anders),
        inzet={gebied(naam): Decimal(aantal) for naam, aantal in plaats.inzet.items()},
        door=plaats.controleur,
    )


def lopend(plaats: Plaats, **anders: Any) -> Prestatieafspraak:
    """Agreed by everybody, and its first day is there."""
    afspraak = concept(plaats, **anders)
    for ander in acties.wie_tekenen(afspraak)[1:]:
        persoon("partner", partij=ander)
    afspraak = acties.leg_voor(afspraak=afspraak, door=plaats.controleur)
    for ander in acties.wie_tekenen(afspraak):
        door = plaats.leverancier if ander == afspraak.partij else persoon("partner", partij=ander)
        afspraak = acties.stem_in(afspraak=afspraak, partij=ander, akkoord=True, toelichting="", door=door)
    return afspraak


def lever(plaats: Plaats, afspraak: Prestatieafspraak, waar: str, aantal: int, dag: date) -> Levering:
    return acties.lever(
        afspraak=afspraak,
        gebied=gebied(waar),
        datum=dag,
        hoeveelheid=Decimal(aantal),
        toelichting="Langs de deuren.",
        door=plaats.leverancier,
    )


def criteria(ja: bool = True) -> dict[tuple[str, str], tuple[bool | None, str]]:
    return {
        (oordeel.sleutel, criterium.sleutel): (ja, "Zo is het.")
        for oordeel in gevraagde_oordelen()
        for criterium in oordeel.criteria
    }


def oordeel(
    plaats: Plaats, afspraak: Prestatieafspraak, woord: str = "geleverd", ja: bool = True
) -> Prestatiecontrole:
    periode = te_controleren(Prestatieafspraak.objects.get(pk=afspraak.pk))
    assert periode is not None
    return acties.leg_oordeel_voor(
        afspraak=afspraak,
        tot=periode.tot,
        invoer=Controleinvoer(
            levering="Huisbezoeken in beide buurten.",
            oordeel=woord,
            toelichting="Dat blijkt uit de opgave.",
            criteria=criteria(ja),
        ),
        door=plaats.controleur,
    )


def slot(woord: str = "geleverd", **anders: Any) -> Slotinvoer:
    return Slotinvoer(**({"oordeel": woord, "toelichting": "Dat blijkt uit de opgave."} | anders))
