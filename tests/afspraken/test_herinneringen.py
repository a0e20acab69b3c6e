"""The holder is reminded once per moment, and no more when it is done."""

import pytest

from tests.afspraken.conftest import Maak, over
from wijkwerk.afspraken import acties
from wijkwerk.afspraken.service import herinneringen, werkvoorraad
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db


def test_reminder_is_the_same_until_the_next_moment(maak: Maak, agent: Gebruiker) -> None:
    afspraak = maak(uiterlijk=over(60))
    drie_ervoor = plus_werkdagen(afspraak.uiterlijk, -3)

    [eerst] = herinneringen(drie_ervoor)
    [later] = herinneringen(plus_werkdagen(drie_ervoor, 1))
    [te_laat] = herinneringen(plus_werkdagen(afspraak.uiterlijk, 1))

    assert eerst.ontvanger == agent
    assert eerst.moment == later.moment
    assert te_laat.moment.endswith("te-laat")


def test_nothing_long_before(maak: Maak, agent: Gebruiker) -> None:
    afspraak = maak(uiterlijk=over(60))

    assert list(herinneringen(plus_werkdagen(afspraak.uiterlijk, -10))) == []


def test_done_is_not_reminded(maak: Maak, agent: Gebruiker) -> None:
    afspraak = maak(uiterlijk=over(60))
    acties.zeg_toe(afspraak=afspraak, door=agent)
    acties.meld_klaar(afspraak=afspraak, resultaat="Gedaan.", door=agent)

    assert list(herinneringen(plus_werkdagen(afspraak.uiterlijk, 1))) == []


def test_vandaag_shows_what_waits_for_the_holder(maak: Maak, agent: Gebruiker, manager: Gebruiker) -> None:
    maak()

    [taak] = werkvoorraad(agent)

    assert (taak.titel, taak.knop) == ("Avondronde langs het pleintje", "Toezeggen of weigeren")
    assert list(werkvoorraad(manager)) == []


def test_shielded_has_no_words_on_vandaag(maak: Maak, agent: Gebruiker) -> None:
    maak(wat="Geheim bezoek", gevoelig="ja")

    [taak] = werkvoorraad(agent)

    assert "Geheim" not in taak.titel
