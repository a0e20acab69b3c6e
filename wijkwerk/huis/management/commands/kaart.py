"""`manage.py kaart laad|eigen|stand|weg`: the outlines of areas, for the map of figures and for a point at a signal."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkwerk.cijfers.diensten.kiezen import MET_OMTREKKEN, kaartdiensten
from wijkwerk.gemeente.service import GeenProfiel
from wijkwerk.huis.acties import haal_kaart_weg, laad_kaart_van_dienst, laad_kaartbestand
from wijkwerk.huis.acties.kaartinvoer import Kaartkeuze
from wijkwerk.huis.koppelkaart import koppelstand
from wijkwerk.wijken.geojson import KaartFout, lees_bestand
from wijkwerk.wijken.models import Kaartinvoer, Omtrek


class Command(BaseCommand):
    help = "Laad de wijk- en buurtkaart (GeoJSON van het CBS of PDOK), of bekijk welke gebieden een omtrek hebben."

    def add_arguments(self, parser: ArgumentParser) -> None:
        woorden = parser.add_subparsers(dest="woord", required=True)
        laad = woorden.add_parser(
            "laad",
            help="lees gemeenten, wijken of buurten uit een bestand of bij een dienst: alles, of niets",
        )
        laad.add_argument("bestand", nargs="?", type=Path)
        laad.add_argument(
            "--dienst",
            choices=sorted(MET_OMTREKKEN),
            help="haal de kaart zelf op bij deze dienst, in plaats van een bestand",
        )
        laad.add_argument("--jaar", type=int, required=True, help="het jaar van de kaart")
        eigen = woorden.add_parser(
            "eigen", help="lees de grenzen van de eigen gebieden, met per vlak een sleutel of een naam"
        )
        eigen.add_argument("bestand", type=Path)
        woorden.add_parser("stand", help="welke gebieden een omtrek hebben, en wat nog te koppelen is")
        weg = woorden.add_parser("weg", help="haal de kaart van een jaar weg; de codes blijven")
        weg.add_argument("--jaar", type=int, required=True)

    def handle(self, *args: Any, **opties: Any) -> None:
        try:
            match opties["woord"]:
                case "laad":
                    self._laad(opties["bestand"], opties["dienst"] or "", opties["jaar"])
                case "eigen":
                    self._uit_bestand(opties["bestand"], 0)
                case "weg":
                    aantal = haal_kaart_weg(jaar=opties["jaar"], door=None)
                    self.stdout.write(f"Weggehaald: {aantal} omtrekken van {opties['jaar']}.")
                case "stand":
                    self._stand()
        except GeenProfiel as fout:
            raise CommandError(f"{fout} Gebruik eerst: manage.py profiel activeer <bestand>") from fout
        except KaartFout as fout:
            raise CommandError(f"{fout} Er is niets veranderd.") from fout

    def _laad(self, bestand: Path | None, dienst: str, jaar: int) -> None:
        if bool(dienst) == bool(bestand):
            raise CommandError("Geef een bestand, of --dienst.")
        if bestand:
            self._uit_bestand(bestand, jaar)
        elif dienst not in kaartdiensten():
            raise CommandError(f"De dienst {dienst} is uitgezet (WIJKWERK_DIENST_{dienst.upper()}).")
        else:
            self._vertel(laad_kaart_van_dienst(keuze=Kaartkeuze(jaar, dienst), door=None))

    def _uit_bestand(self, bestand: Path, jaar: int) -> None:
        keuze = Kaartkeuze(jaar, bestand=bestand.name)
        self._vertel(laad_kaartbestand(keuze=keuze, inhoud=lees_bestand(bestand), door=None))

    def _vertel(self, invoer: Kaartinvoer) -> None:
        for rij in invoer.tellingen["soorten"]:
            kop = f"Kaart {invoer.jaar}, {Omtrek.Soort(rij['soort']).label}" if invoer.jaar else str(invoer)
            self.stdout.write(
                f"{kop}: {rij['nieuw']} nieuw, {rij['gewijzigd']} gewijzigd, {rij['gelijk']} ongewijzigd."
            )
            if rij["overgeslagen"]:
                self.stdout.write(f"Overgeslagen: {rij['overgeslagen']} van andere gemeenten.")
            if rij["onbekend"]:
                self.stdout.write(f"Geen gebied heet zo: {', '.join(rij['onbekend'])}.")
        self._stand()

    def _stand(self) -> None:
        stand = koppelstand()
        if stand is None:
            self.stdout.write("Er is nog geen kaart geladen.")
            return
        self.stdout.write(f"Gebieden met een omtrek: {stand.met}, zonder: {len(stand.zonder)}.")
        for voorstel in stand.voorstellen:
            for keuze in voorstel.keuzes:
                self.stdout.write(
                    f"  voorstel: {voorstel.gebied} = {keuze.naam} ({keuze.code}), {keuze.reden}"
                )
        for gebied in stand.zonder:
            self.stdout.write(f"  zonder omtrek: {gebied}")
        for gebied, code in stand.onbekend:
            self.stdout.write(f"  staat niet op de kaart: {code} van {gebied}")
        for gebieden, namen in stand.dubbel:
            bij = " en ".join(gebied.naam for gebied in gebieden)
            self.stdout.write(f"  dubbel: {', '.join(namen)} bij {bij}")
        for rij in stand.veranderd:
            self.stdout.write(f"  veranderd: {rij.gebied}, {rij.code}: {rij.zegt}")
        if stand.los:
            self.stdout.write(f"Op de kaart, bij geen gebied: {len(stand.los)}.")
        if stand.voorstellen or stand.zonder:
            self.stdout.write("Koppel ze in Beheer, Gebieden, Kaart.")
