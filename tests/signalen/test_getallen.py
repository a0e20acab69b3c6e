"""A number in an address or a hidden field that is none: the page stands, or it does not exist; never an error."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from signalen.forms.filter import zoekvraag
from signalen.models import Deelactie, Signaal
from tests.signalen.hulp import spreekuur
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db
GEEN = pytest.mark.parametrize("getal", ["²", "9" * 40, "9" * 5000], ids=["superscript", "long", "endless"])


@GEEN
@pytest.mark.parametrize("naam", ["initiatieven:lijst", "projecten:lijst", "signalen:dossiers"])
def test_paging(client: Client, manager: Gebruiker, naam: str, getal: str) -> None:
    client.force_login(manager)

    assert client.get(reverse(naam), {"voor": getal}).status_code == 200


@GEEN
def test_at_the_desk(client: Client, concierge: Gebruiker, getal: str) -> None:
    uur = spreekuur(concierge, "stad-binnen-de-linie")
    client.force_login(concierge)
    velden = {"soort": "openbare-ruimte", "gebied": getal, "herhaling_van": getal}

    antwoorden = [
        client.get(uur.get_absolute_url(), {"laatste": getal}),
        client.get(reverse("signalen:nood"), {"spreekuur": getal}),
        client.post(reverse("signalen:verwachting"), velden),
        client.post(reverse("signalen:nieuw"), velden),
    ]

    assert [antwoord.status_code for antwoord in antwoorden] == [200, 200, 200, 422]


@GEEN
def test_the_part_that_is_replaced(client: Client, deel: Deelactie, manager: Gebruiker, getal: str) -> None:
    client.force_login(manager)

    antwoord = client.get(reverse("signalen:uitzetting", args=[deel.signaal.pk]), {"vervangt": getal})

    assert antwoord.status_code == (200 if getal == "²" else 404)


@pytest.mark.parametrize("zoek", ["²-1", "2026-²"])
def test_searching(rij: Signaal, zoek: str) -> None:
    assert not Signaal.objects.filter(zoekvraag(zoek)).exists()
