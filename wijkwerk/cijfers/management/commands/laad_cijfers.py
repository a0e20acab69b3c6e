"""`manage.py laad_cijfers <soort> <bestand>`: figures by area out of a file, as a whole or not at all."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkwerk.cijfers.acties import Herkomst, Keuzes, laad_bestand
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.inlezen.eigen import EIGEN
from wijkwerk.cijfers.inlezen.voer_in import Resultaat
from wijkwerk.cijfers.lezen.formaten import FORMATEN
from wijkwerk.cijfers.waarden import SOORTNAMEN
from wijkwerk.gemeente.service import GeenProfiel


class Command(BaseCommand):
    help = "Laad cijfers per gebied uit een bestand: CBS, Politie, RIVM, Leefbaarometer. Alles, of niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("soort", choices=sorted([*FORMATEN, EIGEN]), help="wat voor bestand het is")
        parser.add_argument("bestand", type=Path)
        parser.add_argument(
            "--jaar", type=int, help="van welk jaar de cijfers zijn, als dat niet in het bestand staat"
        )
        parser.add_argument(
            "--indeling", type=int, help="van welk jaar de gebieden zijn (anders het nieuwste jaar)"
        )
        parser.add_argument("--voorlopig", action="store_true", help="deze cijfers zijn nog voorlopig")
        parser.add_argument("--alles", action="store_true", help="ook van andere gemeenten")
        parser.add_argument("--bron", default="", help="bij eigen cijfers: waar ze vandaan komen")
        parser.add_argument(
            "--peildatum", type=date.fromisoformat, help="bij eigen cijfers: van welke dag (2026-01-31)"
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        keuzes = Keuzes(
            opties["soort"], opties["jaar"], opties["indeling"], opties["voorlopig"], opties["alles"]
        )
        try:
            with opties["bestand"].open("rb") as bestand:
                _, resultaat = laad_bestand(
                    bestand=bestand,
                    naam=opties["bestand"].name,
                    keuzes=keuzes,
                    door=None,
                    herkomst=Herkomst(opties["bron"], opties["peildatum"]),
                )
        except OSError as fout:
            raise CommandError(f"Dit bestand is niet te openen: {fout.strerror}.") from fout
        except GeenProfiel as fout:
            raise CommandError(f"{fout} Gebruik eerst: manage.py profiel activeer <bestand>") from fout
        except BestandFout as fout:
            raise CommandError(f"{fout} Er is niets veranderd.") from fout
        self._vertel(resultaat)

    def _vertel(self, resultaat: Resultaat) -> None:
        schrijf, oogst = self.stdout.write, resultaat.oogst
        if resultaat.niets_veranderd:
            schrijf(f"Niets veranderd: deze {resultaat.gelijk} cijfers stonden er al.")
        else:
            schrijf(
                f"Cijfers: {resultaat.nieuw} nieuw, {resultaat.gewijzigd} gewijzigd, {resultaat.gelijk} ongewijzigd."
            )
        schrijf(
            "  "
            + ", ".join(
                f"{aantal} {SOORTNAMEN[soort]}" for soort, aantal in sorted(resultaat.soorten.items())
            )
        )
        schrijf(f"Gebieden: {len(oogst.gebieden)}. Overgeslagen van andere gemeenten: {oogst.elders} rijen.")
        if oogst.onbekende_kolommen:
            schrijf(f"Onbekende kolommen: {', '.join(oogst.onbekende_kolommen)}.")
        if oogst.onbekende_codes:
            codes = ", ".join(
                f"{code or '(leeg)'} ({n})" for code, n in oogst.onbekende_codes.most_common(20)
            )
            schrijf(f"Onbekende codes: {codes}.")
        for waarschuwing in resultaat.waarschuwingen:
            schrijf(f"Let op: {waarschuwing}")
