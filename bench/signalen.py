"""Pages of signals: as fast with many as with few."""

from collections.abc import Iterator
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench import Vergelijking
from signalen.models import Signaal
from tests.hulp import activeer, gebied, persoon
from wijkwerk.gebruikers.models import Gebruiker

WEINIG, VEEL = 100, 20_000


def vergelijkingen() -> Iterator[Vergelijking]:
    activeer("den-helder")
    _vul("tuindorp", WEINIG, 1)
    _vul("visbuurt", VEEL, 1 + WEINIG)
    weinig = _lezer("tuindorp")
    veel = _lezer("visbuurt")
    lijst = reverse("signalen:lijst")
    yield Vergelijking(
        f"lijst van signalen: {VEEL} naast {WEINIG}", lambda: weinig.get(lijst), lambda: veel.get(lijst), 2
    )
    zoek = {"zoek": "putdeksel"}
    yield Vergelijking(
        f"zoeken: {VEEL} naast {WEINIG}", lambda: weinig.get(lijst, zoek), lambda: veel.get(lijst, zoek), 4
    )
    vandaag = reverse("vandaag")
    yield Vergelijking(
        f"vandaag: {VEEL} naast {WEINIG}", lambda: weinig.get(vandaag), lambda: veel.get(vandaag), 3
    )


def _lezer(sleutel: str) -> Client:
    client = Client()
    client.force_login(persoon("wijkmanager", gebied=sleutel))
    return client


def _vul(sleutel: str, aantal: int, vanaf: int) -> None:
    """Closed signals of past years, made in bulk: this measures reading, not the actions."""
    waar = gebied(sleutel)
    door: Gebruiker = persoon("wijkconcierge", gebied=sleutel)
    nu = timezone.now()
    Signaal.objects.bulk_create(
        (
            Signaal(
                jaar=2020,
                volgnummer=vanaf + n,
                tekst=f"Los putdeksel nummer {n}" if n % 50 == 0 else f"Losse tegel nummer {n}",
                soort="openbare-ruimte",
                themas=["openbare-ruimte"],
                gebied=waar,
                plek_gebieden=waar.voorouders,
                kanaal="spreekuur",
                route="wijkbeheer",
                stand="gesloten",
                houder_rol="wijkmanager",
                houder_gebied=waar,
                geregistreerd_door=door,
                geregistreerd_op=nu - timedelta(hours=n),
                gesloten_op=nu,
                gesloten_door=door,
            )
            for n in range(aantal)
        ),
        batch_size=2000,
    )
