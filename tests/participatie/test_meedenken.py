"""Wanting to be involved in a published plan or project without an account: asking, confirming, who sees what, and the ways out."""

from __future__ import annotations

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from participatie.acties import meedenken as acties
from participatie.models import Meedenker
from participatie.overzicht import punt_van
from participatie.service import ruim_op
from tests.hulp import gebied, persoon
from tests.participatie.jaaroverzicht.overzichten import gepubliceerd
from tests.participatie.toneel import KERN, adres, als
from wijkagenda.models import Planitem
from wijkwerk.berichten.aanmelden import PER_DAG
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.logboek.models import Logregel
from wijkwerk.mensformulier import begin
from wijkwerk.openbaar import Grens
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.service import Publicatie, trek_in

pytestmark = pytest.mark.django_db
ADRES = "bo@voorbeeld.example"


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests come from one address; the limit has its own."""
    ruim = Grens(f"proef-{uuid.uuid4()}", hoogstens=10_000, per=timedelta(hours=1))
    monkeypatch.setattr("wijkwerk.aanmeldscherm.AANVRAGEN", ruim)
    monkeypatch.setattr("wijkwerk.aanmeldscherm.MISSERS", ruim)


@pytest.fixture
def coordinator(bergen: Profiel) -> Gebruiker:
    return persoon("wijkcoordinator", gebied=KERN)


@pytest.fixture
def item(coordinator: Gebruiker) -> Planitem:
    return gepubliceerd(coordinator)[1]


def formulier(item: Planitem) -> str:
    return reverse("meedenken:begin", args=[KERN, "jaaroverzicht", item.spoor])


def ingevuld(**anders: Any) -> dict[str, Any]:
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        begonnen = begin()
    return {"e_mail": ADRES, "website": "", "begonnen": begonnen} | anders


def post(outbox: list[EmailMessage]) -> list[EmailMessage]:
    """What leaves now."""
    outbox.clear()
    verstuur_klaargezette()
    return list(outbox)


def wil_meedenken(item: Planitem, e_mail: str = ADRES, *, bevestigd: bool = True) -> Meedenker:
    stuk = Publicatie.objects.get()
    punt = punt_van(stuk, item.spoor)
    assert punt is not None
    acties.vraag_aan(e_mail=e_mail, stuk=stuk, punt=punt)
    rij = Meedenker.objects.met_adres(e_mail).get(spoor=item.spoor)
    if bevestigd:
        acties.bevestig(rij)
        rij.refresh_from_db()
    return rij


@pytest.mark.eis("BER-26")
def test_a_resident_without_account_goes_from_the_public_page_to_a_confirmed_address(
    client: Client, item: Planitem, mailoutbox: list[EmailMessage]
) -> None:
    openbaar = client.get(reverse("publiek:punt", args=[KERN, "jaaroverzicht", item.spoor])).text
    assert formulier(item) in openbaar
    assert "Riolering Heereweg" in client.get(formulier(item)).text

    antwoord = client.post(formulier(item), ingevuld())

    assert antwoord.headers["Location"] == reverse("meedenken:verstuurd")
    [mail] = post(mailoutbox)
    link = re.search(r"/meedenken/[\w-]+/", str(mail.body))
    assert link is not None
    kijk = client.get(link[0])
    assert "Wilt u betrokken zijn bij Riolering Heereweg?" in kijk.text
    assert kijk.headers["X-Robots-Tag"] == "noindex, nofollow"
    # Opening the link changes nothing.
    assert not Meedenker.objects.bevestigd().exists()
    bevestigd = client.post(f"{link[0]}bevestiging/", follow=True)
    assert "U wilt betrokken zijn bij Riolering Heereweg" in bevestigd.text
    assert Meedenker.objects.bevestigd().get().e_mail == ADRES


@pytest.mark.eis("BER-26")
def test_who_prepares_it_sees_how_many_and_the_addresses_only_by_right(
    client: Client, coordinator: Gebruiker, item: Planitem
) -> None:
    wil_meedenken(item)
    wil_meedenken(item, "an@voorbeeld.example")
    wil_meedenken(item, "later@voorbeeld.example", bevestigd=False)

    overzicht = als(client, coordinator).get(adres("overzicht")).text
    lijst = client.get(adres("adressen", item.pk))

    assert "Riolering Heereweg: 2 adressen" in overzicht
    assert ADRES not in overzicht
    assert ADRES in lijst.text
    assert "an@voorbeeld.example" in lijst.text
    assert "later@voorbeeld.example" not in lijst.text
    assert "no-store" in lijst.headers["Cache-Control"]
    assert Logregel.objects.filter(door=coordinator, aard="inzage").count() == 2


def test_others_see_neither_the_number_nor_an_address(client: Client, item: Planitem) -> None:
    wil_meedenken(item)

    bewoner = als(client, persoon("bewoner", gebied=KERN)).get(adres("overzicht")).text
    assert "wil meedenken" not in bewoner
    assert client.get(adres("adressen", item.pk)).status_code == 403
    elders = persoon("wijkcoordinator", gebied="egmond-aan-zee")
    assert als(client, elders).get(adres("adressen", item.pk)).status_code == 403
    assert "wil meedenken" not in client.get(adres("overzicht")).text
    opsteller = persoon("projectleider")
    assert "1 adres" in als(client, opsteller).get(adres("overzicht")).text
    assert adres("adressen", item.pk) not in client.get(adres("overzicht")).text
    assert client.get(adres("adressen", item.pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.lees_adressen(rijen=[], plek=Plek(), door=opsteller)


def test_the_address_stands_nowhere_in_the_clear(item: Planitem) -> None:
    rij = wil_meedenken(item)

    with connection.cursor() as cursor:
        cursor.execute("select t::text from participatie_meedenker t")
        [(alles,)] = cursor.fetchall()

    assert ADRES not in alles
    assert ADRES not in str(list(Logregel.objects.values()))
    assert ADRES not in str(rij)


def test_who_is_known_gets_the_same_page_and_another_mail(
    client: Client, item: Planitem, mailoutbox: list[EmailMessage]
) -> None:
    wil_meedenken(item)
    post(mailoutbox)

    antwoord = client.post(formulier(item), ingevuld(e_mail=ADRES.upper()))

    assert antwoord.headers["Location"] == reverse("meedenken:verstuurd")
    [mail] = post(mailoutbox)
    assert "al aangemeld" in mail.subject
    assert Meedenker.objects.count() == 1


def test_an_address_cannot_be_pestered(
    client: Client, item: Planitem, mailoutbox: list[EmailMessage]
) -> None:
    for _ in range(3):
        client.post(formulier(item), ingevuld())
    assert len(post(mailoutbox)) == 1
    bekend = Meedenker.objects.get()
    for _ in range(PER_DAG):
        ander = Meedenker(spoor=uuid.uuid4(), titel="Iets anders", gebied=bekend.gebied)
        ander.zet_sleutel()
        ander.zet_adres("vol@voorbeeld.example")
        ander.save()

    client.post(formulier(item), ingevuld(e_mail="vol@voorbeeld.example"))

    assert post(mailoutbox) == []


def test_entering_it_every_day_neither_mails_again_nor_keeps_it(
    client: Client, item: Planitem, mailoutbox: list[EmailMessage]
) -> None:
    client.post(formulier(item), ingevuld())
    assert len(post(mailoutbox)) == 1
    eerste = timezone.now() - timedelta(days=2)
    Meedenker.objects.update(aangevraagd_op=eerste)
    Bericht.objects.update(moment=timezone.localdate(eerste).isoformat())

    client.post(formulier(item), ingevuld())

    assert post(mailoutbox) == []
    assert Meedenker.objects.get().aangevraagd_op == eerste
    Meedenker.objects.update(aangevraagd_op=timezone.now() - timedelta(days=8))
    client.post(formulier(item), ingevuld())
    assert len(post(mailoutbox)) == 1
    assert timezone.now() - Meedenker.objects.get().aangevraagd_op < timedelta(days=1)


def test_addresses_for_another_area_are_read_there(
    client: Client, coordinator: Gebruiker, item: Planitem
) -> None:
    wil_meedenken(item)
    elders = Meedenker(spoor=item.spoor, titel="x", gebied=gebied("egmond-aan-zee"))
    elders.zet_sleutel()
    elders.zet_adres("elders@voorbeeld.example")
    elders.bevestigd_op = timezone.now()
    elders.save()
    als(client, coordinator)

    lijst = client.get(adres("adressen", item.pk)).text

    assert ADRES in lijst
    assert "elders@voorbeeld.example" not in lijst
    assert "Riolering Heereweg: 1 adres" in client.get(adres("overzicht")).text


def test_an_item_of_two_areas_has_who_is_interested_in_each(item: Planitem) -> None:
    hier = wil_meedenken(item)
    stuk = Publicatie.objects.get()
    punt = punt_van(stuk, item.spoor)
    assert punt is not None
    stuk.gebied = gebied("bergen-aan-zee")

    acties.vraag_aan(e_mail=ADRES, stuk=stuk, punt=punt)

    daar = Meedenker.objects.met_adres(ADRES).exclude(pk=hier.pk).get()
    assert (daar.gebied, daar.spoor) == (gebied("bergen-aan-zee"), item.spoor)
    assert Bericht.objects.filter(soort="meedenken-bevestigen", object_id=daar.pk).exists()


def test_too_many_from_one_network(client: Client, item: Planitem, monkeypatch: pytest.MonkeyPatch) -> None:
    krap = Grens(f"proef-{uuid.uuid4()}", hoogstens=1, per=timedelta(hours=1))
    monkeypatch.setattr("wijkwerk.aanmeldscherm.AANVRAGEN", krap)

    client.post(formulier(item), ingevuld())
    antwoord = client.post(formulier(item), ingevuld(e_mail="an@voorbeeld.example"))

    assert antwoord.status_code == 429
    assert "an@voorbeeld.example" in antwoord.text
    assert Meedenker.objects.count() == 1


def test_programs_and_wrong_addresses_are_refused(client: Client, item: Planitem) -> None:
    for fout in ({"website": "http://x"}, {"e_mail": "geen adres"}, {"begonnen": begin()}):
        assert client.post(formulier(item), ingevuld(**fout)).status_code == 422
    assert not Meedenker.objects.exists()


def test_one_click_ends_it_and_the_address_is_gone(item: Planitem) -> None:
    rij = wil_meedenken(item)
    programma = Client(enforce_csrf_checks=True)
    einde = reverse("meedenken:einde", args=[rij.sleutel])

    assert programma.get(einde).status_code == 200
    assert Meedenker.objects.exists()
    assert "U bent gestopt" in programma.post(einde).text
    assert not Meedenker.objects.exists()
    assert programma.post(einde).status_code == 200
    assert programma.get(einde).status_code == 410
    assert programma.get(reverse("meedenken:kijk", args=["0000-1111"])).status_code == 410


def test_addresses_leave_by_themselves(item: Planitem) -> None:
    oud, nieuw = wil_meedenken(item), wil_meedenken(item, "an@voorbeeld.example")
    wacht = wil_meedenken(item, "later@voorbeeld.example", bevestigd=False)
    Meedenker.objects.filter(pk=oud.pk).update(bevestigd_op=timezone.now() - timedelta(days=360))
    assert ruim_op() == 0

    Meedenker.objects.filter(pk=oud.pk).update(bevestigd_op=timezone.now() - timedelta(days=370))
    Meedenker.objects.filter(pk=wacht.pk).update(aangevraagd_op=timezone.now() - timedelta(days=8))

    assert ruim_op() == 2
    assert Meedenker.objects.get() == nieuw
    assert acties.bevestig(wacht) is None


def test_beheerder_finds_and_removes_an_address(client: Client, item: Planitem) -> None:
    wil_meedenken(item)
    wil_meedenken(item, "an@voorbeeld.example")
    als(client, persoon("beheerder"))

    zoek = client.post("/signalen/melders/", {"contact": ADRES.upper()})
    client.post("/signalen/melders/", {"contact": ADRES, "actie": "wis"})

    assert "meedenken over Riolering Heereweg" in zoek.text
    assert [rij.e_mail for rij in Meedenker.objects.all()] == ["an@voorbeeld.example"]


def test_what_is_withdrawn_or_unknown_asks_for_nothing(
    client: Client, coordinator: Gebruiker, item: Planitem
) -> None:
    punt = reverse("publiek:punt", args=[KERN, "jaaroverzicht", item.spoor])
    vreemd = reverse("meedenken:begin", args=[KERN, "jaaroverzicht", uuid.uuid4()])
    assert client.get(vreemd).status_code == 404
    assert (
        client.get(reverse("meedenken:begin", args=[KERN, "kernovereenkomst", item.spoor])).status_code == 404
    )

    trek_in(publicatie=Publicatie.objects.get(), reden="Een fout.", door=coordinator)

    assert client.get(punt).status_code == 404
    assert client.post(formulier(item), ingevuld()).status_code == 404


def test_number_of_queries_of_the_form(
    client: Client, item: Planitem, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(formulier(item))

    with django_assert_num_queries(2):
        client.get(formulier(item))


@pytest.mark.django_db(transaction=True)
def test_same_form_at_the_same_moment_is_one_row(bergen: Profiel) -> None:
    _, item = gepubliceerd(persoon("wijkcoordinator", gebied=KERN))
    samen = Barrier(2)

    def vraag(_: int) -> None:
        samen.wait()
        try:
            wil_meedenken(item, bevestigd=False)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as draden:
        list(draden.map(vraag, range(2)))

    assert Meedenker.objects.count() == 1
