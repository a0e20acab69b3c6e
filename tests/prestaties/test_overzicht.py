"""Agreed beside delivered, by origin; where several do the same; what it costs per buurt; as a file."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from prestaties.models import Prestatieafspraak
from prestaties.overzicht import overzicht
from prestaties.samenloop import hetzelfde
from signalen import acties as signaalacties
from signalen.models import Spreekuur
from signalen.models.spreekuur import Aanwezigheid
from tests.hulp import gebied, partij, persoon
from tests.prestaties.toneel import Plaats, concept, lever, lopend
from tests.signalen.hulp import over, signaal
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
NU = "2026-07-02T10:00+02:00"


def spreekuur(waar: str, dag: date, door: Gebruiker, *partijen: str, stand: str = "gehouden") -> Spreekuur:
    begin = datetime(dag.year, dag.month, dag.day, 10, tzinfo=timezone.get_current_timezone())
    rij = Spreekuur(
        soort="spreekuur",
        gebied=gebied(waar),
        plaats="Buurthuis",
        begin=begin,
        eind=begin.replace(hour=12),
        stand=stand,
        bezoekers=4,
        gepland_door=door,
    )
    rij.zet_plek([rij.gebied])
    rij.save()
    for naam in partijen:
        Aanwezigheid.objects.create(spreekuur=rij, partij=partij(naam))
    return rij


def deel_klaar(waar: str, van: str, door: Gebruiker, thema: str = "wonen") -> None:
    """A part of a signal that this party finished today."""
    rij = signaal(door, waar, thema, kanaal="coordinatieteam")
    vraag = signaalacties.Deelvraag(Houder(partij=partij(van)), "Ga langs.", over(9))
    signaalacties.zet_uit(signaal=rij, door=door, delen=[vraag], route="coordinatieteam")
    afspraak = rij.delen.get().afspraak
    afspraak.stand, afspraak.klaar_op = "klaar", timezone.now()
    afspraak.save()


def test_what_the_system_counts_stands_beside_the_own_report(den_helder: Profiel, client: Client) -> None:
    with time_machine.travel(NU, tick=False):
        plaats = Plaats.helder()
        afspraak = lopend(plaats)
        lever(plaats, afspraak, "visbuurt", 12, date(2026, 3, 1))
        spreekuur("visbuurt", date(2026, 3, 3), plaats.controleur, "opbouwwerk", "politie")
        spreekuur("visbuurt", date(2026, 3, 10), plaats.controleur, "opbouwwerk", stand="gepland")
        spreekuur("visbuurt", date(2026, 3, 17), plaats.controleur, "politie")
        spreekuur("visbuurt", date(2025, 12, 30), plaats.controleur, "opbouwwerk")
        concierge = persoon("wijkconcierge", gebied="visbuurt")
        deel_klaar("visbuurt", "opbouwwerk", concierge)
        client.force_login(plaats.controleur)
        for adres in (afspraak.get_absolute_url(), reverse("prestaties:overzicht")):
            pagina = client.get(adres).text
            assert "1 spreekuur, 1 actie klaar" in pagina
            assert "12" in pagina
        beeld = overzicht(2026, None, plaats.controleur)
    [rij] = beeld.rijen
    assert (rij.totaal.opgave, rij.totaal.afgesproken) == (Decimal(12), Decimal(200))
    assert {buurt.gebied.naam: str(buurt.geteld) for buurt in beeld.buurten} == {
        "Sluisdijkbuurt": "",
        "Visbuurt": "1 spreekuur, 1 actie klaar",
    }


def test_what_is_shielded_is_not_counted(den_helder: Profiel) -> None:
    with time_machine.travel(NU, tick=False):
        plaats = Plaats.helder()
        lopend(plaats)
        deel_klaar("visbuurt", "opbouwwerk", persoon("wijkconcierge", gebied="visbuurt"), thema="zorg")
        beeld = overzicht(2026, None, plaats.controleur)
    assert not any(buurt.geteld for buurt in beeld.buurten)


@pytest.mark.eis("DHR-69")
def test_subsidy_beside_delivered_effort_per_buurt(den_helder: Profiel, client: Client) -> None:
    with time_machine.travel(NU, tick=False):
        plaats = Plaats.helder()
        afspraak = lopend(plaats)
        lever(plaats, afspraak, "visbuurt", 60, date(2026, 3, 1))
        lever(plaats, afspraak, "sluisdijkbuurt", 2, date(2026, 3, 1))
        client.force_login(persoon("college"))
        pagina = client.get(reverse("prestaties:overzicht"))
        # 20.000 for 120 and 80.
        assert "€ 12.000,00" in pagina.text
        assert "€ 8.000,00" in pagina.text
        assert "60 van 120 bezoeken" in pagina.text
        assert pagina.text.count("Loopt achter</span>") == 1
        bestand = client.get(reverse("prestaties:rekenblad", args=["csv"])).content.decode("utf-8-sig")
    regels = [regel.split(";") for regel in bestand.splitlines()]
    assert [(r[4], r[6], r[7], r[11]) for r in regels[1:]] == [
        ("Sluisdijkbuurt", "80,00", "2,00", "8000,00"),
        ("Visbuurt", "120,00", "60,00", "12000,00"),
    ]


def test_over_two_years_each_year_has_its_share(den_helder: Profiel) -> None:
    with time_machine.travel(NU, tick=False):
        plaats = Plaats.helder()
        lopend(plaats, begin=date(2026, 7, 1), einde=date(2027, 6, 30), bedrag=Decimal("365.00"))
        jaren = [overzicht(jaar, None, plaats.controleur).subsidie for jaar in (2025, 2026, 2027)]
    assert jaren == [Decimal(0), Decimal("184.00"), Decimal("181.00")]


def test_units_are_never_added_up(den_helder: Profiel) -> None:
    with time_machine.travel(NU, tick=False):
        plaats = Plaats.helder()
        lopend(plaats)
        lopend(plaats, wat="Inloop", eenheid="Uren")
        lopend(plaats, wat="Nog een inloop", eenheid="uren")
        rijen = overzicht(2026, None, plaats.controleur).rijen
    assert [(rij.eenheid, rij.totaal.afgesproken) for rij in rijen] == [
        ("bezoeken", Decimal(200)),
        ("uren", Decimal(400)),
    ]


@pytest.mark.eis("DHR-24")
def test_the_need_comes_first_and_who_does_the_same_is_shown(den_helder: Profiel, client: Client) -> None:
    """A hint, never a block: without a need it says so; with one it counts the signals and names who works on it."""
    with time_machine.travel(NU, tick=False):
        plaats = Plaats.helder()
        concierge = persoon("wijkconcierge", gebied="visbuurt")
        for _ in range(3):
            signaal(concierge, "visbuurt", "openbare-ruimte")
        client.force_login(plaats.controleur)
        zonder = concept(plaats, thema="")
        assert "Noem de vraag van bewoners" in client.get(zonder.get_absolute_url()).text
        client.post(reverse("prestaties:voorlegging", args=[zonder.pk]))
        assert Prestatieafspraak.objects.get(pk=zonder.pk).voorgelegd_op is not None

        lopend(plaats)
        school = persoon("partner", partij="tuindorpschool")
        plaats.organisatie, plaats.leverancier = "tuindorpschool", school
        tweede = concept(plaats)
        pagina = client.get(tweede.get_absolute_url()).text
        assert "Noem de vraag van bewoners" not in pagina
        assert "Opbouwwerk werkt in hetzelfde gebied aan hetzelfde thema" in pagina
        assert "Meer organisaties voor hetzelfde" not in client.get(reverse("prestaties:overzicht")).text
        lopend(plaats)
        assert "Openbare ruimte in Visbuurt" in client.get(reverse("prestaties:overzicht")).text
        assert [rij.partij.sleutel for rij in hetzelfde(tweede, ("gebied", "thema"))] == ["opbouwwerk"]
        assert hetzelfde(tweede, ("gebied", "doelgroep")) == []


def test_the_file_opens_and_holds_no_formula(den_helder: Profiel, client: Client) -> None:
    from openpyxl import load_workbook

    with time_machine.travel(NU, tick=False):
        plaats = Plaats.helder()
        lopend(plaats, wat="=HYPERLINK(1)")
        client.force_login(plaats.controleur)
        antwoord = client.get(reverse("prestaties:rekenblad", args=["xlsx"]))
        blad = load_workbook(BytesIO(b"".join(antwoord))).active
        assert client.get(reverse("prestaties:rekenblad", args=["pdf"])).status_code == 404
        for jaar in ("0", "abc", "99999", "²²²²", "-1"):
            assert client.get(reverse("prestaties:overzicht"), {"jaar": jaar}).status_code == 200
    assert blad is not None
    assert blad["C2"].value == "'=HYPERLINK(1)"
    assert blad["M2"].value.date() == date(2026, 1, 1)
