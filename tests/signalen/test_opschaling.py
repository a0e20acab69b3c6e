"""Scaling up: along the levels, with a reason, none skipped without one of its own."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.models import Signaal
from tests.hulp import gebied, persoon
from tests.signalen.hulp import signaal
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def uitvoerder(oude_ijsselstreek: Profiel) -> Gebruiker:
    return persoon("uitvoerder", gebied="ulft")


@pytest.fixture
def vloer(uitvoerder: Gebruiker) -> Signaal:
    """A matter on the work floor."""
    eigenaar = Houder(rol="uitvoerder", gebied=gebied("ulft"))
    return signaal(uitvoerder, "ulft", "groen-grijs", eigenaar=eigenaar)


def _url(rij: Signaal) -> str:
    return reverse("signalen:opschaling", args=[rij.pk])


@pytest.mark.eis("OIJ-18")
def test_with_a_suspicion_of_more_the_generalist_comes_in(
    client: Client, vloer: Signaal, uitvoerder: Gebruiker
) -> None:
    client.force_login(uitvoerder)

    zonder = client.post(_url(vloer), {"naar": "wijkteam", "reden": ""})
    client.post(_url(vloer), {"naar": "wijkteam", "reden": "Er speelt meer in dit huis."})

    vloer.refresh_from_db()
    assert zonder.status_code == 422
    assert "OIJ-18" in zonder.content.decode()
    assert vloer.escalatie == "wijkteam"
    assert vloer.houder == Houder(rol="generalist-groen-grijs", gebied=gebied("ulft"))


@pytest.mark.eis("OIJ-19")
def test_a_level_is_skipped_only_with_a_reason_for_that(
    client: Client, vloer: Signaal, uitvoerder: Gebruiker
) -> None:
    client.force_login(uitvoerder)
    data = {"naar": "regisseur", "reden": "Dit is te groot."}

    zonder = client.post(_url(vloer), data)
    client.post(_url(vloer), data | {"reden-overslaan": "Het team is er niet."})

    vloer.refresh_from_db()
    assert zonder.status_code == 422
    assert "OIJ-19" in zonder.content.decode()
    assert vloer.houder == Houder(rol="gebiedsregisseur", gebied=gebied("ulft"))


@pytest.mark.eis("OIJ-19")
def test_the_history_of_levels_is_kept(vloer: Signaal, uitvoerder: Gebruiker) -> None:
    teamlid = persoon("generalist-groen-grijs", gebied="ulft")

    rij = acties.schaal_op(signaal=vloer, naar="wijkteam", reden="Meer aan de hand.", door=uitvoerder)
    acties.schaal_op(signaal=rij, naar="regisseur", reden="Het loopt vast.", door=teamlid)

    stappen = (
        Logregel.objects.filter(stap="signaal.opschalen").order_by("pk").values_list("gegevens", flat=True)
    )
    assert [(stap["van"], stap["naar"]) for stap in stappen] == [
        ("werkvloer", "wijkteam"),
        ("wijkteam", "regisseur"),
    ]


def test_down_is_not_up(vloer: Signaal, uitvoerder: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="hoger niveau"):
        acties.schaal_op(signaal=vloer, naar="werkvloer", reden="x", door=uitvoerder)


def test_who_is_not_of_this_level_is_refused(client: Client, vloer: Signaal) -> None:
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    client.force_login(regisseur)

    assert client.post(_url(vloer), {"naar": "regisseur", "reden": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.schaal_op(signaal=vloer, naar="wijkteam", reden="x", door=regisseur)


def test_municipality_without_levels_has_no_such_page(
    client: Client, rij: Signaal, manager: Gebruiker
) -> None:
    client.force_login(manager)

    assert client.get(_url(rij)).status_code == 404
    assert "Schaal op" not in client.get(rij.get_absolute_url()).content.decode()
