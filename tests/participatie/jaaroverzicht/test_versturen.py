"""The yearly overview is sent: what was published, to whom, with a log."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.test import Client

from participatie import acties
from participatie.models import Belangstelling, Verzending
from participatie.overzicht import verzend_voor
from participatie.service import werkvoorraad
from tests.hulp import gebied, persoon
from tests.participatie.jaaroverzicht.overzichten import gepubliceerd
from tests.participatie.toneel import KERN, adres, als, klachten, lid, vereniging
from tests.wijkagenda.plannen import al_vastgesteld
from wijkagenda.models import Plan
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.service import Publicatie, trek_in
from wijkwerk.wijken.models import Partij

pytestmark = pytest.mark.django_db


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
