"""Placing and withdrawing, through the actions."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.hulp import persoon
from tests.publicatie.plaatsing import geplaatst, te_plaatsen
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.service import Publicatie, plaats, trek_in
from wijkwerk.regels.service import StandVeranderd, StapGeweigerd

pytestmark = pytest.mark.django_db


def test_numbers_follow_per_gebied_and_form(adviseur: Gebruiker) -> None:
    elders = persoon("adviseur-wgw", gebied="dierdonk")

    nummers = [
        geplaatst(adviseur).nummer,
        geplaatst(adviseur).nummer,
        geplaatst(elders, waar="dierdonk").nummer,
    ]

    assert nummers == [1, 2, 1]


def test_placing_is_logged_with_the_hash(adviseur: Gebruiker) -> None:
    publicatie = geplaatst(adviseur)

    regel = Logregel.objects.van(publicatie).get()
    assert (regel.stap, regel.door) == ("publicatie.plaatsen", adviseur)
    assert regel.gegevens["sha256"] == publicatie.inhoud_sha256


def test_without_the_right_nothing_is_published(helmond: Profiel) -> None:
    with pytest.raises(PermissionDenied):
        geplaatst(persoon("wijkorgaan", partij="wijkraad-brouwhuis"))
    assert not Publicatie.objects.exists()


def test_not_in_another_gebied(adviseur: Gebruiker) -> None:
    with pytest.raises(PermissionDenied):
        geplaatst(adviseur, waar="dierdonk")


def test_a_finding_must_be_looked_at(adviseur: Gebruiker) -> None:
    nieuw = te_plaatsen(samenvatting="Bel 0492-587777 voor vragen.")
    [bevinding] = nieuw.bevindingen()

    with pytest.raises(StapGeweigerd, match="telefoonnummer"):
        plaats(nieuw=nieuw, door=adviseur)
    assert plaats(nieuw=nieuw, bevestigd={bevinding.sleutel}, door=adviseur).nummer == 1


@pytest.mark.parametrize("tekst", ["Nummer 111222333", "de huur van het wijkhuis wordt opgezegd"])
def test_a_hard_finding_cannot_be_waved_through(adviseur: Gebruiker, tekst: str) -> None:
    nieuw = te_plaatsen(samenvatting=tekst, besloten=["Besloten: de huur van het wijkhuis wordt opgezegd."])

    with pytest.raises(StapGeweigerd):
        plaats(nieuw=nieuw, bevestigd={b.sleutel for b in nieuw.bevindingen()}, door=adviseur)
    assert not Publicatie.objects.exists()


def test_the_name_of_a_colleague_is_found(adviseur: Gebruiker) -> None:
    persoon("vakambtenaar", naam="Noor de Wit")

    [bevinding] = te_plaatsen(samenvatting="Afgesproken met Noor de Wit.").bevindingen()

    assert (bevinding.soort, bevinding.waar) == ("naam", "Samenvatting")


def test_wijkorganen_are_told_of_a_publication(adviseur: Gebruiker) -> None:
    wijkraad = persoon("wijkorgaan", partij="wijkraad-brouwhuis")
    ver_weg = persoon("wijkorgaan", partij="wijkraad-dierdonk")

    geplaatst(adviseur)

    ontvangers = Bericht.objects.filter(soort="publicatie-geplaatst").values_list("ontvanger", flat=True)
    assert wijkraad.pk in ontvangers
    assert ver_weg.pk not in ontvangers


def test_withdrawing_keeps_content_and_hash(adviseur: Gebruiker) -> None:
    publicatie = geplaatst(adviseur)

    trek_in(publicatie=publicatie, reden="Er stond een fout bedrag in.", door=adviseur)

    publicatie.refresh_from_db()
    assert publicatie.is_ingetrokken
    assert publicatie.inhoud["titel"]


def test_withdrawing_needs_a_reason_and_happens_once(adviseur: Gebruiker) -> None:
    publicatie = geplaatst(adviseur)
    with pytest.raises(StapGeweigerd, match="waarom"):
        trek_in(publicatie=publicatie, reden=" ", door=adviseur)
    trek_in(publicatie=publicatie, reden="Fout.", door=adviseur)

    with pytest.raises(StandVeranderd):
        trek_in(publicatie=publicatie, reden="Nog eens.", door=adviseur)
