"""Correcting kind, place and theme; more areas, one owner; the shield goes up with the kind and never down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from signalen import acties
from signalen.models import Signaal
from tests.hulp import gebied, persoon
from tests.signalen.hulp import signaal, zet_uit
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


def _url(rij: Signaal) -> str:
    return reverse("signalen:wijziging", args=[rij.pk])


def _data(rij: Signaal, **anders: Any) -> dict[str, Any]:
    return {"soort": rij.soort, "gebied": rij.gebied_id, "urgentie": "hoog", "schaalniveau": "wijk"} | anders


@pytest.mark.eis("ETL-07", "ETL-06")
def test_it_plays_in_more_areas_with_one_owner(client: Client, etten_leur: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="etten-leur")
    rij = zet_uit(signaal(manager, "banakkers", "idee-initiatief"), manager)
    eigenaar = rij.houder
    elders = persoon("wijkmanager", gebied="centrum-west")
    assert not Signaal.objects.zichtbaar_voor(elders).exists()
    client.force_login(manager)
    data = _data(rij, gebieden=[gebied("centrum-west").pk], belevingsgebied="achter het spoor")

    client.post(_url(rij), data)

    rij.refresh_from_db()
    assert (rij.houder, rij.belevingsgebied) == (eigenaar, "achter het spoor")
    assert set(rij.gebieden.all()) == {gebied("banakkers"), gebied("centrum-west")}
    assert Signaal.objects.zichtbaar_voor(elders).get() == rij
    assert set(rij.delen.get().afspraak.gebieden.all()) == set(rij.gebieden.all())


def test_another_kind_brings_its_route_and_its_term(
    client: Client, rij: Signaal, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    client.post(_url(rij), _data(rij, soort="veiligheid"))

    rij.refresh_from_db()
    assert (rij.soort, rij.route) == ("veiligheid", "vvh")
    assert rij.uiterlijk == plus_werkdagen(timezone.localdate(), 5)
    assert "veiligheid" in rij.themas


def test_a_term_counts_from_the_day_it_was_heard(rij: Signaal, concierge: Gebruiker) -> None:
    toen = timezone.now() - timedelta(days=14)
    Signaal.objects.filter(pk=rij.pk).update(geregistreerd_op=toen)

    gewijzigd = acties.wijzig(signaal=rij, door=concierge, gebieden=[rij.gebied], soort="veiligheid")

    assert gewijzigd.uiterlijk == plus_werkdagen(timezone.localdate(toen), 5)


def test_the_shield_follows_the_kind_upward(rij: Signaal, concierge: Gebruiker, manager: Gebruiker) -> None:
    dossier = acties.open_dossier(titel="Stoepen", signalen=[rij], door=manager)

    zorg = acties.wijzig(signaal=rij, door=concierge, gebieden=[rij.gebied], soort="zorg")
    terug = acties.wijzig(signaal=zorg, door=concierge, gebieden=[rij.gebied], soort="wonen")

    assert terug.gevoelig == "ja"
    assert not dossier.signalen.exists()


def test_what_was_sent_keeps_its_kind(uitgezet: Signaal, manager: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="al uitgezet"):
        acties.wijzig(signaal=uitgezet, door=manager, gebieden=[uitgezet.gebied], soort="wonen")


@pytest.mark.eis("DHR-11")
def test_an_initiative_that_becomes_a_question_of_policy_gives_a_warning(
    client: Client, concierge: Gebruiker
) -> None:
    rij = signaal(concierge, "tuindorp", "initiatief")
    client.force_login(concierge)

    pagina = client.post(_url(rij), _data(rij, soort="beleidsvraag"), follow=True).content.decode()

    assert "Een bewonersinitiatief gaat niet naar de beleidsadviseur" in pagina
    rij.refresh_from_db()
    assert rij.soort == "beleidsvraag"


def test_only_into_areas_where_one_works(rij: Signaal, concierge: Gebruiker) -> None:
    met = [rij.gebied, gebied("nieuw-den-helder")]

    with pytest.raises(StapGeweigerd, match="U werkt niet in"):
        acties.wijzig(signaal=rij, door=concierge, gebieden=met)


def test_resident_changes_nothing(client: Client, den_helder: Profiel) -> None:
    bewoner = persoon("bewoner", gebied="visbuurt")
    rij = signaal(bewoner, "visbuurt", "openbare-ruimte")
    client.force_login(bewoner)

    assert client.get(_url(rij)).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.wijzig(signaal=rij, door=bewoner, gebieden=[rij.gebied])


def test_who_sees_only_the_state_changes_nothing(concierge: Gebruiker, manager: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "zorg")

    with pytest.raises(PermissionDenied):
        acties.wijzig(signaal=rij, door=manager, gebieden=[rij.gebied], soort="wonen")


def test_the_log_keeps_what_changed_without_words(rij: Signaal, concierge: Gebruiker) -> None:
    acties.wijzig(signaal=rij, door=concierge, gebieden=[rij.gebied], soort="wonen", waar="Geheime steeg 3")

    regel = Logregel.objects.get(stap="signaal.wijzigen", object_id=rij.pk)
    assert regel.gegevens["naar"] == {"soort": "wonen", "gebieden": [rij.gebied_id]}
    assert "steeg" not in str(regel.gegevens)
