"""The plan and the people that most tests of pages use, and a monitor with what it looks back on."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.hulp import persoon
from tests.wijkagenda.cijferhulp import WIJK, laad_cijfers
from tests.wijkagenda.monitorhulp import maak_doel
from tests.wijkagenda.plannen import Helmond, dag, helmond_concept, kort_plan, voeg
from wijkagenda import acties
from wijkagenda.models import Herkomst, Plan, Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel


@pytest.fixture
def h(helmond: Profiel) -> Helmond:
    """A wijkactieplan of Brouwhuis in the making."""
    return helmond_concept()


@pytest.fixture
def als_adviseur(client: Client, h: Helmond) -> Client:
    client.force_login(h.adviseur)
    return client


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    """The wijkmanager of a wijk with figures of two years."""
    laad_cijfers({2023: "45", 2024: "44"})
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def doel(manager: Gebruiker) -> Planitem:
    """A goal in force with its figure and what was promised for it."""
    return maak_doel(manager)


@pytest.fixture
def bevinding(doel: Planitem, manager: Gebruiker) -> Planitem:
    """The goal rests on a finding, with a figure of 2023 and a story under it."""
    analyse = Plan.objects.get(vorm="gebiedsanalyse")
    Plan.objects.filter(pk=analyse.pk).update(stand="concept", vastgesteld_op=None, vastgesteld_door="")
    analyse.refresh_from_db()
    item = voeg(analyse, "kans", "Er wordt veel gebouwd", manager)
    acties.neem_op(item=item, door=manager)
    acties.voeg_cijfer_toe(plan=analyse, item=item, maat="koopwoningen", periode=202300, door=manager)
    acties.voeg_verhaal_toe(
        plan=analyse,
        item=item,
        tekst="Mijn dochter vindt hier geen huis.",
        verteld_door="bewoner",
        datum=dag(-40),
        door=manager,
    )
    Plan.objects.filter(pk=analyse.pk).update(
        stand="vastgesteld", vastgesteld_op=dag(-35), vastgesteld_door="college"
    )
    Herkomst.objects.create(
        planitem=doel, soort="gebiedsanalyse", tekst="Kans", object_soort="planitem", object_id=item.pk
    )
    return item


@pytest.fixture
def monitor(doel: Planitem, manager: Gebruiker) -> Plan:
    """A monitor in the making that judges the goal."""
    return kort_plan("gebiedsmonitor", WIJK, manager)
