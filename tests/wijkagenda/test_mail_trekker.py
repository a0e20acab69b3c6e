"""The trekker of a promise in a plan reports by the link in its mail, also a party without anybody who has an account."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tests.hulp import gebied, partij, persoon
from tests.wijkagenda.plannen import Helmond, helmond_gepubliceerd, helmond_vastgesteld, toezegging
from wijkwerk.afspraken import acties, mailstap
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import maak_herinneringen, verstuur_klaargezette
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
BALIE = "balie@wocom.example"


@pytest.fixture
def h(helmond: Profiel) -> Helmond:
    """woCom promised the inlooptafel; the plan is established and not public yet."""
    return helmond_vastgesteld()


@pytest.fixture
def afspraak(h: Helmond) -> Afspraak:
    return toezegging(h)


@pytest.fixture
def zonder_account(h: Helmond, afspraak: Afspraak) -> Afspraak:
    """Nobody at woCom has an account any more; there is an address."""
    h.wocom.roltoewijzingen.all().delete()
    wocom = partij("wocom")
    wocom.e_mail = BALIE
    wocom.save()
    return Afspraak.objects.get(pk=afspraak.pk)


def _url(afspraak: Afspraak, wie: Gebruiker | None = None) -> str:
    link = mailstap.link_voor_houder(afspraak, wie)
    assert link is not None
    return link.url


def _meld(client: Client, url: str, stap: str, **velden: str) -> int:
    return client.post(url, {"stap": stap, **velden}).status_code


def test_the_reminder_leads_to_the_page_and_the_page_to_the_plan(
    client: Client, zonder_account: Afspraak, h: Helmond, mailoutbox: list[EmailMessage]
) -> None:
    """Before the day, on the day and once after it: each mail has the link, and what it tells the wijkmanager reads."""
    dag = zonder_account.uiterlijk
    dagen = [plus_werkdagen(dag, -10), plus_werkdagen(dag, -3), dag, plus_werkdagen(dag, 1)]
    urls = []
    for moment in dagen:
        mailoutbox.clear()
        with time_machine.travel(timezone.now() + (moment - timezone.localdate())):
            acties.herinner_partijen(dag=moment)
            verstuur_klaargezette()
        aan = [str(mail.body) for mail in mailoutbox if mail.to == [BALIE]]
        urls.append([url for tekst in aan for url in re.findall(r"/mail/\S+/", tekst)])
    assert [len(gevonden) for gevonden in urls] == [0, 1, 1, 1]

    assert "Inlooptafel in het wijkhuis" in client.get(urls[-1][0]).text
    assert _meld(client, urls[-1][0], "knelpunt", tekst="") == 422
    assert _meld(client, urls[-1][0], "knelpunt", tekst="De zaal is dicht.") == 302

    zonder_account.refresh_from_db()
    regel = zonder_account.voortgang.get()
    assert (zonder_account.stand, regel.tekst, regel.door) == ("knelpunt", "De zaal is dicht.", None)
    client.force_login(h.adviseur)
    pagina = client.get(zonder_account.get_absolute_url()).text
    assert "De zaal is dicht." in pagina
    assert "met de link in de mail" in pagina
    assert "Knelpunt" in client.get(h.plan.get_absolute_url()).text
    log = Logregel.objects.get(stap="afspraak.per-mail")
    assert (log.door, log.gegevens["partij"]) == (None, zonder_account.houder_partij_id)
    assert Bericht.objects.filter(soort="afspraak-hapert", ontvanger=h.adviseur, bundel=True).count() == 1


def test_opening_changes_nothing(client: Client, afspraak: Afspraak, h: Helmond) -> None:
    voor = Logregel.objects.count()

    pagina = client.get(_url(afspraak, h.wocom))
    client.head(_url(afspraak, h.wocom))

    assert pagina.status_code == 200
    assert (Afspraak.objects.get(pk=afspraak.pk).stand, Logregel.objects.count()) == (afspraak.stand, voor)


def test_each_status_by_the_link_of_a_person(client: Client, afspraak: Afspraak, h: Helmond) -> None:
    url = _url(afspraak, h.wocom)
    later = (afspraak.uiterlijk + timedelta(days=30)).isoformat()

    assert _meld(client, url, "loopt") == 302
    assert _meld(client, url, "later", tekst="De sleutel komt later.") == 422
    assert _meld(client, url, "later", tekst="De sleutel komt later.", verwacht="2020-01-01") == 422
    assert _meld(client, url, "later", tekst="De sleutel komt later.", verwacht=later) == 302
    assert [(r.stand, r.door) for r in afspraak.voortgang.all()] == [("loopt", h.wocom), ("later", h.wocom)]

    # The day that was agreed moves when whoever asked says so, and is counted then: the form has day and reason.
    client.force_login(h.adviseur)
    form = client.get(reverse("afspraken:uitstel", args=[afspraak.pk])).text
    assert f'value="{later}"' in form
    assert "De sleutel komt later." in form
    client.logout()

    assert _meld(client, url, "gereedmelding") == 302
    afspraak.refresh_from_db()
    assert afspraak.stand == "klaar"
    assert client.get(url).status_code == 410


def test_two_clicks_are_one(client: Client, afspraak: Afspraak, h: Helmond) -> None:
    url = _url(afspraak, h.wocom)

    assert [_meld(client, url, "loopt"), _meld(client, url, "loopt")] == [302, 302]

    assert afspraak.voortgang.count() == 1
    assert Logregel.objects.filter(stap="afspraak.per-mail").count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=7)):
        _meld(client, url, "loopt")
    assert afspraak.voortgang.count() == 2


def test_a_plan_is_named_only_to_who_may_read_it(
    client: Client, h: Helmond, zonder_account: Afspraak
) -> None:
    titel = h.plan.titel
    assert titel not in client.get(_url(zonder_account)).text
    persoon("professional", partij="wocom")
    wocom = persoon("professional", partij="wocom")

    assert titel in client.get(_url(zonder_account, wocom)).text


def test_of_a_public_plan_everybody_reads_the_name(client: Client, helmond: Profiel) -> None:
    h = helmond_gepubliceerd()
    h.wocom.roltoewijzingen.all().delete()
    afspraak = toezegging(h)

    assert h.plan.titel in client.get(_url(afspraak)).text


@pytest.mark.parametrize("dicht", [{"gevoelig": "beperkt"}, {"gevoelig": "ja"}, {"besloten": True}])
def test_of_what_is_closed_there_is_no_link_and_no_word_in_the_mail(
    client: Client,
    zonder_account: Afspraak,
    dicht: dict[str, object],
    mailoutbox: list[EmailMessage],
) -> None:
    url = _url(zonder_account)
    Afspraak.objects.update(**dicht)
    acties.herinner_partijen(dag=zonder_account.uiterlijk)
    verstuur_klaargezette()

    [mail] = [mail for mail in mailoutbox if mail.to == [BALIE]]
    assert "Inlooptafel" not in f"{mail.subject} {mail.body}"
    assert "/mail/" not in str(mail.body)
    antwoord = client.get(url)
    assert antwoord.status_code == 410
    assert "Inlooptafel" not in antwoord.text


def test_dead_after_another_holder_another_address_or_too_long(
    client: Client, zonder_account: Afspraak
) -> None:
    url = _url(zonder_account)
    laatste = zonder_account.uiterlijk + mailstap.GELDIG
    with time_machine.travel(timezone.now() + (laatste - timezone.localdate())):
        assert client.get(url).status_code == 200
    with time_machine.travel(timezone.now() + (laatste - timezone.localdate()) + timedelta(days=1)):
        assert "te oud" in client.get(url).text

    wocom = partij("wocom")
    wocom.e_mail = "nieuw@wocom.example"
    wocom.save()
    assert "ander e-mailadres" in client.get(url).text

    zonder_account.refresh_from_db()
    vers = _url(zonder_account)
    zonder_account.houder = Houder(partij=partij("wijkraad-brouwhuis"))
    zonder_account.save()
    assert client.get(vers).status_code == 410


def test_a_day_that_cannot_be_is_refused_and_one_of_before_still_has_its_link(
    client: Client, afspraak: Afspraak, h: Helmond
) -> None:
    client.force_login(h.adviseur)
    later = {"uiterlijk": "9999-12-31", "reden": "Ooit."}
    antwoord = client.post(reverse("afspraken:uitstel", args=[afspraak.pk]), later)
    assert antwoord.status_code == 422
    assert "Vul een jaar in tussen 1900 en 2100." in antwoord.text

    Afspraak.objects.filter(pk=afspraak.pk).update(uiterlijk=date.max)
    afspraak.refresh_from_db()

    client.logout()
    assert client.get(_url(afspraak, h.wocom)).status_code == 200


def test_what_comes_from_elsewhere_has_no_link(h: Helmond) -> None:
    """Only the sources that say so; there the mail leads to the page behind the login."""
    los = acties.maak(
        wat="Bel de school",
        houder=Houder(partij=partij("wocom")),
        uiterlijk=timezone.localdate() + timedelta(days=9),
        bron=gebied("brouwhuis"),
        gebieden=[gebied("brouwhuis")],
        door=h.adviseur,
        toegezegd=True,
    )

    assert mailstap.link_voor_houder(los, None) is None


def test_the_digest_of_the_trekker_has_the_link(
    afspraak: Afspraak, h: Helmond, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    settings.DAGBERICHT_VANAF_UUR, settings.DAGBERICHT_ELKE_DAG = 0, True
    Bericht.objects.all().delete()
    with time_machine.travel(timezone.now() + (afspraak.uiterlijk - timezone.localdate())):
        maak_herinneringen()
        verstuur_klaargezette()

    [mail] = [mail for mail in mailoutbox if mail.to == [h.wocom.email]]
    assert "/mail/" in str(mail.body)


def test_the_page_takes_few_queries(
    client: Client, afspraak: Afspraak, h: Helmond, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = _url(afspraak, h.wocom)
    with django_assert_num_queries(6):
        client.get(url)
