"""Wanting to be involved in what the overview announces, and the answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participatie import acties
from participatie.models import Belangstelling
from participatie.overzicht import verzend_voor
from participatie.service import herinneringen, niet_publiceren, ruim_op, werkvoorraad
from tests.hulp import persoon
from tests.participatie.jaaroverzicht.overzichten import gepubliceerd, plan_met
from tests.participatie.toneel import KERN, adres, als, klachten, lid
from tests.wijkagenda.plannen import al_vastgesteld
from wijkagenda import acties as plannen
from wijkagenda.models import Plan
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import maak_herinneringen, verstuur_klaargezette
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.mark.eis("BER-26")
def test_a_resident_reads_what_comes_and_says_what_to_be_involved_in(
    client: Client, coordinator: Gebruiker
) -> None:
    bewoner = persoon("bewoner", gebied=KERN)
    _, item = gepubliceerd(coordinator)
    pagina = als(client, bewoner).get(adres("overzicht")).text
    for woord in ("Riolering Heereweg", "voorbereiding", "Najaar"):
        assert woord in pagina

    client.post(adres("belangstelling", item.pk), {"vraag": ""})
    gezegd = client.post(adres("belangstelling", item.pk), {"vraag": "Blijft de straat open?"}, follow=True)
    assert "Wie eraan werkt ziet dat er belangstelling is." in gezegd.text
    assert "U hoort het als" not in gezegd.text
    nog_een = client.post(adres("belangstelling", item.pk), {"vraag": "Nog eens."})
    assert nog_een.status_code == 422
    assert "U stelde hierover al een vraag." in nog_een.text

    rij = Belangstelling.objects.get()
    assert (rij.spoor, rij.gebruiker, rij.vraag) == (item.spoor, bewoner, "Blijft de straat open?")
    assert "U wilt betrokken zijn" in client.get(adres("overzicht")).text
    werk = als(client, coordinator).get(adres("overzicht")).text
    assert "Een bewoner: Riolering Heereweg" in werk
    assert bewoner.naam not in werk


@pytest.mark.eis("BER-26")
def test_a_question_with_it_is_answered(client: Client, coordinator: Gebruiker) -> None:
    bestuurslid = lid()
    _, item = gepubliceerd(coordinator)
    rij = acties.toon_belangstelling(item=item, door=bestuurslid, vraag="Wanneer begint het?")
    [taak] = [taak for taak in werkvoorraad(coordinator) if taak.knop == "Geef antwoord"]
    als(client, coordinator)
    assert client.post(taak.url, {"antwoord": ""}).status_code == 422

    client.post(taak.url, {"antwoord": "In oktober."})

    assert rij.van == "Vereniging Voorbeeld"
    assert Bericht.objects.filter(soort="belangstelling-beantwoord", ontvanger=bestuurslid).exists()
    assert "In oktober." in als(client, bestuurslid).get(adres("overzicht")).text
    rij.refresh_from_db()
    assert klachten(acties.beantwoord, belangstelling=rij, antwoord="Nee.", door=coordinator) == [
        "Hierop is al geantwoord."
    ]


def test_an_official_who_is_interested_is_no_resident_and_no_question_is_published(
    client: Client, coordinator: Gebruiker
) -> None:
    _, item = gepubliceerd(coordinator)
    als(client, persoon("afdeling")).post(adres("belangstelling", item.pk), {"vraag": "Wie betaalt het?"})

    assert Belangstelling.objects.get().van != "een bewoner"
    assert "Een bewoner" not in als(client, coordinator).get(adres("overzicht")).text
    assert niet_publiceren(frozenset({item.plan.gebied_id})) == ([], ["Wie betaalt het?"])


@pytest.mark.eis("BER-31")
def test_who_makes_the_overview_is_reminded_to_send_it(
    coordinator: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    lid()
    plan, _ = gepubliceerd(coordinator)
    uiterlijk = verzend_voor(plan)
    assert uiterlijk is not None
    assert not list(herinneringen(uiterlijk - timedelta(days=25)))
    [rij] = [rij for rij in herinneringen(uiterlijk) if rij.ontvanger == coordinator]
    assert (rij.uiterlijk, rij.titel) == (uiterlijk, f"Verstuur: {plan}")
    verstuur_klaargezette()
    mailoutbox.clear()

    # The month is past: who forgot it hears it today, by mail.
    Plan.objects.filter(pk=plan.pk).update(periode_van=date(uiterlijk.year - 1, 1, 1))
    ochtend = datetime.combine(plus_werkdagen(timezone.localdate(), 1), time(9), tzinfo=UTC)
    with time_machine.travel(ochtend, tick=False):
        maak_herinneringen()
        verstuur_klaargezette()

    assert any(f"Verstuur: {plan}" in str(mail.body) for mail in mailoutbox if mail.to == [coordinator.email])
    acties.verzend(plan=plan, door=coordinator)
    assert not list(herinneringen(uiterlijk))


def test_others_neither_see_nor_answer_nor_withdraw_it(client: Client, coordinator: Gebruiker) -> None:
    bewoner, buur = persoon("bewoner", gebied=KERN), persoon("bewoner", gebied=KERN)
    _, item = gepubliceerd(coordinator)
    rij = acties.toon_belangstelling(item=item, door=bewoner, vraag="Blijft de straat open?")
    als(client, buur)

    assert "Blijft de straat open?" not in client.get(adres("overzicht")).text
    assert client.get(adres("antwoord", rij.pk)).status_code == 404
    assert client.post(adres("belangstelling-weg", rij.pk)).status_code == 404
    assert als(client, bewoner).get(adres("antwoord", rij.pk)).status_code == 403
    elders = als(client, persoon("wijkcoordinator", gebied="egmond-aan-zee"))
    assert elders.get(adres("antwoord", rij.pk)).status_code == 404


def test_who_changes_their_mind_is_forgotten_and_so_is_everybody_in_the_end(
    client: Client, coordinator: Gebruiker
) -> None:
    bewoner = persoon("bewoner", gebied=KERN)
    _, item = gepubliceerd(coordinator)
    rij = acties.toon_belangstelling(item=item, door=bewoner)
    als(client, bewoner).post(adres("belangstelling-weg", rij.pk))
    assert not Belangstelling.objects.exists()

    rij = acties.toon_belangstelling(item=item, door=bewoner)
    Belangstelling.objects.filter(pk=rij.pk).update(op=timezone.now() - timedelta(days=360))
    assert ruim_op() == 0
    Belangstelling.objects.filter(pk=rij.pk).update(op=timezone.now() - timedelta(days=370))

    assert ruim_op() == 1


def test_what_is_not_published_is_of_interest_to_nobody_yet(client: Client, coordinator: Gebruiker) -> None:
    _, item = plan_met(coordinator, KERN)
    als(client, persoon("bewoner", gebied=KERN))

    assert "Riolering" not in client.get(adres("overzicht")).text
    assert client.get(adres("belangstelling", item.pk)).status_code == 404
    assert klachten(acties.toon_belangstelling, item=item, door=persoon("bewoner", gebied=KERN)) == [
        "Dit staat niet in het overzicht."
    ]


def test_a_municipality_without_an_overview_has_no_such_page(client: Client, etten_leur: Profiel) -> None:
    assert als(client, persoon("vakambtenaar")).get(adres("overzicht")).status_code == 404


def test_the_overview_costs_the_same_with_more_items(client: Client, coordinator: Gebruiker) -> None:
    gepubliceerd(coordinator)
    als(client, coordinator)
    client.get(adres("overzicht"))
    with CaptureQueriesContext(connection) as een:
        client.get(adres("overzicht"))
    Plan.objects.update(stand=Plan.Stand.VERVANGEN)
    veel_punten = [("plan-of-project", f"Project {nummer}") for nummer in range(5)]
    plan = al_vastgesteld("jaaroverzicht", KERN, coordinator, *veel_punten)
    plannen.publiceer(plan=plan, bevestigd=set(), door=coordinator)
    with CaptureQueriesContext(connection) as veel:
        pagina = client.get(adres("overzicht"))

    assert "Project 4" in pagina.text
    assert len(een) == len(veel)
