"""Figures: bringing them in beside plain COPY, and the pages of a municipality of 250 areas, small and in a whole country.

A country of 2,000 buurten by default; BENCH_BUURTEN, BENCH_MATEN and BENCH_JAREN make it larger (14000, 120 and 10: the
whole of it, 16.8 million figures). The municipality has the first 250 of them. The small tables hold only its own figures
and lie in a schema beside the large ones, so that a page is asked of both in turn.
"""

from __future__ import annotations

import io
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import IO
from unittest.mock import patch

from django.db import connection
from django.test import Client

from bench import Vergelijking
from bench.groot import gemeente
from wijkwerk.cijfers.acties import laad_bestand
from wijkwerk.cijfers.catalogus import Catalogus, landelijk
from wijkwerk.cijfers.inlezen import voer_in
from wijkwerk.cijfers.keuzes import Keuzes
from wijkwerk.cijfers.models import Indicator
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebiedscode, Omtrek

BUURTEN = int(os.environ.get("BENCH_BUURTEN", 2_000))
MATEN = int(os.environ.get("BENCH_MATEN", 60))
JAREN = int(os.environ.get("BENCH_JAREN", 2))
EIGEN = gemeente.WIJKEN * gemeente.BUURTEN
LAATSTE = 2024
# Of one percentage and of one count there are pages.
PERCENTAGE = "koopwoningen"


def _maten() -> Catalogus:
    """The national measures, each with a column named after it: StatLine alone has no 120."""
    return Catalogus(
        {
            maat.sleutel: maat.model_copy(update={"namen": {"statline": (maat.sleutel,)}})
            for maat in landelijk()
        }
    )


def _code(n: int) -> str:
    eigen = actief_profiel().gemeente.code[2:]
    return f"BU{eigen}{n:04}" if n < EIGEN else f"BU{2000 + n // 40:04}{n % 40:04}"


def _gemeente(n: int) -> str:
    return f"GM{_code(n)[2:6]}"


def _getal(n: int, m: int) -> Decimal | None:
    """None is a secret."""
    if (n * 7 + m) % 23 == 0:
        return None
    return Decimal((n * 31 + m * 17) % 9000) if m % 3 else Decimal(f"{(n * 31 + m * 17) % 1000}.{n % 10}")


def _schrijf(bestand: IO[bytes], buurten: int, maten: list[str]) -> None:
    """A file as StatLine gives it, with some secrets in it, row by row; after the buurten of a gemeente what they come to."""
    bestand.write((";".join(["WijkenEnBuurten", *(f"{m}_{n}" for n, m in enumerate(maten))]) + "\n").encode())
    for gemeente_, nummers in groupby(range(buurten), key=_gemeente):
        totaal = [Decimal(0)] * len(maten)
        for n in nummers:
            rij = [_getal(n, m) for m in range(len(maten))]
            totaal = [som + (getal or 0) for som, getal in zip(totaal, rij, strict=True)]
            bestand.write(_regel(_code(n), rij))
        bestand.write(_regel(gemeente_, totaal))
    bestand.seek(0)


def _regel(code: str, rij: Iterable[Decimal | None]) -> bytes:
    waarden = ("." if getal is None else str(getal).replace(".", ",") for getal in rij)
    return f"{code};{';'.join(waarden)}\n".encode()


