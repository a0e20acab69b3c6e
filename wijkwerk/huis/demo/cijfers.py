"""Figures for the demo. None of them is real, and each says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Indicator, Invoer, Reden
from wijkwerk.cijfers.service import catalogus, van_jaar
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied

BRON = "Verzonnen cijfers voor de demo"
JAREN = 4
# Measure, about how high it is, how far areas lie apart, and what a year adds.
MATEN = (
    ("inwoners", Decimal(4200), Decimal(2600), Decimal(40)),
    ("aandeel-65-plus", Decimal(20), Decimal(9), Decimal("0.4")),
    ("koopwoningen", Decimal(55), Decimal(22), Decimal("0.3")),
    ("ervaren-gezondheid", Decimal(72), Decimal(9), Decimal("-0.8")),
    ("misdrijven", Decimal(150), Decimal(110), Decimal(-6)),
)


def verzin_cijfers(vandaag: date) -> None:
    """Give each area, the municipality and Nederland figures of some years. Twice changes nothing."""
    if Cijfer.objects.exists():
        return
    invoer = Invoer.objects.create(
        formaat="demo", bron=BRON, stand=Invoer.Stand.KLAAR, peildatum=date(vandaag.year - 1, 12, 31)
    )
    plekken = list(_plekken(vandaag.year - 1))
    jaren = [van_jaar(vandaag.year - terug) for terug in range(JAREN, 0, -1)]
    bekend = catalogus()
    for sleutel, midden, spreiding, per_jaar in MATEN:
        if sleutel not in bekend:
            continue
        indicator = Indicator.objects.create(sleutel=sleutel, perioden=jaren, met_getal=jaren)
        Cijfer.objects.bulk_create(
            _cijfer(
                indicator,
                periode,
                nummer,
                plek,
                invoer,
                midden + _ligging(plek) * spreiding + nummer * per_jaar,
            )
            for nummer, periode in enumerate(jaren)
            for plek in plekken
        )
    _tel_mee(invoer, len(plekken), sorted(jaren))


def _tel_mee(invoer: Invoer, gebieden: int, jaren: list[int]) -> None:
    """What the page of an import tells of it."""
    rijen = Cijfer.objects.filter(invoer=invoer)
    soorten = {
        "getal": rijen.exclude(waarde=None).count(),
        "geheim": rijen.filter(reden=Reden.GEHEIM).count(),
    }
    invoer.tellingen = {
        "nieuw": rijen.count(),
        "gewijzigd": 0,
        "gelijk": 0,
        "gebieden": gebieden,
        "perioden": jaren,
        "soorten": {soort: n for soort, n in soorten.items() if n},
    }
    invoer.save(update_fields=["tellingen"])


def _ligging(plek: Cijfergebied) -> Decimal:
    """From -1 to 1, always the same for one area; the municipality and the country lie in the middle."""
    if plek.soort != Cijfergebied.Soort.EIGEN:
        return Decimal(0)
    return Decimal(sum(ord(letter) * plaats for plaats, letter in enumerate(plek.code, 3)) % 200 - 100) / 100


def _cijfer(
    indicator: Indicator, periode: int, nummer: int, plek: Cijfergebied, invoer: Invoer, getal: Decimal
) -> Cijfer:
    """Of the newest year the smallest figure is a secret, and inhabitants are provisional: so both can be seen."""
    laatste = nummer == JAREN - 1
    geheim = laatste and _ligging(plek) < Decimal("-0.9")
    maal = {Cijfergebied.Soort.GEMEENTE: 12, Cijfergebied.Soort.LAND: 4000}.get(
        Cijfergebied.Soort(plek.soort), 1
    )
    telt_op = catalogus()[indicator.sleutel].telt_op == "som"
    return Cijfer(
        indicator=indicator,
        periode=periode,
        plek=plek,
        invoer=invoer,
        reden=Reden.GEHEIM if geheim else Reden.GEEN,
        voorlopig=laatste and not geheim and indicator.sleutel == "inwoners",
        waarde=None if geheim else round(getal * (maal if telt_op else 1), 0 if telt_op else 1),
    )


def _plekken(jaar: int) -> Iterator[Cijfergebied]:
    gemeente = actief_profiel().gemeente
    for gebied in Gebied.objects.actief():
        yield Cijfergebied.objects.create(
            soort=Cijfergebied.Soort.EIGEN, code=gebied.sleutel, naam=gebied.naam, gebied=gebied
        )
    for soort, code, naam in (
        (Cijfergebied.Soort.GEMEENTE, gemeente.code, gemeente.naam),
        (Cijfergebied.Soort.LAND, "NL00", "Nederland"),
    ):
        yield Cijfergebied.objects.create(soort=soort, code=code, jaar=jaar, naam=naam)
