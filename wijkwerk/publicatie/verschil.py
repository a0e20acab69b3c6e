"""What changed between two frozen contents: the adopted version and the newest, or two adopted versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.formats import date_format

from wijkwerk.publicatie.inhoud import Afspraakblok, Bron, Inhoud, Item, rang

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
    "tekst": "Andere tekst",
    "bron": "Andere cijfers en verhalen",
}

# Changes that have a reason of their own.
MET_REDEN = frozenset({"vervallen", "later", "knelpunt", "stand"})
# Fields that say what the afspraak says.
VAN_AFSPRAAK = frozenset({"trekker", "einddatum", "wie", "wanneer"})


class Regel(Protocol):
    """What reads as one line."""

    @property
    def regel(self) -> str: ...


@dataclass(frozen=True)
class Wijziging:
    """One change of one item, in words. `spoor` leads to the item; of a text of the plan there is none."""

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
    gevonden.extend(_van_teksten(oud, nieuw))
    gevonden.extend(_van_bronnen(oud, nieuw, na))
    volgorde = list(SOORTEN)
    return sorted(gevonden, key=lambda wijziging: volgorde.index(wijziging.soort))


def _van_teksten(oud: Inhoud, nieuw: Inhoud) -> Iterator[Wijziging]:
    """The summary and the sections: that they differ, not every word of it."""
    voor, na = _teksten(oud), _teksten(nieuw)
    for sleutel, (naam, _tekst) in {**voor, **na}.items():
        was, nu = (teksten.get(sleutel, ("", ""))[1].strip() for teksten in (voor, na))
        if was != nu:
            wat = "Dit is erbij gekomen." if not was else "Dit is eruit." if not nu else "De tekst is anders."
            yield Wijziging("tekst", "", "", naam, wat)


def _teksten(inhoud: Inhoud) -> dict[str, tuple[str, str]]:
    """Per part of the text: its name and what stands there. No section has an empty key."""
    return {
        "": ("Samenvatting", inhoud.samenvatting),
        **{sectie.sleutel: (sectie.naam, sectie.tekst) for sectie in inhoud.secties},
    }


def _van_bronnen(oud: Inhoud, nieuw: Inhoud, items: dict[str, Item]) -> Iterator[Wijziging]:
    """Figures and stories that came or went: under an item, or under the whole plan."""
    voor, na = Counter(map(_bronregel, oud.bronnen)), Counter(map(_bronregel, nieuw.bronnen))
    for verschil_, woord in ((na - voor, "erbij"), (voor - na, "weg")):
        for punt, tekst in verschil_.elements():
            item = items.get(punt)
            kop = (punt, item.nummer, item.titel) if item else ("", "", "Waar het op steunt")
            yield Wijziging("bron", *kop, f"{woord.capitalize()}: {tekst}")


def _bronregel(bron: Bron) -> tuple[str, str]:
    """All that a reader sees of it; a figure is as good as its numbers."""
    cijfer = "" if bron.cijfer is None else f" {bron.cijfer.afdruk}"
    return bron.punt, f"{bron.soort.lower()} “{bron.tekst}” ({bron.herkomst}, {_dag(bron.datum)}){cijfer}"


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
        tekst = "; ".join(anders)
        yield Wijziging("gewijzigd", *kop, f"{tekst[0].upper()}{tekst[1:]}.")


def _anders(oud: Item, nieuw: Item) -> Iterator[str]:
    """Everything else that a reader sees: of what is not told here or above, nothing changed."""
    if oud.titel != nieuw.titel:
        yield f"titel: was “{oud.titel}”"
    if oud.trekker != nieuw.trekker:
        yield f"trekker: was {oud.trekker or 'niemand'}, nu {nieuw.trekker or 'niemand'}"
    eerder = {waarde.sleutel: waarde for waarde in oud.velden}
    later = {waarde.sleutel: waarde for waarde in nieuw.velden}
    stil = VAN_AFSPRAAK if oud.afspraak and nieuw.afspraak else frozenset()
    for sleutel, veld in {**eerder, **later}.items():
        was, nu = (rij[sleutel].waarde if sleutel in rij else "" for rij in (eerder, later))
        if sleutel not in stil and was != nu:
            yield _was_nu(veld.label.lower(), was, nu)
    if oud.thema != nieuw.thema:
        yield _was_nu("thema", oud.thema, nieuw.thema)
    if set(oud.gebieden) != set(nieuw.gebieden):
        yield _was_nu("ook in", ", ".join(sorted(oud.gebieden)), ", ".join(sorted(nieuw.gebieden)))
    if oud.ouder != nieuw.ouder:
        yield "staat nu op een andere plek in het plan"
    yield from _anders_onderbouwd(oud, nieuw)
    yield from _anders_afgesproken(oud.afspraak, nieuw.afspraak)


def _anders_onderbouwd(oud: Item, nieuw: Item) -> Iterator[str]:
    """What people said of it, the figure it moves, and what was computed for its judgment."""
    yield from _erbij_en_weg("herkend door", oud.herkenningen, nieuw.herkenningen)
    if oud.meting != nieuw.meting:
        yield _was_nu("cijfer", *(rij.meting.regel if rij.meting else "" for rij in (oud, nieuw)))
    yield from _erbij_en_weg("cijfer van een bevinding", oud.bevindingen, nieuw.bevindingen)
    yield from _erbij_en_weg("verhaal", oud.verhalen, nieuw.verhalen)
    if oud.uitvoering != nieuw.uitvoering:
        yield _was_nu("uitvoering", *(rij.uitvoering.woord if rij.uitvoering else "" for rij in (oud, nieuw)))


def _erbij_en_weg(wat: str, oud: Sequence[Regel], nieuw: Sequence[Regel]) -> Iterator[str]:
    """Which of these stand in one of the two alone, each as often as it does."""
    was_er = [*oud]
    for rij in nieuw:
        if rij in was_er:
            was_er.remove(rij)
        else:
            yield f"{wat}: erbij “{rij.regel}”"
    for rij in was_er:
        yield f"{wat}: weg “{rij.regel}”"


def _anders_afgesproken(oud: Afspraakblok | None, nieuw: Afspraakblok | None) -> Iterator[str]:
    if oud is None and nieuw is not None:
        yield f"afgesproken: {nieuw.wie or 'nog niemand'}, uiterlijk {_dag(nieuw.uiterlijk)}"
    elif nieuw is None and oud is not None:
        yield f"geen afspraak meer: was {oud.wie or 'nog niemand'}, uiterlijk {_dag(oud.uiterlijk)}"
    if oud is None or nieuw is None:
        return
    if oud.wat != nieuw.wat:
        yield _was_nu("afspraak", oud.wat, nieuw.wat)
    if oud.wie != nieuw.wie:
        yield _was_nu("wie", oud.wie, nieuw.wie)
    if nieuw.uiterlijk < oud.uiterlijk or (nieuw.uiterlijk != oud.uiterlijk and nieuw.stand == "vervallen"):
        yield f"uiterlijk: was {_dag(oud.uiterlijk)}, nu {_dag(nieuw.uiterlijk)}"
    if oud.nagekomen and not nieuw.nagekomen:
        yield "niet meer beoordeeld"
    if oud.stand == nieuw.stand and nieuw.uiterlijk <= oud.uiterlijk and oud.reden != nieuw.reden:
        yield _was_nu("waarom", oud.reden, nieuw.reden)
    if oud.nagekomen == nieuw.nagekomen and oud.uitleg != nieuw.uitleg:
        yield _was_nu("toelichting", oud.uitleg, nieuw.uitleg)


def _was_nu(wat: str, was: str, nu: str) -> str:
    return f"{wat}: was “{was or 'leeg'}”, nu “{nu or 'leeg'}”"


def _van_afspraak(oud: Afspraakblok, nieuw: Afspraakblok) -> Iterator[tuple[str, str]]:
    if nieuw.stand == "vervallen" != oud.stand:
        yield "vervallen", "De afspraak is vervallen."
    elif nieuw.uiterlijk > oud.uiterlijk:
        keren = nieuw.uitgesteld
        telt = f" Dit is de {rang(keren)} keer." if keren > 1 else ""
        yield "later", f"Van {_dag(oud.uiterlijk)} naar {_dag(nieuw.uiterlijk)}.{telt}"
    if nieuw.nagekomen and nieuw.nagekomen != oud.nagekomen:
        woord = {"ja": "nagekomen", "deels": "deels nagekomen", "nee": "niet nagekomen"}[nieuw.nagekomen]
        yield "nagekomen", f"De afspraak is {woord}."
    # That a promise which was judged is done goes without saying.
    gezegd = nieuw.nagekomen != oud.nagekomen and nieuw.stand == "gereed"
    if nieuw.stand not in {oud.stand, "vervallen"} and not (nieuw.nagekomen and gezegd):
        soort = "knelpunt" if nieuw.stand == "knelpunt" else "stand"
        yield soort, f"Was: {oud.stand_woord.lower()}. Nu: {nieuw.stand_woord.lower()}."


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")
