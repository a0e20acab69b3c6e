"""Where an area of ours stands among all areas of the CBS of its kind in the database: exact, or said why it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from wijkwerk.cijfers import delen
from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Reden
from wijkwerk.cijfers.periode import jaar_van
from wijkwerk.cijfers.waarden import Waarde
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied

# So many are named above it, and so many below.
EROMHEEN = 3
MEERVOUD = {
    Cijfergebied.Soort.GEMEENTE: "gemeenten",
    Cijfergebied.Soort.WIJK: "wijken",
    Cijfergebied.Soort.BUURT: "buurten",
}

# The database ranks: of ten thousand numbers seven leave it, with how many there are.
RANG = """
WITH rij AS MATERIALIZED (
    SELECT c.waarde, g.naam, g.code, g.gemeente, rank() OVER (ORDER BY c.waarde DESC) AS plaats
    FROM cijfers_cijfer c JOIN cijfers_cijfergebied g ON g.id = c.plek_id
    WHERE c.indicator_id = %(maat)s AND c.periode = %(periode)s AND c.reden = 0
      AND g.soort = %(soort)s AND g.jaar = %(jaar)s
), rond AS (
    (SELECT * FROM rij WHERE waarde > %(waarde)s ORDER BY waarde, naam LIMIT %(eromheen)s)
    UNION ALL SELECT * FROM rij WHERE code = %(code)s
    UNION ALL (SELECT * FROM rij WHERE waarde < %(waarde)s ORDER BY waarde DESC, naam LIMIT %(eromheen)s)
)
SELECT rond.waarde, rond.naam, rond.code, gm.naam, rond.plaats, telling.*
FROM rond LEFT JOIN cijfers_cijfergebied gm ON gm.code = rond.gemeente AND gm.jaar = %(jaar)s AND rond.code <> gm.code
CROSS JOIN (
    SELECT count(*), count(*) FILTER (WHERE waarde = %(waarde)s), count(*) FILTER (WHERE gemeente <> %(eigen)s) FROM rij
) telling
"""


@dataclass(frozen=True)
class Buur:
    """An area of the country and its number; `zelf`: the one that is asked about."""

    naam: str
    getal: Decimal
    plaats: int
    zelf: bool = False


@dataclass(frozen=True)
class Plaats:
    """The how manieth, from high to low. `geen`: why there is none, and then the rest is empty."""

    plaats: int = 0
    aantal: int = 0
    gelijk: int = 0
    soort: str = ""
    rond: tuple[Buur, ...] = ()
    geen: str = ""


def plaats_van(gebied: Gebied, eigen: Waarde) -> Plaats | None:
    """Where this figure stands; None for what only we count, or of which small numbers are hidden. At most three queries."""
    maat = eigen.maat
    if maat.eigen or maat.vanaf or eigen.getal is None:
        return None
    codes = {
        code.code for code in delen.codes_van([gebied])[gebied.pk] if code.geldt(jaar_van(eigen.periode))
    }
    if len(codes) != 1:
        return Plaats(
            geen=f"{gebied.naam} is niet één gebied van het CBS. Een plaats in Nederland is er dan niet."
        )
    van_nu = Cijfer.objects.filter(indicator__sleutel=maat.sleutel, periode=eigen.periode, reden=Reden.GEEN)
    zelf = (
        van_nu.filter(plek__code=codes.pop(), plek__soort__in=list(MEERVOUD), waarde=eigen.getal)
        .select_related("plek")
        .order_by("-plek__jaar")
        .first()
    )
    if zelf is None:
        return None
    rijen = _rangschik(zelf)
    soort = MEERVOUD[Cijfergebied.Soort(zelf.plek.soort)]
    *_, aantal, gelijk, elders = rijen[0]
    if not elders:
        return Plaats(
            geen=f"Hier staan alleen {soort} van de eigen gemeente. Een plaats in Nederland is dan niet te bepalen."
        )
    rond = [
        Buur(
            f"{naam or code}, {gemeente}" if gemeente else naam or code, getal, plaats, code == zelf.plek.code
        )
        for getal, naam, code, gemeente, plaats, *_ in rijen
    ]
    return Plaats(next(buur.plaats for buur in rond if buur.zelf), aantal, gelijk - 1, soort, tuple(rond))


def _rangschik(zelf: Cijfer) -> list[tuple[Any, ...]]:
    """Itself and those right above and below, from high to low; each with what was counted (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(
            RANG,
            {
                "maat": zelf.indicator_id,
                "periode": zelf.periode,
                "soort": zelf.plek.soort,
                "jaar": zelf.plek.jaar,
                "waarde": zelf.waarde,
                "code": zelf.plek.code,
                "eigen": actief_profiel().gemeente.code,
                "eromheen": EROMHEEN,
            },
        )
        return sorted(cursor.fetchall(), key=lambda rij: (rij[4], rij[1]))
