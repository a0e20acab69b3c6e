"""A plan as it is frozen: invented content for tests of pages, PDF and diff."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from wijkwerk.publicatie.inhoud import (
    Afspraakblok,
    Akkoord,
    Benaming,
    Bijdrageblok,
    Bron,
    Contact,
    Inhoud,
    Item,
    Sectie,
    Vaststelling,
    Waarde,
)

OPGAVE = "0b8e6a52-1f0e-4a39-9d0f-000000000001"
ACTIE = "0b8e6a52-1f0e-4a39-9d0f-000000000002"
TWEEDE = "0b8e6a52-1f0e-4a39-9d0f-000000000003"
WEG = "0b8e6a52-1f0e-4a39-9d0f-000000000004"


def afspraak(nummer: str = "1.1", **anders: Any) -> Afspraakblok:
    waarden: dict[str, Any] = {
        "nummer": nummer,
        "wat": "Inlooptafel in het wijkhuis",
        "wie": "Wijkraad Voorbeeld",
        "uiterlijk": date(2027, 12, 15),
        "eerste_uiterlijk": date(2027, 12, 15),
        "stand": "loopt",
        "stand_woord": "Loopt",
    }
    return Afspraakblok(**(waarden | anders))


def item(spoor: str = ACTIE, nummer: str = "1.1", **anders: Any) -> Item:
    waarden: dict[str, Any] = {
        "spoor": spoor,
        "soort": "actie",
        "soortnaam": "Actie",
        "nummer": nummer,
        "titel": "Vaste inlooptafel voor buurtbewoners",
        "ouder": OPGAVE,
        "stand": "opgenomen",
        "trekker": "Wijkraad Voorbeeld",
        "velden": (
            Waarde(sleutel="resultaat", label="Resultaat", waarde="Elke woensdagmiddag open"),
            Waarde(
                sleutel="meetbaar", label="Hoe meten we het", waarde="40 middagen, gemiddeld 15 bezoekers"
            ),
            Waarde(sleutel="middelen", label="Middelen", waarde="1.500 euro wijkbudget"),
        ),
        "afspraak": afspraak(nummer),
    }
    return Item(**(waarden | anders))


def inhoud(**anders: Any) -> Inhoud:
    opgave = Item(
        spoor=OPGAVE,
        soort="opgave",
        soortnaam="Opgave",
        nummer="1",
        titel="Ontmoeten in de wijk",
        stand="opgenomen",
        velden=(
            Waarde(sleutel="toelichting", label="Toelichting", waarde="Veel buren kennen elkaar niet meer."),
        ),
        herkomst=("Overleg van 3 maart 2027",),
    )
    waarden: dict[str, Any] = {
        "gemeente": Benaming(sleutel="GM0000", naam="Voorbeeldstad"),
        "gebied": Benaming(sleutel="voorbeeldwijk", naam="Voorbeeldwijk"),
        "vorm": Benaming(sleutel="wijkactieplan", naam="Wijkactieplan"),
        "titel": "Wijkactieplan Voorbeeldwijk 2027–2028",
        "samenvatting": "In twee jaar komt er een vaste plek om elkaar te ontmoeten.",
        "versie": 1,
        "periode_van": date(2027, 1, 1),
        "periode_tot": date(2028, 12, 31),
        "peildatum": datetime(2027, 3, 10, 9, tzinfo=UTC),
        "vaststelling": Vaststelling(door="wijktafel", op=date(2027, 3, 9), kenmerk="WT-2027-1"),
        "secties": (
            Sectie(
                sleutel="inleiding",
                naam="Inleiding en wijk",
                tekst="Een wijk met 4.000 inwoners.\n\nHet wijkhuis ligt centraal.",
            ),
            Sectie(
                sleutel="monitoring",
                naam="Monitoring",
                tekst="Elk half jaar horen de bewoners hoe het staat.",
            ),
        ),
        "itemsoorten": (Benaming(sleutel="opgave", naam="Opgave"), Benaming(sleutel="actie", naam="Actie")),
        "items": (
            opgave,
            item(),
            item(
                TWEEDE,
                "1.2",
                titel="Verlichting bij vier achterpaden",
                afspraak=afspraak(
                    "1.2", stand="knelpunt", stand_woord="Knelpunt", wie="Woningstichting Voorbeeld"
                ),
            ),
            item(
                WEG,
                "1.3",
                titel="Nieuwe fontein",
                stand="weggelaten",
                reden="Er is geen geld voor het onderhoud.",
                afspraak=None,
            ),
        ),
        "vorige_afspraken": (
            afspraak("2.1", wat="Buurtfeest", nagekomen="ja", stand="gereed", stand_woord="Gereed"),
            afspraak(
                "2.2",
                wat="Snelheid in de Hoofdweg",
                nagekomen="nee",
                stand="vervallen",
                stand_woord="Vervallen",
                uitleg="De weg wordt eerst opnieuw ingericht.",
            ),
        ),
        "bronnen": (
            Bron(
                soort="Cijfer",
                tekst="62 procent voelt zich thuis",
                herkomst="Voorbeeldmonitor",
                datum=date(2026, 10, 1),
            ),
            Bron(
                soort="Verhaal",
                tekst="Ouderen missen een bankje",
                herkomst="spreekuur",
                datum=date(2026, 11, 4),
            ),
        ),
        "bijdragen": (Bijdrageblok(van="Wijkraad Voorbeeld", geleverd_op=date(2027, 1, 20)),),
        "akkoorden": (Akkoord(wie="Wijkraad Voorbeeld", functie="voorzitter", op=date(2027, 2, 20)),),
        "contact": (Contact(functie="adviseur wijkgericht werken", e_mail="wijken@voorbeeldstad.example"),),
    }
    return Inhoud(**(waarden | anders))
