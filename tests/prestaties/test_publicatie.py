"""The account to everybody: in summary, never an amount, a talk or a judgment that is not final."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from prestaties import acties
from prestaties.models import Prestatieafspraak, Prestatiejaar
from tests.hulp import gebied, persoon
from tests.prestaties.test_overeenkomen import formulier
from tests.prestaties.toneel import Plaats, lever, lopend, oordeel, slot
from tests.publicatie.plaatsing import publiceer
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.service import Publicatie

pytestmark = pytest.mark.django_db
MERKEN = ("20.000", "GeheimeUitleg", "GeheimeReactie", "GeheimGesprek", "GeheimVervolg", "GeheimeLevering")


@pytest.mark.eis("ETL-68")
def test_the_account_is_public_in_summary_and_can_be_withdrawn(etten_leur: Profiel, client: Client) -> None:
    with time_machine.travel("2026-04-02T10:00+02:00", tick=False):
        plaats = Plaats.leur()
        afspraak = lopend(plaats, wat="Bezoeken aan huis", bedrag=Decimal(20000))
        acties.lever(
            afspraak=afspraak, gebied=gebied("banakkers"), datum=date(2026, 3, 9), hoeveelheid=Decimal(3),
            toelichting="GeheimeLevering", door=plaats.leverancier,
        )  # fmt: skip
        controle = oordeel(plaats, afspraak, "deels geleverd")
        acties.reageer(controle=controle, eens=False, reactie="GeheimeReactie", door=plaats.leverancier)
        client.force_login(plaats.controleur)
        overzicht = client.get(reverse("prestaties:overzicht")).text
        adres = reverse("prestaties:publicatie", args=[2026, "banakkers"])
        assert adres in overzicht
        voorbeeld = client.get(adres).text
        assert "Nog niet vastgesteld" in voorbeeld
        acties.stel_vast(
            controle=controle,
            invoer=slot(
                "niet geleverd",
                toelichting="GeheimeUitleg",
                gesprek_op=date(2026, 4, 1),
                gesprek_uitkomst="GeheimGesprek",
                vervolg="GeheimVervolg",
            ),
            door=plaats.controleur,
        )
        antwoord = publiceer(client, adres)
        publicatie = Publicatie.objects.get()
        assert antwoord.headers["Location"] == publicatie.get_absolute_url()
        assert "niets veranderd" in publiceer(client, adres).text

        client.logout()
        for waar in (
            publicatie.get_absolute_url(),
            "/publiek/banakkers/",
            "/publiek/banakkers/in-het-kort/",
            "/publiek/nieuws.atom",
            "/zoeken/?zoek=Bezoeken",
        ):
            tekst = client.get(waar).text
            assert not [merk for merk in (*MERKEN, plaats.leverancier.naam) if merk in tekst], waar
        tekst = client.get(publicatie.get_absolute_url()).text
        for woord in ("Bezoeken aan huis", "Surplus", "12 bezoeken", "3 bezoeken", "Niet geleverd"):
            assert woord in tekst
        assert "Bezoeken aan huis" in client.get("/publiek/banakkers/").text

        client.force_login(plaats.controleur)
        client.post(reverse("publicaties:intrekking", args=[publicatie.pk]), {"reden": "Er klopt iets niet"})
        client.logout()
        assert client.get(publicatie.get_absolute_url()).status_code == 410


def test_a_sentence_of_a_talk_is_stopped(etten_leur: Profiel, client: Client) -> None:
    with time_machine.travel("2026-04-02T10:00+02:00", tick=False):
        plaats = Plaats.leur()
        zin = "De directeur zegt dat er in de zomer te weinig mensen waren."
        afspraak = lopend(plaats, waarom=zin)
        controle = oordeel(plaats, afspraak)
        acties.reageer(controle=controle, eens=False, reactie=zin, door=plaats.leverancier)
        client.force_login(plaats.controleur)
        adres = reverse("prestaties:publicatie", args=[2026, "banakkers"])
        assert publiceer(client, adres).status_code == 422
    assert not Publicatie.objects.exists()


def test_only_who_publishes_there(etten_leur: Profiel, client: Client) -> None:
    plaats = Plaats.leur()
    lopend(plaats)
    client.force_login(plaats.controleur)
    for waar, status in (("banakkers", 200), ("centrum-west", 403), ("etten-leur", 403), ("nergens", 404)):
        assert client.get(reverse("prestaties:publicatie", args=[2026, waar])).status_code == status
    assert client.get(reverse("prestaties:publicatie", args=[1800, "banakkers"])).status_code == 404
    client.force_login(plaats.leverancier)
    assert client.get(reverse("prestaties:publicatie", args=[2026, "banakkers"])).status_code == 403
    assert Prestatiejaar.objects.count() == 1


@pytest.mark.eis("ETL-64")
def test_early_signalling_is_a_theme_of_an_afspraak(etten_leur: Profiel, client: Client) -> None:
    """Agreed with a partner, read back by theme, and told to everybody."""
    with time_machine.travel("2026-04-02T10:00+02:00", tick=False):
        plaats = Plaats.leur()
        client.force_login(plaats.controleur)
        client.post(reverse("prestaties:nieuw"), formulier(thema="vroegsignalering"))
        afspraak = Prestatieafspraak.objects.get()
        assert afspraak.thema == "vroegsignalering"
        assert "Vroegsignalering" in client.get(afspraak.get_absolute_url()).text
        lopend(plaats)
        adres = reverse("prestaties:publicatie", args=[2026, "banakkers"])
        assert client.get(adres).context["inhoud"].items[0].thema == "Vroegsignalering"


def test_numbers_of_another_area_stay_out(den_helder: Profiel, client: Client) -> None:
    with time_machine.travel("2026-04-02T10:00+02:00", tick=False):
        plaats = Plaats.helder()
        afspraak = lopend(plaats)
        lever(plaats, afspraak, "visbuurt", 3, date(2026, 3, 9))
        lever(plaats, afspraak, "sluisdijkbuurt", 5, date(2026, 3, 9))
        ouder = gebied("visbuurt").ouder
        assert ouder is not None
        client.force_login(persoon("wijkmanager", gebied=ouder))
        [item] = client.get(reverse("prestaties:publicatie", args=[2026, "visbuurt"])).context["inhoud"].items
    velden = {veld.sleutel: veld.waarde for veld in item.velden}
    assert (velden["geleverd"], velden["waar"]) == ("3 bezoeken", "Visbuurt")
