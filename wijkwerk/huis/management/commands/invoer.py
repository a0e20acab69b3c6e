"""`manage.py invoer <soort> <bestand>`: see what a file would change, and with `--doen` apply it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import GeenProfiel, actief_profiel
from wijkwerk.huis.invoer.bestand import BestandFout, lees
from wijkwerk.huis.invoer.soort import Stand
from wijkwerk.huis.invoer.soorten import SOORTEN
from wijkwerk.huis.invoer.verloop import Resultaat, voer_in


class Command(BaseCommand):
    help = "Leest een xlsx of csv en toont wat er verandert. Met --doen wordt het ingevoerd: alles, of bij een fout niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("soort", choices=SOORTEN)
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--doen", action="store_true", help="voer het in; zonder dit verandert er niets")
        parser.add_argument("--lijst", default="", help="naam van de actielijst (alleen bij acties)")
        parser.add_argument("--door", default="", help="e-mailadres van wie het invoert; die mag inrichten")

    def handle(self, *args: Any, **opties: Any) -> None:
        soort = SOORTEN[opties["soort"]]
        door = self._persoon(opties["door"])
        if soort.met_lijst and (door is None or not opties["lijst"].strip()):
            raise CommandError("Noem bij een actielijst ook --lijst NAAM en --door E-MAILADRES.")
        try:
            actief_profiel()
            tabel = lees(opties["bestand"].read_bytes())
        except GeenProfiel as fout:
            raise CommandError(f"{fout} Gebruik eerst: manage.py profiel activeer <bestand>") from fout
        except OSError as fout:
            raise CommandError(f"{opties['bestand']} kan niet worden gelezen: {fout.strerror}.") from fout
        except BestandFout as fout:
            raise CommandError(str(fout)) from fout
        resultaat = voer_in(soort(door, opties["lijst"]), tabel, doen=opties["doen"])
        self._toon(resultaat)
        if resultaat.fouten:
            raise CommandError("Er is niets ingevoerd. Verbeter eerst de fouten.")
        if resultaat.toegepast:
            self.stdout.write("Ingevoerd.")
        elif resultaat.veranderingen:
            self.stdout.write("Er is nog niets veranderd. Voer het in met --doen.")

    def _persoon(self, email: str) -> Gebruiker | None:
        if not email:
            return None
        gebruiker = Gebruiker.objects.filter(email__iexact=email, is_active=True).first()
        if gebruiker is None:
            raise CommandError(f"Er is geen account met het adres {email}.")
        return gebruiker

    def _toon(self, resultaat: Resultaat) -> None:
        for regel in resultaat.veranderingen:
            verschillen = "; ".join(str(verschil) for verschil in regel.uitkomst.verschillen)
            self.stdout.write(
                f"rij {regel.nr}: {regel.uitkomst.omschrijving} ({regel.uitkomst.stand}) {verschillen}"
            )
        for regel in resultaat.opmerkingen:
            self.stdout.write(f"rij {regel.nr}: {regel.uitkomst.omschrijving}. {regel.uitkomst.let_op}")
        for fout in resultaat.fouten:
            self.stderr.write(str(fout))
        if resultaat.onbekend:
            self.stdout.write(f"Niet gelezen: {', '.join(resultaat.onbekend)}.")
        tellingen = resultaat.tellingen
        self.stdout.write(
            f"{tellingen[Stand.NIEUW]} nieuw, {tellingen[Stand.GEWIJZIGD]} gewijzigd, "
            f"{tellingen[Stand.ONGEWIJZIGD]} ongewijzigd, {tellingen[Stand.FOUT]} met een fout."
        )
