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


def _uitkomst(
    begin: Cijferblok,
    van: int,
    nu: Cijferblok | None,
    tot: int | None,
    wens: str,
    streef: Decimal | None,
    breuken: Iterable[Breuk],
) -> tuple[str, str]:
    eerst, later = begin.eigen.waarde.getal, nu.eigen.waarde.getal if nu else None
    if nu is None or tot is None or eerst is None or later is None:
        return ONBEKEND, "Niet te bepalen: er is nu geen getal."
    if tot <= van:
        return ONBEKEND, f"Niet te bepalen: er is nog geen nieuwer cijfer dan {begin.periode}."
    if over_breuk(van, tot, breuken):
        return (
            ONBEKEND,
            f"Niet te bepalen: tussen {begin.periode} en {nu.periode} ging de bron anders tellen.",
        )
    loop = f"van {_tekst(begin)} in {begin.periode} naar {_tekst(nu)} in {nu.periode}"
    if wens == "gelijk":
        grens = abs(eerst) * BEWEGING / 100
        bleef = abs(later - eerst) <= grens
        return (BEREIKT, f"Gelijk gebleven: {loop}.") if bleef else (NIET, f"Niet gelijk gebleven: {loop}.")
    verschil = later - eerst if wens == "hoger" else eerst - later
    if verschil <= 0:
        woord = "Niet veranderd" if verschil == 0 else "De verkeerde kant op"
        return NIET, f"{woord}: {loop}."
    gehaald = streef is None or (later >= streef if wens == "hoger" else later <= streef)
    if gehaald:
        return BEREIKT, f"Gehaald: {loop}."
    assert streef is not None
    return (
        BEWEEGT,
        f"De goede kant op, nog niet gehaald: {loop}, het doel is {Getal(streef).tekst(begin.eenheid)}.",
    )


def _tekst(blok: Cijferblok) -> str:
    return blok.eigen.waarde.tekst(blok.eenheid)
