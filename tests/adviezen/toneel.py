"""Advice in a municipality that works with it, made through the actions themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from adviezen import acties
from adviezen.acties.standpunt import Weging
from adviezen.acties.vragen import Vraag
from adviezen.models import Advies, Adviesonderwerp, Standpunt
from tests.hulp import gebied, partij, persoon
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import StapGeweigerd

INHOUD: dict[str, Any] = {
    "tekst": "Leg het pad aan de noordkant.",
    "schaalniveau": "wijk",
    "draagvlak": "De meeste bewoners van de drie straten.",
    "totstandkoming": "Een bewonersavond en een ronde langs de deuren.",
    "eensgezind": True,
    "raadplegingen": ("openbare vergadering, 40 bewoners",),
}


def dag(dagen: int) -> date:
    return timezone.localdate() + timedelta(days=dagen)


def adviseur() -> Gebruiker:
    return persoon("adviseur-wgw", gebied="brouwhuis")


def vakambtenaar() -> Gebruiker:
    return persoon("vakambtenaar")


def wijkorgaan() -> Gebruiker:
    return persoon("wijkorgaan", partij="wijkraad-brouwhuis")


def vraag(door: Gebruiker, **anders: Any) -> Adviesonderwerp:
    gegevens: dict[str, Any] = {
        "titel": "Het nieuwe fietspad",
        "vraag": "Waar kan het pad het beste liggen?",
        "informatie": "De drie tekeningen staan op de website.",
        "project": "Fietspad Brouwhuis",
        "besluitdatum": dag(90),
    }
    gegevens |= {naam: anders.pop(naam) for naam in list(anders) if naam in Vraag.__dataclass_fields__}
    return acties.vraag_aan(
        gebied=gebied("brouwhuis"),
        partijen=anders.pop("partijen", None) or [partij("wijkraad-brouwhuis")],
        uiterlijk=anders.pop("uiterlijk", dag(42)),
        vraag=Vraag(**gegevens),
        door=door,
    )


def geef(door: Gebruiker, **anders: Any) -> Advies:
    """Unasked; for the wijkraad when it comes from its member, else as a resident."""
    namens = next((v.partij_id for v in door.vervullingen if v.partij_id), None)
    plaats = {} if anders.get("over") else {"gebied": gebied("brouwhuis"), "titel": "Het lege schoolgebouw"}
    inhoud = INHOUD | {
        naam: anders.pop(naam) for naam in list(anders) if naam in INHOUD or naam == "meningsverschillen"
    }
    van = anders.pop("partij", partij("wijkraad-brouwhuis") if namens else None)
    advies, _ = acties.geef(inhoud=acties.Inhoud(**inhoud), partij=van, door=door, **{**plaats, **anders})
    return advies


def neem_in(over: Adviesonderwerp, door: Gebruiker, **anders: Any) -> Standpunt:
    weging = {"oordeel": "volgt", "tekst": "Het pad komt aan de noordkant."}
    weging |= {naam: anders.pop(naam) for naam in list(anders) if naam in Weging.__dataclass_fields__}
    gegevens: dict[str, Any] = {
        "adviezen": [advies.pk for advies in over.adviezen.ontvangen()],
        "orgaan": "rol:vakambtenaar",
        "besloten_op": dag(0),
    }
    return acties.neem_in(over=over, weging=Weging(**weging), door=door, **{**gegevens, **anders})


def klachten(doe: Any, *args: Any, **kwargs: Any) -> list[str]:
    with pytest.raises(StapGeweigerd) as geweigerd:
        doe(*args, **kwargs)
    return [str(klacht) for klacht in geweigerd.value.klachten]


def als(client: Client, wie: Gebruiker) -> Client:
    client.force_login(wie)
    return client


def adres(naam: str, *args: int) -> str:
    return reverse(f"adviezen:{naam}", args=args)
