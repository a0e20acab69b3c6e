"""The intake of four questions decides whether a path is needed, with the reason; a project or plan is held to that."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participatie import acties
from participatie.models import Traject
from participatie.service import klachten_bij_project
from signalen.acties import project as projectacties
from signalen.models import Project
from tests.hulp import gebied, persoon
from tests.participatie.toneel import als, klachten
from tests.wijkagenda.plannen import kort_plan
from wijkagenda import acties as plannen
from wijkagenda.models import Plan
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
WIJK = "banakkers"
VRAGEN = ("belangen", "mate-van-invloed", "bereidheid", "vorm")
NODIG = "Een participatietraject is nodig. Begin het, en laat het eerst vaststellen."


@pytest.fixture
def manager(etten_leur: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied=WIJK)


def project(manager: Gebruiker, uitkomst: str, waarom: str = "Besproken met de straat.") -> Project:
    rij = projectacties.open_project(
        naam="Speelplek",
        gebieden=[gebied(WIJK)],
        projectleider=Houder(rol="wijkmanager", gebied=gebied(WIJK)),
        door=manager,
    )
    extra: dict[str, Any] = dict.fromkeys(VRAGEN, "Besproken.")
    extra |= {"participatietraject": uitkomst, "participatietraject-waarom": waarom}
    return projectacties.wijzig_project(project=rij, door=manager, extra=extra)


def traject(rij: Project | Plan, soort: str, stand: str = "voorbereiding") -> Traject:
    gevonden = acties.start(
        gebied=gebied(WIJK),
        inhoud=acties.Inhoud(titel="Speelplek", doel="Een plek voor alle kinderen."),
        door=persoon("vakambtenaar"),
    )
    Traject.objects.filter(pk=gevonden.pk).update(bron_soort=soort, bron_id=rij.pk)
    if stand != "voorbereiding":
        stel_vast(gevonden)
    return gevonden


def stel_vast(rij: Traject) -> None:
    """That it was decided on is a given here."""
    Traject.objects.filter(pk=rij.pk).update(
        stand=Traject.Stand.VASTGESTELD,
        orgaan="rol:college",
        orgaan_naam="college",
        besloten_op=timezone.localdate(),
        vastgesteld_door=persoon("college"),
        vastgesteld_op=timezone.now(),
    )


@pytest.mark.eis("ETL-19")
def test_where_a_path_is_needed_the_project_waits_for_it(client: Client, manager: Gebruiker) -> None:
    rij = project(manager, "nodig")
    als(client, manager)
    start = reverse("projecten:start", args=[rij.pk])
    assert NODIG in client.get(start).text
    assert client.post(start).status_code == 422

    loopt = traject(rij, "project")
    assert NODIG in klachten(projectacties.start, project=rij, door=manager)
    stel_vast(loopt)
    client.post(start)

    rij.refresh_from_db()
    assert rij.stand == "loopt"


@pytest.mark.eis("ETL-19")
@pytest.mark.parametrize("uitkomst", ["niet nodig", "aan te raden"])
def test_any_other_outcome_holds_nothing_but_says_why(manager: Gebruiker, uitkomst: str) -> None:
    zonder = project(manager, uitkomst, waarom="")
    assert any("Waarom" in klacht for klacht in klachten(projectacties.start, project=zonder, door=manager))

    rij = project(manager, uitkomst)

    assert projectacties.start(project=rij, door=manager).stand == "loopt"


@pytest.mark.eis("ETL-19")
def test_a_path_of_something_else_does_not_count(manager: Gebruiker) -> None:
    rij, ander = project(manager, "nodig"), project(manager, "nodig")
    traject(ander, "project", "vastgesteld")

    assert [str(klacht) for klacht in klachten_bij_project(rij)] == [NODIG]
    assert not list(klachten_bij_project(ander))


@pytest.mark.eis("ETL-19")
def test_a_policy_document_is_held_to_its_intake(etten_leur: Profiel) -> None:
    ambtenaar, college = persoon("vakambtenaar"), persoon("college")
    plan = kort_plan("beleidsstuk", "etten-leur", ambtenaar)
    leeg = klachten(plannen.stel_vast, plan=plan, door=college)
    assert sum("ETL-19" in klacht for klacht in leeg) == 6
    Plan.objects.filter(pk=plan.pk).update(
        velden=dict.fromkeys(VRAGEN, "Besproken.")
        | {"participatietraject": "nodig", "participatietraject-waarom": "Het raakt iedereen."}
    )
    assert NODIG in klachten(plannen.stel_vast, plan=plan, door=college)

    traject(plan, "plan", "vastgesteld")

    daarna = klachten(plannen.stel_vast, plan=plan, door=college)
    assert NODIG not in daarna
    assert not any("ETL-19" in klacht for klacht in daarna)


def test_who_asks_no_intake_waits_for_nothing(bergen: Profiel) -> None:
    assert not list(klachten_bij_project(Project(pk=1)))
