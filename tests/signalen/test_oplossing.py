"""Answering and closing at once: at the desk, or on the work floor."""

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
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


def _url(rij: Signaal) -> str:
    return reverse("signalen:oplossing", args=[rij.pk])


def test_information_is_answered_at_the_desk(client: Client, concierge: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "informatie")
    client.force_login(concierge)

    client.post(_url(rij), {"soort": "antwoord", "toelichting": "Donderdag om tien uur."})

    rij.refresh_from_db()
    assert rij.stand == "gesloten"
    assert rij.houder == Houder(rol="wijkconcierge", gebied=gebied("visbuurt"))
    assert rij.antwoorden.exists()
    assert rij.terugkoppelingen.exists()


def test_shielded_is_never_closed_at_once(client: Client, concierge: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "zorg")
    client.force_login(concierge)

    assert client.post(_url(rij), {"soort": "antwoord", "toelichting": "x"}).status_code == 403
    with pytest.raises(StapGeweigerd, match="afgeschermd"):
        acties.los_op(signaal=rij, soort="antwoord", velden={"toelichting": "x"}, door=concierge)


def test_without_the_right_it_is_refused(rij: Signaal, manager: Gebruiker) -> None:
    with pytest.raises(PermissionDenied):
        acties.los_op(signaal=rij, soort="antwoord", velden={"toelichting": "x"}, door=manager)


@pytest.fixture
def ulft(oude_ijsselstreek: Profiel) -> tuple[Gebruiker, Signaal]:
    uitvoerder = persoon("uitvoerder", gebied="ulft")
    eigenaar = Houder(rol="uitvoerder", gebied=gebied("ulft"))
    return uitvoerder, signaal(
        uitvoerder, "ulft", "groen-grijs", eigenaar=eigenaar, kanaal="uitvoerder-op-straat"
    )


@pytest.mark.eis("OIJ-17")
def test_small_matters_close_on_the_work_floor_with_a_short_note(
    client: Client, ulft: tuple[Gebruiker, Signaal]
) -> None:
    uitvoerder, rij = ulft
    client.force_login(uitvoerder)

    zonder = client.post(_url(rij), {"soort": "opgelost", "korte-notitie": ""})
    client.post(_url(rij), {"soort": "opgelost", "korte-notitie": "Tak weggehaald."})

    rij.refresh_from_db()
    assert zonder.status_code == 422
    assert rij.stand == "gesloten"


@pytest.mark.eis("OIJ-17", "OIJ-18")
def test_a_higher_level_does_not_close_at_once(ulft: tuple[Gebruiker, Signaal]) -> None:
    uitvoerder, rij = ulft
    rij = acties.schaal_op(signaal=rij, naar="wijkteam", reden="Er is meer aan de hand.", door=uitvoerder)
    teamlid = persoon("teamlid", gebied="ulft")

    with pytest.raises(StapGeweigerd, match="wijkteam ingeschakeld"):
        acties.los_op(signaal=rij, soort="opgelost", velden={"korte-notitie": "x"}, door=teamlid)


def test_with_a_promise_for_later_it_stays_open(helmond: Profiel) -> None:
    opzichter = persoon("wijkopzichter", gebied="brouwhuis")
    rij = signaal(opzichter, "brouwhuis", "overig-eenvoudig-fysiek")

    with pytest.raises(StapGeweigerd, match="blijft het signaal open"):
        acties.los_op(signaal=rij, soort="ooit", velden={}, door=opzichter)


@pytest.mark.eis("HEL-08")
def test_wijkopzichter_handles_the_physical_one(client: Client, helmond: Profiel) -> None:
    opzichter = persoon("wijkopzichter", gebied="helmond-noord")
    rij = signaal(opzichter, "helmond-noord", "overig-eenvoudig-fysiek")
    client.force_login(opzichter)

    client.post(
        _url(rij), {"soort": "nooit", "reden": "anders", "motivering": "Het pad is van de corporatie."}
    )

    rij.refresh_from_db()
    # The route wants it told in the network: solved on the spot says why that was not done.
    assert rij.stand == "gesloten"
