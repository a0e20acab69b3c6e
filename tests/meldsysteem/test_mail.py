"""Mail and link: one mail with what they need, a number that comes back by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from signalen import acties
from signalen.models import Meldsysteem, Overdracht, Via
from signalen.tasks import draag_over, lees_meldsysteem
from tests.meldsysteem.conftest import stel_in, ververs
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db
Stand = Overdracht.Stand
ZetUit = Callable[..., Overdracht]
ADRES = "meldingen@gemeente.example"
MELDER = acties.Melderinvoer(naam="Buurvrouw", e_mail="b@voorbeeld.example")


@pytest.fixture
def per_mail(adviseur: Gebruiker) -> Meldsysteem:
    return stel_in(Via.MAIL, e_mail=ADRES)


@pytest.mark.eis("HEL-06")
def test_one_mail_with_what_they_need(
    per_mail: Meldsysteem, zet_uit: ZetUit, mailoutbox: list[EmailMessage]
) -> None:
    overdracht = zet_uit(waar="Kerkstraat 12", melder=MELDER, contact_mee=True)

    draag_over()
    draag_over()
    verstuur_klaargezette()
    verstuur_klaargezette()

    [mail] = [mail for mail in mailoutbox if mail.to == [ADRES]]
    assert overdracht.signaal.nummer in mail.subject
    assert "De stoep bij de school ligt los." in mail.body
    assert "Kerkstraat 12" in mail.body
    assert "kleine meldingen uit de wijk" in mail.body
    # The beheerder did not choose that contact data go along.
    assert "b@voorbeeld.example" not in mail.body
    assert "contact opneemt" not in mail.body
    assert ververs(overdracht).stand == Stand.OVERGEDRAGEN
    assert ververs(overdracht).nummer == ""


def test_contact_data_go_along_when_both_agreed(zet_uit: ZetUit, mailoutbox: list[EmailMessage]) -> None:
    stel_in(Via.MAIL, e_mail=ADRES, geeft_contact_mee=True)
    zet_uit(melder=MELDER, contact_mee=True)

    draag_over()
    verstuur_klaargezette()

    [mail] = [mail for mail in mailoutbox if mail.to == [ADRES]]
    assert "contact opneemt: b@voorbeeld.example" in mail.body
    assert "Buurvrouw" not in mail.body


def test_what_becomes_shielded_before_the_mail_leaves_is_not_mailed(
    per_mail: Meldsysteem, zet_uit: ZetUit, adviseur: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    overdracht = zet_uit()
    draag_over()
    acties.scherm_af(signaal=overdracht.signaal, gevoelig="ja", door=adviseur)

    verstuur_klaargezette()

    assert [mail for mail in mailoutbox if mail.to == [ADRES]] == []
    assert Bericht.objects.get(soort="overdracht-melding").stand == Bericht.Stand.INGETROKKEN


def test_a_mail_that_is_refused_shows_at_the_signal_and_can_go_again(
    per_mail: Meldsysteem, zet_uit: ZetUit, adviseur: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    overdracht = zet_uit()
    draag_over()
    Bericht.objects.filter(soort="overdracht-melding").update(
        stand=Bericht.Stand.MISLUKT, reden="Het adres is geweigerd (550)."
    )

    lees_meldsysteem()
    mislukt = ververs(overdracht)
    acties.draag_opnieuw_over(signaal=overdracht.signaal, door=adviseur)
    draag_over()
    Bericht.objects.klaar().update(niet_voor=timezone.now())
    verstuur_klaargezette()

    assert (mislukt.stand, "550" in mislukt.reden) == (Stand.MISLUKT, True)
    assert ververs(overdracht).stand == Stand.OVERGEDRAGEN
    assert len([mail for mail in mailoutbox if mail.to == [ADRES]]) == 1


def test_the_number_comes_back_by_hand(per_mail: Meldsysteem, zet_uit: ZetUit, adviseur: Gebruiker) -> None:
    overdracht = zet_uit()
    draag_over()

    acties.vul_nummer(signaal=overdracht.signaal, nummer="MLD-7", door=adviseur)

    assert (ververs(overdracht).nummer, ververs(overdracht).signaal.systeemnummer) == ("MLD-7", "MLD-7")
