"""What the desk, the clock and other apps get to know of plans."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.hulp import gebied, persoon
from tests.wijkagenda.plannen import (
    Helmond,
    al_vastgesteld,
    dag,
    helmond_vastgesteld,
    helmond_voorgedragen,
    kort_plan,
)
from wijkagenda import objecten, regels, service
from wijkagenda.bewaking import herziening_uiterlijk, is_te_laat
from wijkagenda.models import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.profiel import Objectsoort, Profiel
from wijkwerk.regels.service import Betekenis

pytestmark = pytest.mark.django_db


def knoppen(gebruiker: Gebruiker) -> list[str]:
    gebruiker.__dict__.pop("vervullingen", None)
    return [taak.knop for taak in service.werkvoorraad(gebruiker)]


def test_desk_of_everybody_concerned(h: Helmond) -> None:
    professional = persoon("professional", partij="wocom")

    assert knoppen(h.wijkraad) == []
    assert "Antwoord" in knoppen(professional)
    assert "Draag bij" in knoppen(professional)
    assert knoppen(persoon("raadslid")) == []


def test_desk_when_it_is_put_forward_and_established(helmond: Profiel) -> None:
    h = helmond_voorgedragen()
    assert "Stel vast" in knoppen(h.adviseur)
    from wijkagenda import acties

    acties.stel_vast(plan=h.plan, door=h.adviseur)
    assert knoppen(h.adviseur) == ["Publiceer"]


@pytest.mark.eis("ETL-50")
def test_next_adoption_is_due_half_a_year_later(etten_leur: Profiel) -> None:
    wijkmanager = persoon("wijkmanager", gebied="banakkers")
    wethouder = persoon("wijkwethouder", gebied="banakkers")
    vandaag = timezone.localdate()
    plan = al_vastgesteld(
        "wijkagenda",
        "banakkers",
        wijkmanager,
        vastgesteld_op=vandaag - timedelta(days=200),
        gepubliceerd_op=timezone.now(),
    )

    uiterlijk = herziening_uiterlijk(plan)
    assert uiterlijk is not None
    assert uiterlijk < vandaag
    assert knoppen(wijkmanager) == ["Begin"]
    ontvangers = {rij.ontvanger for rij in service.herinneringen(vandaag)}
    assert {wijkmanager, wethouder} <= ontvangers


@pytest.mark.eis("ETL-50")
def test_an_adoption_that_is_overdue_is_seen_by_who_puts_it_forward(etten_leur: Profiel) -> None:
    wijkmanager = persoon("wijkmanager", gebied="banakkers")
    wethouder = persoon("wijkwethouder", gebied="banakkers")
    elders = persoon("wijkwethouder", gebied="centrum-west")
    vandaag = timezone.localdate()
    plan = al_vastgesteld(
        "wijkagenda", "banakkers", wijkmanager, vastgesteld_op=vandaag, gepubliceerd_op=timezone.now()
    )
    assert knoppen(wethouder) == []

    Plan.objects.update(vastgesteld_op=vandaag - timedelta(days=200))

    [taak] = service.werkvoorraad(wethouder)
    assert (taak.titel, taak.url) == ("Opnieuw vaststellen: Wijkagenda", plan.get_absolute_url())
    assert knoppen(elders) == []


@pytest.mark.eis("ETL-50")
def test_overdue_leads_to_the_version_in_the_making(etten_leur: Profiel) -> None:
    wijkmanager = persoon("wijkmanager", gebied="banakkers")
    wethouder = persoon("wijkwethouder", gebied="banakkers")
    oud = timezone.localdate() - timedelta(days=200)
    al_vastgesteld("wijkagenda", "banakkers", wijkmanager, vastgesteld_op=oud, gepubliceerd_op=timezone.now())
    nieuw = kort_plan("wijkagenda", "banakkers", wijkmanager)

    for wie in (wijkmanager, wethouder):
        [taak] = service.werkvoorraad(wie)
        assert (taak.knop, taak.url) == ("Bekijk", nieuw.get_absolute_url())


def test_what_a_profile_only_strives_for_is_never_late(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    vorm = next(rij for rij in den_helder.planvormen if rij.herziening and rij.herziening.norm == "streven")
    oud = timezone.localdate() - timedelta(days=900)

    plan = al_vastgesteld(vorm.sleutel, "nieuw-den-helder", manager, vastgesteld_op=oud)

    assert not is_te_laat(plan)


@pytest.mark.eis("HEL-55")
def test_contributions_are_reminded_until_they_are_there(h: Helmond) -> None:
    open_ = h.plan.bijdragen.filter(geleverd_op=None)
    open_.update(uiterlijk=dag(1))

    herinnerd = {rij.ding.pk for rij in service.herinneringen(timezone.localdate())}

    assert herinnerd == {
        rij.pk for rij in open_ if rij.partij_id and rij.partij and rij.partij.sleutel == "wocom"
    }


def test_state_of_a_form_is_that_of_the_latest(helmond: Profiel) -> None:
    plek = Plek(frozenset(gebied("brouwhuis").voorouders))
    assert service.stand_van_vorm("wijkactieplan", plek) is None

    helmond_vastgesteld()

    assert service.stand_van_vorm("wijkactieplan", plek) == "vastgesteld"
    assert service.stand_van_vorm("wijkactieplan", Plek(frozenset(gebied("dierdonk").voorouders))) is None


def test_keys_in_use(h: Helmond) -> None:
    gebruikt = service.sleutels_in_gebruik()

    assert ("planvorm", "wijkactieplan") in gebruikt
    assert ("planvorm.items", "wijkactieplan.actie") in gebruikt
    assert gebruikt <= h.plan.profiel.sleutels()


def test_menu_is_for_who_works_on_plans(h: Helmond) -> None:
    assert [punt.url for punt in service.menu(h.adviseur)] == ["/wijkagenda/"]
    assert service.menu(h.wijkraad)
    assert service.menu(persoon("raadslid")) == []


def test_reference_only_for_who_may_see_it(h: Helmond) -> None:
    assert service.verwijzing(h.plan.pk, h.adviseur) is not None
    assert service.verwijzing(h.plan.pk, persoon("raadslid")) is None


@pytest.mark.parametrize(
    ("soort", "betekenis"),
    [
        (objecten.PLAN, regels.PLAN),
        (objecten.PLANITEM, regels.PLANITEM),
        (objecten.BIJDRAGE, regels.BIJDRAGE),
        (objecten.VOORSTEL, regels.VOORSTEL),
    ],
    ids=["plan", "planitem", "bijdrage", "voorstel"],
)
def test_every_declared_word_has_a_meaning(soort: Objectsoort, betekenis: Betekenis) -> None:
    assert set(betekenis.feiten) == soort.feiten
    assert set(betekenis.relaties) == soort.relaties
    assert set(betekenis.velden) == set(soort.velden)


def test_every_meaning_can_be_asked_of_a_real_plan(h: Helmond) -> None:
    bijdrage = h.plan.bijdragen.first()
    assert bijdrage is not None
    for over in (
        regels.onderwerp(h.plan),
        regels.onderwerp_item(h.actie),
        regels.onderwerp_bijdrage(bijdrage),
    ):
        for feit in over.betekenis.feiten:
            assert over.feit(feit) in {True, False}
        for relatie in over.betekenis.relaties:
            assert sum(over.telling(relatie, None).values()) >= 0
        for veld in over.betekenis.velden:
            over.veld(veld)
