"""What changed between two frozen contents: the adopted version and the newest, or two adopted versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from wijkwerk.publicatie.inhoud import Afspraakblok, Inhoud, Item

# In the order of the page: what was lost first.
SOORTEN = {
    "vervallen": "Gaat niet door",
    "weg": "Niet meer in het plan",
    "later": "Later dan afgesproken",
    "knelpunt": "Er is een knelpunt",
    "nagekomen": "Beoordeeld",
    "stand": "Andere stand",
    "nieuw": "Nieuw",
    "gewijzigd": "Anders opgeschreven",
}

# Changes that have a reason of their own.
MET_REDEN = frozenset({"vervallen", "later", "knelpunt", "stand"})
# Fields that say what the afspraak says.
VAN_AFSPRAAK = frozenset({"trekker", "einddatum", "wie", "wanneer"})


@dataclass(frozen=True)
class Wijziging:
    """One change of one item, in words. `spoor` leads to the item."""

    soort: str
    spoor: str
    nummer: str
    titel: str
    tekst: str
    reden: str = ""

    @property
    def kop(self) -> str:
        return SOORTEN[self.soort]


def verschil(oud: Inhoud, nieuw: Inhoud) -> list[Wijziging]:
    """Return every change from `oud` to `nieuw`, gravest kinds first, within a kind in the order of the plan."""
    voor = {item.spoor: item for item in oud.opgenomen()}
    na = {item.spoor: item for item in nieuw.opgenomen()}
    weggelaten = {item.spoor: item for item in nieuw.weggelaten()}
    gevonden: list[Wijziging] = []
    for item in oud.opgenomen():
        if item.spoor not in na:
            reden = weggelaten[item.spoor].reden if item.spoor in weggelaten else ""
            gevonden.append(
                Wijziging("weg", item.spoor, item.nummer, item.titel, "Staat niet meer in het plan.", reden)
            )
    for item in nieuw.opgenomen():
        eerder = voor.get(item.spoor)
        if eerder is None:
            gevonden.append(
                Wijziging("nieuw", item.spoor, item.nummer, item.titel, f"{item.soortnaam} is erbij gekomen.")
            )
        else:
            gevonden.extend(_van_item(eerder, item))
    volgorde = list(SOORTEN)
    return sorted(gevonden, key=lambda wijziging: volgorde.index(wijziging.soort))


def _van_item(oud: Item, nieuw: Item) -> Iterator[Wijziging]:
    kop = (nieuw.spoor, nieuw.nummer, nieuw.titel)
    if oud.afspraak and nieuw.afspraak:
        for soort, tekst in _van_afspraak(oud.afspraak, nieuw.afspraak):
            reden = (
                nieuw.afspraak.uitleg
                if soort == "nagekomen"
                else nieuw.afspraak.reden
                if soort in MET_REDEN
                else ""
            )
            yield Wijziging(soort, *kop, tekst, reden)
    anders = [*_anders(oud, nieuw)]
    if anders:
        yield Wijziging("gewijzigd", *kop, f"{'; '.join(anders).capitalize()}.")


def _anders(oud: Item, nieuw: Item) -> Iterator[str]:
    if oud.titel != nieuw.titel:
        yield f"titel: was “{oud.titel}”"
    if oud.trekker != nieuw.trekker:
        yield f"trekker: was {oud.trekker or 'niemand'}, nu {nieuw.trekker or 'niemand'}"
    eerder = {waarde.sleutel: waarde.waarde for waarde in oud.velden}
    for veld in nieuw.velden:
        was = eerder.get(veld.sleutel, "")
        if veld.sleutel not in VAN_AFSPRAAK and was != veld.waarde:
            yield f"{veld.label.lower()}: was “{was or 'leeg'}”, nu “{veld.waarde or 'leeg'}”"


def _van_afspraak(oud: Afspraakblok, nieuw: Afspraakblok) -> Iterator[tuple[str, str]]:
    if nieuw.stand == "vervallen" != oud.stand:
        yield "vervallen", "De afspraak is vervallen."
    elif nieuw.uiterlijk > oud.uiterlijk:
        keren = nieuw.uitgesteld
        telt = f" Dit is de {_rang(keren)} keer." if keren > 1 else ""
        yield "later", f"Van {_dag(oud.uiterlijk)} naar {_dag(nieuw.uiterlijk)}.{telt}"
    if nieuw.nagekomen and nieuw.nagekomen != oud.nagekomen:
        woord = {"ja": "nagekomen", "deels": "deels nagekomen", "nee": "niet nagekomen"}[nieuw.nagekomen]
        yield "nagekomen", f"De afspraak is {woord}."
    elif nieuw.stand != oud.stand and nieuw.stand != "vervallen":
        soort = "knelpunt" if nieuw.stand == "knelpunt" else "stand"
        yield soort, f"Was: {oud.stand_woord.lower()}. Nu: {nieuw.stand_woord.lower()}."


def _rang(n: int) -> str:
    return {2: "tweede", 3: "derde", 4: "vierde", 5: "vijfde", 6: "zesde"}.get(n, f"{n}e")


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")
