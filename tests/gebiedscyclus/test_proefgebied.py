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
ADRES = "/cyclus/kiezen/proefgebieden/"
DAG = date(2027, 2, 1)


def kies(client: Client, gebieden: list[Gebied], reden: str) -> int:
    velden = {"gebieden": [rij.pk for rij in gebieden], "reden": reden, "begin": DAG.isoformat()}
    return client.post(ADRES, velden).status_code


@pytest.mark.eis("OIJ-29")
def test_only_the_chosen_areas_gain_experience(oude_ijsselstreek: Profiel) -> None:
    # The profile says what comes before: how it is organised, with vision, goals and kaders.
    cycli = {cyclus.sleutel: cyclus for cyclus in oude_ijsselstreek.cycli}
    assert cycli["invoering"].stappen[0].sleutel == "organisatie"
    regisseur = als(persoon("gebiedsregisseur", gebied="ulft"))
    with op(DAG):
        assert kies(regisseur, [gebied("ulft")], "") == 422
        assert not Ronde.objects.filter(cyclus="proefgebieden").exists()

        assert kies(regisseur, [gebied("ulft")], "Hier is een actieve kern van bewoners.") == 302

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
