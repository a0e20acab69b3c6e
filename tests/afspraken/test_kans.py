"""The page of a step is for who may take it; a list has no words of what is shielded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.hulp import partij, persoon
from tests.signalen.hulp import MERK, signaal, zet_uit
from wijkwerk.afspraken import service as afspraken
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="stad-binnen-de-linie")


@pytest.fixture
def afspraak(manager: Gebruiker) -> Afspraak:
    """Asked of team Wijkbeheer by the manager."""
    wijk = Gebied.objects.get(sleutel="stad-binnen-de-linie")
    return afspraken.maak(
        wat="Tegel rechtleggen",
        houder=Houder(partij=partij("wijkbeheer")),
        uiterlijk=timezone.localdate() + timedelta(days=7),
        bron=wijk,
        gebieden=[wijk],
        door=manager,
    )


@pytest.mark.parametrize("stap", ["weigering", "voortgang", "resultaat"])
def test_nobody_opens_a_step_in_place_of_the_holder(
    client: Client, afspraak: Afspraak, manager: Gebruiker, stap: str
) -> None:
    client.force_login(manager)

    antwoord = client.get(reverse(f"afspraken:{stap}", args=[afspraak.pk]))

    assert antwoord.status_code == 403
    assert Logregel.objects.filter(aard="geweigerd", door=manager, object_id=afspraak.pk).exists()


@pytest.mark.parametrize("stap", ["weigering", "voortgang", "resultaat"])
def test_holder_opens_the_own_steps(client: Client, afspraak: Afspraak, stap: str) -> None:
    client.force_login(persoon("teammedewerker", partij="wijkbeheer"))

    assert client.get(reverse(f"afspraken:{stap}", args=[afspraak.pk])).status_code == 200


@pytest.mark.eis("DHR-08")
def test_list_has_no_words_of_a_shielded_afspraak(client: Client, den_helder: Profiel) -> None:
    concierge = persoon("wijkconcierge", gebied="visbuurt")
    zet_uit(signaal(concierge, "visbuurt", "zorg"), concierge, wat=MERK)
    client.force_login(persoon("zorgmedewerker", partij="team-zorg"))

    pagina = client.get(reverse("afspraken:lijst")).text

    assert "Afgeschermde afspraak" in pagina
    assert MERK not in pagina
