"""`manage.py profiel toon|tekst|controleer|vergelijk|activeer`: the profile from the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkwerk.gemeente.acties import SleutelInGebruik, weggelaten_in_gebruik
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import GeenProfiel, OnleesbaarProfiel, actief_profiel, taal
from wijkwerk.huis.acties import activeer_profiel
from wijkwerk.profiel import Profiel, ProfielFout, lees, vergelijk

ZONDER_VERSTREKKING = (
    "Let op: er is geen [[regel]] verstrekking. Zolang die er niet is, moet wie een signaal naar een partij buiten de "
    "gemeente stuurt elke keer zelf de grondslag opschrijven (docs/profiel.md)."
)
MEEGELEVERD = Path(__file__).resolve().parents[3] / "profiel" / "gemeenten"


class Command(BaseCommand):
    help = "Toon, bewaar, controleer, vergelijk of activeer een gemeenteprofiel."
    # `controleer` works without a database.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        woorden = parser.add_subparsers(dest="woord", required=True)
        woorden.add_parser("toon", help="het actieve profiel in het kort, met de aannames")
        woorden.add_parser("tekst", help="de tekst van het actieve profiel, om te bewaren of te verbeteren")
        controleer = woorden.add_parser("controleer", help="lees bestanden en noem alle fouten")
        controleer.add_argument(
            "bestand", nargs="*", help="een bestand of de naam van een meegeleverde gemeente"
        )
        for woord, uitleg in {
            "vergelijk": "wat er verandert als dit bestand gaat gelden",
            "activeer": "laat dit bestand gelden",
        }.items():
            deel = woorden.add_parser(woord, help=uitleg)
            deel.add_argument("bestand", help="een bestand of de naam van een meegeleverde gemeente")

    def handle(self, *args: Any, **opties: Any) -> None:
        match opties["woord"]:
            case "toon":
                self._toon()
            case "tekst":
                self._tekst()
            case "controleer":
                self._controleer(
                    opties["bestand"] or [str(pad) for pad in sorted(MEEGELEVERD.glob("*.toml"))]
                )
            case "vergelijk":
                self._vergelijk(opties["bestand"])
            case "activeer":
                self._activeer(opties["bestand"])

    def _toon(self) -> None:
        profiel = self._actief()
        versie = Profielversie.objects.actief().get()
        self.stdout.write(
            f"{profiel.gemeente.naam} ({profiel.gemeente.code}), {versie} van {versie.geactiveerd_op:%d-%m-%Y}"
        )
        self.stdout.write(f"Bron: {profiel.gemeente.bron}")
        self.stdout.write(f"Open vragen ({len(profiel.aannames)}):")
        for aanname in profiel.aannames:
            self.stdout.write(f"  {aanname.tabel} {aanname.rij} {aanname.veld}: {aanname.tekst}")

    def _tekst(self) -> None:
        """Also when this release cannot read it: who uploaded it may have no file."""
        versie = Profielversie.objects.actief().first()
        if versie is None:
            raise CommandError("Er is nog geen gemeenteprofiel geactiveerd.")
        self.stdout.write(versie.tekst, ending="")

    def _controleer(self, bestanden: list[str]) -> None:
        fouten = 0
        for bestand in bestanden:
            pad = profielpad(bestand)
            try:
                profiel = lees(pad, taal())
            except ProfielFout as fout:
                fouten += len(fout.fouten)
                for regel in fout.fouten:
                    self.stderr.write(str(regel))
            else:
                self.stdout.write(
                    f"{pad.name}: in orde ({profiel.gemeente.naam}, {len(profiel.aannames)} open vragen)"
                )
                if not any(regel.soort == "verstrekking" for regel in profiel.regels):
                    self.stdout.write(f"  {ZONDER_VERSTREKKING}")
        if fouten:
            raise CommandError(f"{fouten} fouten gevonden. Er is niets veranderd.")

    def _vergelijk(self, bestand: str) -> None:
        nieuw = self._lees(bestand)
        verschillen = vergelijk(self._actief(), nieuw)
        for verschil in verschillen:
            self.stdout.write(str(verschil))
        if not verschillen:
            self.stdout.write("Er is geen verschil.")
        for tabel, sleutel in weggelaten_in_gebruik(nieuw):
            self.stdout.write(f"Nog in gebruik: [[{tabel}]] {sleutel}")

    def _activeer(self, bestand: str) -> None:
        pad = profielpad(bestand)
        self._lees(bestand)
        try:
            versie, nieuw = activeer_profiel(
                tekst=pad.read_text(encoding="utf-8"), bestand=pad.name, door=None
            )
        except SleutelInGebruik as fout:
            raise CommandError(str(fout)) from None
        self.stdout.write(
            f"Actief: {versie}." if nieuw else f"Dit profiel was al actief ({versie}). Er is niets veranderd."
        )

    def _lees(self, bestand: str) -> Profiel:
        try:
            return lees(profielpad(bestand), taal())
        except ProfielFout as fout:
            for regel in fout.fouten:
                self.stderr.write(str(regel))
            raise CommandError(f"{len(fout.fouten)} fouten gevonden. Er is niets veranderd.") from None

    def _actief(self) -> Profiel:
        try:
            return actief_profiel()
        except OnleesbaarProfiel as fout:
            for regel in fout.fouten:
                self.stderr.write(str(regel))
            raise CommandError(str(fout)) from None
        except GeenProfiel as geen:
            raise CommandError(str(geen)) from None


def profielpad(bestand: str) -> Path:
    """A path, or the name of a municipality that ships with the product."""
    meegeleverd = MEEGELEVERD / f"{bestand}.toml"
    return meegeleverd if meegeleverd.is_file() else Path(bestand)
