"""A plan points at its zaak in the zaaksysteem; what is published never does."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from tests.publicatie.plaatsing import publiceer as druk
from tests.wijkagenda.plannen import Helmond, helmond_vastgesteld
from wijkagenda import acties
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.service import Publicatie

pytestmark = pytest.mark.django_db
ADRES = "https://zaken.gemeente.example/zaken/ZAAK-2026-0000002"


def _url(h: Helmond) -> str:
    return reverse("wijkagenda:zaak", args=[h.plan.pk])


def test_author_points_at_the_zaak(als_adviseur: Client, h: Helmond) -> None:
    als_adviseur.post(_url(h), {"zaak_adres": ADRES})
    pagina = als_adviseur.get(h.plan.get_absolute_url()).text

    h.plan.refresh_from_db()
    assert h.plan.zaak_adres == ADRES
    assert f'<a href="{ADRES}" rel="noopener noreferrer">' in pagina
    assert "Zaak in zaken.gemeente.example" in pagina
    assert Logregel.objects.stappen().van(h.plan).filter(stap="plan.zaak", door=h.adviseur).exists()


def test_a_wrong_address_is_refused(als_adviseur: Client, h: Helmond) -> None:
    antwoord = als_adviseur.post(_url(h), {"zaak_adres": "http://zaken.gemeente.example"})

    h.plan.refresh_from_db()
    assert antwoord.status_code == 422
    assert "begint met https://" in antwoord.text
    assert h.plan.zaak_adres == ""


def test_who_does_not_write_the_plan_is_refused(client: Client, h: Helmond) -> None:
    client.force_login(persoon("wijkopzichter", gebied="brouwhuis"))

    assert client.post(_url(h), {"zaak_adres": ADRES}).status_code in {403, 404}
    h.plan.refresh_from_db()
    assert h.plan.zaak_adres == ""


def test_what_is_published_does_not_hold_it(client: Client, helmond: Profiel) -> None:
    h = helmond_vastgesteld()
    acties.zet_zaak(plan=h.plan, adres=ADRES, door=h.adviseur)
    client.force_login(h.adviseur)
    druk(client, reverse("wijkagenda:publicatie", args=[h.plan.pk]))
    publicatie = Publicatie.objects.get()

    openbaar = client.get(publicatie.get_absolute_url()).text

    assert h.plan.titel in openbaar
    assert "zaken.gemeente.example" not in openbaar
    assert "zaken.gemeente.example" not in str(publicatie.inhoud)
