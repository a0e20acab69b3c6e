"""The open data as a catalogue that data portals can collect: DCAT-AP-NL 3.0, as JSON-LD.

One dataset per gebied with a plan, each with its files; drawn from publications for everybody, like the page about open data.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from wijkwerk.profiel.rijen.gemeente import Gemeente
from wijkwerk.publicatie.models import Publicatie

EU = "http://publications.europa.eu/resource/authority"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# (name of the address, what it is called, format in the list of the EU, media type)
BESTANDEN = (
    ("open_data_csv", "CSV", "CSV", "text/csv"),
    ("open_data_json", "JSON", "JSON", "application/json"),
    ("ics_gebied", "ICS", "ICS", "text/calendar"),
)
NEDERLANDS = {"@id": f"{EU}/language/NLD"}


def catalogus(plannen: Iterable[Publicatie], gemeente: Gemeente) -> dict[str, Any]:
    """Return the catalogue; `plannen` has the newest adopted plan of each gebied."""
    uitgever = _uitgever(gemeente)
    contact = {
        "@type": "vcard:Kind",
        "vcard:fn": _tekst(f"Gemeente {gemeente.naam}"),
        "vcard:hasURL": {"@id": _adres("publiek:voorpagina")},
    }
    wie = {"dct:publisher": uitgever, "dct:creator": uitgever, "dcat:contactPoint": contact}
    return {
        "@context": CONTEXT,
        "@id": _adres("publiek:open_data"),
        "@type": "dcat:Catalog",
        "dct:title": _tekst(f"Plannen en afspraken in de wijk, {gemeente.naam}"),
        "dct:description": _tekst(
            "De plannen die nu gelden: wie wat doet, wanneer het klaar is en of het is nagekomen."
        ),
        "dct:language": NEDERLANDS,
        "dct:license": {"@id": settings.OPENDATA_LICENTIE},
        **wie,
        "dcat:dataset": [_dataset(rij) | wie for rij in plannen],
    }


def _uitgever(gemeente: Gemeente) -> dict[str, Any]:
    """By its identifier in the register of the government (TOOI), where the profile gives the code of the gemeente."""
    wie: dict[str, Any] = {"@type": "foaf:Agent", "foaf:name": _tekst(f"Gemeente {gemeente.naam}")}
    if gemeente.code:
        wie["@id"] = f"https://identifier.overheid.nl/tooi/id/gemeente/{gemeente.code.lower()}"
    return wie


def _dataset(rij: Publicatie) -> dict[str, Any]:
    gebied = rij.gebied
    pagina = _adres("publiek:gebied", gebied.sleutel)
    return {
        "@id": f"{pagina}#open-data",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{pagina}#open-data",
        "dct:title": _tekst(f"Plannen en afspraken in {gebied.naam}"),
        "dct:description": _tekst(
            f"Per punt van elk plan dat in {gebied.naam} geldt: wie het doet, wanneer het klaar is en of het is nagekomen."
        ),
        "dct:accessRights": {"@id": f"{EU}/access-right/PUBLIC"},
        "dct:language": NEDERLANDS,
        "dct:issued": {"@type": "xsd:date", "@value": rij.dag.isoformat()},
        "dct:accrualPeriodicity": {"@id": f"{EU}/frequency/IRREG"},
        "dcat:theme": {"@id": f"{EU}/data-theme/GOVE"},
        "dcat:landingPage": {"@id": pagina},
        "dcat:distribution": [_bestand(gebied.sleutel, *bestand) for bestand in BESTANDEN],
    }


def _bestand(gebied: str, naam: str, titel: str, formaat: str, soort: str) -> dict[str, Any]:
    adres = {"@id": _adres(f"publiek:{naam}", gebied)}
    return {
        "@type": "dcat:Distribution",
        "dct:title": _tekst(titel),
        "dcat:accessURL": adres,
        "dcat:downloadURL": adres,
        "dct:format": {"@id": f"{EU}/file-type/{formaat}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{soort}"},
        "dct:license": {"@id": settings.OPENDATA_LICENTIE},
    }


def _tekst(tekst: str) -> dict[str, str]:
    return {"@value": tekst, "@language": "nl"}


def _adres(naam: str, *delen: str) -> str:
    site: str = settings.SITE_URL
    return f"{site.rstrip('/')}{reverse(naam, args=delen)}"
