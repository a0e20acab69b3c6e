"""A path is begun."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from participatie.models import Traject
from participatie.service import menu
from tests.hulp import gebied, persoon
from tests.participatie.toneel import KERN, adres, als
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.mark.eis("BER-39")
def test_a_path_is_its_own_thing_apart_from_the_meetings_of_the_kern(
    client: Client, afdeling: Gebruiker
) -> None:
    als(client, afdeling)
    client.post(adres("nieuw"), {"gebied": gebied(KERN).pk, "titel": "Herinrichting Heereweg"})

    traject = Traject.objects.get()
    assert traject.stand == "voorbereiding"
    assert "los van het gewone overleg" in client.get(adres("lijst")).text
    coordinator = als(client, persoon("wijkcoordinator", gebied=KERN))
    # It is no point of a kernoverleg, and nothing that a plan takes up.
    for naam in ("overleggen:agenderen", "wijkagenda:opnemen"):
        assert coordinator.get(reverse(naam, args=["traject", traject.pk])).status_code == 404, naam


def test_without_a_name_it_does_not_begin_and_nothing_typed_is_lost(
    client: Client, afdeling: Gebruiker
) -> None:
    antwoord = als(client, afdeling).post(
        adres("nieuw"), {"gebied": gebied(KERN).pk, "titel": "", "doel": "Een veilige straat."}
    )

    assert antwoord.status_code == 422
    assert "Een veilige straat." in antwoord.text
    assert not Traject.objects.exists()


def test_the_same_form_twice_makes_one(client: Client, afdeling: Gebruiker) -> None:
    als(client, afdeling)
    form = client.get(adres("nieuw")).context["form"]
    velden = {
        "gebied": gebied(KERN).pk,
        "titel": "Heereweg",
        "client_id": str(form["client_id"].value()),
    }

    client.post(adres("nieuw"), velden)
    client.post(adres("nieuw"), velden)

    assert Traject.objects.count() == 1


@pytest.mark.parametrize("rol", ["wijkcoordinator", "college", "bewoner"])
def test_who_does_not_draw_paths_up_begins_none(client: Client, bergen: Profiel, rol: str) -> None:
    waar = None if rol == "college" else KERN
    assert als(client, persoon(rol, gebied=waar)).get(adres("nieuw")).status_code == 403


def test_a_municipality_without_participation_has_no_such_page(client: Client, helmond: Profiel) -> None:
    wie = persoon("vakambtenaar")
    assert als(client, wie).get(adres("lijst")).status_code == 404
    assert menu(wie) == []
