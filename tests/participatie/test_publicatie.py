"""A participation path for everybody: who takes part and how, what was decided, and never what somebody said."""

from __future__ import annotations

import pytest
from django.test import Client

from participatie import acties
from participatie.models import Traject
from participatie.opruimen import ruim_op
from tests.hulp import persoon
from tests.participatie.toneel import KERN, adres, als, klachten, maak_klaar, vastgesteld
from tests.publicatie.plaatsing import publiceer
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.service import Publicatie, laatste_van, trek_in

pytestmark = pytest.mark.django_db
WIJK = f"/publiek/{KERN}/"


@pytest.fixture
def opsteller(bergen: Profiel) -> Gebruiker:
    return persoon("projectleider")


@pytest.fixture
def coordinator(bergen: Profiel) -> Gebruiker:
    return persoon("wijkcoordinator", gebied=KERN)


@pytest.fixture
def traject(opsteller: Gebruiker, coordinator: Gebruiker) -> Traject:
    rij = vastgesteld(opsteller)
    ding = acties.breng_in(
        traject=rij, tekst="GeheimeInbreng over de bomen", door=persoon("bewoner", gebied=KERN)
    )
    acties.verwerk(inbreng=ding, verwerking="deels", uitleg="GeheimeUitleg aan een bewoner", door=opsteller)
    acties.noteer_bij(traject=rij, tekst="GeheimeNotitie voor collega's", door=coordinator)
    return rij


def test_path_is_placed_and_stands_on_the_page_of_the_wijk(
    client: Client, traject: Traject, coordinator: Gebruiker
) -> None:
    als(client, coordinator)
    assert adres("publicatie", traject.pk) in client.get(traject.get_absolute_url()).text
    voorbeeld = client.get(adres("publicatie", traject.pk)).text
    antwoord = publiceer(client, adres("publicatie", traject.pk))

    publicatie = laatste_van(traject)
    assert publicatie is not None
    assert antwoord.headers["Location"] == publicatie.get_absolute_url()
    client.logout()
    tekst = client.get(publicatie.get_absolute_url()).text
    for woord in (
        "Herinrichting Heereweg",
        "Vereniging Voorbeeld",
        "Bij het eerste ontwerp",
        "Er kwam 1 keer inbreng",
    ):
        assert woord in tekst
        assert woord in voorbeeld
    assert "Herinrichting Heereweg" in client.get(WIJK).text
    [los] = client.get(f"{WIJK}open-data.json").json()["trajecten"]
    assert los["betrokkenen"][0]["naam"] == "Vereniging Voorbeeld"


def test_what_somebody_said_stands_on_no_public_address(
    client: Client, traject: Traject, coordinator: Gebruiker, opsteller: Gebruiker
) -> None:
    publicatie = acties.publiceer(traject=traject, bevestigd=set(), door=coordinator)

    spoor = publicatie.inhoud["items"][0]["spoor"]
    for waar in (
        "/",
        WIJK,
        f"{WIJK}in-het-kort/",
        f"{WIJK}nieuws.atom",
        f"{WIJK}open-data.json",
        f"{WIJK}traject/punt/{spoor}/",
        publicatie.get_absolute_url(),
        "/zoeken/?zoek=Heereweg",
        "/sitemap.xml",
    ):
        antwoord = client.get(waar)
        assert antwoord.status_code == 200, waar
        for merk in ("Geheime", "Daarom.", opsteller.naam, coordinator.naam):
            assert merk not in antwoord.text, (waar, merk)


def test_an_old_title_is_not_repeated(client: Client, traject: Traject, coordinator: Gebruiker) -> None:
    Traject.objects.update(titel="Pad OudeNaam")
    traject.refresh_from_db()
    eerste = acties.publiceer(traject=traject, bevestigd=set(), door=coordinator)
    Traject.objects.update(titel="Een pad")
    traject.refresh_from_db()

    als(client, coordinator)
    assert f"/publicaties/{eerste.pk}/intrekking/" in client.get(adres("publicatie", traject.pk)).text
    tweede = acties.publiceer(traject=traject, bevestigd=set(), door=coordinator)

    feed = client.get(f"{WIJK}nieuws.atom").text
    assert "OudeNaam" not in client.get(tweede.get_absolute_url()).text
    assert feed.count("OudeNaam") == 1
    trek_in(publicatie=eerste, reden="Er stond een naam in.", door=coordinator)
    assert "OudeNaam" not in client.get(WIJK).text


def test_words_of_who_said_it_cannot_be_in_the_result(
    traject: Traject, coordinator: Gebruiker, opsteller: Gebruiker
) -> None:
    lang = "Bij ons achter staan de bomen veel te dicht op de gevel"
    acties.breng_in(traject=traject, tekst=lang, door=persoon("bewoner", gebied=KERN))
    Traject.objects.filter(pk=traject.pk).update(doel=lang)

    assert any(
        "besloten of afgeschermd" in rij
        for rij in klachten(acties.publiceer, traject=traject, bevestigd=set(), door=coordinator)
    )


def test_nothing_is_placed_before_it_was_decided(
    client: Client, opsteller: Gebruiker, coordinator: Gebruiker
) -> None:
    traject = maak_klaar(opsteller)

    assert als(client, coordinator).post(adres("publicatie", traject.pk)).status_code == 403
    assert klachten(acties.publiceer, traject=traject, bevestigd=set(), door=coordinator)
    assert not Publicatie.objects.exists()


def test_what_was_emptied_before_is_withdrawn_as_well(
    client: Client, traject: Traject, coordinator: Gebruiker
) -> None:
    nieuw = acties.te_plaatsen(traject)
    ticks = [rij.sleutel for rij in nieuw.bevindingen()]
    publicatie = acties.publiceer(traject=traject, bevestigd=ticks, door=coordinator)
    Traject.objects.update(titel="Gewist")

    assert ruim_op() == 0
    assert client.get(publicatie.get_absolute_url()).status_code == 410


def test_a_path_whose_words_left_is_not_placed(
    client: Client, traject: Traject, coordinator: Gebruiker
) -> None:
    Traject.objects.update(titel="Gewist")

    assert als(client, coordinator).get(adres("publicatie", traject.pk)).status_code == 403
    assert klachten(acties.publiceer, traject=traject, bevestigd=set(), door=coordinator)
    assert not Publicatie.objects.exists()


def test_who_does_not_publish_cannot(client: Client, traject: Traject, opsteller: Gebruiker) -> None:
    assert als(client, opsteller).post(adres("publicatie", traject.pk)).status_code == 403
    assert klachten(acties.publiceer, traject=traject, bevestigd=set(), door=opsteller)


def test_again_only_when_something_changed_and_withdrawing_takes_it_away(
    client: Client, traject: Traject, coordinator: Gebruiker, opsteller: Gebruiker
) -> None:
    eerste = acties.publiceer(traject=traject, bevestigd=set(), door=coordinator)
    assert klachten(acties.publiceer, traject=traject, bevestigd=set(), door=coordinator)
    acties.rond_af(traject=traject, resultaat="Er komen minder bomen.", door=opsteller)

    tweede = acties.publiceer(traject=traject, bevestigd=set(), door=coordinator)

    assert (eerste.nummer, tweede.nummer) == (1, 2)
    assert "Er komen minder bomen." in client.get(tweede.get_absolute_url()).text
    for rij in (tweede, eerste):
        trek_in(publicatie=rij, reden="Klopt niet.", door=coordinator)
    assert 'id="trajecten"' not in client.get(WIJK).text
