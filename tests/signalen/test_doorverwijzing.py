"""Referring: the other takes the whole signal over, but only by accepting it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.models import Signaal
from tests.hulp import partij, persoon
from tests.signalen.hulp import over, signaal
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijkmanager(etten_leur: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="banakkers")


@pytest.fixture
def vraag(wijkmanager: Gebruiker) -> Signaal:
    return signaal(wijkmanager, "banakkers", "vraag")


@pytest.fixture
def wel(etten_leur: Profiel) -> Gebruiker:
    rol = next(
        rol for rol in etten_leur.rollen if rol.bereik == "partij" and "afspraak.behandelen" in rol.mag
    )
    return persoon(rol.sleutel, partij="wel")


def _url(rij: Signaal) -> str:
    return reverse("signalen:doorverwijzing", args=[rij.pk])


def _data(**anders: Any) -> dict[str, Any]:
    return {
        "houder": f"partij:{partij('wel').pk}",
        "wat": "Kunt u dit oppakken?",
        "uiterlijk": over(9).isoformat(),
    } | anders


@pytest.mark.eis("ETL-61")
def test_who_accepts_becomes_the_owner_and_both_are_logged(
    client: Client, vraag: Signaal, wijkmanager: Gebruiker, wel: Gebruiker
) -> None:
    client.force_login(wijkmanager)
    client.post(_url(vraag), _data())
    vraag.refresh_from_db()
    eerst = vraag.houder

    acties.neem_aan(deel=vraag.delen.get(), door=wel)

    vraag.refresh_from_db()
    assert eerst == Houder(rol="wijkmanager", gebied=vraag.gebied)
    assert vraag.houder == Houder(partij=partij("wel"))
    stappen = Logregel.objects.stappen().van(vraag).values_list("stap", flat=True)
    assert {"signaal.doorverwijzen", "signaal.overnemen"} <= set(stappen)


def test_who_refuses_leaves_it_where_it_was(vraag: Signaal, wijkmanager: Gebruiker, wel: Gebruiker) -> None:
    rij = acties.verwijs_door(
        signaal=vraag, naar=Houder(partij=partij("wel")), wat="x", uiterlijk=over(5), door=wijkmanager
    )

    acties.weiger(deel=rij.delen.get(), reden="Niet van ons.", door=wel)

    rij.refresh_from_db()
    assert rij.houder == Houder(rol="wijkmanager", gebied=rij.gebied)
    assert not Signaal.objects.helemaal_zichtbaar_voor(wel).exists()


def test_choosing_nobody_keeps_what_was_typed(client: Client, vraag: Signaal, wijkmanager: Gebruiker) -> None:
    client.force_login(wijkmanager)

    antwoord = client.post(_url(vraag), _data(houder="", wat="Graag deze week."))

    assert antwoord.status_code == 422
    assert "Graag deze week." in antwoord.content.decode()


def test_not_to_who_owns_it(vraag: Signaal, wijkmanager: Gebruiker, wel: Gebruiker) -> None:
    naar = Houder(partij=partij("wel"))
    rij = acties.verwijs_door(signaal=vraag, naar=naar, wat="x", uiterlijk=over(5), door=wijkmanager)
    acties.neem_aan(deel=rij.delen.get(), door=wel)

    with pytest.raises(StapGeweigerd, match="is al eigenaar"):
        acties.verwijs_door(signaal=rij, naar=naar, wat="x", uiterlijk=over(5), door=wijkmanager)


def test_page_is_for_who_may_send(client: Client, vraag: Signaal, etten_leur: Profiel) -> None:
    client.force_login(persoon("wijkwethouder", gebied="banakkers"))

    assert client.get(_url(vraag)).status_code in {403, 404}


@pytest.mark.eis("DHR-09")
def test_referring_is_no_way_to_an_adviser(client: Client, rij: Signaal, concierge: Gebruiker) -> None:
    from django.core.exceptions import PermissionDenied

    adviseur = Houder(rol="adviseur", gebied=rij.gebied)

    with pytest.raises(PermissionDenied):
        acties.verwijs_door(signaal=rij, naar=adviseur, wat="x", uiterlijk=over(5), door=concierge)
