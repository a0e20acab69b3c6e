"""The schema of MDTO 1.0.1 as far as we fill it: per type its elements in order, with how often; text has no children."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

from wijkwerk.archief import MDTO

Vorm = dict[str, tuple[int, int, Any]]

IDENTIFICATIE: Vorm = {"identificatieKenmerk": (1, 1, {}), "identificatieBron": (1, 1, {})}
VERWIJZING: Vorm = {"verwijzingNaam": (1, 1, {}), "verwijzingIdentificatie": (0, 1, IDENTIFICATIE)}
BEGRIP: Vorm = {
    "begripLabel": (1, 1, {}),
    "begripCode": (0, 1, {}),
    "begripBegrippenlijst": (1, 1, VERWIJZING),
}
TERMIJN: Vorm = {
    "termijnTriggerStartLooptijd": (0, 1, BEGRIP),
    "termijnStartdatumLooptijd": (0, 1, {}),
    "termijnLooptijd": (0, 1, {}),
    "termijnEinddatum": (0, 1, {}),
}
DEKKING: Vorm = {
    "dekkingInTijdType": (1, 1, BEGRIP),
    "dekkingInTijdBegindatum": (1, 1, {}),
    "dekkingInTijdEinddatum": (0, 1, {}),
}
SOM: Vorm = {"checksumAlgoritme": (1, 1, BEGRIP), "checksumWaarde": (1, 1, {}), "checksumDatum": (1, 1, {})}
OBJECT: Vorm = {"identificatie": (1, 99, IDENTIFICATIE), "naam": (1, 1, {})}
BESTAND: Vorm = OBJECT | {
    "omvang": (1, 1, {}),
    "bestandsformaat": (1, 1, BEGRIP),
    "checksum": (1, 99, SOM),
    "URLBestand": (0, 1, {}),
    "isRepresentatieVan": (1, 1, VERWIJZING),
}
INFORMATIEOBJECT: Vorm = OBJECT | {
    "aggregatieniveau": (0, 1, BEGRIP),
    "classificatie": (0, 99, BEGRIP),
    "dekkingInTijd": (0, 99, DEKKING),
    "dekkingInRuimte": (0, 99, VERWIJZING),
    "taal": (0, 99, {}),
    "event": (
        0,
        99,
        {
            "eventType": (1, 1, BEGRIP),
            "eventTijd": (0, 1, {}),
            "eventVerantwoordelijkeActor": (0, 1, VERWIJZING),
            "eventResultaat": (0, 1, {}),
        },
    ),
    "waardering": (1, 1, BEGRIP),
    "bewaartermijn": (0, 1, TERMIJN),
    "informatiecategorie": (0, 1, BEGRIP),
    "heeftRepresentatie": (0, 99, VERWIJZING),
    "archiefvormer": (1, 99, VERWIJZING),
    "beperkingGebruik": (1, 99, {"beperkingGebruikType": (1, 1, BEGRIP)}),
}
SCHEMA: Vorm = {"bestand": (0, 1, BESTAND), "informatieobject": (0, 1, INFORMATIEOBJECT)}


def keur(element: ET.Element, vorm: Vorm) -> None:
    namen = [kind.tag.removeprefix(f"{{{MDTO}}}") for kind in element]
    assert namen == sorted(namen, key=list(vorm).index), (element.tag, namen)
    for naam, (minstens, hoogstens, _) in vorm.items():
        assert minstens <= namen.count(naam) <= hoogstens, (element.tag, naam)
    if not vorm:
        assert (element.text or "").strip(), element.tag
    for kind, naam in zip(element, namen, strict=True):
        keur(kind, vorm[naam][2])


def open_zip(antwoord: Any) -> dict[str, bytes]:
    """The files of an export, every description found right."""
    assert antwoord.status_code == 200
    with zipfile.ZipFile(io.BytesIO(antwoord.getvalue())) as zip_:
        gelezen = {naam: zip_.read(naam) for naam in zip_.namelist()}
    for naam, inhoud in gelezen.items():
        if naam.endswith(".xml"):
            wortel = ET.fromstring(inhoud)
            assert wortel.tag == f"{{{MDTO}}}MDTO"
            assert len(wortel) == 1
            keur(wortel, SCHEMA)
    return gelezen
