"""Followers by mail: the form, the link in a mail, what is published for them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.core.mail import EmailMessage
from django.utils import timezone

from tests.hulp import gebied
from tests.publicatie.plaatsing import geplaatst
from tests.publicatie.voorbeeld import ACTIE, afspraak, inhoud
from wijkagenda.models import Plan
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.mensformulier import begin
from wijkwerk.publicatie.models import Publicatie, Volger
from wijkwerk.publicatie.volgen import acties

URL = "/nieuwsmail/"
ADRES = "bo@voorbeeld.example"
# A Monday, by day.
START = datetime.fromisoformat("2027-03-08T10:00+01:00")


def ingevuld(**anders: Any) -> dict[str, Any]:
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        begonnen = begin()
    return {"gebied": "brouwhuis", "e_mail": ADRES, "website": "", "begonnen": begonnen} | anders


def post(outbox: list[EmailMessage]) -> list[EmailMessage]:
    """What leaves now."""
    outbox.clear()
    verstuur_klaargezette()
    return list(outbox)


def maak_volger(waar: str | None = "brouwhuis", e_mail: str = ADRES) -> Volger:
    """Somebody who follows since now."""
    plek = gebied(waar) if waar else None
    acties.vraag_aan(e_mail=e_mail, gebied=plek)
    volger = acties.bevestig(volger=Volger.objects.met_adres(e_mail).get(gebied=plek))
    Bericht.objects.all().delete()
    assert volger is not None
    return volger


def met_stand(over: str, **anders: Any) -> Publicatie:
    """A new state of the plan in which one promise stands otherwise."""
    nieuw = [
        rij.model_copy(update={"afspraak": afspraak(stand=over, stand_woord=over.capitalize())})
        if rij.spoor == ACTIE
        else rij
        for rij in inhoud().items
    ]
    return geplaatst(aard="voortgang", ding=Plan(pk=1), items=tuple(nieuw), **anders)
