"""Oude IJsselstreek begins small: first how it is organised, then one or two areas to gain experience in (OIJ-29)."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from gebiedscyclus.models import Ronde, Stap
from tests.gebiedscyclus.hulp import als, druk, op, stap
from tests.hulp import gebied, persoon
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db
DAG = date(2027, 2, 1)


def kies(client: Client, cyclus: str, waar: Gebied, reden: str) -> int:
    velden = {"gebieden": [waar.pk], "reden": reden, "begin": DAG.isoformat()}
    return client.post(f"/cyclus/kiezen/{cyclus}/", velden).status_code


@pytest.mark.eis("OIJ-29")
def test_only_the_chosen_areas_gain_experience(oude_ijsselstreek: Profiel) -> None:
    beheerder, regisseur = als(persoon("beheerder")), als(persoon("gebiedsregisseur", gebied="ulft"))
    with op(DAG):
        # First how it is organised, with vision, goals and kaders; what follows waits for that.
        assert kies(beheerder, "invoering", gebied("oude-ijsselstreek"), "") == 302
        [invoering] = Ronde.objects.filter(cyclus="invoering")
        druk(beheerder, stap(invoering, "regisseurs"), "start")
        assert stap(invoering, "regisseurs").stand == Stap.Stand.NIET_GESTART
        druk(
            beheerder,
            stap(invoering, "organisatie"),
            "afronding",
            bevindingen="De kaders zijn vastgesteld met de kernpartners.",
            einddatum=DAG.isoformat(),
            vaststellen="on",
        )
        assert stap(invoering, "organisatie").stand == Stap.Stand.VASTGESTELD

        assert kies(regisseur, "proefgebieden", gebied("ulft"), "") == 422
        assert not Ronde.objects.filter(cyclus="proefgebieden").exists()

        reden = "Hier is een actieve kern van bewoners."
        assert kies(regisseur, "proefgebieden", gebied("ulft"), reden) == 302

        [rij] = Ronde.objects.filter(cyclus="proefgebieden")
        assert rij.gebied == gebied("ulft")
        ervaring = stap(rij, "ervaring")
        pagina = regisseur.get(rij.get_absolute_url()).text
        assert "Ervaring opdoen" in pagina
        druk(
            regisseur,
            ervaring,
            "afronding",
            bevindingen="Bewoners willen één aanspreekpunt.",
            einddatum=DAG.isoformat(),
            vaststellen="on",
        )
        assert stap(rij, "ervaring").stand == Stap.Stand.VASTGESTELD
