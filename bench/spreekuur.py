"""The quick form of a spreekuur: as fast for the two hundredth visitor as for the first."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from bench import Vergelijking
from signalen import acties
from signalen.models import Spreekuur
from tests.hulp import activeer, gebied, persoon
from wijkwerk.gebruikers.models import Gebruiker

BEZOEKERS = 200


def vergelijkingen() -> Iterator[Vergelijking]:
    activeer("den-helder")
    wie = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    rustig, druk = _open(wie), _open(wie)
    schrijf = _schrijver(wie)
    for _ in range(BEZOEKERS):
        schrijf(druk)
    yield Vergelijking(
        f"signaal opslaan op het spreekuur: na {BEZOEKERS} bezoekers naast na geen",
        lambda: schrijf(rustig),
        lambda: schrijf(druk),
        1.5,
    )
    client = Client()
    client.force_login(wie)
    yield Vergelijking(
        "spreekuur: opslaan naast de hele pagina openen (b is opslaan)",
        lambda: client.get(druk.get_absolute_url()),
        lambda: schrijf(druk),
        1.5,
    )


def _open(wie: Gebruiker) -> Spreekuur:
    nu = timezone.now()
    rij = acties.plan(
        soort="spreekuur",
        gebied=gebied("visbuurt"),
        begin=nu,
        eind=nu + timedelta(hours=2),
        plaats="Buurthuis",
        door=wie,
    )
    return acties.open_spreekuur(spreekuur=rij, door=wie)


def _schrijver(wie: Gebruiker) -> Callable[[Spreekuur], object]:
    client = Client()
    client.force_login(wie)
    gegevens = {"soort": "openbare-ruimte", "urgentie": "normaal", "gebied": gebied("visbuurt").pk}

    def schrijf(rij: Spreekuur) -> object:
        antwoord = client.post(
            rij.get_absolute_url(), gegevens | {"tekst": "Een losse tegel."}, headers={"hx-request": "true"}
        )
        assert antwoord.status_code == 200
        return antwoord

    return schrijf
