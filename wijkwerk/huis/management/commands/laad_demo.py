"""`manage.py laad_demo --profiel den-helder`: activate a profile that ships, and fill it with an example life."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from wijkwerk.huis.demo.laden import laad
from wijkwerk.huis.demo.vernietigen import is_zelfde_profiel
from wijkwerk.huis.management.commands.profiel import profielpad


class Command(BaseCommand):
    help = "Vul een lege gemeente met voorbeelden. Twee keer laden verandert niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--profiel", default="den-helder", help="een meegeleverde gemeente of een bestand"
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        # A demo that was filled before has the term of its example in it: that is no other profile.
        pad = profielpad(opties["profiel"])
        if not (pad.is_file() and is_zelfde_profiel(pad.read_text(encoding="utf-8"))):
            call_command("profiel", "activeer", opties["profiel"], stdout=self.stdout, stderr=self.stderr)
        geladen = laad()
        if geladen is None:
            self.stdout.write("De voorbeelden stonden er al.")
            return
        self.stdout.write(f"Voorbeelden geladen: {geladen.signalen} signalen.")
        if opties["verbosity"] > 1:
            for regel in geladen.geweigerd:
                self.stdout.write(f"  niet gedaan: {regel}")
