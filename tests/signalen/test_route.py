"""Which way a signal goes: proposed with its reason, changed by whom may, and each change logged."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.models import Signaal
from tests.hulp import partij, persoon
from tests.signalen.hulp import over, signaal, zet_uit
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def _url(rij: Signaal) -> str:
    return reverse("signalen:uitzetting", args=[rij.pk])


def _vraag(route: str, **anders: Any) -> dict[str, Any]:
    return {"route": route, "wat_0": "Ga kijken.", "uiterlijk_0": over(5).isoformat()} | anders


def _omgeleid(rij: Signaal) -> list[tuple[str, dict[str, str]]]:
    regels = Logregel.objects.stappen().van(rij).filter(stap="signaal.omleiden")
    return [(regel.reden, regel.gegevens) for regel in regels]


def test_the_proposal_says_why(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    voorstel = client.get(_url(rij)).content.decode()
    anders = client.get(_url(rij), {"route": "wonen"}).content.decode()
    detail = client.get(rij.get_absolute_url()).content.decode()

    reden = "want het is “operationeel openbare ruimte”"
    assert f"Dit is het voorstel, {reden}." in voorstel
    assert f"Het voorstel is een andere weg (naar team Wijkbeheer), {reden}." in anders
    assert f"Voorgesteld, {reden}." in detail
    assert "Waarom een andere weg?" in anders
    assert "Waarom een andere weg?" not in voorstel


def test_what_came_from_a_meeting_goes_the_way_of_that_meeting(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    rij = signaal(concierge, "visbuurt", "openbare-ruimte", kanaal="coordinatieteam")
    client.force_login(manager)

    pagina = client.get(_url(rij), {"route": "coordinatieteam-gemeente"}).content.decode()

    # The kind is bound to no origin here, so its own route stays the proposal.
    assert "Het voorstel is een andere weg (naar team Wijkbeheer)" in pagina


def test_the_theme_that_chose_is_named(client: Client, helmond: Profiel) -> None:
    opzichter = persoon("wijkopzichter", gebied="helmond-noord")
    rij = signaal(opzichter, "helmond-noord", "complex-urgent", themas=["woonoverlast"])
    client.force_login(opzichter)

    pagina = client.get(_url(rij)).content.decode()

    assert f"want het is “Complex en urgent”, met thema {helmond.thema('woonoverlast').naam}." in pagina


def test_another_way_is_logged_with_its_reason_and_shown(
    client: Client, rij: Signaal, manager: Gebruiker
) -> None:
    client.force_login(manager)

    client.post(_url(rij), _vraag("wonen", waarom_anders="De grond is van de corporatie."))

    rij.refresh_from_db()
    assert (rij.route, rij.houder) == ("wonen", Houder(partij=partij("woningstichting")))
    assert _omgeleid(rij) == [("De grond is van de corporatie.", {"van": "wijkbeheer", "naar": "wonen"})]
    pagina = client.get(rij.get_absolute_url()).content.decode()
    assert "Andere route: van “naar team Wijkbeheer” naar “naar de woningstichting”" in pagina
    assert "De grond is van de corporatie." in pagina


def test_going_along_with_it_is_no_change(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    client.post(_url(rij), _vraag("wijkbeheer", waarom_anders="Wordt niet gelezen."))

    assert _omgeleid(rij) == []


def test_who_the_other_route_does_not_name_cannot_choose_it(
    client: Client, rij: Signaal, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    pagina = client.get(_url(rij)).content.decode()
    client.post(_url(rij), _vraag("beleid"))

    # What is not offered cannot be sent in either: it goes the way that was proposed.
    rij.refresh_from_db()
    assert "route=beleid" not in pagina
    assert rij.route == "wijkbeheer"
    assert _omgeleid(rij) == []


def test_every_later_change_is_logged_too(rij: Signaal, manager: Gebruiker) -> None:
    zet_uit(rij, manager)
    zet_uit(rij, manager, route="wonen")

    assert [gegevens for _, gegevens in _omgeleid(rij)] == [{"van": "wijkbeheer", "naar": "wonen"}]


def test_another_kind_is_another_way(rij: Signaal, manager: Gebruiker) -> None:
    acties.wijzig(signaal=rij, door=manager, gebieden=[rij.gebied], soort="wonen")

    assert _omgeleid(rij) == [("De soort is verbeterd.", {"van": "wijkbeheer", "naar": "wonen"})]


def test_the_reason_is_not_for_who_has_a_part(
    client: Client, rij: Signaal, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    """Of another party's way a holder of a part hears nothing."""
    deel = acties.Deelvraag(Houder(partij=partij("wijkbeheer")), "Ga kijken.", over(5))
    client.force_login(manager)
    client.post(_url(rij), _vraag("wonen", waarom_anders="Alleen voor ons."))
    acties.zet_uit(signaal=rij, door=manager, delen=[deel], route="wijkbeheer")
    client.force_login(medewerker)

    pagina = client.get(rij.get_absolute_url(), follow=True)

    assert pagina.status_code == 200
    assert "Alleen voor ons." not in pagina.content.decode()
