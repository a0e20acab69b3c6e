"""Four eyes where a municipality sets them: who took one step does not take the other."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import activeer, persoon, profieltekst
from tests.publicatie.plaatsing import publiceer as druk
from tests.wijkagenda.plannen import dag, helmond_vastgesteld, helmond_voorgedragen, klachten_bij
from wijkagenda import acties
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.publicatie.models import Publicatie

VIER_OGEN = """
[[regel]]
sleutel = "publiceren-met-zijn-tweeen"
naam = "Publiceren doet een ander"
bij = "plan.publiceren"
voor = ["wijkactieplan"]
soort = "vier_ogen"
na = ["voordragen", "vaststellen"]
zegt = "Wie het plan voordroeg of vaststelde, publiceert het niet zelf."
"""

pytestmark = pytest.mark.django_db


def test_who_established_does_not_publish(client: Client) -> None:
    activeer("helmond")
    gemeente_acties.activeer(tekst=profieltekst("helmond") + VIER_OGEN, bestand="helmond.toml", door=None)
    h = helmond_vastgesteld()
    zegt = "Wie het plan voordroeg of vaststelde, publiceert het niet zelf."
    assert klachten_bij(acties.publiceer, plan=h.plan, bevestigd=set(), door=h.adviseur) == (zegt,)
    client.force_login(h.adviseur)
    antwoord = druk(client, reverse("wijkagenda:publicatie", args=[h.plan.pk]))
    assert (antwoord.status_code, zegt in antwoord.text) == (422, True)
    assert not Publicatie.objects.exists()
    client.force_login(persoon("adviseur-wgw", gebied="brouwhuis"))

    assert druk(client, reverse("wijkagenda:publicatie", args=[h.plan.pk])).status_code == 302

    assert Publicatie.objects.count() == 1


VASTSTELLEN = """
[[regel]]
sleutel = "vaststellen-met-zijn-tweeen"
naam = "Vaststellen doet een ander"
bij = "plan.vaststellen"
voor = ["wijkactieplan"]
soort = "vier_ogen"
na = ["bewerken"]
zegt = "Wie het plan schreef, stelt het niet zelf vast."
"""


def test_who_wrote_does_not_establish(client: Client) -> None:
    """A made-up rule on a made-up profile: writing through the form counts, however small, and another may establish."""
    activeer("helmond")
    gemeente_acties.activeer(tekst=profieltekst("helmond") + VASTSTELLEN, bestand="helmond.toml", door=None)
    ander = persoon("adviseur-wgw", gebied="brouwhuis")
    h = helmond_voorgedragen()
    url = reverse("wijkagenda:vaststelling", args=[h.plan.pk])
    zegt = "Wie het plan schreef, stelt het niet zelf vast."

    client.force_login(h.adviseur)
    assert zegt in client.get(url).text
    antwoord = client.post(url, {"datum": dag(0).isoformat()})
    assert (antwoord.status_code, zegt in antwoord.text) == (422, True)
    h.plan.refresh_from_db()
    assert h.plan.stand == "voorgedragen"

    client.force_login(ander)
    assert zegt not in client.get(url).text
    assert client.post(url, {"datum": dag(0).isoformat()}).status_code == 302
    h.plan.refresh_from_db()
    assert h.plan.stand == "vastgesteld"
    # A second click of the first changes nothing.
    client.force_login(h.adviseur)
    assert client.post(url, {"datum": dag(0).isoformat()}).status_code == 422


def test_without_the_rule_one_person_may() -> None:
    activeer("helmond")
    h = helmond_vastgesteld()

    acties.publiceer(plan=h.plan, bevestigd=set(), door=h.adviseur)

    assert Publicatie.objects.count() == 1
