"""The holder is reminded once per moment, and no more when it is done."""

import pytest

from tests.afspraken.conftest import Maak, over
from tests.hulp import gebied, persoon
from wijkwerk.afspraken import acties
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.afspraken.service import herinneringen, werkvoorraad
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db


def test_reminder_is_the_same_until_the_next_moment(maak: Maak, agent: Gebruiker, manager: Gebruiker) -> None:
    afspraak = maak(uiterlijk=over(60))
    drie_ervoor = plus_werkdagen(afspraak.uiterlijk, -3)

    [eerst] = herinneringen(drie_ervoor)
    [later] = herinneringen(plus_werkdagen(drie_ervoor, 1))
    te_laat, bewaakt = herinneringen(plus_werkdagen(afspraak.uiterlijk, 1))

    assert eerst.ontvanger == agent
    assert eerst.moment == later.moment
    assert te_laat.ontvanger == agent
    assert te_laat.moment.endswith("te-laat")
    assert (bewaakt.ontvanger, bewaakt.moment) == (manager, f"bewaak:{afspraak.uiterlijk}")


def test_who_guards_hears_once_and_not_of_what_they_hold_or_may_not_read(
    maak: Maak, agent: Gebruiker, manager: Gebruiker
) -> None:
    ander = persoon("wijkmanager", gebied="nieuw-den-helder")
    dicht = maak(wat="Geheim bezoek", gevoelig="ja", uiterlijk=over(20), bron=gebied("visbuurt"))
    eigen = maak(houder=Houder(persoon=manager), uiterlijk=over(20))
    laat = plus_werkdagen(over(20), 2)

    gemaand = [rij for rij in herinneringen(laat) if rij.moment.startswith("bewaak:")]

    assert ander not in {rij.ontvanger for rij in gemaand}
    assert (manager, eigen) not in {(rij.ontvanger, rij.ding) for rij in gemaand}
    assert all("Geheim" not in rij.titel for rij in gemaand)
    Afspraak.objects.filter(pk__in=[dicht.pk, eigen.pk]).update(stand="vervallen")
    assert list(herinneringen(laat)) == []


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
