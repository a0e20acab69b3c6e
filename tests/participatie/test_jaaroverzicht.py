"""The yearly overview: relevance per area, sending with a log, wanting to be involved, and the answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participatie import acties
from participatie.models import Belangstelling, Relevantie, Verzending
from participatie.overzicht import verzend_voor
from participatie.service import herinneringen, niet_publiceren, ruim_op, werkvoorraad
from tests.hulp import gebied, persoon
from tests.participatie.toneel import KERN, adres, als, klachten, lid, vereniging
from tests.wijkagenda.plannen import al_vastgesteld, bundel_als_nodig, kort_plan, schrijf, voeg
from wijkagenda import acties as plannen
from wijkagenda.bevriezen import maak_inhoud
from wijkagenda.models import Plan, Planitem
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import maak_herinneringen, verstuur_klaargezette
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.service import Publicatie, trek_in
from wijkwerk.wijken.models import Partij

pytestmark = pytest.mark.django_db
VELDEN = {"afdeling": "Openbare ruimte", "fase": "voorbereiding", "planning": "Najaar"}


@pytest.fixture
def coordinator(bergen: Profiel) -> Gebruiker:
    return persoon("wijkcoordinator", gebied=KERN)


def plan_met(coordinator: Gebruiker, *gebieden: str) -> tuple[Plan, Planitem]:
    """An overview in the making with one project that names these areas, ready but for the judgment."""
    plan = kort_plan("jaaroverzicht", KERN, coordinator)
    item = voeg(
        plan,
        "plan-of-project",
        "Riolering Heereweg",
        coordinator,
        velden=VELDEN,
        gebieden=[gebied(naam) for naam in gebieden],
    )
    plannen.neem_op(item=item, door=coordinator)
    bundel_als_nodig(plan, coordinator)
    schrijf(plan, coordinator)
    plan.refresh_from_db()
    return plan, item


def gepubliceerd(coordinator: Gebruiker) -> tuple[Plan, Planitem]:
    plan = al_vastgesteld(
        "jaaroverzicht",
        KERN,
        coordinator,
        ("plan-of-project", "Riolering Heereweg"),
    )
    item = plan.items.get()
    item.velden = VELDEN
    item.save()
    plannen.publiceer(plan=plan, bevestigd=set(), door=coordinator)
    plan.refresh_from_db()
    return plan, item


# --- relevance


@pytest.mark.eis("BER-47")
def test_each_item_is_judged_for_each_area_before_the_overview_goes_on(
    client: Client, coordinator: Gebruiker
) -> None:
    plan, item = plan_met(coordinator, KERN, "egmond-aan-zee")
    eerst = klachten(plannen.draag_voor, plan=plan, door=coordinator)
    assert eerst == ["Toets eerst het belang voor de gebieden (2 keer): “Riolering Heereweg”."]
    als(client, coordinator)
    hier, daar = (f"toets-{item.pk}-{gebied(naam).pk}" for naam in (KERN, "egmond-aan-zee"))

    zonder = client.post(adres("toets", plan.pk), {hier: "ja", daar: "nee"})
    assert zonder.status_code == 422
    assert zonder.context["form"].has_error(f"{daar}-waarom")
    client.post(adres("toets", plan.pk), {hier: "ja", daar: "nee", f"{daar}-waarom": "Daar ligt geen riool."})

    gegeven = {rij.gebied.sleutel: (rij.relevant, rij.toelichting) for rij in Relevantie.objects.all()}
    assert gegeven == {KERN: (True, ""), "egmond-aan-zee": (False, "Daar ligt geen riool.")}
    assert [rij.sleutel for rij in item.gebieden.all()] == [KERN]
    assert plannen.draag_voor(plan=plan, door=coordinator).stand == "voorgedragen"


@pytest.mark.eis("BER-30")
@pytest.mark.parametrize("fase", ["niet", "nog niet"])
def test_what_is_not_or_not_yet_taken_up_says_why(client: Client, coordinator: Gebruiker, fase: str) -> None:
    plan = kort_plan("jaaroverzicht", KERN, coordinator)
    item = voeg(
        plan,
        "plan-of-project",
        "Riolering Heereweg",
        coordinator,
        velden=VELDEN | {"fase": fase},
        gebieden=[gebied(KERN)],
    )
    naar = reverse("wijkagenda:opname", args=[plan.pk, item.pk])
    als(client, coordinator)

    geweigerd = client.post(naar)
    item.refresh_from_db()
    assert item.stand == Planitem.Stand.VOORGENOMEN
    assert geweigerd.status_code == 422
    assert "waarom niet of nog niet" in " ".join(map(str, geweigerd.context["klachten"])).lower()

    item.velden = {**item.velden, "waarom-niet": "Het geld is er pas volgend jaar."}
    item.save(update_fields=["velden"])
    client.post(naar)
    item.refresh_from_db()
    assert item.stand == Planitem.Stand.OPGENOMEN
    bundel_als_nodig(plan, coordinator)
    blok = maak_inhoud(plan).opgenomen()[0]
    assert "Het geld is er pas volgend jaar." in [veld.waarde for veld in blok.velden]


@pytest.mark.eis("BER-47")
def test_a_judgment_can_be_changed_while_the_overview_is_made(coordinator: Gebruiker) -> None:
    _, item = plan_met(coordinator, KERN)
    hier = gebied(KERN)
    toets: dict[str, Any] = {"item": item, "gebied": hier, "door": coordinator}
    acties.toets_relevantie(relevant=False, toelichting="Toch niet.", **toets)
    assert not item.gebieden.exists()

    acties.toets_relevantie(relevant=True, toelichting="", **toets)

    assert item.gebieden.get() == hier
    assert Relevantie.objects.get().relevant


@pytest.mark.eis("BER-47")
def test_an_area_that_was_judged_no_does_not_come_back_unseen(coordinator: Gebruiker) -> None:
    plan, item = plan_met(coordinator, KERN, "egmond-aan-zee")
    daar = gebied("egmond-aan-zee")
    toets: dict[str, Any] = {"item": item, "door": coordinator}
    acties.toets_relevantie(gebied=gebied(KERN), relevant=True, toelichting="", **toets)
    acties.toets_relevantie(gebied=daar, relevant=False, toelichting="Geen riool.", **toets)

    item.gebieden.add(daar)

    assert klachten(plannen.draag_voor, plan=plan, door=coordinator) == [
        "Toets eerst het belang voor de gebieden (1 keer): “Riolering Heereweg”."
    ]


@pytest.mark.eis("BER-47")
def test_what_does_not_matter_here_or_names_no_area_does_not_go_on(coordinator: Gebruiker) -> None:
    plan, item = plan_met(coordinator, KERN)
    acties.toets_relevantie(
        item=item, gebied=gebied(KERN), relevant=False, toelichting="Toch niet.", door=coordinator
    )
    hier_niet = klachten(plannen.draag_voor, plan=plan, door=coordinator)
    Relevantie.objects.all().delete()
    zonder = klachten(plannen.draag_voor, plan=plan, door=coordinator)

    assert hier_niet == [
        f"Niet van belang voor {gebied(KERN)}, maar het staat er nog in: “Riolering Heereweg”."
    ]
    assert zonder == ["Zet erbij voor welke gebieden dit van belang is: “Riolering Heereweg”."]


def test_who_does_not_make_the_overview_judges_nothing(client: Client, coordinator: Gebruiker) -> None:
    plan, item = plan_met(coordinator, KERN)
    elders = persoon("wijkcoordinator", gebied="egmond-aan-zee")

    assert als(client, elders).get(adres("toets", plan.pk)).status_code == 404
    assert als(client, persoon("management")).get(adres("toets", plan.pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.toets_relevantie(
            item=item, gebied=gebied(KERN), relevant=True, toelichting="", door=persoon("management")
        )


def test_an_area_that_the_item_does_not_name_is_not_judged(coordinator: Gebruiker) -> None:
    _, item = plan_met(coordinator, KERN)

    assert klachten(
        acties.toets_relevantie,
        item=item,
        gebied=gebied("egmond-aan-zee"),
        relevant=True,
        toelichting="",
        door=coordinator,
    ) == ["Dit punt noemt dit gebied niet."]


def test_other_plans_ask_no_such_judgment(coordinator: Gebruiker, client: Client) -> None:
    plan = al_vastgesteld("kernovereenkomst", KERN, coordinator)

    assert als(client, coordinator).get(adres("toets", plan.pk)).status_code == 404


# --- sending


@pytest.mark.eis("BER-31", "BER-45")
def test_in_january_it_is_sent_to_the_associations_and_kept_to_whom(
    client: Client, coordinator: Gebruiker
) -> None:
    bestuurslid = lid()
    per_mail = Partij.objects.create(
        sleutel="groep", naam="Buurtgroep", soort="bewonersgroep", e_mail="groep@voorbeeld.example"
    )
    per_mail.gebieden.set([gebied(KERN)])
    plan, _ = gepubliceerd(coordinator)
    [taak] = [taak for taak in werkvoorraad(coordinator) if taak.knop == "Verstuur"]
    assert taak.uiterlijk == verzend_voor(plan) == date(plan.periode_van.year, 1, 31)

    als(client, coordinator).post(taak.url)

    rijen = {rij.partij.naam: rij for rij in Verzending.objects.all()}
    assert rijen["Vereniging Voorbeeld"].wijze == "bericht"
    assert rijen["Buurtgroep"].wijze == "e-mail"
    assert all(rij.door == coordinator for rij in rijen.values())
    assert Bericht.objects.filter(soort="jaaroverzicht-verstuurd", ontvanger=bestuurslid).count() == 1
    assert "Buurtgroep" in client.get(adres("overzicht")).text
    assert not [taak for taak in werkvoorraad(coordinator) if taak.knop == "Verstuur"]
    assert klachten(acties.verzend, plan=plan, door=coordinator) == ["Iedereen heeft dit overzicht al."]


@pytest.mark.eis("BER-45")
def test_a_party_with_only_an_address_gets_the_public_page(
    coordinator: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    adres_van = "groep@voorbeeld.example"
    per_mail = Partij.objects.create(
        sleutel="groep", naam="Buurtgroep", soort="bewonersgroep", e_mail=adres_van
    )
    per_mail.gebieden.set([gebied(KERN)])
    plan, _ = gepubliceerd(coordinator)
    acties.verzend(plan=plan, door=coordinator)

    verstuur_klaargezette()

    [mail] = [mail for mail in mailoutbox if mail.to == [adres_van]]
    assert Publicatie.objects.get().get_absolute_url() in str(mail.body)


@pytest.mark.eis("BER-45")
def test_whom_no_message_reaches_is_told_otherwise_and_how(coordinator: Gebruiker) -> None:
    vereniging()
    plan, _ = gepubliceerd(coordinator)
    assert "Vereniging Voorbeeld" in klachten(acties.verzend, plan=plan, door=coordinator)[0]

    [rij] = acties.verzend(plan=plan, door=coordinator, anders="Op papier gebracht.")

    assert (rij.wijze, rij.anders) == ("anders", "Op papier gebracht.")


def test_before_it_is_published_and_by_others_it_is_not_sent(client: Client, coordinator: Gebruiker) -> None:
    lid()
    plan = al_vastgesteld("jaaroverzicht", KERN, coordinator)

    assert klachten(acties.verzend, plan=plan, door=coordinator) == ["Publiceer het overzicht eerst."]
    with pytest.raises(PermissionDenied):
        acties.verzend(plan=plan, door=persoon("management"))
    assert als(client, persoon("management")).get(adres("verzending", plan.pk)).status_code == 403


def test_what_was_withdrawn_is_neither_read_nor_sent_nor_of_interest(
    client: Client, coordinator: Gebruiker
) -> None:
    lid()
    bewoner = persoon("bewoner", gebied=KERN)
    plan, item = gepubliceerd(coordinator)
    assert "Riolering Heereweg" in als(client, bewoner).get(adres("overzicht")).text

    trek_in(publicatie=Publicatie.objects.get(), reden="Een fout.", door=coordinator)

    assert "Riolering Heereweg" not in client.get(adres("overzicht")).text
    assert client.get(adres("belangstelling", item.pk)).status_code == 404
    assert client.post(adres("belangstelling", item.pk)).status_code == 404
    assert als(client, coordinator).post(adres("verzending", plan.pk), {}).status_code == 422
    assert not Verzending.objects.exists()
    assert not [taak for taak in werkvoorraad(coordinator) if taak.knop == "Verstuur"]


# --- wanting to be involved


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


# --- what is read and sent is what was published


@pytest.mark.eis("BER-31", "BER-45")
def test_what_is_read_and_sent_is_the_publication_and_not_the_plan(
    client: Client, coordinator: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    groep = Partij.objects.create(
        sleutel="groep", naam="Buurtgroep", soort="bewonersgroep", e_mail="groep@voorbeeld.example"
    )
    groep.gebieden.set([gebied(KERN)])
    plan, item = gepubliceerd(coordinator)
    item.titel, item.velden = "Iets heel anders", {"planning": "Nooit"}
    item.save()
    Plan.objects.filter(pk=plan.pk).update(titel="Een andere naam")

    [rij] = acties.verzend(plan=plan, door=coordinator)
    verstuur_klaargezette()
    pagina = als(client, persoon("bewoner", gebied=KERN)).get(adres("overzicht")).text

    stuk = Publicatie.objects.get()
    assert rij.publicatie == stuk
    assert stuk.get_absolute_url() in str(mailoutbox[-1].body)
    assert "Riolering Heereweg" in pagina
    assert "Najaar" in pagina
    assert not any(woord in pagina for woord in ("Iets heel anders", "Nooit", "Een andere naam"))
    client.post(adres("belangstelling", item.pk), {"vraag": ""})
    assert Belangstelling.objects.get().titel == "Riolering Heereweg"


def test_what_was_sent_and_withdrawn_before_it_left_is_not_mailed(
    coordinator: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    groep = Partij.objects.create(
        sleutel="groep", naam="Buurtgroep", soort="bewonersgroep", e_mail="groep@voorbeeld.example"
    )
    groep.gebieden.set([gebied(KERN)])
    plan, _ = gepubliceerd(coordinator)
    acties.verzend(plan=plan, door=coordinator)
    trek_in(publicatie=Publicatie.objects.get(), reden="Een fout.", door=coordinator)

    verstuur_klaargezette()

    assert not [mail for mail in mailoutbox if mail.to == ["groep@voorbeeld.example"]]
