"""Choosing buurten (Den Helder): proposals with reasons, a year of plan, a year of doing, and then contact is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from gebiedscyclus import acties
from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.service import werkvoorraad
from tests.gebiedscyclus.hulp import als, dagelijks, druk, gemaand, op, ronde, stap
from tests.hulp import gebied, persoon
from tests.signalen.hulp import signaal
from tests.wijkagenda.plannen import dag, schrijf, voeg
from wijkagenda import acties as plannen
from wijkagenda.models import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
BUURT = "visbuurt"
CYCLUS = "tranche"
ADRES = f"/cyclus/kiezen/{CYCLUS}/"


@pytest.fixture
def wijkmanager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="stad-binnen-de-linie")


def kies(client: Client, *buurten: str, reden: str = "Hier speelt veel.", begin: date) -> Any:
    velden = {"gebieden": [gebied(buurt).pk for buurt in buurten], "reden": reden, "begin": begin.isoformat()}
    return client.post(ADRES, velden, follow=True)


def maak_plan_met_bewoners(plan: Plan, door: Gebruiker) -> None:
    item = voeg(plan, "activiteit", "Straatfeest", door)
    plannen.neem_op(item=item, door=door)
    schrijf(plan, door)
    plannen.vraag_bijdragen(plan=plan, uiterlijk=dag(7), vraag="Wat vindt u?", door=door)
    plannen.lever(
        bijdrage=plan.bijdragen.get(partij__sleutel="belangenvereniging-visbuurt"),
        inhoud="Doen!",
        velden={},
        door=persoon("belangenvereniging", partij="belangenvereniging-visbuurt"),
    )
    plannen.bundel(plan=plan, door=door)
    plannen.stel_vast(plan=plan, door=persoon("college"))


@pytest.mark.eis("DHR-51")
def test_plan_in_year_one_doing_in_year_two_then_the_next_buurten(wijkmanager: Gebruiker) -> None:
    client = als(wijkmanager)
    with op(date(2027, 1, 11)):
        kies(client, BUURT, begin=date(2027, 1, 11))
        rij = ronde(CYCLUS, BUURT)
        assert (rij.periode_van, rij.periode_tot) == (date(2027, 1, 1), date(2028, 12, 28))
        # Doing waits for the plan that was made with residents.
        assert (
            "Dit kan pas als is vastgesteld"
            in druk(client, stap(rij, "uitvoering-buurt"), "start").content.decode()
        )
        druk(client, stap(rij, "plan"), "start")
        plan = stap(rij, "plan").plan
        assert plan is not None
    with op(date(2027, 10, 1)):
        maak_plan_met_bewoners(plan, wijkmanager)
        dagelijks()
        doen = stap(rij, "uitvoering-buurt")
        assert (stap(rij, "plan").stand, doen.stand) == (Stap.Stand.VASTGESTELD, Stap.Stand.BEZIG)
    with op(date(2028, 2, 1)):
        # A new year: who chooses sees that nothing was chosen, and hears it; this buurt is no choice now.
        dagelijks()
        [taak] = [taak for taak in werkvoorraad(wijkmanager) if "kies gebieden" in taak.titel]
        assert taak.url == ADRES
        pagina = client.get(ADRES).content.decode()
        assert f"{gebied(BUURT).naam}:" not in pagina
        assert "nog niet eerder gekozen" in pagina
    with op(date(2028, 12, 1)):
        druk(
            client,
            doen,
            "afronding",
            bevindingen="Het feest is er nu elk jaar.",
            einddatum="2028-12-01",
            vaststellen="on",
        )
        assert stap(rij, "uitvoering-buurt").stand == Stap.Stand.VASTGESTELD
        assert stap(rij, "contact").stand == Stap.Stand.BEZIG


@pytest.mark.eis("DHR-51")
def test_what_speaks_for_a_buurt_is_shown_and_the_most_stands_first(wijkmanager: Gebruiker) -> None:
    with op(date(2027, 1, 11)):
        for _ in range(3):
            signaal(wijkmanager, BUURT, "openbare-ruimte")
        pagina = als(wijkmanager).get(ADRES).content.decode()

        assert "3 open signalen" in pagina
        namen = [buurt.naam for buurt in gebied("stad-binnen-de-linie").kinderen.order_by("naam")]
        plekken = [pagina.index(f"{naam}:") for naam in namen if f"{naam}:" in pagina]
        assert pagina.index(f"{gebied(BUURT).naam}:") == min(plekken)


@pytest.mark.eis("DHR-51")
def test_a_choice_needs_a_reason_and_a_person_who_may(wijkmanager: Gebruiker) -> None:
    with op(date(2027, 1, 11)):
        zonder = kies(als(wijkmanager), BUURT, reden=" ", begin=date(2027, 1, 11))
        assert zonder.status_code == 422
        assert "Schrijf op waarom u dit kiest." in zonder.content.decode()
        assert als(persoon("wijkconcierge", gebied=BUURT)).get(ADRES).status_code == 403
        assert als(persoon("college")).get(ADRES).status_code == 403
        with pytest.raises(PermissionDenied):
            acties.open_ronde(
                cyclus=CYCLUS,
                gebied=gebied(BUURT),
                begin=date(2027, 1, 11),
                reden="Zomaar.",
                door=persoon("wijkmanager", gebied="nieuw-den-helder"),
            )
        assert not Ronde.objects.filter(cyclus=CYCLUS).exists()
        kies(als(wijkmanager), BUURT, begin=date(2027, 1, 11))
        with pytest.raises(StapGeweigerd, match="loopt nog een ronde"):
            acties.open_ronde(
                cyclus=CYCLUS,
                gebied=gebied(BUURT),
                begin=date(2027, 1, 11),
                reden="Nog eens.",
                door=wijkmanager,
            )


@pytest.fixture
def in_contact(wijkmanager: Gebruiker) -> Ronde:
    """A buurt of which plan and execution are done, on 1 December 2028."""
    with op(date(2027, 1, 11)):
        kies(als(wijkmanager), BUURT, begin=date(2027, 1, 11))
        rij = ronde(CYCLUS, BUURT)
        plan = acties.start(stap=stap(rij, "plan"), door=wijkmanager).plan
        assert plan is not None
        maak_plan_met_bewoners(plan, wijkmanager)
        dagelijks()
    with op(date(2028, 12, 1)):
        acties.rond_af(
            stap=stap(rij, "uitvoering-buurt"),
            bevindingen="Klaar.",
            vervolg="",
            einddatum=None,
            vaststellen=True,
            door=wijkmanager,
        )
    return rij


@pytest.mark.eis("DHR-52")
def test_eight_weeks_without_contact_is_told_and_a_signal_ends_it(
    in_contact: Ronde, wijkmanager: Gebruiker
) -> None:
    contact = stap(in_contact, "contact")
    einde = date(2028, 12, 1)
    with op(einde + timedelta(weeks=8)):
        dagelijks()
        assert gemaand(wijkmanager, contact) == []
    with op(einde + timedelta(weeks=8, days=1)):
        dagelijks()
        dagelijks()
        assert gemaand(wijkmanager, contact) == ["contact:2028-12-01"]
        assert any(taak.titel == f"Geen contact: {gebied(BUURT)}" for taak in werkvoorraad(wijkmanager))
        assert "te lang geen contact" in als(wijkmanager).get(contact.get_absolute_url()).content.decode()
        signaal(wijkmanager, BUURT, "openbare-ruimte")
        assert not any("Geen contact" in taak.titel for taak in werkvoorraad(wijkmanager))
        assert "te lang geen contact" not in als(wijkmanager).get(contact.get_absolute_url()).content.decode()
    with op(einde + timedelta(weeks=17)):
        # Lost again: told anew.
        dagelijks()
        assert len(gemaand(wijkmanager, contact)) == 2


def test_a_shielded_signal_is_no_contact_that_is_told(in_contact: Ronde, wijkmanager: Gebruiker) -> None:
    """Not even the day on which it was heard: in a small buurt that tells that there is one (R08)."""
    contact = stap(in_contact, "contact")
    with op(date(2028, 12, 1) + timedelta(weeks=9)):
        signaal(persoon("wijkconcierge", gebied="stad-binnen-de-linie"), BUURT, "zorg")

        pagina = als(wijkmanager).get(contact.get_absolute_url())

        assert "te lang geen contact" in pagina.content.decode()
        assert dict(pagina.context["contact"]["momenten"])["Signaal"] is None
