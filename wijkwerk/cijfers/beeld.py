"""Figures as charts: one measure over all areas, the same as a map, one area beside the municipality, and through the years."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from wijkwerk import grafiek
from wijkwerk.cijfers.service import Maat, Reeks, Rondom, Vergelijking, Waarde, in_woorden, jaar_van, op_de_as
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.grafiek import Grafiek, Kaartvlak, Punt, Staaf
from wijkwerk.wijken.kaart import BREED, Kaart
from wijkwerk.wijken.models import Gebied

LAND = "Nederland"


def als_grafiekwaarde(waarde: Waarde) -> grafiek.Waarde:
    """As a chart wants it; a secret stays a secret and zero a number."""
    return grafiek.Waarde(waarde.getal, waarde.reden, waarde.voorlopig)


def bronregel(waarden: Sequence[Waarde]) -> str:
    """Where the numbers come from and of when, each source once."""
    dagen: dict[str, set[date]] = {}
    for waarde in waarden:
        if waarde.bron:
            dagen.setdefault(waarde.bron, set()).update({waarde.peildatum} if waarde.peildatum else ())
    bronnen = [_met_dag(bron, op) for bron, op in dagen.items()]
    berekend = any(waarde.berekend for waarde in waarden)
    delen = [f"Bron: {'; '.join(bronnen)}." if bronnen else ""]
    delen.append("Bij een gebied van meer delen is het cijfer berekend uit die delen." if berekend else "")
    return " ".join(deel for deel in delen if deel)


def _met_dag(bron: str, dagen: Collection[date]) -> str:
    if not dagen:
        return bron
    woord = "peildatum" if len(dagen) == 1 else "laatste peildatum"
    return f"{bron} ({woord} {date_format(max(dagen), 'j F Y')})"


def _rangorde(paar: tuple[Gebied, Waarde]) -> tuple[bool, Decimal, str]:
    gebied, waarde = paar
    return waarde.getal is None, -(waarde.getal or Decimal(0)), gebied.naam


def ranglijst(gevonden: Vergelijking, nadruk: int | None) -> Grafiek:
    """Return bars of every area, the highest first and what has no number last; then gemeente and Nederland (DHR-57).

    `nadruk` is the id of the area of who looks. A count is not drawn beside that of a whole country: that stands in words.
    """
    rijen = [
        Staaf(gebied.naam, als_grafiekwaarde(waarde), nadruk=gebied.pk == nadruk)
        for gebied, waarde in sorted(gevonden.gebieden, key=_rangorde)
    ]
    om = Rondom(gevonden.gemeente, gevonden.nederland)
    waarden = [*(waarde for _, waarde in gevonden.gebieden), *om.waarden]
    return grafiek.staven(
        _titel(gevonden),
        rijen if is_aantal(gevonden.maat) else [*rijen, *_rondom(om)],
        eenheid=gevonden.maat.eenheid,
        bron=f"{in_woorden_rondom(om) if is_aantal(gevonden.maat) else ''} {bronregel(waarden)}".strip(),
    )


def is_aantal(maat: Maat) -> bool:
    """Whether it is a number of things: the larger the area, the higher. Only rates and averages compare with a whole."""
    return maat.telt_op == "som"


def _rondom(om: Rondom) -> list[Staaf]:
    return [
        Staaf(f"Gemeente {actief_profiel().gemeente.naam}", als_grafiekwaarde(om.gemeente)),
        Staaf(LAND, als_grafiekwaarde(om.nederland)),
    ]


def in_woorden_rondom(om: Rondom) -> str:
    """Return "Gemeente Den Helder: 56.432. Nederland: 17.942.942."."""
    return " ".join(f"{rij.naam}: {rij.waarde.tekst()}." for rij in _rondom(om))


def op_kaart(gevonden: Vergelijking, kaart: Kaart, nadruk: int | None) -> Grafiek:
    """Return the same numbers in shades on a map; areas without an outline are only in the table of the bars."""
    waarden = {gebied.pk: waarde for gebied, waarde in gevonden.gebieden}
    vlakken = [
        Kaartvlak(
            vlak.gebied.naam,
            vlak.pad,
            vlak.x,
            vlak.y,
            als_grafiekwaarde(waarden[vlak.gebied.pk]),
            nadruk=vlak.gebied.pk == nadruk,
            naam_past=vlak.naam_past,
        )
        for vlak in kaart.vlakken
    ]
    grenzen = (
        "De grenzen zijn een schets, niet echt."
        if kaart.blad.is_schets
        else f"Grenzen: CBS/Kadaster, {kaart.blad.jaar}."
    )
    return grafiek.kaart(
        _titel(gevonden),
        vlakken,
        breed=BREED,
        hoog=kaart.hoogte,
        eenheid=gevonden.maat.eenheid,
        bron=f"{bronregel(list(waarden.values()))} {grenzen}".strip(),
    )


def naast_elkaar(gebied: Gebied, eigen: Waarde, om: Rondom) -> Grafiek:
    """Return one area beside gemeente and Nederland, each by its name: never an unnamed average. Not for a count."""
    rijen = [Staaf(gebied.naam, als_grafiekwaarde(eigen), nadruk=True), *_rondom(om)]
    return grafiek.staven(
        f"{eigen.maat.naam}, {eigen.periode_in_woorden}",
        rijen,
        eenheid=eigen.maat.eenheid,
        bron=bronregel([eigen, *om.waarden]),
    )


def door_de_tijd(gebied: Gebied, reeks: Reeks) -> Grafiek:
    """Return a line through the periods, with a gap where there is no number or where the source counts another way."""
    return grafiek.lijn(
        f"{reeks.maat.naam} in {gebied.naam} door de jaren",
        [_lijn(gebied, reeks)],
        eenheid=reeks.maat.eenheid,
        bron=bron_door_de_tijd([reeks]),
    )


def per_gebied(paren: Sequence[tuple[Gebied, Reeks]]) -> tuple[Grafiek, ...]:
    """Return a chart through the periods of each area, all on one scale. Where the numbers come from is said once beside them."""
    maat = paren[0][1].maat
    return grafiek.veelvoud(
        f"{maat.naam} door de jaren", [_lijn(gebied, reeks) for gebied, reeks in paren], eenheid=maat.eenheid
    )


def bron_door_de_tijd(reeksen: Sequence[Reeks]) -> str:
    """Where the numbers come from, and why the source counts another way from some year on."""
    waarom = dict.fromkeys(f"{breuk.jaar}: {breuk.waarom}" for reeks in reeksen for breuk in reeks.breuken)
    bron = bronregel([waarde for reeks in reeksen for waarde in reeks.waarden])
    return " ".join([bron, *waarom]).strip()


def _lijn(gebied: Gebied, reeks: Reeks) -> grafiek.Reeks:
    jaren = {breuk.jaar for breuk in reeks.breuken}
    punten: list[Punt] = []
    vorige = 0
    for waarde in reeks.waarden:
        jaar = jaar_van(waarde.periode)
        breuk = any(vorige < gebroken <= jaar for gebroken in jaren)
        punten.append(
            Punt(
                waarde.periode_in_woorden, als_grafiekwaarde(waarde), breuk=breuk, op=op_de_as(waarde.periode)
            )
        )
        vorige = jaar
    return grafiek.Reeks(gebied.naam, tuple(punten))


def _titel(gevonden: Vergelijking) -> str:
    return f"{gevonden.maat.naam}, {in_woorden(gevonden.periode)}"
