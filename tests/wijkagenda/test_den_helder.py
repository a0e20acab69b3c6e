"""The four plans of the gebiedscyclus of Den Helder, and the plan for a buurt: what their rules refuse and let through."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from tests.hulp import gebied, persoon
from tests.wijkagenda.plannen import (
    al_vastgesteld,
    beoordeel_toets,
    bundel_als_nodig,
    dag,
    klachten_bij,
    kort_plan,
    noemt,
    schrijf,
    trekker,
    uit,
    voeg,
)
from wijkagenda import acties
from wijkagenda.mist import adviezen
from wijkagenda.models import Plan, Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Instemming

pytestmark = pytest.mark.django_db
WIJK = "nieuw-den-helder"


@pytest.fixture
def wijkmanager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def college(den_helder: Profiel) -> Gebruiker:
    return persoon("college")


# --- step 1: gebiedsanalyse


@pytest.fixture
def analyse(wijkmanager: Gebruiker) -> Plan:
    plan = kort_plan("gebiedsanalyse", WIJK, wijkmanager)
    schrijf(plan, wijkmanager)
    return plan


@pytest.mark.eis("DHR-56")
def test_analyse_needs_figures_and_stories(analyse: Plan, wijkmanager: Gebruiker) -> None:
    bundel_als_nodig(analyse, wijkmanager)
    klachten = klachten_bij(acties.stel_vast, plan=analyse, door=wijkmanager)
    assert sum("DHR-56" in klacht for klacht in klachten) == 2

    acties.heropen(plan=analyse, reden="Bronnen erbij.", door=wijkmanager)
    for soort in ("cijfers", "verhalen"):
        acties.voeg_bron_toe(
            plan=analyse,
            soort=soort,
            tekst="Wat er speelt",
            herkomst="monitor",
            datum=dag(-9),
            door=wijkmanager,
        )
    acties.bundel(plan=analyse, door=wijkmanager)

    assert acties.stel_vast(plan=analyse, door=wijkmanager).stand == Plan.Stand.VASTGESTELD


@pytest.mark.eis("DHR-56")
def test_a_source_without_origin_is_refused(analyse: Plan, wijkmanager: Gebruiker) -> None:
    klachten = klachten_bij(
        acties.voeg_bron_toe,
        plan=analyse,
        soort="cijfers",
        tekst="62 procent",
        herkomst=" ",
        datum=dag(-1),
        door=wijkmanager,
    )

    assert klachten == ("Noem waar het vandaan komt.",)


# --- step 2: gebiedsagenda


@pytest.fixture
def agenda(wijkmanager: Gebruiker) -> Plan:
    al_vastgesteld("gebiedsanalyse", WIJK, wijkmanager)
    return kort_plan("gebiedsagenda", WIJK, wijkmanager)


def vul_agenda(plan: Plan, door: Gebruiker) -> dict[str, Planitem]:
    """A goal with a result and a performance by the woningstichting, all taken up."""
    doel = voeg(
        plan,
        "doel",
        "Prettig wonen",
        door,
        velden={"prioriteit": 1, "bevinding": "Veel klachten"},
        herkomsten=uit("gebiedsanalyse"),
    )
    resultaat = voeg(plan, "resultaat", "Twintig portieken schoon", door, ouder=doel)
    prestatie = voeg(
        plan, "prestatie", "Portieken opknappen", door, ouder=doel, trekker=trekker("woningstichting")
    )
    items = {"doel": doel, "resultaat": resultaat, "prestatie": prestatie}
    for item in items.values():
        acties.neem_op(item=item, door=door)
    return items


def draag_agenda_voor(plan: Plan, door: Gebruiker) -> None:
    schrijf(plan, door)
    bundel_als_nodig(plan, door)
    acties.draag_voor(plan=plan, door=door)


def stem_in_met(plan: Plan, sleutel: str) -> None:
    wie = persoon("partner", partij=sleutel)
    acties.stem_in(
        instemming=Instemming.objects.bij(plan).get(wie=f"partij:{sleutel}"),
        ding=plan,
        akkoord=True,
        toelichting="",
        door=wie,
    )


@pytest.mark.eis("DHR-57")
def test_agenda_waits_for_the_analyse(den_helder: Profiel) -> None:
    wijkmanager = persoon("wijkmanager", gebied=WIJK)

    klachten = klachten_bij(
        acties.start,
        vorm="gebiedsagenda",
        gebied=gebied(WIJK),
        periode_van=date(2027, 1, 1),
        door=wijkmanager,
    )

    assert noemt(klachten, "DHR-57")
    assert any("Gebiedsanalyse" in klacht for klacht in klachten)


@pytest.mark.eis("DHR-57", "DHR-58", "DHR-59", "DHR-61")
def test_agenda_says_at_once_everything_that_is_missing(
    agenda: Plan, wijkmanager: Gebruiker, college: Gebruiker
) -> None:
    doel = voeg(agenda, "doel", "Prettig wonen", wijkmanager)
    prestatie = voeg(
        agenda, "prestatie", "Opknappen", wijkmanager, ouder=doel, trekker=trekker("woningstichting")
    )
    for item in (doel, prestatie):
        acties.neem_op(item=item, door=wijkmanager)
    draag_agenda_voor(agenda, wijkmanager)

    klachten = klachten_bij(acties.stel_vast, plan=agenda, door=college)

    for regel in ("DHR-57", "DHR-58", "DHR-59", "DHR-61"):
        assert noemt(klachten, regel), regel


@pytest.mark.eis("DHR-58", "DHR-59", "DHR-60", "DHR-61")
def test_agenda_binds_the_parties_that_agreed(
    agenda: Plan, wijkmanager: Gebruiker, college: Gebruiker
) -> None:
    items = vul_agenda(agenda, wijkmanager)
    draag_agenda_voor(agenda, wijkmanager)
    stem_in_met(agenda, "woningstichting")

    plan = acties.stel_vast(plan=agenda, door=college)

    items["prestatie"].refresh_from_db()
    afspraak = items["prestatie"].afspraak
    assert plan.vastgesteld_door == "college"
    assert afspraak is not None
    assert (afspraak.stand, str(afspraak.houder)) == ("toegezegd", "Woningstichting Den Helder")
    akkoord = Instemming.objects.bij(agenda).get(wie="partij:woningstichting")
    assert akkoord.functie
    assert akkoord.gegeven_op is not None


@pytest.mark.eis("DHR-61")
def test_nobody_agrees_for_another_party(agenda: Plan, wijkmanager: Gebruiker) -> None:
    vul_agenda(agenda, wijkmanager)
    draag_agenda_voor(agenda, wijkmanager)
    rij = Instemming.objects.bij(agenda).get(wie="partij:woningstichting")

    for ander in (wijkmanager, persoon("partner", partij="politie")):
        with pytest.raises(PermissionDenied):
            acties.stem_in(instemming=rij, ding=agenda, akkoord=True, toelichting="", door=ander)


@pytest.mark.eis("DHR-61")
def test_only_the_body_establishes(agenda: Plan, wijkmanager: Gebruiker) -> None:
    vul_agenda(agenda, wijkmanager)
    draag_agenda_voor(agenda, wijkmanager)
    stem_in_met(agenda, "woningstichting")

    with pytest.raises(PermissionDenied):
        acties.stel_vast(plan=agenda, door=wijkmanager)


# --- step 3: uitvoeringsplan


@pytest.mark.eis("DHR-62")
def test_uitvoeringsplan_starts_only_after_an_established_agenda(
    agenda: Plan, wijkmanager: Gebruiker
) -> None:
    gegevens: dict[str, Any] = {
        "vorm": "uitvoeringsplan",
        "gebied": gebied(WIJK),
        "periode_van": date(2027, 1, 1),
        "door": wijkmanager,
    }

    assert noemt(klachten_bij(acties.start, **gegevens), "DHR-62")
    agenda.delete()
    al_vastgesteld("gebiedsagenda", WIJK, wijkmanager)

    assert acties.start(**gegevens).stand == Plan.Stand.CONCEPT


@pytest.mark.eis("DHR-62")
def test_one_party_alone_gives_advice_and_no_refusal(wijkmanager: Gebruiker, college: Gebruiker) -> None:
    al_vastgesteld("gebiedsagenda", WIJK, wijkmanager)
    plan = kort_plan("uitvoeringsplan", WIJK, wijkmanager)
    item = voeg(plan, "maatregel", "Verlichting achterpaden", wijkmanager, trekker=trekker("woningstichting"))
    acties.neem_op(item=item, door=wijkmanager)
    schrijf(plan, wijkmanager)

    [advies] = adviezen(plan, wijkmanager)

    assert "DHR-62" in advies.eis
    assert acties.stel_vast(plan=plan, door=college).stand == Plan.Stand.VASTGESTELD


# --- step 4: gebiedsmonitor, and round again


@pytest.mark.eis("DHR-63", "DHR-64")
def test_monitor_takes_over_goals_and_measures_and_judges_each(
    client: Client, wijkmanager: Gebruiker
) -> None:
    client.force_login(wijkmanager)
    al_vastgesteld("gebiedsagenda", WIJK, wijkmanager, ("doel", "Prettig wonen"))
    al_vastgesteld("uitvoeringsplan", WIJK, wijkmanager, ("maatregel", "Verlichting"))
    monitor = kort_plan("gebiedsmonitor", WIJK, wijkmanager)
    assert sorted(monitor.items.values_list("titel", flat=True)) == ["Prettig wonen", "Verlichting"]
    for item in monitor.items.all():
        acties.neem_op(item=item, door=wijkmanager)
    schrijf(monitor, wijkmanager)

    klachten = klachten_bij(acties.stel_vast, plan=monitor, door=wijkmanager)
    assert sum("DHR-63" in klacht for klacht in klachten) == 6

    for item in monitor.items.all():
        beoordeel_toets(client, item, bereikt="nee", uitgevoerd="ja", wijziging_aanpak="Eerder beginnen.")
    assert acties.stel_vast(plan=monitor, door=wijkmanager).stand == Plan.Stand.VASTGESTELD


@pytest.mark.eis("DHR-64")
def test_changes_of_the_monitor_stand_in_the_next_agenda(wijkmanager: Gebruiker) -> None:
    al_vastgesteld("gebiedsanalyse", WIJK, wijkmanager)
    al_vastgesteld("gebiedsmonitor", WIJK, wijkmanager, ("wijziging", "Meer aandacht voor jeugd"))

    agenda = kort_plan("gebiedsagenda", WIJK, wijkmanager)

    [item] = agenda.items.all()
    assert (item.titel, item.soort) == ("Meer aandacht voor jeugd", "doel")
    assert item.herkomsten.get().soort == "gebiedsmonitor"


@pytest.mark.eis("DHR-64")
def test_open_measures_move_to_the_next_uitvoeringsplan(wijkmanager: Gebruiker) -> None:
    al_vastgesteld("gebiedsagenda", WIJK, wijkmanager)
    eerst = al_vastgesteld(
        "uitvoeringsplan", WIJK, wijkmanager, ("maatregel", "Verlichting"), ("project", "Plein")
    )

    volgende = kort_plan("uitvoeringsplan", WIJK, wijkmanager)

    assert volgende.vorige == eerst
    assert {item.titel for item in volgende.items.all()} == {"Verlichting", "Plein"}
    assert set(volgende.items.values_list("spoor")) == set(eerst.items.values_list("spoor"))


# --- a plan for one buurt


@pytest.mark.eis("DHR-51")
def test_plan_for_a_buurt_is_made_with_residents(den_helder: Profiel, college: Gebruiker) -> None:
    wijkmanager = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    plan = kort_plan("buurtuitvoeringsplan", "visbuurt", wijkmanager)
    item = voeg(plan, "activiteit", "Straatfeest", wijkmanager)
    acties.neem_op(item=item, door=wijkmanager)
    schrijf(plan, wijkmanager)
    acties.vraag_bijdragen(plan=plan, uiterlijk=dag(7), vraag="Wat vindt u?", door=wijkmanager)
    acties.bundel(plan=plan, door=wijkmanager)
    assert noemt(klachten_bij(acties.stel_vast, plan=plan, door=college), "DHR-51")

    acties.heropen(plan=plan, reden="Bewoners horen.", door=wijkmanager)
    vereniging = persoon("belangenvereniging", partij="belangenvereniging-visbuurt")
    acties.lever(
        bijdrage=plan.bijdragen.get(partij__sleutel="belangenvereniging-visbuurt"),
        inhoud="Doen!",
        velden={},
        door=vereniging,
    )
    acties.bundel(plan=plan, door=wijkmanager)

    assert acties.stel_vast(plan=plan, door=college).stand == Plan.Stand.VASTGESTELD


@pytest.mark.eis("DHR-14")
def test_wijkconcierge_writes_no_contribution_for_residents(den_helder: Profiel) -> None:
    wijkmanager = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    concierge = persoon("wijkconcierge", "wijkmanager", gebied="visbuurt")
    plan = kort_plan("buurtuitvoeringsplan", "visbuurt", wijkmanager)
    acties.vraag_bijdragen(plan=plan, uiterlijk=dag(7), vraag="Wat vindt u?", door=wijkmanager)
    bijdrage = plan.bijdragen.filter(partij__sleutel="belangenvereniging-visbuurt").get()

    klachten = klachten_bij(
        acties.lever, bijdrage=bijdrage, inhoud="Namens de buurt.", velden={}, door=concierge
    )

    assert noemt(klachten, "DHR-14")
    assert timezone.localdate() <= bijdrage.uiterlijk
