"""What the database itself refuses, and two people at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from overleggen import acties
from overleggen.models import Agendapunt, Deelnemer, Overleg, Verslag
from overleggen.objecten import AGENDAPUNT, OVERLEG, VERSLAG
from overleggen.regels import BETEKENIS_AGENDAPUNT, BETEKENIS_OVERLEG, BETEKENIS_VERSLAG
from tests.hulp import activeer, persoon
from tests.overleggen.hulp import begonnen, gepland, punt
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="nieuw-den-helder")


@pytest.fixture
def overleg(manager: Gebruiker) -> Overleg:
    return gepland("coordinatieteam", "nieuw-den-helder", manager, over=3)


def _geweigerd(naam: str, doe: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=naam), transaction.atomic():
        doe()


def test_meeting_ends_after_it_begins(overleg: Overleg) -> None:
    _geweigerd("overleg_eindigt_na_begin", lambda: Overleg.objects.update(begin=time(10), eind=time(9)))


def test_lapsed_meeting_has_a_reason(overleg: Overleg) -> None:
    _geweigerd("overleg_vervalt_met_reden", lambda: Overleg.objects.update(stand="vervallen"))


def test_held_meeting_has_its_moment(overleg: Overleg) -> None:
    _geweigerd(
        "overleg_gehouden_compleet",
        lambda: Overleg.objects.update(stand="gehouden", uitgenodigd_op=timezone.now()),
    )


def test_invited_meeting_has_its_moment(overleg: Overleg) -> None:
    _geweigerd("overleg_uitgenodigd_compleet", lambda: Overleg.objects.update(stand="uitgenodigd"))


def test_finished_meeting_has_its_moment(overleg: Overleg) -> None:
    nu = timezone.now()
    _geweigerd(
        "overleg_afgerond_compleet",
        lambda: Overleg.objects.update(stand="afgerond", uitgenodigd_op=nu, gehouden_op=nu),
    )


def test_participant_is_one_kind(overleg: Overleg) -> None:
    _geweigerd("deelnemer_een_soort", lambda: Deelnemer.objects.create(overleg=overleg, naam="niemand"))


def test_guest_stands_on_a_side(overleg: Overleg) -> None:
    _geweigerd(
        "deelnemer_een_soort",
        lambda: Deelnemer.objects.create(overleg=overleg, naam="gast", functie="directeur"),
    )


def test_discussed_point_has_an_outcome(overleg: Overleg, manager: Gebruiker) -> None:
    punt(overleg, manager)
    _geweigerd("agendapunt_besproken_met_uitkomst", lambda: Agendapunt.objects.update(stand="besproken"))


def test_point_that_left_has_a_reason(overleg: Overleg, manager: Gebruiker) -> None:
    punt(overleg, manager)
    _geweigerd("agendapunt_afgevoerd_met_reden", lambda: Agendapunt.objects.update(stand="afgevoerd"))


def test_reported_back_has_day_and_person(overleg: Overleg, manager: Gebruiker) -> None:
    punt(overleg, manager)
    _geweigerd(
        "agendapunt_teruggekoppeld_met_datum",
        lambda: Agendapunt.objects.update(stand="teruggekoppeld", uitkomst="x"),
    )
    _geweigerd(
        "agendapunt_teruggekoppeld_compleet",
        lambda: Agendapunt.objects.update(teruggekoppeld_op=timezone.now()),
    )


def test_source_is_complete(overleg: Overleg, manager: Gebruiker) -> None:
    punt(overleg, manager)
    _geweigerd("agendapunt_bron_compleet", lambda: Agendapunt.objects.update(bron_soort="signaal"))


def test_one_thing_once_on_an_agenda(overleg: Overleg, manager: Gebruiker) -> None:
    punt(overleg, manager, "Een")
    punt(overleg, manager, "Twee")
    _geweigerd("agendapunt_bron_eenmaal", lambda: Agendapunt.objects.update(bron_soort="signaal", bron_id=1))


def test_point_moves_on_once(overleg: Overleg, manager: Gebruiker) -> None:
    oud = punt(overleg, manager, "Oud")
    for titel in ("Een", "Twee"):
        punt(overleg, manager, titel)
    _geweigerd(
        "agendapunt_eenmaal_verder",
        lambda: Agendapunt.objects.exclude(pk=oud.pk).update(doorgeschoven_van=oud),
    )


def test_report_has_one_concept_and_numbered_versions(overleg: Overleg, manager: Gebruiker) -> None:
    Verslag.objects.create(overleg=overleg, opsteller=manager)
    _geweigerd("verslag_versie_uniek", lambda: Verslag.objects.create(overleg=overleg, opsteller=manager))
    _geweigerd(
        "verslag_een_concept",
        lambda: Verslag.objects.create(overleg=overleg, versie=2, correctie="x", opsteller=manager),
    )
    _geweigerd("verslag_correctie_met_uitleg", lambda: Verslag.objects.update(versie=2))
    _geweigerd("verslag_vastgesteld_compleet", lambda: Verslag.objects.update(stand="vastgesteld"))


def test_messages_of_the_database_are_dutch(overleg: Overleg) -> None:
    overleg.eind = overleg.begin

    with pytest.raises(ValidationError, match="Het overleg eindigt na het begin"):
        overleg.validate_constraints()


def test_rules_offer_what_the_language_declares() -> None:
    for soort, betekenis in (
        (OVERLEG, BETEKENIS_OVERLEG),
        (AGENDAPUNT, BETEKENIS_AGENDAPUNT),
        (VERSLAG, BETEKENIS_VERSLAG),
    ):
        assert set(betekenis.feiten) == soort.feiten
        assert set(betekenis.relaties) == soort.relaties
        assert set(betekenis.velden) >= set(soort.velden)


def _tegelijk(*werk: Callable[[], object]) -> list[BaseException | None]:
    """Run these at the same moment, each with its own connection; return what each one raised."""
    start, fouten = threading.Barrier(len(werk)), [None] * len(werk)

    def een(nummer: int) -> None:
        try:
            start.wait()
            werk[nummer]()
        except BaseException as fout:
            fouten[nummer] = fout  # type: ignore[call-overload]
        finally:
            connection.close()

    draden = [threading.Thread(target=een, args=(nummer,)) for nummer in range(len(werk))]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(20)
    return fouten  # type: ignore[return-value]


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_one_moment_never_overwrite() -> None:
    activeer("den-helder")
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    rij = punt(begonnen("coordinatieteam", "nieuw-den-helder", manager), manager)
    begin = rij.versie

    fouten = _tegelijk(
        *(
            lambda tekst=tekst: acties.bespreek(punt=rij, uitkomst=tekst, versie=begin, door=manager)
            for tekst in ("A", "B")
        )
    )

    assert sorted(type(fout).__name__ for fout in fouten) == ["NoneType", "VersieVerouderd"]
    rij.refresh_from_db()
    assert rij.versie == begin + 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_begin_a_meeting_once() -> None:
    activeer("den-helder")
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    overleg = gepland("coordinatieteam", "nieuw-den-helder", manager)
    acties.nodig_uit(overleg=overleg, door=manager)

    fouten = _tegelijk(*[lambda: acties.houd(overleg=overleg, door=manager)] * 2)

    assert sorted(type(fout).__name__ for fout in fouten) == ["NoneType", "StandVeranderd"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.eis("BER-02")
def test_limit_in_the_municipality_holds_for_two_planners_at_once() -> None:
    profiel = activeer("bergen")
    planner = persoon("bureau-communicatie")
    kernen = [rij.sleutel for rij in profiel.gebieden if rij.niveau == "kern" and rij.grens == "vast"]
    from tests.overleggen.test_plannen import _extra_kern

    kernen += [_extra_kern(profiel, nummer) for nummer in range(9 - len(kernen))]
    for kern in kernen[:7]:
        gepland("kernoverleg", kern, planner)

    fouten = _tegelijk(*(lambda kern=kern: gepland("kernoverleg", kern, planner) for kern in kernen[7:9]))

    assert [type(fout) for fout in fouten].count(StapGeweigerd) == 1
    assert Overleg.objects.filter(vorm="kernoverleg").count() == 8
