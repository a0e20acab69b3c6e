"""A cycle that lives: the clock, the buttons, and plans brought to their end through their own actions."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import time_machine
from django.test import Client
from django.utils import timezone

from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.tasks import werk_rondes_bij
from tests.hulp import gebied
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import maak_herinneringen
from wijkwerk.gebruikers.models import Gebruiker


def op(dag: date) -> Any:
    """Be there at ten in the morning."""
    return time_machine.travel(
        datetime.combine(dag, time(10), tzinfo=timezone.get_current_timezone()), tick=False
    )


def dagelijks() -> None:
    """What the clock does each day."""
    werk_rondes_bij()
    maak_herinneringen()


def ronde(cyclus: str, waar: str, jaar: int | None = None) -> Ronde:
    rijen = Ronde.objects.van(cyclus, gebied(waar))
    return rijen.get(periode_van__year=jaar) if jaar else rijen.latest("periode_van")


def stap(rij: Ronde, sleutel: str, beurt: int = 1) -> Stap:
    return Stap.objects.met_drager().get(ronde=rij, sleutel=sleutel, beurt=beurt)


def als(gebruiker: Gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


def druk(client: Client, rij: Stap, wat: str, **velden: Any) -> Any:
    """Press a button or send in a form of the step."""
    return client.post(f"{rij.get_absolute_url()}{wat}/", velden, follow=True)


def gemaand(gebruiker: Gebruiker, rij: Stap) -> list[str]:
    """The occasions on which somebody was reminded of a step."""
    berichten = Bericht.objects.filter(
        ontvanger=gebruiker, object_soort="stap", object_id=rij.pk, soort="herinnering"
    )
    return list(berichten.order_by("pk").values_list("moment", flat=True))
