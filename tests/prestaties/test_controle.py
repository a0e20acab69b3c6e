"""The check of each quarter: agreed beside delivered, a judgment, the reaction, a talk, what follows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from prestaties import acties
from prestaties.models import Prestatieafspraak, Prestatiecontrole
from prestaties.termijnen import perioden, te_controleren
from tests.hulp import geef_rol, persoon
from tests.prestaties.toneel import Plaats, lever, lopend, oordeel, slot
from wijkwerk.berichten.models import Bericht
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Beoordeling
from wijkwerk.regels.service import StandVeranderd, StapGeweigerd

pytestmark = pytest.mark.django_db


def op(dag: str) -> Any:
    return time_machine.travel(f"{dag}T10:00+01:00", tick=False)


@pytest.mark.eis("DHR-19")
def test_agreed_effort_is_checked_on_what_was_delivered(den_helder: Profiel, client: Client) -> None:
    """Through the screens: the figures, the judgment, the reaction, and no end without a talk and what follows."""
    with op("2026-03-10"):
        plaats = Plaats.helder()
        afspraak = lopend(plaats)
        lever(plaats, afspraak, "visbuurt", 3, date(2026, 3, 9))
        client.force_login(plaats.controleur)
        # The quarter is not over.
        assert client.get(reverse("prestaties:controle", args=[afspraak.pk])).status_code == 302
    with op("2026-04-02"):
        adres = reverse("prestaties:controle", args=[afspraak.pk])
        pagina = client.get(adres).text
        assert "3 bezoeken" in pagina
        assert "ongeveer 30 bezoeken" in pagina  # 120 in a year, 90 of 365 days
        assert "Loopt achter" in pagina
        leeg = client.post(adres, {"tot": "2026-03-31"})
        assert leeg.status_code == 422
        for zegt in ("Kies een oordeel.", "Leg uit waarom u zo oordeelt.", "Vul in: Wat is er geleverd?"):
            assert zegt in leeg.text
        client.post(
            adres,
            {
                "tot": "2026-03-31",
                "levering": "Drie bezoeken",
                "oordeel": "niet geleverd",
                "toelichting": "Veel te weinig",
            },
        )
        controle = Prestatiecontrole.objects.get()
        assert controle.cijfers[1] == {
            "gebied": "Visbuurt", "afgesproken": "29.59", "opgave": "3.00", "geteld": "",
        }  # fmt: skip
        assert Bericht.objects.filter(soort="prestatie-oordeel", ontvanger=plaats.leverancier).exists()

        vast = reverse("prestaties:vaststelling", args=[afspraak.pk, controle.pk])
        gewoon = {"oordeel": "niet geleverd", "toelichting": "Veel te weinig"}
        assert "De organisatie kan nog reageren" in client.post(vast, gewoon).text

        client.force_login(plaats.leverancier)
        reactie = reverse("prestaties:reactie", args=[afspraak.pk, controle.pk])
        assert client.post(reactie, {"eens": "nee"}).status_code == 422
        client.post(reactie, {"eens": "nee", "reactie": "Er waren twee zieken"})

    with op("2026-04-09"):
        client.force_login(plaats.controleur)
        geweigerd = client.post(vast, gewoon)
        assert geweigerd.status_code == 422
        for zegt in ("Voer eerst een gesprek", "wat er uit het gesprek kwam", "wat er nu gebeurt"):
            assert zegt in geweigerd.text
        assert (
            "Vul de dag in waarop het gesprek is geweest."
            in client.post(vast, gewoon | {"gesprek_op": "2026-04-20"}).text
        )
        gesprek = {
            "gesprek_op": "2026-04-08",
            "gesprek_uitkomst": "Er komt vervanging",
            "vervolg": "Inhalen voor juli",
        }
        client.post(vast, gewoon | gesprek)
        controle.refresh_from_db()
        assert controle.stand == "definitief"
        assert Bericht.objects.filter(soort="prestatie-vastgesteld", ontvanger=plaats.leverancier).exists()
        overzicht = client.get(reverse("prestaties:overzicht")).text
        assert "3 van 120" in overzicht
        assert "Niet geleverd: 1" in overzicht


@pytest.mark.eis("DHR-19")
def test_who_does_not_react_in_time_is_told_before_it_stands_fast(
    den_helder: Profiel, client: Client
) -> None:
    """A message may lie unread: when and how it was told is kept."""
    with op("2026-04-02"):
        plaats = Plaats.helder()
        afspraak = lopend(plaats)
        controle = oordeel(plaats, afspraak)
        # Ten working days; Good Friday and Easter Monday are none.
        assert controle.reageren_tot == date(2026, 4, 20)
    verteld = {"verteld_op": "2026-04-15", "verteld_hoe": "Gebeld met de teamleider"}
    gewoon = {"oordeel": "geleverd", "toelichting": "Dat blijkt uit de opgave."}
    adres = reverse("prestaties:vaststelling", args=[afspraak.pk, controle.pk])
    with op("2026-04-20"):
        client.force_login(plaats.controleur)
        assert "De organisatie kan nog reageren" in client.post(adres, gewoon | verteld).text
    with op("2026-04-21"):
        geweigerd = client.post(adres, gewoon)
        assert geweigerd.status_code == 422
        for zegt in ("Vul in wanneer u het oordeel vertelde.", "Schrijf op hoe u het oordeel vertelde."):
            assert zegt in geweigerd.text
        te_vroeg = client.post(adres, gewoon | verteld | {"verteld_op": "2026-04-01"})
        assert "Vul een dag in nadat het oordeel is voorgelegd." in te_vroeg.text
        assert "Gebeld met de teamleider" in te_vroeg.text
        assert client.post(adres, gewoon | verteld).status_code == 302
        controle.refresh_from_db()
        assert controle.is_definitief
        assert "Gebeld met de teamleider" in client.get(afspraak.get_absolute_url()).text
        with pytest.raises(StandVeranderd):
            acties.reageer(controle=controle, eens=True, reactie="", door=plaats.leverancier)


def test_who_reacted_is_not_asked_how_it_was_told(den_helder: Profiel, client: Client) -> None:
    with op("2026-04-02"):
        plaats = Plaats.helder()
        controle = oordeel(plaats, lopend(plaats))
        acties.reageer(controle=controle, eens=True, reactie="", door=plaats.leverancier)
        client.force_login(plaats.controleur)

        pagina = client.get(reverse("prestaties:vaststelling", args=[controle.afspraak_id, controle.pk]))

    assert "Hoe is het verteld?" not in pagina.text


def test_the_database_keeps_how_it_was_told(den_helder: Profiel) -> None:
    with op("2026-04-02"):
        plaats = Plaats.helder()
        controle = oordeel(plaats, lopend(plaats))

    with pytest.raises(IntegrityError, match="controle_definitief_verteld"):
        Prestatiecontrole.objects.filter(pk=controle.pk).update(
            stand="definitief", definitief_op=timezone.now(), definitief_door=plaats.controleur
        )


def test_after_the_reaction_the_judgment_may_change_and_then_stands_fast(den_helder: Profiel) -> None:
    with op("2026-04-02"):
        plaats = Plaats.helder()
        controle = oordeel(plaats, lopend(plaats), "niet geleverd")
        acties.reageer(controle=controle, eens=False, reactie="Zie de lijst", door=plaats.leverancier)
        with pytest.raises(StapGeweigerd, match="al gereageerd"):
            acties.reageer(controle=controle, eens=True, reactie="", door=plaats.leverancier)
        acties.stel_vast(controle=controle, invoer=slot("deels geleverd"), door=plaats.controleur)
        with pytest.raises(StandVeranderd):
            acties.stel_vast(controle=controle, invoer=slot(), door=plaats.controleur)


def test_one_period_is_judged_once(den_helder: Profiel) -> None:
    with op("2026-04-02"):
        plaats = Plaats.helder()
        afspraak = lopend(plaats)
        eerste = oordeel(plaats, afspraak)
        assert te_controleren(Prestatieafspraak.objects.get()) is None
        with pytest.raises(StapGeweigerd, match="al gecontroleerd"):
            acties.leg_oordeel_voor(
                afspraak=afspraak,
                tot=eerste.tot,
                invoer=acties.Controleinvoer(levering="x", oordeel="geleverd", toelichting="x"),
                door=plaats.controleur,
            )
    assert Prestatiecontrole.objects.count() == 1


def test_the_periods_are_as_long_as_the_profile_says(den_helder: Profiel) -> None:
    afspraak = Prestatieafspraak(begin=date(2026, 1, 31), einde=date(2026, 12, 15))
    assert [str(periode.tot) for periode in perioden(afspraak)] == [
        "2026-04-29", "2026-07-30", "2026-10-30", "2026-12-15",
    ]  # fmt: skip


@pytest.mark.eis("ETL-68")
def test_every_criterion_is_judged_and_delivered_means_all_yes(etten_leur: Profiel, client: Client) -> None:
    with op("2026-04-02"):
        plaats = Plaats.leur()
        afspraak = lopend(plaats)
        client.force_login(plaats.controleur)
        adres = reverse("prestaties:controle", args=[afspraak.pk])
        gegevens = {
            "tot": "2026-03-31",
            "levering": "Vier keer",
            "oordeel": "geleverd",
            "toelichting": "Goed",
        }
        antwoord = client.post(adres, gegevens)
        assert "Beoordeel: geleverd zoals afgesproken." in antwoord.text
        wie = "prestatie-geleverd."
        nee = {
            f"{wie}geleverd-zoals-afgesproken": "nee",
            f"{wie}verantwoord-aan-elkaar-en-aan-de-samenle": "ja",
        }
        antwoord = client.post(adres, gegevens | nee)
        assert antwoord.status_code == 422
        assert "Niet voldaan: geleverd zoals afgesproken." in antwoord.text
        # A refusal leaves nothing behind.
        assert not Prestatiecontrole.objects.exists()
        assert not Beoordeling.objects.exists()
        assert client.post(adres, gegevens | nee | {"oordeel": "deels geleverd"}).status_code == 302
        assert Beoordeling.objects.count() == 2


def test_who_works_for_the_organisation_does_not_judge_it(den_helder: Profiel, client: Client) -> None:
    with op("2026-04-02"):
        plaats = Plaats.helder()
        afspraak = lopend(plaats)
        dubbel = persoon("accountmanager")
        geef_rol(dubbel, "partner", partij="opbouwwerk")
        client.force_login(dubbel)
        assert client.get(reverse("prestaties:controle", args=[afspraak.pk])).status_code == 403


def test_a_whole_year_ends_checked_and_closed(den_helder: Profiel, client: Client) -> None:
    with op("2026-02-01"):
        plaats = Plaats.helder()
        afspraak = lopend(plaats)
    for dag in ("2026-04-02", "2026-07-02", "2026-10-02", "2027-01-04"):
        with op(dag):
            controle = oordeel(plaats, afspraak)
            acties.reageer(controle=controle, eens=True, reactie="", door=plaats.leverancier)
            afspraak.refresh_from_db()
            assert afspraak.stand == "lopend"
            acties.stel_vast(controle=controle, invoer=slot(), door=plaats.controleur)
    with op("2027-01-05"):
        afspraak.refresh_from_db()
        assert afspraak.stand == "gecontroleerd"
        client.force_login(plaats.controleur)
        adres = reverse("prestaties:afsluiting", args=[afspraak.pk])
        assert client.post(adres, {"slot": ""}).status_code == 422
        client.post(adres, {"slot": "Buren kennen elkaar nu."})
        afspraak.refresh_from_db()
        assert afspraak.stand == "afgesloten"