def _controleer_totalen() -> int:
    """Every gemeente, measure and period: its own figure is what its buurten come to. Returns how many were added up."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE samen IS DISTINCT FROM eigen) FROM ("
            " SELECT sum(c.waarde) FILTER (WHERE g.soort = 'BU') samen, max(c.waarde) FILTER (WHERE g.soort = 'GM') eigen"
            " FROM cijfers_cijfer c JOIN cijfers_cijfergebied g ON g.id = c.plek_id"
            " GROUP BY c.indicator_id, c.periode, g.gemeente) per_gemeente"
        )
        aantal, anders = cursor.fetchone()
    assert aantal, "nothing to add up"
    assert not anders, f"{anders} of {aantal} totals differ"
    return int(aantal)


def _doe(opdracht: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(opdracht)


def _kopie(bestand: IO[bytes]) -> float:
    """The floor: lines that need no reading or checking, into the same table with its key; how long it took."""
    _doe("TRUNCATE cijfers_cijfer")
    bestand.seek(0)
    begin = time.perf_counter()
    with connection.cursor() as cursor, cursor.cursor.copy("COPY cijfers_cijfer FROM STDIN") as kopie:
        while stuk := bestand.read(256 * 1024):
            kopie.write(stuk)
    return time.perf_counter() - begin


def _bewaar(doel: IO[bytes]) -> None:
    with connection.cursor() as cursor, cursor.cursor.copy("COPY cijfers_cijfer TO STDOUT") as kopie:
        for stuk in kopie:
            doel.write(bytes(stuk))


def _voer_in(bestand: IO[bytes], jaren: int) -> float:
    """Each year is a file of its own; how long they took together."""
    _doe("TRUNCATE cijfers_cijfer")
    begin = time.perf_counter()
    for jaar in range(LAATSTE + 1 - jaren, LAATSTE + 1):
        bestand.seek(0)
        laad_bestand(
            bestand=bestand, naam="bench", keuzes=Keuzes("statline", jaar, LAATSTE, alles=True), door=None
        )
    return time.perf_counter() - begin


def _koppel() -> None:
    """Our 250 buurten are those of the country, each a square on the map."""
    for n, gebied in enumerate(gemeente.buurten()):
        Gebiedscode.objects.create(gebied=gebied, code=_code(n))
        x, y = 4.7 + (n % 25) / 500, 52.9 + (n // 25) / 500
        ring = [[x, y], [x + 0.002, y], [x + 0.002, y + 0.002], [x, y + 0.002], [x, y]]
        Omtrek.objects.create(soort="BU", code=_code(n), jaar=LAATSTE, naam=gebied.naam, vorm=[[ring]])


def _klein() -> None:
    """The figures of the municipality alone, in tables of the same names."""
    eigen = actief_profiel().gemeente.code
    _doe("DROP SCHEMA IF EXISTS klein CASCADE; CREATE SCHEMA klein")
    for tabel in ("cijfers_cijfergebied", "cijfers_cijfer"):
        _doe(f"CREATE TABLE klein.{tabel} (LIKE public.{tabel} INCLUDING ALL)")
    _doe(
        f"INSERT INTO klein.cijfers_cijfergebied SELECT * FROM public.cijfers_cijfergebied WHERE gemeente = '{eigen}';"
        "INSERT INTO klein.cijfers_cijfer SELECT c.* FROM public.cijfers_cijfer c"
        " JOIN klein.cijfers_cijfergebied g ON g.id = c.plek_id"
    )
    _doe("ANALYZE")


def _in(schema: str, doe: Callable[[], object]) -> Callable[[], object]:
    def meet() -> object:
        _doe(f"SET search_path TO {schema}")
        return doe()

    return meet


def _ranglijst() -> object:
    """The place of every buurt of the country in one measure; the product has no page for it."""
    nummer = Indicator.objects.get(sleutel=PERCENTAGE).pk
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT g.code, c.waarde, rank() OVER (ORDER BY c.waarde DESC) FROM cijfers_cijfer c"
            " JOIN cijfers_cijfergebied g ON g.id = c.plek_id"
            " WHERE c.indicator_id = %s AND c.periode = %s AND c.waarde IS NOT NULL AND g.soort = 'BU'",
            [nummer, LAATSTE * 100],
        )
        return cursor.fetchall()


def _groot(maten: list[str]) -> None:
    """The whole country once: too long to be done in turn."""
    with tempfile.TemporaryFile() as bron, tempfile.TemporaryFile() as regels:
        _schrijf(bron, BUURTEN, maten)
        voor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        duur = _voer_in(bron, JAREN)
        na = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        totalen = _controleer_totalen()
        aantal = BUURTEN * len(maten) * JAREN + totalen
        _bewaar(regels)
        kaal = _kopie(regels)
    print(
        f"    {aantal} cijfers: {duur:.0f} s, {aantal / duur:,.0f} per seconde; kale COPY {kaal:.0f} s, "
        f"{aantal / kaal:,.0f} per seconde; {duur / kaal:.2f} keer zo lang; geheugen {voor // 1024} -> {na // 1024} MB; "
        f"{totalen} totalen van gemeenten kloppen"
    )


def vergelijkingen() -> Iterator[Vergelijking]:
    gemeente.maak()
    alle = _maten()
    maten = [*alle.maten][:MATEN]
    with patch.object(voer_in, "catalogus", lambda: alle):
        eigen, regels = io.BytesIO(), io.BytesIO()
        _schrijf(eigen, EIGEN, maten)
        _voer_in(eigen, 1)
        _bewaar(regels)
        yield Vergelijking(
            f"invoer van {(EIGEN + 1) * len(maten)} cijfers van een gemeente: kale COPY, invoer",
            lambda: _kopie(regels),
            lambda: _voer_in(eigen, 1),
            2,
        )
        _groot(maten)
    _koppel()
    _klein()
    client = Client()
    client.force_login(gemeente.mensen("wijkmanager")[0])
    buurt = gemeente.buurten()[0]
    niveau = f"niveau={buurt.niveau}&maat={PERCENTAGE}"
    for naam, adres in {
        f"een gebied met vergelijking, {MATEN} cijfers": f"/cijfers/{buurt.sleutel}/",
        "een cijfer van een gebied": f"/cijfers/{buurt.sleutel}/?maat={PERCENTAGE}",
        "alle 250 gebieden": f"/cijfers/?{niveau}",
        "kaart van 250 gebieden": f"/cijfers/?{niveau}&vorm=kaart",
    }.items():
        assert client.get(adres).status_code == 200, adres
        yield Vergelijking(
            f"{naam}: {EIGEN} en {BUURTEN} buurten",
            _in("klein, public", lambda adres=adres: client.get(adres)),  # type: ignore[misc]
            _in("public", lambda adres=adres: client.get(adres)),  # type: ignore[misc]
            2,
        )
    yield Vergelijking(
        f"ranglijst: {EIGEN} en {BUURTEN} buurten",
        _in("klein, public", _ranglijst),
        _in("public", _ranglijst),
        BUURTEN / EIGEN,
    )
