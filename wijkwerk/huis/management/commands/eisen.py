"""`manage.py eisen`: every rule of the source documents, and the test that proves it."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from wijkwerk.huis import eisen
from wijkwerk.huis.eisen import AARDEN, Regel, Stand

# What `manage.py` itself has set for the demo's data: not for a test run.
VAN_DE_DEMO = (
    "WIJKWERK_OMGEVING",
    "WIJKWERK_PROFIEL",
    "WIJKWERK_DATA",
    "WIJKWERK_URL",
    "DJANGO_SETTINGS_MODULE",
)


class Command(BaseCommand):
    help = "Toont per gemeente elke regel uit de bronnen: welke test haar bewijst, of dat zij nog open is."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gemeente", help="alleen deze (de naam van haar profiel)")
        parser.add_argument(
            "--soort",
            help=f"alleen deze soorten, met komma's: {', '.join(f'{k} = {v}' for k, v in AARDEN.items())}",
        )
        parser.add_argument("--open", action="store_true", help="alleen wat nog niet bewezen is")
        parser.add_argument("--csv", action="store_true", help="als csv, voor een rekenblad")
        parser.add_argument(
            "--draai", action="store_true", help="draai eerst alle tests die een regel bewijzen"
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        wortel = Path(settings.BASE_DIR)
        try:
            eisen.lees_eisen(wortel)
        except FileNotFoundError as fout:
            raise CommandError(
                f"{eisen.LIJST} staat hier niet. Deze opdracht werkt in een kopie van de broncode."
            ) from fout
        code = _draai(wortel) if opties["draai"] else 0
        regels = _gekozen(eisen.overzicht(wortel), opties)
        if opties["csv"]:
            _schrijf_csv(self.stdout, regels)
        else:
            for regel in _toon(regels, eisen.lees_proef(wortel)):
                self.stdout.write(regel)
        if code:
            sys.exit(code)


def _draai(wortel: Path) -> int:
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam not in VAN_DE_DEMO}
    opdracht = [sys.executable, str(wortel / "manage.py"), "test", "-m", "eis"]
    return subprocess.run(opdracht, env=omgeving, cwd=wortel, check=False).returncode  # noqa: S603 - our own command


def _gekozen(regels: Sequence[Regel], opties: dict[str, Any]) -> list[Regel]:
    gemeenten = list(dict.fromkeys(slugify(regel.eis.gemeente) for regel in regels))
    if opties["gemeente"] and opties["gemeente"] not in gemeenten:
        raise CommandError(f"Onbekende gemeente: {opties['gemeente']}. Kies uit {', '.join(gemeenten)}.")
    soorten = {soort.strip().upper() for soort in (opties["soort"] or "").split(",") if soort.strip()}
    if onbekend := sorted(soorten - set(AARDEN)):
        raise CommandError(f"Onbekende soort: {', '.join(onbekend)}. Kies uit {', '.join(AARDEN)}.")
    return [
        regel
        for regel in regels
        if opties["gemeente"] in {None, slugify(regel.eis.gemeente)}
        and (not soorten or regel.eis.aard in soorten)
        and (not opties["open"] or regel.stand.is_open)
    ]


def _toon(regels: Sequence[Regel], proef: eisen.Proef | None) -> Iterator[str]:
    for gemeente in dict.fromkeys(regel.eis.gemeente for regel in regels):
        yield f"{gemeente}\n"
        for regel in regels:
            if regel.eis.gemeente == gemeente:
                yield from _regel(regel)
        yield ""
    yield from _totalen(regels)
    if proef is None:
        yield "Er is nog geen volledige proef gedraaid. Doe dat met: manage.py eisen --draai"
    else:
        yield f"Laatste volledige proef: {proef.op:%d-%m-%Y %H:%M}."


def _regel(regel: Regel) -> Iterator[str]:
    eis = regel.eis
    yield f"  {eis.id:<8}{eis.aard}  {eis.onderwerp:<18}{regel.bewijs}"
    for test in regel.tests:
        yield f"{'':13}{test.removeprefix('tests/')}"


def _totalen(regels: Sequence[Regel]) -> Iterator[str]:
    per_aard = Counter((regel.eis.aard, regel.stand) for regel in regels)
    standen = [stand for stand in Stand if any(regel.stand is stand for regel in regels)]
    kop = "".join(f"{_kort(stand):>15}" for stand in standen)
    yield f"  {'soort':<28}{'regels':>7}{kop}"
    for aard, naam in AARDEN.items():
        aantal = sum(per_aard[aard, stand] for stand in standen)
        if aantal:
            cellen = "".join(f"{per_aard[aard, stand]:>15}" for stand in standen)
            yield f"  {aard}  {naam:<25}{aantal:>7}{cellen}"
    cellen = "".join(f"{sum(per_aard[aard, stand] for aard in AARDEN):>15}" for stand in standen)
    yield f"  {'samen':<28}{len(regels):>7}{cellen}\n"


def _kort(stand: Stand) -> str:
    return {Stand.NIET_GEDRAAID: "niet gedraaid", Stand.BUITEN: "buiten"}.get(stand, stand.value)


def _schrijf_csv(naar: Any, regels: Sequence[Regel]) -> None:
    schrijver = csv.writer(naar, delimiter=";", lineterminator="\n")
    schrijver.writerow(["id", "gemeente", "soort", "onderwerp", "regel", "stand", "in profiel", "tests"])
    for regel in regels:
        eis = regel.eis
        in_profiel = "ja" if regel.in_profiel else "nee"
        schrijver.writerow(
            [
                eis.id,
                eis.gemeente,
                eis.aard,
                eis.onderwerp,
                eis.regel,
                regel.stand.value,
                in_profiel,
                " ".join(regel.tests),
            ]
        )
