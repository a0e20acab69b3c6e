"""Following by mail: asking and confirming."""

from __future__ import annotations

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from tests.hulp import gebied
from tests.publicatie.volgen.volgers import ADRES, START, URL, ingevuld, maak_volger, post
from wijkwerk.berichten.aanmelden import PER_DAG
from wijkwerk.berichten.models import Bericht
from wijkwerk.logboek.models import Logregel
from wijkwerk.mensformulier import begin
from wijkwerk.openbaar import Grens
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.models import Publicatie, Volger
from wijkwerk.publicatie.service import ruim_volgers_op
from wijkwerk.publicatie.volgen import acties

pytestmark = pytest.mark.django_db


def _link(mail: EmailMessage) -> str:
    """The path of the page of this follower."""
    gevonden = re.search(r"/nieuwsmail/[\w-]+/", str(mail.body))
    assert gevonden is not None
    return gevonden[0]


# --- asking and confirming


def test_entering_it_every_day_neither_mails_again_nor_keeps_it(
    client: Client, plan: Publicatie, klok: time_machine.Traveller, mailoutbox: list[EmailMessage]
) -> None:
    client.post(URL, ingevuld())
    assert len(post(mailoutbox)) == 1
    for _ in range(7):
        klok.shift(timedelta(hours=23))
        client.post(URL, ingevuld())
        assert post(mailoutbox) == []
    assert Volger.objects.get().aangevraagd_op == START

    klok.shift(timedelta(hours=23))
    assert ruim_volgers_op() == 1
    client.post(URL, ingevuld())
    assert len(post(mailoutbox)) == 1


def test_opening_the_link_changes_nothing_and_the_button_confirms(
    client: Client, plan: Publicatie, mailoutbox: list[EmailMessage]
) -> None:
    pagina = client.get(f"{URL}?gebied=brouwhuis")
    antwoord = client.post(URL, ingevuld())
    assert 'value="brouwhuis" selected' in pagina.text
    assert antwoord.headers["Location"] == f"{URL}verstuurd/"
    [mail] = post(mailoutbox)
    link = _link(mail)

    kijk = client.get(link)
    assert "Wilt u Brouwhuis volgen?" in kijk.text
    assert kijk.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert not Volger.objects.bevestigd().exists()
    assert client.get(f"{link}bevestiging/").status_code == 405
    klaar = client.post(f"{link}bevestiging/", follow=True)

    assert mail.to == [ADRES]
    assert "Brouwhuis" in mail.subject
    assert "U volgt Brouwhuis" in klaar.text
    volger = Volger.objects.bevestigd().get()
    assert client.post(f"{link}bevestiging/").status_code == 302
    volger.refresh_from_db()
    assert Logregel.objects.filter(stap="volger.bevestigen").count() == 1


def test_address_stands_nowhere_in_the_clear(plan: Publicatie) -> None:
    volger = maak_volger()

    assert volger.e_mail == ADRES
    rij = Volger.objects.filter(pk=volger.pk).values().get()
    for waarde in [*rij.values(), *Bericht.objects.values_list("context", flat=True), str(volger)]:
        assert ADRES not in str(bytes(waarde) if isinstance(waarde, memoryview) else waarde)
    assert ADRES not in str(list(Logregel.objects.values()))


def test_who_follows_already_gets_the_same_page_and_another_mail(
    client: Client, plan: Publicatie, mailoutbox: list[EmailMessage]
) -> None:
    eerste = client.post(URL, ingevuld())
    post(mailoutbox)
    maak_volger()
    nog_eens = client.post(URL, ingevuld(e_mail=f" {ADRES.upper()}"))
    [mail] = post(mailoutbox)

    assert (eerste.status_code, eerste.headers["Location"]) == (
        nog_eens.status_code,
        nog_eens.headers["Location"],
    )
    assert "al" in mail.subject.split()
    assert Volger.objects.count() == 1
    client.post(URL, ingevuld())
    assert post(mailoutbox) == []


