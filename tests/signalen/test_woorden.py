"""Correcting the words of a signal: by who handles it, in any state, and without a trace of what stood there."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.acties import Deelvraag
from signalen.acties import initiatief as initiatiefacties
from signalen.models import Deelactie, Signaal
from tests.hulp import persoon
from tests.signalen.hulp import over, signaal, zet_uit
from wijkwerk.afspraken.models import Afspraak, Voortgang
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.wijken.models import Partij

pytestmark = pytest.mark.django_db
BSN = "111222333"
OUD = f"Mevrouw Jansen (bsn {BSN}) zegt dat de lantaarnpaal knippert."
NIEUW = "Een bewoonster zegt dat de lantaarnpaal knippert."
DATA = {"tekst": NIEUW, "waar": "achterpad", "waarom": "persoon"}


def _url(rij: Signaal) -> str:
    return reverse("signalen:woorden", args=[rij.pk])


@pytest.fixture
def met_bsn(concierge: Gebruiker) -> Signaal:
    return signaal(concierge, "visbuurt", "openbare-ruimte", tekst=OUD)


def test_page_points_at_what_is_about_a_person(
    client: Client, met_bsn: Signaal, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    assert "Verbeter de woorden" in client.get(met_bsn.get_absolute_url()).content.decode()
    assert "lijkt een burgerservicenummer" in client.get(_url(met_bsn)).content.decode()


def test_old_words_are_nowhere_any_more(
    client: Client, met_bsn: Signaal, concierge: Gebruiker, manager: Gebruiker
) -> None:
    zet_uit(met_bsn, manager, wat=OUD)
    client.force_login(concierge)

    antwoord = client.post(_url(met_bsn), DATA, follow=True)

    met_bsn.refresh_from_db()
    assert (met_bsn.tekst, met_bsn.waar, met_bsn.stand) == (NIEUW, "achterpad", "uitgezet")
    assert BSN not in antwoord.content.decode()
    overal: list[Any] = [
        *Signaal.objects.values_list(), *Afspraak.objects.values_list(), *Logregel.objects.values_list(),
        *Deelactie.objects.values_list(), *Voortgang.objects.values_list(),
    ]  # fmt: skip
    assert BSN not in repr(overal)
    assert "jans" not in repr(overal).casefold()


def test_search_finds_the_new_words_and_not_the_old(
    client: Client, met_bsn: Signaal, manager: Gebruiker
) -> None:
    client.force_login(manager)
    client.post(_url(met_bsn), DATA)

    def vindt(woord: str) -> bool:
        pagina = client.get(reverse("signalen:lijst"), {"zoek": woord, "stand": "alle"})
        return met_bsn.nummer in pagina.content.decode()

    assert (vindt("bewoonster"), vindt(BSN), vindt("Jansen")) == (True, False, False)


def test_log_says_who_and_why_and_which_words(client: Client, met_bsn: Signaal, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    client.post(_url(met_bsn), DATA)

    regel = Logregel.objects.get(stap="signaal.verbeteren")
    assert (regel.door, regel.reden, regel.gegevens) == (
        concierge,
        "Er stond iets in over een persoon.",
        {"velden": ["tekst", "waar"]},
    )
    assert "Woorden verbeterd" in client.get(met_bsn.get_absolute_url()).content.decode()


def test_initiative_that_took_the_words_over_gets_the_new_ones(client: Client, concierge: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "initiatief", tekst=OUD)
    idee = initiatiefacties.dien_in(
        gebieden=[rij.gebied], door=concierge, signaal=rij, titel="Lampjes", omschrijving=OUD
    )
    client.force_login(concierge)

    client.post(_url(rij), DATA)

    idee.refresh_from_db()
    assert idee.omschrijving == NIEUW


def test_also_when_it_is_closed(client: Client, met_bsn: Signaal, manager: Gebruiker) -> None:
    zet_uit(met_bsn, manager)
    Signaal.objects.filter(pk=met_bsn.pk).update(
        stand="gesloten", gesloten_op=met_bsn.geregistreerd_op, gesloten_door=manager
    )
    client.force_login(manager)

    client.post(_url(met_bsn), DATA)

    met_bsn.refresh_from_db()
    assert (met_bsn.tekst, met_bsn.stand) == (NIEUW, "gesloten")


def test_nothing_or_no_reason_is_refused_and_what_was_typed_stays(
    client: Client, met_bsn: Signaal, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    leeg = client.post(_url(met_bsn), DATA | {"tekst": ""})
    zonder = client.post(_url(met_bsn), {"tekst": NIEUW, "waar": ""})
    zelfde = client.post(_url(met_bsn), {"tekst": OUD, "waar": "", "waarom": "fout"})

    assert [leeg.status_code, zonder.status_code, zelfde.status_code] == [422, 422, 422]
    assert NIEUW in zonder.content.decode()
    met_bsn.refresh_from_db()
    assert met_bsn.tekst == OUD


def test_who_only_holds_a_part_or_lives_there_may_not(
    client: Client, met_bsn: Signaal, manager: Gebruiker, vreemde: Gebruiker
) -> None:
    zet_uit(met_bsn, manager)
    ander = Deelvraag(Houder(partij=Partij.objects.get(sleutel="woningstichting")), "Kijk mee.", over(7))
    acties.zet_uit(signaal=met_bsn, door=manager, delen=[ander])

    statussen = []
    for wie in (
        persoon("partner", partij="woningstichting"),
        persoon("bewoner", gebied="visbuurt"),
        vreemde,
    ):
        client.force_login(wie)
        statussen += [client.get(_url(met_bsn)).status_code, client.post(_url(met_bsn), DATA).status_code]

    met_bsn.refresh_from_db()
    assert statussen == [403, 403, 404, 404, 404, 404]
    assert met_bsn.tekst == OUD


def test_of_a_shielded_one_not_by_who_sees_its_state_alone(client: Client, concierge: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "zorg", tekst=OUD)
    client.force_login(persoon("wijkmanager", gebied="visbuurt"))
    van_wijk = client.post(_url(rij), DATA)
    client.force_login(concierge)
    van_wie_het_schreef = client.post(_url(rij), DATA)

    rij.refresh_from_db()
    assert (van_wijk.status_code, van_wie_het_schreef.status_code) == (403, 302)
    assert rij.tekst == NIEUW
