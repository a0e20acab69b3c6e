"""Raising and lowering the shield, and linking repeats."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.models import Signaal
from tests.signalen.hulp import signaal, zet_uit
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


def _url(rij: Signaal) -> str:
    return reverse("signalen:afscherming", args=[rij.pk])


def test_front_raises_it_and_the_parts_follow(
    client: Client, uitgezet: Signaal, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    client.post(_url(uitgezet), {"gevoelig": "ja"})

    uitgezet.refresh_from_db()
    assert uitgezet.gevoelig == "ja"
    assert uitgezet.delen.get().afspraak.gevoelig == "ja"


def test_front_never_lowers_it(client: Client, concierge: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "wonen", gevoelig="beperkt")
    client.force_login(concierge)

    assert client.post(_url(rij), {"gevoelig": "nee", "reden": "x"}).status_code == 422
    with pytest.raises(PermissionDenied):
        acties.scherm_af(signaal=rij, gevoelig="nee", reden="x", door=concierge)


def test_manager_lowers_it_with_a_reason(client: Client, concierge: Gebruiker, manager: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "wonen", gevoelig="beperkt")
    client.force_login(manager)

    zonder = client.post(_url(rij), {"gevoelig": "nee", "reden": ""})
    client.post(_url(rij), {"gevoelig": "nee", "reden": "Er staat niets persoonlijks in."})

    rij.refresh_from_db()
    assert zonder.status_code == 422
    assert rij.gevoelig == "nee"


@pytest.mark.eis("DHR-08")
def test_below_its_kind_it_never_goes(concierge: Gebruiker) -> None:
    from tests.hulp import persoon

    rij = zet_uit(signaal(concierge, "visbuurt", "zorg"), concierge)
    medewerker = persoon("zorgmedewerker", partij="team-zorg")

    with pytest.raises(StapGeweigerd, match="altijd afgeschermd"):
        acties.scherm_af(signaal=rij, gevoelig="nee", reden="x", door=medewerker)


def test_who_sees_only_the_state_cannot_open_the_shield(concierge: Gebruiker, manager: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "wonen", gevoelig="ja")

    with pytest.raises(PermissionDenied):
        acties.scherm_af(signaal=rij, gevoelig="nee", reden="Ik wil het lezen.", door=manager)


def test_a_repeat_of_a_repeat_counts_with_the_first(concierge: Gebruiker) -> None:
    eerste, tweede, derde = (signaal(concierge, "visbuurt", "wonen") for _ in range(3))

    acties.koppel_herhaling(signaal=tweede, van=eerste, door=concierge)
    acties.koppel_herhaling(signaal=derde, van=tweede, door=concierge)

    assert eerste.herhalingen.count() == 2


def test_what_one_does_not_see_cannot_be_linked(
    concierge: Gebruiker, vreemde: Gebruiker, rij: Signaal
) -> None:
    ander = signaal(vreemde, "nieuw-den-helder", "openbare-ruimte")

    with pytest.raises(PermissionDenied):
        acties.koppel_herhaling(signaal=rij, van=ander, door=concierge)
