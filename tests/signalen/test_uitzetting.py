"""Sending out: who may, to whom, in how many parts, and whose it then is."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.acties.registratie import kanalen_in
from signalen.models import Deelactie, Signaal
from signalen.routes import bestemmingen
from tests.hulp import gebied, partij, persoon
from tests.signalen.hulp import over, signaal, zet_uit
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db


def _url(rij: Signaal) -> str:
    return reverse("signalen:uitzetting", args=[rij.pk])


def _vraag(**anders: Any) -> dict[str, Any]:
    return {"route": "wijkbeheer", "wat_0": "Ga kijken.", "uiterlijk_0": over(5).isoformat()} | anders


def _deel(sleutel: str, wat: str = "Ga kijken.") -> acties.Deelvraag:
    return acties.Deelvraag(Houder(partij=partij(sleutel)), wat, over(5))


@pytest.mark.eis("DHR-07")
def test_manager_sends_it_to_the_team_which_then_owns_it(
    client: Client, rij: Signaal, manager: Gebruiker
) -> None:
    client.force_login(manager)

    client.post(_url(rij), _vraag())

    rij.refresh_from_db()
    afspraak = Afspraak.objects.get()
    assert (rij.stand, rij.houder) == ("uitgezet", Houder(partij=partij("wijkbeheer")))
    assert (afspraak.bron_soort, afspraak.bron_id, afspraak.wat) == ("signaal", rij.pk, "Ga kijken.")


@pytest.mark.eis("DHR-17")
def test_front_may_ask_effort_with_a_day(client: Client, concierge: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "wonen")
    client.force_login(concierge)

    zonder_dag = client.post(_url(rij), {"route": "wonen", "wat_0": "Kijk naar de schimmel."})
    met_dag = client.post(_url(rij), {"route": "wonen", "wat_0": "Kijk.", "uiterlijk_0": over(9).isoformat()})

    assert zonder_dag.status_code == 422
    assert zonder_dag.context["form"].errors == {"uiterlijk_0": ["Vul in: Klaar op. (DHR-10, DHR-17)"]}
    assert met_dag.status_code == 302


def test_who_the_route_does_not_name_is_refused_and_logged(client: Client, rij: Signaal) -> None:
    adviseur = persoon("adviseur")
    client.force_login(adviseur)

    antwoord = client.post(_url(rij), _vraag())

    assert antwoord.status_code == 403
    assert Logregel.objects.filter(aard="geweigerd", stap="signaal.uitzetten", object_id=rij.pk).exists()


def test_another_wijk_finds_nothing(client: Client, rij: Signaal, vreemde: Gebruiker) -> None:
    client.force_login(vreemde)

    assert client.post(_url(rij), _vraag()).status_code == 404


def test_two_clicks_ask_once(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    client.post(_url(rij), _vraag())
    tweede = client.post(_url(rij), _vraag())

    assert tweede.status_code == 422
    assert "Dit signaal is al uitgezet" in tweede.content.decode()
    assert Deelactie.objects.count() == 1


def test_the_same_party_is_not_asked_twice(rij: Signaal, manager: Gebruiker) -> None:
    acties.zet_uit(signaal=rij, door=manager, delen=[_deel("wijkbeheer")])

    with pytest.raises(StapGeweigerd, match="is al gevraagd"):
        acties.zet_uit(signaal=rij, door=manager, delen=[_deel("wijkbeheer")])


@pytest.mark.eis("DHR-38")
def test_one_signal_splits_over_three_disciplines(client: Client, concierge: Gebruiker) -> None:
    rij = signaal(concierge, "oud-den-helder", "wonen", kanaal="coordinatieteam")
    client.force_login(concierge)
    # One who is asked is asked something, before a day.
    assert (
        "niet verplicht"
        not in client.get(_url(rij), {"route": "coordinatieteam"})
        .text.partition("Vraag ")[2]
        .split("Een andere partij")[0]
    )
    data: dict[str, Any] = {"route": "coordinatieteam"}
    for nummer in range(3):
        data |= {
            f"kies_{nummer}": "on",
            f"wat_{nummer}": "Pak uw deel.",
            f"uiterlijk_{nummer}": over(9).isoformat(),
        }

    client.post(_url(rij), data)

    assert sorted(Deelactie.objects.values_list("discipline", flat=True)) == ["veiligheid", "wonen", "zorg"]


@pytest.mark.eis("DHR-37")
def test_from_the_team_only_the_manager_calls_in_the_municipality(
    concierge: Gebruiker, manager: Gebruiker
) -> None:
    rij = signaal(concierge, "visbuurt", "openbare-ruimte", kanaal="coordinatieteam")
    van_spreekuur = signaal(concierge, "visbuurt", "openbare-ruimte", kanaal="telefoon")

    with pytest.raises(PermissionDenied, match="wijkmanager of medewerker VVH"):
        acties.zet_uit(signaal=rij, door=concierge, delen=[_deel("wijkbeheer")])

    assert (
        acties.zet_uit(signaal=van_spreekuur, door=concierge, delen=[_deel("wijkbeheer")]).stand == "uitgezet"
    )
    assert acties.zet_uit(signaal=rij, door=manager, delen=[_deel("wijkbeheer")]).stand == "uitgezet"


@pytest.mark.eis("DHR-37")
def test_the_way_round_through_another_route_is_closed_too(concierge: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "zorg", kanaal="coordinatieteam")

    with pytest.raises(PermissionDenied):
        acties.zet_uit(signaal=rij, door=concierge, delen=[_deel("team-zorg")], route="zorg")


def test_a_route_that_does_not_split_goes_to_one(rij: Signaal, manager: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="één partij"):
        acties.zet_uit(signaal=rij, door=manager, delen=[_deel("wijkbeheer"), _deel("politie")])


def test_a_route_of_another_origin_is_refused(rij: Signaal, manager: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="route"):
        acties.zet_uit(
            signaal=rij, door=manager, delen=[_deel("wijkbeheer")], route="coordinatieteam-gemeente"
        )


def test_nobody_chosen_is_refused(rij: Signaal, manager: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="wie dit oppakt"):
        acties.zet_uit(signaal=rij, door=manager)


@pytest.mark.eis("DHR-23")
def test_stacking_of_effort_is_advised(client: Client, concierge: Gebruiker, manager: Gebruiker) -> None:
    zet_uit(signaal(concierge, "tuindorp", "wonen"), concierge)
    tweede = signaal(concierge, "tuindorp", "wonen")

    tweede = acties.zet_uit(
        signaal=tweede, door=manager, delen=[_deel("opbouwwerk")], route="coordinatieteam"
    )

    assert any("Woningstichting" in str(advies) for advies in tweede.adviezen)


def test_the_holder_is_told_after_some_minutes(uitgezet: Signaal, medewerker: Gebruiker) -> None:
    # The holder had no account yet when it was asked: nothing to send, and nothing that breaks.
    assert not Bericht.objects.filter(soort="afspraak-gevraagd", ontvanger=medewerker).exists()


@pytest.mark.eis("DHR-11", "DHR-06")
def test_an_initiative_goes_to_the_front_with_the_residents(concierge: Gebruiker) -> None:
    rij = zet_uit(signaal(concierge, "tuindorp", "initiatief"), concierge)

    assert rij.houder == Houder(rol="wijkconcierge", gebied=gebied("tuindorp"))


@pytest.mark.eis("HEL-06")
def test_small_physical_matters_are_handed_to_the_system(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    rij = signaal(adviseur, "brouwhuis", "eenvoudig-fysiek", kanaal="klantmeldsysteem")
    client.force_login(adviseur)

    zonder = client.post(_url(rij), {"route": "r-kms"}, follow=True).content.decode()
    client.post(_url(rij), {"route": "r-kms", "systeemnummer": "KMS-12"})

    rij.refresh_from_db()
    assert "Nog niet overgedragen" in zonder
    assert (rij.stand, rij.systeemnummer) == ("uitgezet", "KMS-12")
    assert rij.houder == Houder(rol="adviseur-wgw", gebied=gebied("brouwhuis"))


@pytest.mark.eis("HEL-11")
def test_the_problem_chooses_the_front_line_team(helmond: Profiel) -> None:
    opzichter = persoon("wijkopzichter", gebied="helmond-noord")
    rij = signaal(opzichter, "helmond-noord", "complex-urgent", themas=["woonoverlast"])

    rij = zet_uit(rij, persoon("adviseur-wgw", gebied="helmond-noord"))

    assert rij.houder == Houder(partij=partij("woonoverlastteam"))


@pytest.mark.eis("BER-22")
def test_coordinator_puts_a_question_out_with_a_day(bergen: Profiel) -> None:
    kern = Gebied.objects.filter(niveau="kern").first()
    assert kern is not None
    coordinator = persoon("wijkcoordinator", gebied=kern)
    rij = signaal(coordinator, kern, "vraag", kanaal="telefoon")

    rij = acties.zet_uit(
        signaal=rij,
        door=coordinator,
        delen=[acties.Deelvraag(Houder(rol="vakspecialist", gebied=kern), "Zoek dit uit.", over(10))],
    )

    afspraak = rij.delen.get().afspraak
    assert (afspraak.houder_rol, afspraak.uiterlijk) == ("vakspecialist", over(10))
    assert "vakspecialist" in str(
        [doel.sleutel for doel in bestemmingen(bergen, bergen.route(rij.route), rij)]
    )


@pytest.mark.eis("BER-16")
def test_small_defects_at_a_visit_become_reports(bergen: Profiel) -> None:
    kern = Gebied.objects.filter(niveau="kern").first()
    assert kern is not None

    rij = signaal(persoon("wijkcoordinator", gebied=kern), kern, "klein-knelpunt", kanaal="kernbezoek")

    assert bergen.route(rij.route).is_meldsysteem
    assert "wijkschouw" not in kanalen_in(bergen)


@pytest.mark.eis("ETL-61")
def test_referral_is_done_only_when_it_was_accepted(etten_leur: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="centrum-west")
    rij = zet_uit(signaal(manager, "centrum-west", "vraag", kanaal="telefoon"), manager)

    with pytest.raises(StapGeweigerd, match="Nog niet klaar"):
        acties.beantwoord(
            signaal=rij, soort="nooit", velden={"reden": "te duur", "motivering": "x"}, door=manager
        )


def test_who_registered_a_shielded_one_may_send_it(etten_leur: Profiel) -> None:
    werker = persoon("opbouwwerker", gebied="banakkers")

    rij = zet_uit(signaal(werker, "banakkers", "achter-de-voordeur"), werker)

    assert rij.houder == Houder(partij=partij("surplus"))


def test_but_not_an_open_one(etten_leur: Profiel) -> None:
    werker = persoon("opbouwwerker", gebied="banakkers")
    rij = signaal(werker, "banakkers", "vraag")

    with pytest.raises(PermissionDenied):
        zet_uit(rij, werker)
