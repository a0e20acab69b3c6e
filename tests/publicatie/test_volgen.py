"""Following by mail: asking, confirming, what is told and when, and the ways out."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.hulp import gebied, persoon
from tests.publicatie.plaatsing import geplaatst
from tests.publicatie.voorbeeld import ACTIE, OPGAVE, afspraak, inhoud, item
from wijkagenda.models import Plan
from wijkwerk.berichten.aanmelden import PER_DAG
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.mensformulier import begin
from wijkwerk.openbaar import Grens
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.models import Publicatie, Volger
from wijkwerk.publicatie.service import ruim_volgers_op, trek_in
from wijkwerk.publicatie.tasks import vertel_volgers
from wijkwerk.publicatie.volgen import acties

pytestmark = pytest.mark.django_db
URL = "/nieuwsmail/"
ADRES = "bo@voorbeeld.example"
# A Monday, by day.
START = datetime.fromisoformat("2027-03-08T10:00+01:00")


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests come from one address; the limit has its own."""
    ruim = Grens(f"proef-{uuid.uuid4()}", hoogstens=10_000, per=timedelta(hours=1))
    monkeypatch.setattr("wijkwerk.aanmeldscherm.AANVRAGEN", ruim)
    monkeypatch.setattr("wijkwerk.aanmeldscherm.MISSERS", ruim)


@pytest.fixture
def klok() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as klok:
        yield klok


@pytest.fixture
def plan(klok: time_machine.Traveller, adviseur: Gebruiker) -> Publicatie:
    return geplaatst(adviseur, ding=Plan(pk=1))


def _ingevuld(**anders: Any) -> dict[str, Any]:
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        begonnen = begin()
    return {"gebied": "brouwhuis", "e_mail": ADRES, "website": "", "begonnen": begonnen} | anders


def _post(outbox: list[EmailMessage]) -> list[EmailMessage]:
    """What leaves now."""
    outbox.clear()
    verstuur_klaargezette()
    return list(outbox)


def _link(mail: EmailMessage) -> str:
    """The path of the page of this follower."""
    gevonden = re.search(r"/nieuwsmail/[\w-]+/", str(mail.body))
    assert gevonden is not None
    return gevonden[0]


def _volgt(waar: str | None = "brouwhuis", e_mail: str = ADRES) -> Volger:
    """Somebody who follows since now."""
    plek = gebied(waar) if waar else None
    acties.vraag_aan(e_mail=e_mail, gebied=plek)
    volger = acties.bevestig(volger=Volger.objects.met_adres(e_mail).get(gebied=plek))
    Bericht.objects.all().delete()
    assert volger is not None
    return volger


def _stand(over: str, **anders: Any) -> Publicatie:
    """A new state of the plan in which one promise stands otherwise."""
    nieuw = [
        rij.model_copy(update={"afspraak": afspraak(stand=over, stand_woord=over.capitalize())})
        if rij.spoor == ACTIE
        else rij
        for rij in inhoud().items
    ]
    return geplaatst(aard="voortgang", ding=Plan(pk=1), items=tuple(nieuw), **anders)


# --- asking and confirming


def test_entering_it_every_day_neither_mails_again_nor_keeps_it(
    client: Client, plan: Publicatie, klok: time_machine.Traveller, mailoutbox: list[EmailMessage]
) -> None:
    client.post(URL, _ingevuld())
    assert len(_post(mailoutbox)) == 1
    for _ in range(7):
        klok.shift(timedelta(hours=23))
        client.post(URL, _ingevuld())
        assert _post(mailoutbox) == []
    assert Volger.objects.get().aangevraagd_op == START

    klok.shift(timedelta(hours=23))
    assert ruim_volgers_op() == 1
    client.post(URL, _ingevuld())
    assert len(_post(mailoutbox)) == 1


