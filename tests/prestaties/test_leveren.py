"""The own report: by the organisation only, once per form, taken back with a reason, fast once it was judged."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from prestaties import acties
from prestaties.models import Levering
from tests.hulp import gebied, persoon
from tests.prestaties.toneel import Plaats, lever, lopend, oordeel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def nu() -> object:
    with time_machine.travel("2026-03-10T10:00+01:00", tick=False) as klok:
        yield klok


def test_the_same_form_twice_counts_once(den_helder: Profiel, nu: object, client: Client) -> None:
    plaats = Plaats.helder()
    afspraak = lopend(plaats)
    client.force_login(plaats.leverancier)
    adres = reverse("prestaties:levering", args=[afspraak.pk])
    assert "Hoeveel? (in bezoeken)" in client.get(adres).text
    gegevens = {
        "gebied": gebied("visbuurt").pk,
        "hoeveelheid": "2,5",
        "datum": "2026-03-09",
        "client_id": str(uuid.uuid4()),
    }
    for _ in range(2):
        assert client.post(adres, gegevens).status_code == 302
    assert [str(rij.hoeveelheid) for rij in Levering.objects.all()] == ["2.50"]
    assert "2,5 bezoeken" in client.get(afspraak.get_absolute_url()).text


@pytest.mark.parametrize(
    ("veld", "waarde", "zegt"),
    [
        ("hoeveelheid", "", "Vul in hoeveel er is geleverd."),
        ("hoeveelheid", "-1", "Vul een getal in van meer dan nul."),
        ("hoeveelheid", "veel", "getal"),
        ("datum", "2026-03-11", "Deze dag moet nog komen."),
        ("datum", "2025-12-31", "Deze dag valt buiten de afspraak."),
        ("gebied", "", "Kies een gebied uit de afspraak."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    den_helder: Profiel, nu: object, client: Client, veld: str, waarde: str, zegt: str
) -> None:
    plaats = Plaats.helder()
    afspraak = lopend(plaats)
    client.force_login(plaats.leverancier)
    goed = {
        "gebied": gebied("visbuurt").pk,
        "hoeveelheid": "2",
        "datum": "2026-03-09",
        "toelichting": "Bewaar mij",
    }
    antwoord = client.post(reverse("prestaties:levering", args=[afspraak.pk]), goed | {veld: waarde})
    assert antwoord.status_code == 422
    assert zegt in antwoord.text
    assert "Bewaar mij" in antwoord.text
    assert not Levering.objects.exists()


def test_the_checker_and_other_partners_do_not_report(
    den_helder: Profiel, nu: object, client: Client
) -> None:
    plaats = Plaats.helder()
    afspraak = lopend(plaats)
    ander = persoon("wijkmeester", partij="woningstichting")
    for wie, status in ((plaats.controleur, 403), (ander, 404)):
        client.force_login(wie)
        assert client.get(reverse("prestaties:levering", args=[afspraak.pk])).status_code == status
    plaats.leverancier = plaats.controleur
    with pytest.raises(PermissionDenied):
        lever(plaats, afspraak, "visbuurt", 1, date(2026, 3, 9))


def test_taken_back_with_a_reason_it_counts_no_more_and_stays(
    den_helder: Profiel, nu: object, client: Client
) -> None:
    plaats = Plaats.helder()
    afspraak = lopend(plaats)
    levering = lever(plaats, afspraak, "visbuurt", 7, date(2026, 3, 9))
    client.force_login(plaats.leverancier)
    adres = reverse("prestaties:terugneming", args=[afspraak.pk, levering.pk])
    assert client.post(adres, {"reden": ""}).status_code == 422
    client.post(adres, {"reden": "Dubbel geteld"})
    assert client.post(adres, {"reden": "Nog eens"}).status_code == 422
    pagina = client.get(afspraak.get_absolute_url()).text
    assert "Dubbel geteld" in pagina
    assert "0 bezoeken" in pagina


def test_over_a_day_that_was_judged_nothing_changes(den_helder: Profiel) -> None:
    with time_machine.travel("2026-04-02T10:00+02:00", tick=False):
        plaats = Plaats.helder()
        afspraak = lopend(plaats)
        levering = lever(plaats, afspraak, "visbuurt", 7, date(2026, 3, 9))
        oordeel(plaats, afspraak)
        with pytest.raises(StapGeweigerd, match="al geoordeeld"):
            acties.neem_terug(levering=levering, reden="Fout", door=plaats.leverancier)
        with pytest.raises(StapGeweigerd, match="al geoordeeld"):
            lever(plaats, afspraak, "visbuurt", 7, date(2026, 3, 31))
        lever(plaats, afspraak, "visbuurt", 7, date(2026, 4, 1))
