"""Frozen content as it was stored by schema 1. Never edited: what is in a database stays so."""

from __future__ import annotations

from typing import Any

SCHEMA_1: dict[str, Any] = {
    "schema_versie": 1,
    "gemeente": {"sleutel": "GM0000", "naam": "Voorbeeldstad"},
    "gebied": {"sleutel": "voorbeeldwijk", "naam": "Voorbeeldwijk"},
    "gebieden": [],
    "vorm": {"sleutel": "wijkactieplan", "naam": "Wijkactieplan"},
    "titel": "Wijkactieplan Voorbeeldwijk 2027–2028",
    "samenvatting": "In twee jaar komt er een vaste plek om elkaar te ontmoeten.",
    "versie": 1,
    "periode_van": "2027-01-01",
    "periode_tot": "2028-12-31",
    "peildatum": "2027-03-10T09:00:00Z",
    "vaststelling": {"door": "wijktafel", "op": "2027-03-09", "kenmerk": "WT-2027-1"},
    "secties": [{"sleutel": "opgaven", "naam": "Opgaven", "tekst": "", "itemsoorten": ["opgave"]}],
    "velden": [],
    "itemsoorten": [{"sleutel": "opgave", "naam": "Opgave"}],
    "items": [
        {
            "spoor": "0b8e6a52-1f0e-4a39-9d0f-000000000001",
            "soort": "opgave",
            "soortnaam": "Opgave",
            "nummer": "1",
            "titel": "Ontmoeten in de wijk",
            "ouder": "",
            "thema": "",
            "stand": "opgenomen",
            "reden": "",
            "velden": [
                {"sleutel": "toelichting", "label": "Toelichting", "waarde": "Buren kennen elkaar niet."}
            ],
            "gebieden": [],
            "herkomst": ["Overleg van 3 maart 2027"],
            "trekker": "Wijkraad Voorbeeld",
            "afspraak": {
                "nummer": "1",
                "wat": "Inlooptafel in het wijkhuis",
                "wie": "Wijkraad Voorbeeld",
                "uiterlijk": "2027-12-15",
                "eerste_uiterlijk": "2027-12-15",
                "uitgesteld": 0,
                "stand": "loopt",
                "stand_woord": "Loopt",
                "nagekomen": "",
                "uitleg": "",
            },
        }
    ],
    "vorige_afspraken": [],
    "bronnen": [],
    "bijdragen": [],
    "akkoorden": [],
    "contact": [],
}
