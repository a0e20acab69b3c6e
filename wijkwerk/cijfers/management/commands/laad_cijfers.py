"""`manage.py laad_cijfers <soort> <bestand>`, or `--dienst <naam>`: figures by area, as a whole or not at all."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijkwerk.cijfers.acties import laad_bestand, laad_dienst
from wijkwerk.cijfers.diensten.kiezen import ALLE, diensten
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.inlezen.eigen import EIGEN
from wijkwerk.cijfers.inlezen.voer_in import Resultaat
from wijkwerk.cijfers.keuzes import Herkomst, Keuzes
from wijkwerk.cijfers.lezen.formaten import FORMATEN
from wijkwerk.cijfers.waarden import SOORTNAMEN
from wijkwerk.gemeente.service import GeenProfiel


class Command(BaseCommand):
    help = "Laad cijfers per gebied uit een bestand of bij een dienst: CBS, Politie, RIVM, Leefbaarometer. Alles, of niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "soort", nargs="?", choices=sorted([*FORMATEN, EIGEN]), help="wat voor bestand het is"
        )
        parser.add_argument("bestand", nargs="?", type=Path)
        parser.add_argument(
            "--dienst",
            choices=sorted(ALLE),
            help="haal het zelf op bij deze dienst, in plaats van een bestand",
        )
        parser.add_argument(
            "--tabel", default="", help="met --dienst: het nummer van de tabel van StatLine, zoals 85984NED"
        )
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
        if bool(opties["dienst"]) == bool(opties["bestand"]):
            raise CommandError("Geef een soort en een bestand, of --dienst.")
        try:
            resultaat = self._uit_dienst(opties) if opties["dienst"] else self._uit_bestand(opties)
        except GeenProfiel as fout:
            raise CommandError(f"{fout} Gebruik eerst: manage.py profiel activeer <bestand>") from fout
        except BestandFout as fout:
            raise CommandError(f"{fout} Er is niets veranderd.") from fout
        self._vertel(resultaat)

    def _uit_bestand(self, opties: dict[str, Any]) -> Resultaat:
        try:
            with opties["bestand"].open("rb") as bestand:
                return laad_bestand(
                    bestand=bestand,
                    naam=opties["bestand"].name,
                    keuzes=_keuzes(opties["soort"], opties),
                    door=None,
                    herkomst=Herkomst(opties["bron"], opties["peildatum"]),
                )[1]
        except OSError as fout:
            raise CommandError(f"Dit bestand is niet te openen: {fout.strerror}.") from fout

    def _uit_dienst(self, opties: dict[str, Any]) -> Resultaat:
        dienst = diensten().get(opties["dienst"])
        if dienst is None:
            raise CommandError(f"De dienst {opties['dienst']} is uitgezet (WIJKWERK_DIENST_...).")
        keuzes = replace(_keuzes(dienst.formaat, opties), dienst=dienst.sleutel, tabel=opties["tabel"])
        return laad_dienst(keuzes=keuzes, door=None)[1]

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


def _keuzes(soort: str, opties: dict[str, Any]) -> Keuzes:
    return Keuzes(soort, opties["jaar"], opties["indeling"], opties["voorlopig"], opties["alles"])