def test_opening_the_link_changes_nothing_and_the_button_confirms(
    client: Client, plan: Publicatie, mailoutbox: list[EmailMessage]
) -> None:
    pagina = client.get(f"{URL}?gebied=brouwhuis")
    antwoord = client.post(URL, _ingevuld())
    assert 'value="brouwhuis" selected' in pagina.text
    assert antwoord.headers["Location"] == f"{URL}verstuurd/"
    [mail] = _post(mailoutbox)
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
    volger = _volgt()

    assert volger.e_mail == ADRES
    rij = Volger.objects.filter(pk=volger.pk).values().get()
    for waarde in [*rij.values(), *Bericht.objects.values_list("context", flat=True), str(volger)]:
        assert ADRES not in str(bytes(waarde) if isinstance(waarde, memoryview) else waarde)
    assert ADRES not in str(list(Logregel.objects.values()))


def test_who_follows_already_gets_the_same_page_and_another_mail(
    client: Client, plan: Publicatie, mailoutbox: list[EmailMessage]
) -> None:
    eerste = client.post(URL, _ingevuld())
    _post(mailoutbox)
    _volgt()
    nog_eens = client.post(URL, _ingevuld(e_mail=f" {ADRES.upper()}"))
    [mail] = _post(mailoutbox)

    assert (eerste.status_code, eerste.headers["Location"]) == (
        nog_eens.status_code,
        nog_eens.headers["Location"],
    )
    assert "al" in mail.subject.split()
    assert Volger.objects.count() == 1
    client.post(URL, _ingevuld())
    assert _post(mailoutbox) == []


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

    assert len(_post(mailoutbox)) == PER_DAG
    klok.shift(timedelta(days=2))
    acties.vraag_aan(e_mail=ADRES, gebied=gebied("mierlo-hout"))
    assert len(_post(mailoutbox)) == 1


def test_one_row_per_address_and_gebied(plan: Publicatie) -> None:
    volger = _volgt()
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
    _volgt()
    _volgt(None)

    assert Volger.objects.get().gebied is None
    acties.vraag_aan(e_mail=ADRES, gebied=gebied("dierdonk"))
    [mail] = _post(mailoutbox)
    assert mail.subject == "U volgt alle wijken al"


