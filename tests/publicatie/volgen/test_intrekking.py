"""What a follower hears of what was withdrawn, and of what changes nothing for a reader."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.mail import EmailMessage, EmailMultiAlternatives

from tests.publicatie.plaatsing import geplaatst
from tests.publicatie.volgen.volgers import maak_volger, met_stand, post
from tests.publicatie.voorbeeld import OPGAVE, item
from wijkagenda.models import Plan
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.service import trek_in
from wijkwerk.publicatie.tasks import vertel_volgers

pytestmark = pytest.mark.django_db


def test_withdrawn_is_told_without_what_stood_there(
    plan: Publicatie, adviseur: Gebruiker, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    maak_volger()
    klok.shift(timedelta(days=8))
    trek_in(publicatie=plan, reden="Er stond een fout bedrag in.", door=adviseur)
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    [mail] = post(mailoutbox)

    assert "Ingetrokken: Wijkactieplan Brouwhuis, nummer 1" in str(mail.body)
    assert "Er stond een fout bedrag in." in str(mail.body)
    assert plan.titel not in str(mail.body)


def test_placed_and_withdrawn_before_anybody_heard_is_no_mail(
    plan: Publicatie, adviseur: Gebruiker, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    maak_volger()
    klok.shift(timedelta(days=8))
    fout = met_stand("knelpunt")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()
    trek_in(publicatie=fout, reden="Vergissing.", door=adviseur)

    assert post(mailoutbox) == []
    assert Bericht.objects.get().stand == Bericht.Stand.INGETROKKEN


def test_withdrawn_just_before_a_round_is_told_the_next_round(
    plan: Publicatie, adviseur: Gebruiker, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    maak_volger()
    klok.shift(timedelta(days=8))
    trek_in(publicatie=plan, reden="Er stond een fout bedrag in.", door=adviseur)
    klok.shift(timedelta(minutes=2))
    vertel_volgers()
    assert post(mailoutbox) == []
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    assert len(post(mailoutbox)) == 1


def test_what_changes_nothing_for_a_reader_costs_no_silent_week(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    maak_volger()
    klok.shift(timedelta(days=8))
    geplaatst(aard="voortgang", ding=Plan(pk=1))
    klok.shift(timedelta(minutes=10))
    vertel_volgers()
    assert post(mailoutbox) == []
    met_stand("knelpunt")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    assert len(post(mailoutbox)) == 1


@pytest.mark.parametrize("openbaar", ["niet", "partijen", "raad"])
def test_no_word_of_what_is_not_for_everybody(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller, openbaar: str
) -> None:
    maak_volger()
    klok.shift(timedelta(days=8))
    geplaatst(openbaar=openbaar, titel="GEHEIMPLAN", items=(item(OPGAVE, "9", titel="GEHEIMPUNT"),))
    klok.shift(timedelta(minutes=10))
    vertel_volgers()
    assert post(mailoutbox) == []
    klok.shift(timedelta(days=8))
    met_stand("knelpunt")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    [mail] = post(mailoutbox)

    assert isinstance(mail, EmailMultiAlternatives)
    assert "GEHEIM" not in f"{mail.subject} {mail.body} {mail.alternatives[0][0]!r}"
