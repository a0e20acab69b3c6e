"""The trekker reports on a phone: by the link in a mail, without an account and without scripts; and from Vandaag."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.hulp import activeer, partij
from tests.scherm.kijken import keur, mag
from tests.wijkagenda.plannen import Helmond, helmond_vastgesteld, toezegging
from wijkwerk.afspraken.acties import herinner_partijen
from wijkwerk.berichten.tasks import verstuur_klaargezette

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BALIE = "balie@wocom.example"


def _pagina(chromium: Browser, script: bool) -> Page:
    context = chromium.new_context(
        viewport={"width": 360, "height": 780}, locale="nl-NL", java_script_enabled=script
    )
    pagina = context.new_page()
    pagina.set_default_timeout(15000)
    return pagina


def _herinnering(h: Helmond) -> str:
    """The path in the reminder to a party of which nobody has an account."""
    h.wocom.roltoewijzingen.all().delete()
    wocom = partij("wocom")
    wocom.e_mail = BALIE
    wocom.save()
    mail.outbox.clear()
    herinner_partijen(dag=toezegging(h).uiterlijk)
    verstuur_klaargezette()
    [brief] = [brief for brief in mail.outbox if brief.to == [BALIE]]
    [pad] = set(re.findall(r"/mail/\S+/", str(brief.body)))
    return str(pad)


@pytest.mark.parametrize("script", [False, True])
def test_a_party_without_account_reports_and_the_adviser_reads_it(
    chromium: Browser, live_server: LiveServer, script: bool
) -> None:
    activeer("helmond")
    h = helmond_vastgesteld()
    pagina = _pagina(chromium, script)
    pagina.goto(live_server.url + _herinnering(h))
    pagina.get_by_text("Inlooptafel in het wijkhuis").first.wait_for()
    if script:
        keur(pagina, "mail-trekker")
    pagina.get_by_text("Er is een knelpunt").click()
    klik(pagina.get_by_role("button", name="Meld een knelpunt"))
    pagina.get_by_role("alert").first.wait_for()
    if script:
        keur(pagina, "mail-trekker-fout")
    pagina.get_by_label("Wat is het knelpunt?").fill("De zaal is dicht.")
    klik(pagina.get_by_role("button", name="Meld een knelpunt"))
    pagina.get_by_role("heading", name="Dank u wel").wait_for()

    mag(pagina.context, live_server, h.adviseur)
    pagina.goto(live_server.url + toezegging(h).get_absolute_url())
    pagina.get_by_text("De zaal is dicht.").wait_for()
    pagina.get_by_text("met de link in de mail").wait_for()
    pagina.context.close()


@pytest.mark.parametrize("script", [False, True])
def test_one_click_on_vandaag(chromium: Browser, live_server: LiveServer, script: bool) -> None:
    activeer("helmond")
    h = helmond_vastgesteld()
    pagina = _pagina(chromium, script)
    mag(pagina.context, live_server, h.wocom)
    pagina.goto(live_server.url + reverse("vandaag"))
    if script:
        keur(pagina, "vandaag-trekker")
    pagina.get_by_role("button", name=re.compile("^Loopt")).click()
    pagina.get_by_text("Bijgewerkt.").wait_for()
    assert toezegging(h).stand == "loopt"
    klik(pagina.get_by_role("link", name="Knelpunt of later"))
    pagina.get_by_role("radio", name="Er is een knelpunt").check()
    pagina.get_by_label("Toelichting").fill("De zaal is dicht.")
    klik(pagina.get_by_role("button", name="Opslaan"))
    pagina.get_by_text("De zaal is dicht.").wait_for()

    pagina.goto(live_server.url + reverse("vandaag"))
    pagina.get_by_role("button", name=re.compile("^Gereed")).click()
    pagina.get_by_text("Klaar gemeld").wait_for()
    assert pagina.get_by_text("Inlooptafel").count() == 0
    assert toezegging(h).stand == "klaar"
    pagina.context.close()
