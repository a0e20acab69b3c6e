"""Paging: the second page shows what the first did not, and the filter stays."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def _namen(html: str) -> set[str]:
    return set(re.findall(r">(Mens \d+)<", html))


def test_the_second_page_shows_the_rest_and_keeps_the_filter(client: Client, den_helder: Profiel) -> None:
    Gebruiker.objects.bulk_create(
        Gebruiker(email=f"mens{nr}@voorbeeld.example", naam=f"Mens {nr:03}", password="!") for nr in range(70)
    )
    client.force_login(persoon("beheerder"))
    eerste = client.get(reverse("beheer:mensen"), {"zoek": "Mens"})
    [volgende] = re.findall(r'href="([^"]+)"[^>]*>(?:(?!</a>).)*Volgende', eerste.text, re.DOTALL)
    tweede = client.get(reverse("beheer:mensen") + unescape(volgende))

    assert len(_namen(eerste.text)) == 50
    assert len(_namen(tweede.text)) == 20
    assert not _namen(eerste.text) & _namen(tweede.text)
    assert "zoek=Mens" in volgende
    assert "Pagina 2 van 2" in tweede.text
