"""The staging table: what was read, looked at as a whole, and then merged into the figures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import connection

from wijkwerk.cijfers.models import Reden

MAAK = """
CREATE TEMP TABLE cijfer_klaar (
    nummer integer NOT NULL, periode integer NOT NULL, waarde numeric(18, 4), reden smallint NOT NULL,
    indicator_id smallint NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE cijfer_plek (
    nummer integer PRIMARY KEY, plek_id integer NOT NULL, groep integer NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE cijfer_groep (groep integer PRIMARY KEY, soort text NOT NULL, gemeente text NOT NULL) ON COMMIT DROP
"""
RUIM_OP = "DROP TABLE IF EXISTS cijfer_klaar, cijfer_plek, cijfer_groep, cijfer_telling"
KOPIEER = "COPY cijfer_klaar (nummer, periode, waarde, reden, indicator_id) FROM STDIN"
KOPIEER_PLEK = "COPY cijfer_plek (nummer, plek_id, groep) FROM STDIN"
KOPIEER_GROEP = "COPY cijfer_groep (groep, soort, gemeente) FROM STDIN"
# So many characters go to COPY at once.
TEGELIJK = 256 * 1024
# A table that was just filled is unknown to the planner. What is looked at as a whole fits in this much memory.
LEER_KENNEN = "ANALYZE cijfer_klaar (nummer, indicator_id, periode), cijfer_plek"
# Of a small file the size is enough to plan by, and getting to know it would cost a tenth of the import.
LEER_PLEK = "ANALYZE cijfer_plek"
IS_GROOT = "SELECT pg_relation_size('cijfer_klaar') > 16 * 1024 * 1024"
GEHEUGEN = "SET LOCAL work_mem = '64MB'"

# The one time that all figures are looked at: per kind of area of a municipality, measure and period. All questions
# below are asked of this.
TEL = """
DROP TABLE IF EXISTS cijfer_telling;
CREATE TEMP TABLE cijfer_telling ON COMMIT DROP AS
SELECT p.groep, k.indicator_id, k.periode, count(*) AS aantal, count(k.waarde) AS met, sum(k.waarde) AS som,
       count(*) FILTER (WHERE k.waarde = 0) AS nul, count(*) FILTER (WHERE k.reden = 1) AS r1,
       count(*) FILTER (WHERE k.reden = 2) AS r2, count(*) FILTER (WHERE k.reden = 3) AS r3,
       count(*) FILTER (WHERE k.reden = 4) AS r4, count(*) FILTER (WHERE k.reden = 5) AS r5
FROM cijfer_klaar k JOIN cijfer_plek p USING (nummer) GROUP BY 1, 2, 3;
ANALYZE cijfer_telling
"""

# Twelve months make a year; one that is withheld makes the year withheld. Fewer than twelve make nothing.
MAANDEN_NAAR_JAAR = """
INSERT INTO cijfer_klaar (nummer, periode, indicator_id, waarde, reden)
SELECT m.nummer, m.jaar * 100, m.indicator_id,
       CASE WHEN m.met = 12 THEN m.som END, CASE WHEN m.met = 12 THEN 0 ELSE m.reden END
FROM (
    SELECT nummer, periode / 100 AS jaar, indicator_id, count(waarde) AS met, sum(waarde) AS som, max(reden) AS reden
    FROM cijfer_klaar WHERE periode % 100 BETWEEN 1 AND 12 GROUP BY 1, 2, 3 HAVING count(*) = 12
) m
WHERE NOT EXISTS (
    SELECT FROM cijfer_klaar j
    WHERE j.nummer = m.nummer AND j.indicator_id = m.indicator_id AND j.periode = m.jaar * 100
)
"""
HALVE_JAREN = """
SELECT DISTINCT periode / 100 FROM cijfer_klaar m WHERE periode % 100 BETWEEN 1 AND 12 AND NOT EXISTS (
    SELECT FROM cijfer_klaar j
    WHERE j.nummer = m.nummer AND j.indicator_id = m.indicator_id AND j.periode = m.periode / 100 * 100
) ORDER BY 1
"""
MAANDEN_WEG = "DELETE FROM cijfer_klaar WHERE periode % 100 BETWEEN 1 AND 12"

HELEMAAL_LEEG = """
SELECT indicator_id, periode FROM cijfer_telling GROUP BY 1, 2
HAVING sum(met) = 0 AND sum(r2) = sum(aantal) AND sum(aantal) > 1 ORDER BY 1, 2
"""
ZET_NOG_NIET = """
UPDATE cijfer_klaar k SET reden = %s FROM unnest(%s::smallint[], %s::integer[]) w (indicator_id, periode)
WHERE k.indicator_id = w.indicator_id AND k.periode = w.periode
"""

# Of a municipality: its own figure beside the sum of its buurten.
TOTALEN = """
SELECT gg.gemeente, g.indicator_id, g.periode, g.som AS geheel, coalesce(d.som, 0) AS som, d.aantal, d.aantal - d.met
FROM cijfer_telling g JOIN cijfer_groep gg ON gg.groep = g.groep AND gg.soort = 'GM'
JOIN cijfer_groep dg ON dg.gemeente = gg.gemeente AND dg.soort = %s
JOIN cijfer_telling d ON d.groep = dg.groep AND d.indicator_id = g.indicator_id AND d.periode = g.periode
WHERE g.indicator_id = ANY(%s) AND g.met = 1 ORDER BY 1, 2, 3
"""
BUURTEN_ONVOLLEDIG = """
UPDATE cijfer_klaar k SET waarde = NULL, reden = %s FROM cijfer_plek p JOIN cijfer_groep g USING (groep)
WHERE p.nummer = k.nummer AND g.soort IN ('BU', 'WK') AND g.gemeente = %s AND k.indicator_id = %s AND k.periode = %s
"""

# What an earlier import of such a file had of the same municipalities, kinds of area, measures and periods, and this one
# has not. First the areas that are missing, mostly none: of those only are figures looked for.
KWIJT = """
WITH mist AS MATERIALIZED (
    SELECT g.id, g.code FROM cijfers_cijfergebied g
    WHERE g.jaar = %s AND (g.gemeente, g.soort) IN (SELECT gemeente, soort FROM cijfer_groep)
      AND NOT EXISTS (SELECT FROM cijfer_plek p WHERE p.plek_id = g.id)
)
SELECT mist.code FROM mist CROSS JOIN LATERAL (
    SELECT 1 FROM (SELECT DISTINCT indicator_id, periode FROM cijfer_telling) w
    JOIN cijfers_cijfer c ON c.indicator_id = w.indicator_id AND c.periode = w.periode AND c.plek_id = mist.id
    JOIN cijfers_invoer i ON i.id = c.invoer_id AND i.formaat = %s
    LIMIT 1
) er ORDER BY mist.code LIMIT 50
"""

AL_ER = """
SELECT EXISTS (SELECT FROM (SELECT DISTINCT indicator_id, periode FROM cijfer_telling) w CROSS JOIN LATERAL (
    SELECT 1 FROM cijfers_cijfer c WHERE c.indicator_id = w.indicator_id AND c.periode = w.periode LIMIT 1
) er)
"""
# Where nothing of these measures and periods is there yet, nothing needs to be compared: twice as fast. What was read
# comes measure by measure already, so that the index of the key grows at one place.
VOEG_TOE = """
INSERT INTO cijfers_cijfer (indicator_id, periode, plek_id, invoer_id, reden, voorlopig, waarde)
SELECT k.indicator_id, k.periode, p.plek_id, %s, k.reden, %s AND k.waarde IS NOT NULL, k.waarde
FROM cijfer_klaar k JOIN cijfer_plek p USING (nummer)
"""
# A number that another kind of file gave, where this one has none: the number stays (see VOEG_SAMEN).
BLIJFT = """
SELECT count(*) FROM cijfer_klaar k JOIN cijfer_plek p USING (nummer)
JOIN cijfers_cijfer c ON c.indicator_id = k.indicator_id AND c.periode = k.periode AND c.plek_id = p.plek_id
JOIN cijfers_invoer i ON i.id = c.invoer_id
WHERE k.waarde IS NULL AND c.waarde IS NOT NULL
  AND i.formaat <> (SELECT formaat FROM cijfers_invoer WHERE id = %s)
"""
# What is the same already is left out before anything is written: a row that is only looked at would be written too.
VOEG_SAMEN = """
WITH samen AS (
    INSERT INTO cijfers_cijfer AS c (indicator_id, periode, plek_id, invoer_id, reden, voorlopig, waarde)
    SELECT k.indicator_id, k.periode, p.plek_id, %s, k.reden, %s AND k.waarde IS NOT NULL, k.waarde
    FROM cijfer_klaar k JOIN cijfer_plek p USING (nummer)
    LEFT JOIN cijfers_cijfer er ON er.indicator_id = k.indicator_id AND er.periode = k.periode AND er.plek_id = p.plek_id
    WHERE (er.reden, er.voorlopig, er.waarde) IS DISTINCT FROM
          (k.reden::integer, %s AND k.waarde IS NOT NULL, k.waarde)
    ON CONFLICT (indicator_id, periode, plek_id) DO UPDATE
    SET invoer_id = excluded.invoer_id, reden = excluded.reden, voorlopig = excluded.voorlopig,
        waarde = excluded.waarde
    WHERE (c.reden, c.voorlopig, c.waarde) IS DISTINCT FROM (excluded.reden, excluded.voorlopig, excluded.waarde)
      AND (excluded.waarde IS NOT NULL OR c.waarde IS NULL OR NOT EXISTS (
          SELECT FROM cijfers_invoer i, cijfers_invoer n
          WHERE i.id = c.invoer_id AND n.id = excluded.invoer_id AND i.formaat <> n.formaat
      ))
    RETURNING xmax = 0 AS nieuw
)
SELECT count(*) FILTER (WHERE nieuw), count(*) FILTER (WHERE NOT nieuw) FROM samen
"""
# Own figures that somebody else entered, and that would become something else.
VAN_EEN_ANDER = """
SELECT g.naam, m.sleutel, c.periode FROM cijfer_klaar k JOIN cijfer_plek p USING (nummer)
JOIN cijfers_cijfer c ON c.indicator_id = k.indicator_id AND c.periode = k.periode AND c.plek_id = p.plek_id
JOIN cijfers_invoer i ON i.id = c.invoer_id
JOIN cijfers_cijfergebied g ON g.id = c.plek_id JOIN cijfers_indicator m ON m.id = c.indicator_id
WHERE i.door_id IS DISTINCT FROM %s AND (c.reden, c.voorlopig, c.waarde) IS DISTINCT FROM
      (k.reden::integer, %s AND k.waarde IS NOT NULL, k.waarde)
ORDER BY 1, 2, 3 LIMIT 1
"""
SOORTEN = """
SELECT sum(met) - sum(nul), sum(nul), sum(r1), sum(r2), sum(r3), sum(r4), sum(r5) FROM cijfer_telling
"""
PERIODEN = """
UPDATE cijfers_indicator i SET
    perioden = (SELECT array_agg(DISTINCT p ORDER BY p) FROM unnest(i.perioden || w.nieuw) p),
    met_getal = coalesce((SELECT array_agg(DISTINCT p ORDER BY p) FROM unnest(i.met_getal || w.met_getal) p), '{}')
FROM (
    SELECT indicator_id, array_agg(DISTINCT periode) AS nieuw,
           coalesce(array_agg(DISTINCT periode) FILTER (WHERE met > 0), '{}') AS met_getal
    FROM cijfer_telling GROUP BY 1
) w
WHERE w.indicator_id = i.id AND NOT (i.perioden @> w.nieuw AND i.met_getal @> w.met_getal)
"""


# One import at a time: two that read the same areas would wait for each other, or make them twice.
SLOT = 57_001
SLOT_VRAAG = 57_002


def om_beurten() -> None:
    """Wait until no other import is busy, for as long as this transaction lasts."""
    doe("SELECT pg_advisory_xact_lock(%s)", (SLOT,))


def een_tegelijk() -> None:
    """Wait until nobody else is asking for an import, for as long as this transaction lasts."""
    doe("SELECT pg_advisory_xact_lock(%s)", (SLOT_VRAAG,))


def maak() -> None:
    doe(RUIM_OP)
    doe(MAAK)


def kopieer(opdracht: str, stukken: Iterable[str]) -> None:
    """Hand lines to COPY as they come, many at a time: each time is a wait for the server."""
    with connection.cursor() as cursor, cursor.cursor.copy(opdracht) as kopie:
        samen, tekens = [], 0
        for stuk in stukken:
            samen.append(stuk)
            tekens += len(stuk)
            if tekens >= TEGELIJK:
                kopie.write("".join(samen))
                samen, tekens = [], 0
        kopie.write("".join(samen))


def vraag(opdracht: str, waarden: tuple[Any, ...] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(opdracht, waarden)
        return list(cursor.fetchall())


def doe(opdracht: str, waarden: tuple[Any, ...] | None = None) -> int:
    """Run it, and return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(opdracht, waarden)
        return int(cursor.rowcount)


def geheel_en_delen(
    soort: str, indicatoren: list[int]
) -> list[tuple[str, int, int, Decimal, Decimal, int, int]]:
    """(municipality, measure, period, its figure, sum of its parts of this kind, parts, parts without number)."""
    return vraag(TOTALEN, (soort, indicatoren))


def voeg_samen(invoer: int, voorlopig: bool) -> tuple[int, int, int]:
    """Make figures of what stands ready; return (new, changed, numbers kept where this file has none)."""
    if not vraag(AL_ER)[0][0]:
        return doe(VOEG_TOE, (invoer, voorlopig)), 0, 0
    [(blijft,)] = vraag(BLIJFT, (invoer,))
    nieuw, gewijzigd = vraag(VOEG_SAMEN, (invoer, voorlopig, voorlopig))[0]
    return nieuw, gewijzigd, blijft


def soorten() -> dict[str, int]:
    """How many figures of each kind were read: numbers, zeros, and each kind of "no number"."""
    # Too small is what we count ourselves: no file says it.
    redenen = [reden for reden in Reden if reden not in {Reden.GEEN, Reden.KLEIN}]
    namen = ["getal", "nul", *(reden.name.lower() for reden in redenen)]
    return {naam: int(aantal) for naam, aantal in zip(namen, vraag(SOORTEN)[0], strict=True) if aantal}


def tel() -> None:
    """Look at all that stands ready once; to be done again when something of it was changed."""
    doe(GEHEUGEN)
    doe(LEER_KENNEN if vraag(IS_GROOT)[0][0] else LEER_PLEK)
    doe(TEL)
