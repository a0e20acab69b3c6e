"""A report in a municipality that asks one, made through the actions themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from signalen.models import Signaal
from tests.hulp import persoon
from tests.signalen.hulp import signaal
from verantwoording import acties
from verantwoording.models import Raadsrapportage
from wijkwerk.gebruikers.models import Gebruiker

KERN = "schoorl"
VORIG = timezone.localdate().year - 1


def adres(naam: str, *args: Any) -> str:
    return reverse(f"verantwoording:{naam}", args=args)


def als(gebruiker: Gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


def maker() -> Gebruiker:
    return persoon("bureau-communicatie")


def begin(door: Gebruiker, rapportage: str = "raad") -> Raadsrapportage:
    return acties.maak(rapportage=rapportage, door=door)


def vastgesteld(door: Gebruiker, rapportage: str = "raad") -> Raadsrapportage:
    return acties.stel_vast(rapport=begin(door, rapportage), bevestigd=(), door=door)


def vorig_jaar(rij: Signaal) -> Signaal:
    """As if it was heard in the middle of the year that is reported on."""
    moment = datetime(VORIG, 6, 15, 12, tzinfo=UTC)
    Signaal.objects.filter(pk=rij.pk).update(geregistreerd_op=moment)
    return rij


def gehoord(door: Gebruiker, waar: str, soort: str, keer: int, **velden: Any) -> None:
    for nummer in range(keer):
        vorig_jaar(signaal(door, waar, soort, tekst=f"Zin {nummer} over {soort}.", **velden))


DAG = date(VORIG, 6, 15)


def rijen_van(tabel: str, door: Gebruiker) -> dict[str, list[str]]:
    """What the page of a new report shows to who makes it, row by row: name of the row -> its cells."""
    soep = BeautifulSoup(als(door).get(begin(door).get_absolute_url()).text, "html.parser")
    [gevonden] = [
        rij for rij in soep.select("table") if any(tabel in kop.text for kop in rij.select("caption"))
    ][:1]
    return {
        rij.select("th")[0].get_text(strip=True): [cel.get_text(strip=True) for cel in rij.select("td")]
        for rij in gevonden.select("tbody tr")
    }
