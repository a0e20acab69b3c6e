"""What leaves the screen says no word of what is shielded or closed: mail, log, and the pages of an error."""

from __future__ import annotations

import logging
from datetime import datetime, time
from email.message import EmailMessage

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests.toegang.bezoek import Bezoeker
from tests.toegang.meelezer import Meelezer
from tests.toegang.merken import BESLOTEN, GEHEIM, merken_in
from tests.toegang.toneel.opbouw import PLEKKEN, Toneel
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import maak_herinneringen, verstuur_klaargezette
from wijkwerk.berichten.termijnen import plus_werkdagen

pytestmark = pytest.mark.django_db
# By then everything that was asked is late, so that everybody is reminded of it.
WERKDAGEN_LATER = 25


def verstuur_alles() -> list[EmailMessage]:
    """Send what waits, to everybody, and the digests of a day on which much is late."""
    dag = plus_werkdagen(timezone.localdate(), WERKDAGEN_LATER)
    moment = timezone.make_aware(datetime.combine(dag, time(9)))
    with time_machine.travel(moment, tick=False):
        maak_herinneringen()
        verstuur_klaargezette()
    return [bericht.message() for bericht in mail.outbox]


def tekst_van(bericht: EmailMessage) -> str:
    """The head and every part, as somebody reads them; to whom it goes may be a melder, whose address is a mark."""
    kop = "\n".join(f"{naam}: {waarde}" for naam, waarde in bericht.items() if naam != "To")
    delen = [deel.get_payload(decode=True) for deel in bericht.walk() if not deel.is_multipart()]
    return "\n".join([kop, *(deel.decode("utf-8") for deel in delen if isinstance(deel, bytes))])


@pytest.mark.parametrize("toneel", PLEKKEN, indirect=["toneel"], scope="package")
def test_mail_says_no_word_of_it(toneel: Toneel) -> None:
    """Nothing shielded to anybody; what was agreed behind closed doors to its holder alone."""
    houders = {
        persoon.email
        for afspraak in Afspraak.objects.filter(besloten=True)
        if afspraak.houder is not None
        for persoon in afspraak.houder.personen()
    }
    assert Bericht.objects.filter(object_soort="afspraak", stand=Bericht.Stand.KLAAR).exists()

    verstuurd = [(bericht["To"], tekst_van(bericht)) for bericht in verstuur_alles()]

    assert len(verstuurd) > 20
    assert not Bericht.objects.filter(stand=Bericht.Stand.MISLUKT).exists()
    lekken = [tekst for _, tekst in verstuurd if merken_in(tekst, GEHEIM)]
    assert not lekken, lekken[0]
    met_merk = [(aan, merken) for aan, tekst in verstuurd if (merken := merken_in(tekst, BESLOTEN))]
    assert {aan for aan, _ in met_merk} <= houders
    gelezen = {merk for _, merken in met_merk for merk in merken}
    assert gelezen == ({"afspraak", "vraag"} if houders else set())


@pytest.mark.parametrize("toneel", ["den-helder"], indirect=["toneel"], scope="package")
def test_no_logger_prints_a_word_of_it(toneel: Toneel, meelezer: Meelezer) -> None:
    scene = toneel.eigen.geheim
    assert scene is not None
    for rol in ("zorgmedewerker", "wijkmanager", "wijkmeester"):
        bezoeker = Bezoeker(toneel.kijkers[rol])
        for signaal in scene.alle:
            bezoeker.vraag("GET", signaal.get_absolute_url())
            bezoeker.vraag("POST", reverse("signalen:antwoord", args=[signaal.pk]))
    verstuur_alles()

    assert not meelezer.neem()
    assert "django.request" in meelezer.gezien


@pytest.mark.parametrize("toneel", ["den-helder"], indirect=["toneel"], scope="package")
@pytest.mark.parametrize("naam", ["django.template", "django.db.backends", "weasyprint"])
def test_loggers_that_print_contexts_stay_pinned(toneel: Toneel, meelezer: Meelezer, naam: str) -> None:
    """Every other logger is at DEBUG here, as on a machine where somebody looks for an error."""
    assert logging.getLogger("wijkwerk").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger(naam).isEnabledFor(logging.DEBUG)


@pytest.mark.parametrize("toneel", ["den-helder"], indirect=["toneel"], scope="package")
@pytest.mark.parametrize(("rol", "status"), [("adviseur", 404), ("wijkmanager", 403)])
def test_pages_of_an_error_say_no_word_of_it(toneel: Toneel, rol: str, status: int) -> None:
    scene = toneel.eigen.geheim
    assert scene is not None

    cel, tekst = Bezoeker(toneel.kijkers[rol]).vraag(
        "GET", reverse("signalen:antwoord", args=[scene.klaar.pk])
    )

    assert cel == str(status)
    assert "<h1" in tekst
    assert not merken_in(tekst, GEHEIM)
