"""`manage.py bench`: what takes how long, as ratios within one run: these are what can be compared between machines."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_test_environment

from wijkwerk.gemeente.service import vergeet_profielen


class Command(BaseCommand):
    help = "Meet de snelheid op een tijdelijke database. Toont verhoudingen; beoordeelt niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("naam", nargs="*", help="alleen deze (de namen van de bestanden in bench/)")
        parser.add_argument(
            "--keren", type=int, help="hoe vaak elk paar (7) of elke pagina (60) gemeten wordt"
        )
        parser.add_argument(
            "--groot",
            nargs="*",
            type=int,
            metavar="AANTAL",
            help="meet elke pagina in een gemeente met zoveel signalen: een kleine en een grote (10000 1000000)",
        )
        parser.add_argument(
            "--bewaar", action="store_true", help="laat de grote databases staan voor een volgende keer"
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        map_ = Path(settings.BASE_DIR) / "bench"
        if not map_.is_dir():
            raise CommandError("De map bench/ hoort bij de broncode en staat hier niet.")
        if opties["groot"] is not None:
            self._meet_groot(opties)
            return
        namen = opties["naam"] or sorted(pad.stem for pad in map_.glob("*.py") if pad.stem != "__init__")
        setup_test_environment()
        for naam in namen:
            try:
                module = import_module(f"bench.{naam}")
            except ModuleNotFoundError as fout:
                raise CommandError(f"Er is geen meting {naam} ({fout}).") from None
            eigen = str(connection.settings_dict["NAME"])
            connection.creation.create_test_db(verbosity=0, autoclobber=True)
            try:
                vergeet_profielen()
                for paar in module.vergelijkingen():
                    self._meet(paar, opties["keren"] or 7)
            finally:
                connection.creation.destroy_test_db(eigen, verbosity=0)
        teardown_test_environment()

    def _meet_groot(self, opties: dict[str, Any]) -> None:
        """Every page of a large municipality, small and large side by side; see bench/groot."""
        from bench.groot import meet

        eigen = str(connection.settings_dict["NAME"])
        databases = {aantal: f"bench_{aantal}" for aantal in opties["groot"] or (10_000, 1_000_000)}
        try:
            for aantal, naam in databases.items():
                connection.settings_dict["TEST"]["NAME"] = naam
                connection.creation.create_test_db(
                    verbosity=0, autoclobber=True, serialize=False, keepdb=opties["bewaar"]
                )
                duur = meet.in_eigen_proces(naam, meet.vul, aantal)
                self.stdout.write(f"{aantal} signalen: gevuld in {duur:.0f} s")
                connection.settings_dict["NAME"] = eigen
            for regel in meet.tabel(databases, opties["keren"] or 60, opties["naam"]):
                self.stdout.write(regel)
        finally:
            for naam in databases.values() if not opties["bewaar"] else ():
                connection.settings_dict["NAME"] = naam
                connection.creation.destroy_test_db(eigen, verbosity=0)

    def _meet(self, paar: Any, keren: int) -> None:
        """In turn, A B A B, after one of each: a slower moment of the machine hits both."""
        paar.a()
        paar.b()
        duren = [(_duur(paar.a), _duur(paar.b)) for _ in range(keren)]
        metingen, gewerkt = ([(a[n], b[n]) for a, b in duren] for n in (0, 1))
        verhoudingen = sorted(b / a for a, b in metingen)
        # Of each once: how many questions to the database.
        vragen = [_vragen(doe) for doe in (paar.a, paar.b)]
        p95 = [1000 * sorted(kolom)[-(-95 * keren // 100) - 1] for kolom in zip(*metingen, strict=True)]
        let_op = "  kijk hiernaar" if median(verhoudingen) > paar.grens else ""
        a, b = (1000 * median(kolom) for kolom in zip(*metingen, strict=True))
        self.stdout.write(
            f"{paar.naam}: {median(verhoudingen):.2f} ({verhoudingen[0]:.2f}-{verhoudingen[-1]:.2f}); "
            f"a {a:.1f} ms (p95 {p95[0]:.1f}), b {b:.1f} ms (p95 {p95[1]:.1f}, {p95[1] / p95[0]:.2f} keer); "
            f"queries {vragen[0]} en {vragen[1]}; {_rekentijd(gewerkt)}{let_op}"
        )


def _vragen(doe: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as gevraagd:
        doe()
    return len(gevraagd)


def _duur(doe: Callable[[], object]) -> tuple[float, float]:
    """By the clock, and what this process worked meanwhile."""
    begin, gewerkt = time.perf_counter(), time.process_time()
    doe()
    return time.perf_counter() - begin, time.process_time() - gewerkt


def _rekentijd(gewerkt: list[tuple[float, float]]) -> str:
    """On a machine that is busy with other things this tells more than the clock; what other processes do is not in it."""
    a, b = (1000 * median(kolom) for kolom in zip(*gewerkt, strict=True))
    return f"rekentijd a {a:.1f} ms, b {b:.1f} ms"
