"""Whether the figure of a goal moved as was wished: plain comparison, or why it cannot be said. No database."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from wijkagenda.opvallend import BEWEGING, over_breuk
from wijkwerk.cijfers.service import Breuk
from wijkwerk.grafiek import Waarde as Getal
from wijkwerk.publicatie.service import Cijferblok, Metingblok

BEREIKT, BEWEEGT, NIET, ONBEKEND = "bereikt", "beweegt", "niet", "onbekend"


def wens_in_woorden(begin: Cijferblok, wens: str, streef: Decimal | None) -> str:
    """“hoger dan 44 procent, tot 50 procent”."""
    nu = begin.eigen.waarde.tekst(begin.eenheid)
    tekst = f"ongeveer gelijk aan {nu}" if wens == "gelijk" else f"{wens} dan {nu}"
    return tekst if streef is None else f"{tekst}, tot {Getal(streef).tekst(begin.eenheid)}"


def beweging(
    *,
    begin: Cijferblok,
    van: int,
    nu: Cijferblok | None,
    tot: int | None,
    wens: str,
    streef: Decimal | None = None,
    breuken: Iterable[Breuk] = (),
) -> Metingblok:
    """Return where the figure stood and stands, and what became of the wish. `van` and `tot` are the periods of both.

    Nothing is said over a break in the series, without a newer number, or without a number at all (DHR-63).
    """
    uitkomst, woord = _uitkomst(begin, van, nu, tot, wens, streef, breuken)
    return Metingblok(
        begin=begin, nu=nu, wens=wens_in_woorden(begin, wens, streef), uitkomst=uitkomst, woord=woord
    )


def loop(
    begin: Cijferblok, van: int, nu: Cijferblok | None, tot: int | None, breuken: Iterable[Breuk] = ()
) -> str:
    """Whether a figure moved, whatever anybody wishes of it: in words, or why that cannot be said (DHR-63)."""
    if waarom := _waarom_niet(begin, van, nu, tot, breuken):
        return waarom
    assert nu is not None
    eerst, later = begin.eigen.waarde.getal, nu.eigen.waarde.getal
    assert eerst is not None
    assert later is not None
    woord = "Gelijk gebleven" if later == eerst else "Hoger" if later > eerst else "Lager"
    return f"{woord}: {_loop(begin, nu)}."


def _waarom_niet(
    begin: Cijferblok, van: int, nu: Cijferblok | None, tot: int | None, breuken: Iterable[Breuk]
) -> str:
    if nu is None or tot is None or None in (begin.eigen.waarde.getal, nu.eigen.waarde.getal):
        return "Niet te bepalen: er is nu geen getal."
    if tot <= van:
        return f"Niet te bepalen: er is nog geen nieuwer cijfer dan {begin.periode}."
    if over_breuk(van, tot, breuken):
        return f"Niet te bepalen: tussen {begin.periode} en {nu.periode} ging de bron anders tellen."
    return ""


def _loop(begin: Cijferblok, nu: Cijferblok) -> str:
    return f"van {_tekst(begin)} in {begin.periode} naar {_tekst(nu)} in {nu.periode}"


def _uitkomst(
    begin: Cijferblok,
    van: int,
    nu: Cijferblok | None,
    tot: int | None,
    wens: str,
    streef: Decimal | None,
    breuken: Iterable[Breuk],
) -> tuple[str, str]:
    if waarom := _waarom_niet(begin, van, nu, tot, breuken):
        return ONBEKEND, waarom
    assert nu is not None
    eerst, later = begin.eigen.waarde.getal, nu.eigen.waarde.getal
    assert eerst is not None
    assert later is not None
    verhaal = _loop(begin, nu)
    if wens == "gelijk":
        grens = abs(eerst) * BEWEGING / 100
        bleef = abs(later - eerst) <= grens
        return (
            (BEREIKT, f"Gelijk gebleven: {verhaal}.")
            if bleef
            else (NIET, f"Niet gelijk gebleven: {verhaal}.")
        )
    verschil = later - eerst if wens == "hoger" else eerst - later
    if verschil <= 0:
        woord = "Niet veranderd" if verschil == 0 else "De verkeerde kant op"
        return NIET, f"{woord}: {verhaal}."
    gehaald = streef is None or (later >= streef if wens == "hoger" else later <= streef)
    if gehaald:
        return BEREIKT, f"Gehaald: {verhaal}."
    assert streef is not None
    return (
        BEWEEGT,
        f"De goede kant op, nog niet gehaald: {verhaal}, het doel is {Getal(streef).tekst(begin.eenheid)}.",
    )


def _tekst(blok: Cijferblok) -> str:
    return blok.eigen.waarde.tekst(blok.eenheid)
