"""`manage.py laad_demo --profiel den-helder`: activate a profile that ships, and fill it with an example life."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from wijkwerk.huis.demo.laden import laad


class Command(BaseCommand):
    help = "Vul een lege gemeente met voorbeelden. Twee keer laden verandert niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--profiel", default="den-helder", help="een meegeleverde gemeente of een bestand"
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        call_command("profiel", "activeer", opties["profiel"], stdout=self.stdout, stderr=self.stderr)
        geladen = laad()
        if geladen is None:
            self.stdout.write("De voorbeelden stonden er al.")
            return
        self.stdout.write(f"Voorbeelden geladen: {geladen.signalen} signalen.")
        if opties["verbosity"] > 1:
            for regel in geladen.geweigerd:
                self.stdout.write(f"  niet gedaan: {regel}")