def test_without_confirmation_the_address_leaves_by_itself(
    client: Client, plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    client.post(URL, _ingevuld())
    link = _link(_post(mailoutbox)[0])
    blijft = _volgt("dierdonk", "an@voorbeeld.example")
    klok.shift(timedelta(days=7, minutes=1))

    assert client.get(link).status_code == 410
    assert client.post(f"{link}bevestiging/").status_code == 410
    assert ruim_volgers_op() == 1
    assert ruim_volgers_op() == 0
    assert list(Volger.objects.all()) == [blijft]


def test_programs_and_wrong_addresses_are_refused(client: Client, plan: Publicatie) -> None:
    te_snel = client.post(URL, _ingevuld(begonnen=begin()))
    vol = client.post(URL, _ingevuld(website="http://koop.example"))
    fout = client.post(URL, _ingevuld(e_mail="geen adres"))
    onbekend = client.post(URL, _ingevuld(gebied="dierdonk"))

    assert [a.status_code for a in (te_snel, vol, fout, onbekend)] == [422] * 4
    assert 'value="geen adres"' in fout.text
    assert not Volger.objects.exists()


def test_too_many_from_one_network(client: Client, plan: Publicatie, monkeypatch: pytest.MonkeyPatch) -> None:
    krap = Grens(f"proef-{uuid.uuid4()}", hoogstens=1, per=timedelta(hours=1))
    monkeypatch.setattr("wijkwerk.aanmeldscherm.AANVRAGEN", krap)
    monkeypatch.setattr("wijkwerk.aanmeldscherm.MISSERS", krap)

    assert client.post(URL, _ingevuld()).status_code == 302
    te_veel = client.post(URL, _ingevuld(e_mail="an@voorbeeld.example"))
    assert te_veel.status_code == 429
    assert "an@voorbeeld.example" in te_veel.text
    assert client.get(f"{URL}0000-0000/").status_code == 429


# --- the news


def test_tells_what_changed_once_and_with_the_ways_out(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    volger = _volgt()
    klok.shift(timedelta(days=8))
    _stand("knelpunt")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()
    vertel_volgers()

    [mail] = _post(mailoutbox)

    assert mail.subject == "Nieuw over Brouwhuis"
    einde = f"http://127.0.0.1:8000/nieuwsmail/{volger.sleutel}/einde/"
    assert mail.extra_headers["List-Unsubscribe"] == f"<{einde}>"
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert isinstance(mail, EmailMultiAlternatives)
    html = str(mail.alternatives[0][0])
    for tekst in (str(mail.body), html):
        assert "Er is een knelpunt: 1.1 Vaste inlooptafel" in tekst
        assert "U krijgt deze e-mail omdat u Brouwhuis volgt. Dat bevestigde u op 8 maart 2027." in tekst
        assert einde in tekst
        assert "/publiek/brouwhuis/wijkactieplan/2/" in tekst
    klok.shift(timedelta(days=8))
    vertel_volgers()
    assert _post(mailoutbox) == []


def test_waits_some_days_and_tells_the_newest_of_each(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    _volgt()
    klok.shift(timedelta(days=1))
    _stand("knelpunt")
    klok.shift(timedelta(days=1))
    geplaatst(ding=gebied("dierdonk"), titel="Verslag van het wijkoverleg")
    _stand("gereed")
    vertel_volgers()
    assert _post(mailoutbox) == []
    klok.shift(timedelta(days=6))
    vertel_volgers()

    [mail] = _post(mailoutbox)

    tekst = str(mail.body)
    assert tekst.count("Stand van zaken: ") == 1
    assert "knelpunt" not in tekst
    assert "Nieuw: Verslag van het wijkoverleg" in tekst


def test_setting_makes_it_daily(
    plan: Publicatie,
    mailoutbox: list[EmailMessage],
    klok: time_machine.Traveller,
    settings: Any,
) -> None:
    settings.VOLGBERICHT_DAGEN = 1
    _volgt()
    klok.shift(timedelta(days=1))
    _stand("knelpunt")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    assert len(_post(mailoutbox)) == 1


def test_no_mail_at_night(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    _volgt()
    klok.shift(timedelta(days=8))
    _stand("knelpunt")
    klok.shift(timedelta(hours=15))

    vertel_volgers()

    assert not Bericht.objects.exists()


def test_a_publication_that_is_just_being_made_is_told_the_next_round(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    """Its moment is set before its transaction ends: whoever looks in between must not skip it."""
    _volgt()
    klok.shift(timedelta(days=8))
    _stand("knelpunt")
    vertel_volgers()
    assert _post(mailoutbox) == []
    klok.shift(timedelta(minutes=6))
    vertel_volgers()

    assert len(_post(mailoutbox)) == 1


def test_withdrawn_is_told_without_what_stood_there(
    plan: Publicatie, adviseur: Gebruiker, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    _volgt()
    klok.shift(timedelta(days=8))
    trek_in(publicatie=plan, reden="Er stond een fout bedrag in.", door=adviseur)
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    [mail] = _post(mailoutbox)

    assert "Ingetrokken: Wijkactieplan Brouwhuis, nummer 1" in str(mail.body)
    assert "Er stond een fout bedrag in." in str(mail.body)
    assert plan.titel not in str(mail.body)


def test_placed_and_withdrawn_before_anybody_heard_is_no_mail(
    plan: Publicatie, adviseur: Gebruiker, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    _volgt()
    klok.shift(timedelta(days=8))
    fout = _stand("knelpunt")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()
    trek_in(publicatie=fout, reden="Vergissing.", door=adviseur)

    assert _post(mailoutbox) == []
    assert Bericht.objects.get().stand == Bericht.Stand.INGETROKKEN


def test_withdrawn_just_before_a_round_is_told_the_next_round(
    plan: Publicatie, adviseur: Gebruiker, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    _volgt()
    klok.shift(timedelta(days=8))
    trek_in(publicatie=plan, reden="Er stond een fout bedrag in.", door=adviseur)
    klok.shift(timedelta(minutes=2))
    vertel_volgers()
    assert _post(mailoutbox) == []
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    assert len(_post(mailoutbox)) == 1


def test_what_changes_nothing_for_a_reader_costs_no_silent_week(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    _volgt()
    klok.shift(timedelta(days=8))
    geplaatst(aard="voortgang", ding=Plan(pk=1))
    klok.shift(timedelta(minutes=10))
    vertel_volgers()
    assert _post(mailoutbox) == []
    _stand("knelpunt")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    assert len(_post(mailoutbox)) == 1


@pytest.mark.parametrize("openbaar", ["niet", "partijen", "raad"])
def test_no_word_of_what_is_not_for_everybody(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller, openbaar: str
) -> None:
    _volgt()
    klok.shift(timedelta(days=8))
    geplaatst(openbaar=openbaar, titel="GEHEIMPLAN", items=(item(OPGAVE, "9", titel="GEHEIMPUNT"),))
    klok.shift(timedelta(minutes=10))
    vertel_volgers()
    assert _post(mailoutbox) == []
    klok.shift(timedelta(days=8))
    _stand("knelpunt")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    [mail] = _post(mailoutbox)

    assert isinstance(mail, EmailMultiAlternatives)
    assert "GEHEIM" not in f"{mail.subject} {mail.body} {mail.alternatives[0][0]!r}"


def test_elsewhere_is_told_only_to_who_follows_everything(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    _volgt()
    _volgt(None, "an@voorbeeld.example")
    klok.shift(timedelta(days=8))
    geplaatst(waar="dierdonk", titel="Plan Dierdonk")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    [mail] = _post(mailoutbox)

    assert mail.to == ["an@voorbeeld.example"]
    assert "Nieuw in Dierdonk: Plan Dierdonk" in str(mail.body)


def test_everything_by_the_form(client: Client, plan: Publicatie, mailoutbox: list[EmailMessage]) -> None:
    client.post(URL, _ingevuld(gebied="*"))

    [mail] = _post(mailoutbox)

    assert mail.subject == "Bevestig dat u alle wijken wilt volgen"
    assert Volger.objects.get().gebied is None


def test_new_plan_with_its_first_state_is_new(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    _volgt("dierdonk")
    klok.shift(timedelta(days=8))
    geplaatst(waar="dierdonk", ding=Plan(pk=2), titel="Plan Dierdonk")
    geplaatst(waar="dierdonk", ding=Plan(pk=2), titel="Plan Dierdonk", aard="voortgang")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    [mail] = _post(mailoutbox)

    assert str(mail.body).count("Nieuw: Plan Dierdonk") == 1
    assert "Stand van zaken" not in str(mail.body)


def test_who_confirms_later_hears_nothing_of_before(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    _volgt()
    klok.shift(timedelta(days=8))
    vertel_volgers()

    assert _post(mailoutbox) == []


def test_mail_server_that_is_down_loses_and_doubles_nothing(
    plan: Publicatie,
    mailoutbox: list[EmailMessage],
    klok: time_machine.Traveller,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _volgt()
    klok.shift(timedelta(days=8))
    _stand("knelpunt")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    def dood(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", dood)
        assert _post(mailoutbox) == []
        vertel_volgers()
    klok.shift(timedelta(hours=3))
    vertel_volgers()

    assert len(_post(mailoutbox)) == 1
    assert _post(mailoutbox) == []


def test_number_of_queries_when_there_is_no_news(
    plan: Publicatie, klok: time_machine.Traveller, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(3):
        _volgt("brouwhuis", f"bo{nummer}@voorbeeld.example")
    klok.shift(timedelta(days=8))

    # What is newest, who was quiet long enough.
    with django_assert_num_queries(2):
        assert acties.zet_nieuws_klaar() == 0


def test_number_of_queries_of_the_pages(
    client: Client, plan: Publicatie, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    volger = _volgt()
    geplaatst(waar="dierdonk")

    # Active profile, where something was published.
    with django_assert_num_queries(2):
        client.get(URL)
    with django_assert_num_queries(2):
        client.get(volger.get_absolute_url())


# --- the ways out


def test_mail_program_ends_it_with_one_click(plan: Publicatie) -> None:
    """RFC 8058: no cookie, no token of ours, no redirect; twice is once."""
    volger = _volgt()
    acties.zet_nieuws_klaar()
    streng = Client(enforce_csrf_checks=True)
    einde = f"{volger.get_absolute_url()}einde/"

    kijk = streng.get(einde)
    assert Volger.objects.exists()
    klaar = streng.post(einde, {"List-Unsubscribe": "One-Click"})
    nog_eens = streng.post(einde, {"List-Unsubscribe": "One-Click"})

    assert "Stop met volgen" in kijk.text
    assert (klaar.status_code, nog_eens.status_code) == (200, 200)
    assert not Volger.objects.exists()
    assert Logregel.objects.filter(stap="volger.stoppen").count() == 1


def test_what_waited_is_not_sent_after_the_end(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    volger = _volgt()
    klok.shift(timedelta(days=8))
    _stand("knelpunt")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()
    acties.stop(volger)

    assert _post(mailoutbox) == []


def test_a_stranger_cannot_confirm_or_end(client: Client, plan: Publicatie) -> None:
    _volgt()

    assert client.get(f"{URL}0000-1111/").status_code == 410
    assert client.post(f"{URL}0000-1111/bevestiging/").status_code == 410
    # Who mistypes the link is not told that it ended; a mail program is answered as RFC 8058 wants.
    assert client.get(f"{URL}0000-1111/einde/").status_code == 410
    assert client.post(f"{URL}0000-1111/einde/").status_code == 200
    assert Volger.objects.count() == 1


def test_beheerder_finds_and_removes_an_address(client: Client, plan: Publicatie) -> None:
    _volgt()
    _volgt("dierdonk", "an@voorbeeld.example")
    client.force_login(persoon("beheerder"))

    zoek = client.post("/signalen/melders/", {"contact": ADRES.upper()})
    client.post("/signalen/melders/", {"contact": ADRES, "actie": "wis"})

    assert "volgt op de openbare site: Brouwhuis." in zoek.text
    assert [volger.e_mail for volger in Volger.objects.all()] == ["an@voorbeeld.example"]
    assert Logregel.objects.filter(stap="volger.zoeken").count() == 1
    assert Logregel.objects.filter(stap="volger.verwijderen").count() == 1


def test_who_is_no_beheerder_reads_of_nobody_what_is_followed(
    client: Client, plan: Publicatie, adviseur: Gebruiker
) -> None:
    _volgt()
    client.force_login(adviseur)

    antwoord = client.post("/signalen/melders/", {"contact": ADRES})

    assert "openbare site" not in antwoord.text


def test_pages_name_the_form(client: Client, plan: Publicatie, helmond: Profiel) -> None:
    assert f'href="{URL}?gebied=brouwhuis"' in client.get("/publiek/brouwhuis/").text
    assert f'href="{URL}"' in client.get("/").text
    assert URL not in client.get("/sitemap.xml").text


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


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_the_same_moment_tell_once(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    with time_machine.travel(START - timedelta(days=30)):
        geplaatst(adviseur, ding=Plan(pk=1))
        _volgt()
    with time_machine.travel(START - timedelta(days=1)):
        _stand("knelpunt")
    samen = Barrier(2)

    def vertel() -> int:
        try:
            samen.wait(10)
            return acties.zet_nieuws_klaar(START)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as draden:
        aantallen = [taak.result() for taak in [draden.submit(vertel) for _ in range(2)]]

    assert sum(aantallen) == 1
    assert Bericht.objects.filter(soort=acties.NIEUWS).count() == 1
