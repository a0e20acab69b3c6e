"""Two years of the four steps in Den Helder, with time moved: everything through the buttons and the actions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gebiedscyclus.models import Ronde, Stap
from tests.gebiedscyclus.hulp import als, dagelijks, druk, gemaand, op, ronde, stap
from tests.hulp import gebied, persoon
from tests.wijkagenda.plannen import bundel_als_nodig, schrijf, trekker, voeg
from tests.wijkagenda.test_den_helder import draag_agenda_voor, stem_in_met, vul_agenda
from wijkagenda import acties as plannen
from wijkagenda.models import Plan
from wijkwerk.afspraken import service as register
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
WIJK = "nieuw-den-helder"
CYCLUS = "gebiedscyclus"


@pytest.fixture
def wijkmanager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def college(den_helder: Profiel) -> Gebruiker:
    return persoon("college")


def maak_analyse(plan: Plan, door: Gebruiker) -> None:
    schrijf(plan, door)
    for soort in ("cijfers", "verhalen"):
        plannen.voeg_bron_toe(
            plan=plan,
            soort=soort,
            tekst="Wat er speelt",
            herkomst="monitor",
            datum=timezone.localdate(),
            door=door,
        )
    bundel_als_nodig(plan, door)
    plannen.stel_vast(plan=plan, door=door)


def laat_over(plan: Plan, door: Gebruiker) -> None:
    """What came over from the year before is done with."""
    for item in plan.items.filter(stand="voorgenomen").order_by("-pk"):
        plannen.laat_weg(item=item, reden="Dit is klaar.", door=door)


def kom_na(door: Gebruiker) -> None:
    """What was promised last year is done, and judged."""
    for afspraak in Afspraak.objects.open():
        wie = persoon("partner", partij="woningstichting")
        if afspraak.stand == Afspraak.Stand.GEVRAAGD:
            register.zeg_toe(afspraak=afspraak, door=wie)
        register.meld_klaar(afspraak=afspraak, resultaat="Het is gedaan.", door=wie)
        register.beoordeel(afspraak=afspraak, nagekomen="ja", toelichting="", door=door)


def maak_agenda(plan: Plan, door: Gebruiker, college: Gebruiker) -> None:
    laat_over(plan, door)
    kom_na(door)
    vul_agenda(plan, door)
    draag_agenda_voor(plan, door)
    stem_in_met(plan, "woningstichting")
    plannen.stel_vast(plan=plan, door=college)


def maak_uitvoering(plan: Plan, door: Gebruiker, college: Gebruiker) -> None:
    laat_over(plan, door)
    item = voeg(plan, "maatregel", "Verlichting achterpaden", door, trekker=trekker("woningstichting"))
    plannen.neem_op(item=item, door=door)
    schrijf(plan, door)
    plannen.stel_vast(plan=plan, door=college)


def maak_monitor(plan: Plan, door: Gebruiker) -> None:
    for item in plan.items.all():
        plannen.neem_op(item=item, door=door)
        item.refresh_from_db()
        oordeel = {
            "titel": item.titel,
            "versie": item.versie,
            "v-bereikt": "nee",
            "v-uitgevoerd": "ja",
            "v-wijziging-aanpak": "Eerder beginnen.",
        }
        url = reverse("wijkagenda:item_bewerken", args=[plan.pk, item.pk])
        assert als(door).post(url, oordeel).status_code == 302
    schrijf(plan, door)
    plannen.stel_vast(plan=plan, door=door)


def leef_een_jaar(jaar: int, wijkmanager: Gebruiker, college: Gebruiker) -> Ronde:
    """Each step on the day that the planner gave it, and never before the one before it."""
    client = als(wijkmanager)
    with op(date(jaar, 1, 4)):
        dagelijks()
        rij = ronde(CYCLUS, WIJK, jaar)
    for sleutel in ("analyse", "agenda", "uitvoering", "monitor"):
        deze = stap(rij, sleutel)
        assert deze.begin is not None
        assert deze.uiterlijk is not None
        assert deze.begin.year == deze.uiterlijk.year == jaar
        with op(deze.begin + timedelta(days=7)):
            dagelijks()
            druk(client, deze, "start")
            plan = stap(rij, sleutel).plan
            assert plan is not None, sleutel
            assert (plan.vorm, plan.periode_van) == (deze.vorm, date(jaar, 1, 1))
        with op(deze.begin + timedelta(days=40)):
            match sleutel:
                case "analyse":
                    maak_analyse(plan, wijkmanager)
                case "agenda":
                    maak_agenda(plan, wijkmanager, college)
                case "uitvoering":
                    maak_uitvoering(plan, wijkmanager, college)
                case _:
                    maak_monitor(plan, wijkmanager)
            dagelijks()
            assert stap(rij, sleutel).stand == Stap.Stand.VASTGESTELD
    rij.refresh_from_db()
    return rij


@pytest.mark.eis("DHR-55", "DHR-58", "DHR-63", "DHR-64")
def test_a_wijk_goes_round_in_two_years(wijkmanager: Gebruiker, college: Gebruiker) -> None:
    eerste = leef_een_jaar(2027, wijkmanager, college)
    tweede = leef_een_jaar(2028, wijkmanager, college)

    assert (eerste.stand, tweede.stand) == ("afgerond", "afgerond")
    assert tweede.vorige == eerste
    for vorm in ("gebiedsanalyse", "gebiedsagenda", "uitvoeringsplan", "gebiedsmonitor"):
        plan_een, plan_twee, *verder = Plan.objects.filter(vorm=vorm, gebied=gebied(WIJK)).order_by("nummer")
        assert (plan_een.stand, plan_twee.stand) == (Plan.Stand.VERVANGEN, Plan.Stand.VASTGESTELD), vorm
        assert (plan_een.periode_van.year, plan_twee.periode_van.year) == (2027, 2028)
        # The monitor of the second year began the plans that it names for the third.
        maakt = vorm in {"gebiedsagenda", "uitvoeringsplan"}
        assert [(plan.stand, plan.periode_van.year) for plan in verder] == [("concept", 2029)] * maakt
    # Every wijk had its rounds, not only the one that somebody worked on.
    assert Ronde.objects.filter(cyclus=CYCLUS, periode_van__year=2028).count() == 2 * (
        Ronde.objects.filter(cyclus=CYCLUS).count() // 4
    )


@pytest.mark.eis("DHR-62")
def test_a_step_waits_for_the_established_one_before_it(wijkmanager: Gebruiker, college: Gebruiker) -> None:
    client = als(wijkmanager)
    with op(date(2027, 1, 4)):
        dagelijks()
        rij = ronde(CYCLUS, WIJK)
        for sleutel in ("agenda", "uitvoering", "monitor"):
            antwoord = druk(client, stap(rij, sleutel), "start")
            assert "Dit kan pas als is vastgesteld: Gebiedsanalyse." in antwoord.content.decode()
            assert sleutel != "uitvoering" or "DHR-62" in antwoord.content.decode()
        druk(client, stap(rij, "analyse"), "start")
        plan = stap(rij, "analyse").plan
        assert plan is not None
        # It runs, but it is not established.
        assert "Dit kan pas als is vastgesteld" in druk(client, stap(rij, "agenda"), "start").content.decode()
        assert not Plan.objects.filter(vorm="gebiedsagenda").exists()
        maak_analyse(plan, wijkmanager)
        druk(client, stap(rij, "agenda"), "start")
        agenda = stap(rij, "agenda").plan
        assert agenda is not None
        assert "vastgesteld: Gebiedsagenda" in druk(client, stap(rij, "uitvoering"), "start").content.decode()
        maak_agenda(agenda, wijkmanager, college)
        druk(client, stap(rij, "uitvoering"), "start")
        assert stap(rij, "uitvoering").plan is not None


@pytest.mark.eis("DHR-55")
def test_who_makes_it_is_reminded_before_and_after_the_day(wijkmanager: Gebruiker) -> None:
    with op(date(2027, 1, 4)):
        dagelijks()
        rij = ronde(CYCLUS, WIJK)
        analyse = stap(rij, "analyse")
    assert analyse.uiterlijk is not None
    for dagen, verwacht in ((-30, 0), (-13, 1), (-12, 1), (-2, 2), (3, 3), (4, 3)):
        with op(analyse.uiterlijk + timedelta(days=dagen)):
            dagelijks()
            assert len(gemaand(wijkmanager, analyse)) == verwacht, dagen
    # Nobody hears of what cannot begin yet.
    assert gemaand(wijkmanager, stap(rij, "agenda")) == []
    with op(analyse.uiterlijk + timedelta(days=5)):
        pagina = als(wijkmanager).get("/cyclus/?stand=te-laat").content.decode()
        assert "Te laat" in pagina
        assert gebied(WIJK).naam in pagina


def test_a_forgotten_round_is_closed_with_a_reason_and_the_next_one_tells(wijkmanager: Gebruiker) -> None:
    client = als(wijkmanager)
    with op(date(2027, 1, 4)):
        dagelijks()
        oud = ronde(CYCLUS, WIJK, 2027)
    with op(date(2028, 1, 4)):
        dagelijks()
        dagelijks()
        nieuw = ronde(CYCLUS, WIJK, 2028)
        # What plays this year is looked into while last year is judged; what is made of it waits.
        druk(client, stap(nieuw, "analyse"), "start")
        assert stap(nieuw, "analyse").plan is not None
        agenda = stap(nieuw, "agenda")
        assert "De ronde 2027 is nog niet af." in druk(client, agenda, "start").content.decode()
        assert stap(nieuw, "agenda").plan is None

        leeg = client.post(f"{oud.get_absolute_url()}sluiting/", {"reden": " "})
        assert leeg.status_code == 422
        client.post(f"{oud.get_absolute_url()}sluiting/", {"reden": "De wijkmanager was ziek."})

        pagina = client.get(nieuw.get_absolute_url()).content.decode()
        for woord in ("Wat de vorige ronde niet haalde", "Gebiedsmonitor", "De wijkmanager was ziek."):
            assert woord in pagina
        assert "De ronde 2027 is nog niet af." not in druk(client, agenda, "start").content.decode()


def test_the_clock_twice_changes_nothing(wijkmanager: Gebruiker) -> None:
    with op(date(2027, 1, 4)):
        dagelijks()
        eerst = (Ronde.objects.count(), list(Stap.objects.order_by("pk").values()))
        dagelijks()

        assert (Ronde.objects.count(), list(Stap.objects.order_by("pk").values())) == eerst


def test_a_plan_made_elsewhere_is_followed(wijkmanager: Gebruiker) -> None:
    with op(date(2027, 2, 1)):
        dagelijks()
        plan = plannen.start(
            vorm="gebiedsanalyse", gebied=gebied(WIJK), periode_van=date(2027, 1, 1), door=wijkmanager
        )
        dagelijks()

        analyse = stap(ronde(CYCLUS, WIJK), "analyse")
        assert (analyse.plan, analyse.stand) == (plan, Stap.Stand.BEZIG)
        # Pressed as well: told that it runs, and there is one plan.
        assert "Dit kan niet meer" in druk(als(wijkmanager), analyse, "start").content.decode()
        assert Plan.objects.count() == 1
