"""Who begins with Wijkwerk today is not late with what was due before that day."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from overleggen.planner import planner
from tests.hulp import activeer, gebied, persoon
from verantwoording.service import herinneringen
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import in_gebruik_sinds, vergeet_profielen

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 11, 27, 9, tzinfo=UTC)


def begin(gemeente: str) -> None:
    activeer(gemeente)
    Profielversie.objects.update(geactiveerd_op=BEGIN)
    vergeet_profielen()


@time_machine.travel(BEGIN, tick=False)
def test_the_desk_asks_nothing_of_before_the_first_day(client: Client) -> None:
    begin("den-helder")
    for rol, plek in (("accountmanager", None), ("adviseur", None), ("wijkmanager", "stad-binnen-de-linie")):
        client.force_login(persoon(rol, gebied=plek))
        pagina = client.get(reverse("vandaag")).text
        assert "Maak: " not in pagina
        assert "1 jan" not in pagina
        assert "30 jun" not in pagina
    # It is still asked to choose the areas of this year, from today.
    assert "kies gebieden voor 2026" in pagina
    # And who wants to look back all the same may begin.
    client.force_login(persoon("adviseur"))
    assert "Jaarrapportage aan de raad 2025" in client.get(reverse("verantwoording:nieuw")).text


def test_what_ends_after_the_first_day_is_asked(client: Client) -> None:
    with time_machine.travel(BEGIN, tick=False):
        begin("den-helder")
        adviseur = persoon("adviseur")
    with time_machine.travel("2027-01-08T09:00Z", tick=False):
        client.force_login(adviseur)
        assert "Maak: Jaarrapportage aan de raad 2026" in client.get(reverse("vandaag")).text


@time_machine.travel(BEGIN, tick=False)
def test_a_meeting_of_the_first_half_year_is_not_late() -> None:
    begin("bergen")
    persoon("wijkcoordinator")
    regels = planner([gebied("schoorl")], vorm="kernoverleg")
    assert [(regel.stand, regel.uiterlijk) for regel in regels] == [("nodig", date(2026, 12, 31))]


def test_nobody_is_mailed_about_a_report_of_before() -> None:
    dagen = [date(2026, 3, dag) for dag in range(1, 32)] + [date(2027, 3, dag) for dag in range(1, 32)]
    with time_machine.travel("2026-02-20T09:00Z", tick=False):
        activeer("bergen")
        Profielversie.objects.update(geactiveerd_op=datetime(2026, 2, 20, tzinfo=UTC))
        vergeet_profielen()
        persoon("management")
        titels = {rij.titel for dag in dagen for rij in herinneringen(dag)}
    assert titels == {"Stel vast: Jaarverslag aan de raad 2026"}


def test_looking_back_that_was_due_before_is_asked_nowhere(client: Client) -> None:
    """Helmond's quickscan had to be there in 2011, its evaluation in 2014."""
    with time_machine.travel(BEGIN, tick=False):
        begin("helmond")
        adviseur = persoon("adviseur-wgw", gebied="helmond-noord")
        titels = {rij.titel for dag in (BEGIN.date(), date(2027, 3, 1)) for rij in herinneringen(dag)}
        client.force_login(adviseur)
        pagina = client.get(reverse("vandaag")).text
    assert not {titel for titel in titels if titel.startswith("Plan: ")}
    assert "Plan: " not in pagina


def test_what_was_never_evaluated_is_asked_and_reminded_from_the_first_day_on(client: Client) -> None:
    """Bergen evaluates every 48 months: the first time that long after the first day in use."""
    naam = "Plan: Evaluatie van het wijkgericht werken"
    with time_machine.travel(BEGIN, tick=False):
        begin("bergen")
        manager = persoon("management")
        client.force_login(manager)
        assert naam in client.get(reverse("vandaag")).text
        dagen = (BEGIN.date(), date(2030, 10, 1), date(2030, 11, 4), date(2030, 12, 5))
        rijen = [[rij for rij in herinneringen(dag) if rij.titel == naam] for dag in dagen]
    assert [len(van_dag) for van_dag in rijen] == [0, 0, 1, 1]
    assert {rij.uiterlijk for van_dag in rijen for rij in van_dag} == {date(2030, 11, 27)}
    assert rijen[2][0].moment != rijen[3][0].moment


def test_a_second_version_does_not_begin_anew() -> None:
    begin("den-helder")
    Profielversie.objects.create(nummer=99, tekst="x", checksum="x", bestand="x", actief=False)
    assert in_gebruik_sinds() == date(2026, 11, 27)
