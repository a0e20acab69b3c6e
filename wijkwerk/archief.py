"""What is kept, how long, and how it goes to the archive: files with MDTO metadata beside them, in one zip.

Procestype, result and term come from the profile (`archief` at a planvorm or overlegvorm). What the profile does not say
is kept for ever: nothing gets a term by accident. See docs/besluiten/archief.md.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from tempfile import SpooledTemporaryFile
from typing import IO
from xml.etree import ElementTree as ET

from django.http import FileResponse, HttpResponse
from django.utils.timezone import localdate

from wijkwerk.profiel.rijen.archief import Archief
from wijkwerk.rekenblad import zonder_stuurtekens

MDTO = "https://www.nationaalarchief.nl/mdto"
SELECTIELIJST = "Selectielijst gemeenten en intergemeentelijke organen 2020"
BEGRIPPEN = "MDTO begrippenlijsten versie 1.0"
TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/"
# Above this a zip goes to disk instead of memory.
IN_GEHEUGEN = 8_000_000

# Where the profile says nothing: general words, and kept. An assumption that the records officer confirms.
STANDAARD = Archief(procestype="Beleid vaststellen", resultaat="Vastgesteld")


@dataclass(frozen=True)
class Bewaring:
    """How long one thing is kept: for ever without `jaren`. While it `loopt`, its term has not begun."""

    procestype: str
    resultaat: str
    jaren: int | None
    vanaf: date
    is_aanname: bool
    loopt: bool = False
    # Since when the term is suspended: then it stays, whatever its last day.
    opgeschort_op: date | None = None

    @property
    def tot(self) -> date | None:
        if self.jaren is None or self.loopt:
            return None
        # Of 29 February the year after has none.
        dag = self.vanaf
        return date(dag.year + self.jaren, dag.month, min(dag.day, 28) if dag.month == 2 else dag.day)

    @property
    def waardering(self) -> tuple[str, str]:
        if self.is_aanname:
            return "N", "Nader te bepalen"
        return ("B", "Blijvend te bewaren") if self.jaren is None else ("V", "Tijdelijk te bewaren")


def bewaring(
    archief: Archief | None, vanaf: date, *, loopt: bool = False, opgeschort_op: datetime | None = None
) -> Bewaring:
    """What holds for something of this form whose term began on that day."""
    rij = archief or STANDAARD
    return Bewaring(
        rij.procestype,
        rij.resultaat,
        rij.jaren,
        vanaf,
        archief is None,
        loopt,
        opgeschort_op and localdate(opgeschort_op),
    )


def tooi(code: str) -> str:
    """The national identifier of a municipality with this code (GM0794)."""
    return f"{TOOI}{code.lower()}"


@dataclass(frozen=True)
class Stuk:
    """One document with its file. `kenmerk` is its address: that stays the same."""

    bestandsnaam: str
    lees: Callable[[], bytes]
    sha256: str
    gemaakt_op: datetime
    kenmerk: str
    titel: str
    soort: str
    gebied: str
    gemeente: str
    gemeente_code: str
    openbaar: bool
    bewaring: Bewaring
    van: date | None = None
    tot: date | None = None


@dataclass(frozen=True)
class Ontbreekt:
    """A file that is not in the zip, and why."""

    bestandsnaam: str
    reden: str


NOG_NIET = "de PDF wordt nog gemaakt. Haal de ZIP over een paar minuten opnieuw."
AFGESCHERMD = "een punt erin is later afgeschermd. Lees het verslag op de pagina."


def zip_antwoord(stukken: Sequence[Stuk], naam: str, ontbreekt: Sequence[Ontbreekt] = ()) -> HttpResponse:
    """Every file with two descriptions beside it: of the document, and of the file. What is missing is named."""
    uit: IO[bytes] = SpooledTemporaryFile(max_size=IN_GEHEUGEN)  # noqa: SIM115  # the response closes it
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        for stuk in stukken:
            inhoud = stuk.lees()
            zip_.writestr(stuk.bestandsnaam, inhoud)
            zip_.writestr(f"{stuk.bestandsnaam}.bestand.mdto.xml", mdto_bestand(stuk, len(inhoud)))
            zip_.writestr(f"{stuk.bestandsnaam}.informatieobject.mdto.xml", mdto_informatieobject(stuk))
        if ontbreekt:
            regels = [f"- {rij.bestandsnaam}: {rij.reden}" for rij in ontbreekt]
            zip_.writestr("LEESMIJ.txt", "\r\n".join(["Niet in deze ZIP:", *regels, ""]))
    uit.seek(0)
    antwoord = FileResponse(uit, as_attachment=True, filename=naam, content_type="application/zip")
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord  # type: ignore[return-value]


def mdto_bestand(stuk: Stuk, omvang: int) -> bytes:
    wortel, bestand = _wortel("bestand")
    _identificatie(bestand, "identificatie", stuk.bestandsnaam)
    _tekst(bestand, "naam", stuk.bestandsnaam)
    _tekst(bestand, "omvang", str(omvang))
    _begrip(bestand, "bestandsformaat", "PDF/A-2a", "PRONOM", "fmt/476")
    som = ET.SubElement(bestand, "checksum")
    _begrip(som, "checksumAlgoritme", "SHA-256", BEGRIPPEN)
    _tekst(som, "checksumWaarde", stuk.sha256)
    _tekst(som, "checksumDatum", stuk.gemaakt_op.isoformat())
    _verwijzing(bestand, "isRepresentatieVan", stuk.titel, stuk.kenmerk)
    return _bytes(wortel)


def mdto_informatieobject(stuk: Stuk) -> bytes:
    wortel, ding = _wortel("informatieobject")
    _identificatie(ding, "identificatie", stuk.kenmerk)
    _tekst(ding, "naam", stuk.titel)
    _begrip(ding, "aggregatieniveau", "Archiefstuk", BEGRIPPEN)
    _begrip(ding, "classificatie", stuk.soort, "Documentsoorten van de gemeente")
    if stuk.van is not None:
        tijd = ET.SubElement(ding, "dekkingInTijd")
        _begrip(tijd, "dekkingInTijdType", "Looptijd", BEGRIPPEN)
        _tekst(tijd, "dekkingInTijdBegindatum", stuk.van.isoformat())
        if stuk.tot is not None:
            _tekst(tijd, "dekkingInTijdEinddatum", stuk.tot.isoformat())
    _verwijzing(ding, "dekkingInRuimte", stuk.gebied)
    _tekst(ding, "taal", "nl")
    if stuk.bewaring.opgeschort_op is not None:
        event = ET.SubElement(ding, "event")
        _begrip(event, "eventType", "Bewaartermijn opgeschort", "Wijkwerk")
        _tekst(event, "eventTijd", stuk.bewaring.opgeschort_op.isoformat())
    code, woord = stuk.bewaring.waardering
    _begrip(ding, "waardering", woord, BEGRIPPEN, code)
    if stuk.bewaring.tot is not None and stuk.bewaring.opgeschort_op is None:
        termijn = ET.SubElement(ding, "bewaartermijn")
        _tekst(termijn, "termijnStartdatumLooptijd", stuk.bewaring.vanaf.isoformat())
        _tekst(termijn, "termijnLooptijd", f"P{stuk.bewaring.jaren}Y")
        _tekst(termijn, "termijnEinddatum", stuk.bewaring.tot.isoformat())
    if not stuk.bewaring.is_aanname:
        categorie = ", ".join(deel for deel in (stuk.bewaring.procestype, stuk.bewaring.resultaat) if deel)
        _begrip(ding, "informatiecategorie", categorie, SELECTIELIJST)
    _verwijzing(ding, "heeftRepresentatie", stuk.bestandsnaam, stuk.bestandsnaam)
    _verwijzing(ding, "archiefvormer", f"Gemeente {stuk.gemeente}", tooi(stuk.gemeente_code), "TOOI")
    beperking = ET.SubElement(ding, "beperkingGebruik")
    _begrip(beperking, "beperkingGebruikType", "Openbaar" if stuk.openbaar else "Niet openbaar", BEGRIPPEN)
    return _bytes(wortel)


def _wortel(soort: str) -> tuple[ET.Element, ET.Element]:
    wortel = ET.Element("MDTO", {"xmlns": MDTO})
    return wortel, ET.SubElement(wortel, soort)


def _tekst(ouder: ET.Element, naam: str, tekst: str) -> None:
    ET.SubElement(ouder, naam).text = zonder_stuurtekens(tekst)


def _identificatie(ouder: ET.Element, naam: str, kenmerk: str, bron: str = "Wijkwerk") -> None:
    deel = ET.SubElement(ouder, naam)
    _tekst(deel, "identificatieKenmerk", kenmerk)
    _tekst(deel, "identificatieBron", bron)


def _verwijzing(ouder: ET.Element, naam: str, label: str, kenmerk: str = "", bron: str = "Wijkwerk") -> None:
    deel = ET.SubElement(ouder, naam)
    _tekst(deel, "verwijzingNaam", label)
    if kenmerk:
        _identificatie(deel, "verwijzingIdentificatie", kenmerk, bron)


def _begrip(ouder: ET.Element, naam: str, label: str, lijst: str, code: str = "") -> None:
    deel = ET.SubElement(ouder, naam)
    _tekst(deel, "begripLabel", label)
    if code:
        _tekst(deel, "begripCode", code)
    _verwijzing(deel, "begripBegrippenlijst", lijst)


def _bytes(wortel: ET.Element) -> bytes:
    ET.indent(wortel)
    tekst: bytes = ET.tostring(wortel, encoding="utf-8", xml_declaration=True)
    return tekst