def test_an_address_cannot_be_pestered(
    client: Client, plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    wijken = [
        "brouwhuis",
        "dierdonk",
        "brandevoort",
        "helmond-oost",
        "helmond-noord",
        "helmond-centrum",
        "mierlo-hout",
    ]
    for waar in wijken:
        acties.vraag_aan(e_mail=ADRES, gebied=gebied(waar))
        acties.vraag_aan(e_mail=ADRES, gebied=gebied(waar))

    assert len(post(mailoutbox)) == PER_DAG
    klok.shift(timedelta(days=2))
    acties.vraag_aan(e_mail=ADRES, gebied=gebied("mierlo-hout"))
    assert len(post(mailoutbox)) == 1


def test_one_row_per_address_and_gebied(plan: Publicatie) -> None:
    volger = maak_volger()
    tweede = Volger(gebied=volger.gebied)
    tweede.zet_sleutel()
    tweede.zet_adres(ADRES)

    with pytest.raises(IntegrityError, match="volger_eenmaal"), transaction.atomic():
        tweede.save()
    tweede.gebied, tweede.bevestigd_op = None, timezone.now()
    with pytest.raises(IntegrityError, match="volger_bevestigd_compleet"), transaction.atomic():
        tweede.save()


def test_who_follows_everything_gets_one_mail_and_not_two(
    plan: Publicatie, mailoutbox: list[EmailMessage]
) -> None:
    maak_volger()
    maak_volger(None)

    assert Volger.objects.get().gebied is None
    acties.vraag_aan(e_mail=ADRES, gebied=gebied("dierdonk"))
    [mail] = post(mailoutbox)
    assert mail.subject == "U volgt alle wijken al"


def test_without_confirmation_the_address_leaves_by_itself(
    client: Client, plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    client.post(URL, ingevuld())
    link = _link(post(mailoutbox)[0])
    blijft = maak_volger("dierdonk", "an@voorbeeld.example")
    klok.shift(timedelta(days=7, minutes=1))

    assert client.get(link).status_code == 410
    assert client.post(f"{link}bevestiging/").status_code == 410
    assert ruim_volgers_op() == 1
    assert ruim_volgers_op() == 0
    assert list(Volger.objects.all()) == [blijft]


def test_programs_and_wrong_addresses_are_refused(client: Client, plan: Publicatie) -> None:
    te_snel = client.post(URL, ingevuld(begonnen=begin()))
    vol = client.post(URL, ingevuld(website="http://koop.example"))
    fout = client.post(URL, ingevuld(e_mail="geen adres"))
    onbekend = client.post(URL, ingevuld(gebied="dierdonk"))

    assert [a.status_code for a in (te_snel, vol, fout, onbekend)] == [422] * 4
    assert 'value="geen adres"' in fout.text
    assert not Volger.objects.exists()


def test_too_many_from_one_network(client: Client, plan: Publicatie, monkeypatch: pytest.MonkeyPatch) -> None:
    krap = Grens(f"proef-{uuid.uuid4()}", hoogstens=1, per=timedelta(hours=1))
    monkeypatch.setattr("wijkwerk.aanmeldscherm.AANVRAGEN", krap)
    monkeypatch.setattr("wijkwerk.aanmeldscherm.MISSERS", krap)

    assert client.post(URL, ingevuld()).status_code == 302
    te_veel = client.post(URL, ingevuld(e_mail="an@voorbeeld.example"))
    assert te_veel.status_code == 429
    assert "an@voorbeeld.example" in te_veel.text
    assert client.get(f"{URL}0000-0000/").status_code == 429


# --- at the same moment


@pytest.mark.django_db(transaction=True)
def test_same_form_at_the_same_moment_is_one_row_and_one_mail(helmond: Profiel) -> None:
    samen = Barrier(2)

    def vraag() -> None:
        try:
            samen.wait(10)
            acties.vraag_aan(e_mail=ADRES, gebied=gebied("brouwhuis"))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as draden:
        for taak in [draden.submit(vraag) for _ in range(2)]:
            taak.result()

    assert Volger.objects.count() == 1
    assert Bericht.objects.filter(soort=acties.VOLGEN.bevestigen).count() == 1
