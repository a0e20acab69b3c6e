"""What goes outside is told before and written down."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from signalen.models import Signaal, Verstrekking
from tests.hulp import partij
from tests.signalen.hulp import over
from tests.signalen.verstrekken.verklaringen import GROND, pagina_van, profielrij, zet_profiel, zet_uit_bij
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


def test_what_goes_is_told_before_and_written_down(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)
    url = reverse("signalen:uitzetting", args=[rij.pk])

    voor = client.get(url).content.decode()
    client.post(url, {"route": "wonen", "wat_0": "Kijk.", "uiterlijk_0": over(5).isoformat()})

    mee = "Dit gaat mee: wat er gezegd is, de plek, het thema, de foto&#x27;s. Grondslag: AVG artikel 6"
    gegeven = Verstrekking.objects.get()
    assert mee in voor
    assert (gegeven.signaal, gegeven.houder) == (rij, Houder(partij=partij("woningstichting")))
    assert gegeven.velden == ["omschrijving", "straat", "thema", "foto"]
    assert (gegeven.grondslag, gegeven.gegeven_door) == (GROND, manager)
    pagina = pagina_van(client, manager, rij)
    assert "Gegevens gegeven buiten de gemeente" in pagina
    assert mee in pagina


def test_of_more_rules_the_strictest_holds(rij: Signaal, manager: Gebruiker) -> None:
    zet_profiel(
        profielrij('"omschrijving", "straat"'),
        profielrij('"straat"', ook='voor = ["wonen"]'),
        profielrij(aan='"partij:politie"'),
    )

    zet_uit_bij(rij, manager)

    assert Verstrekking.objects.get().velden == ["straat"]


def test_a_rule_of_another_kind_or_fact_gives_no_basis(rij: Signaal, manager: Gebruiker) -> None:
    zet_profiel(profielrij('"straat"', ook='voor = ["zorg"]'), profielrij('"straat"', ook='als = "gevoelig"'))

    with pytest.raises(StapGeweigerd, match="niet vastgelegd"):
        zet_uit_bij(rij, manager)


def test_the_database_keeps_none_without_a_basis(rij: Signaal, manager: Gebruiker) -> None:
    leeg = Verstrekking(signaal=rij, gegeven_door=manager, houder_partij=partij("politie"))
    with pytest.raises(IntegrityError, match="verstrekking_heeft_grondslag"), transaction.atomic():
        leeg.save()
