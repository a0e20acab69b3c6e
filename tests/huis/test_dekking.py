"""What every area has according to the profile: shown where it is missing, to the house alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from overleggen.models import Overleg
from tests.hulp import geef_rol, persoon
from tests.overleggen.hulp import gepland
from tests.signalen.hulp import spreekuur
from tests.wijkagenda.plannen import al_vastgesteld
from wijkagenda.models import Plan
from wijkwerk.huis.dekking import Stand, standen
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db
URL = "dekking"


def _van(sleutel: str) -> Stand:
    return next(rij for rij in standen() if rij.dekking.sleutel == sleutel)


@pytest.mark.eis("ETL-23")
def test_wijk_without_wijkmanager_or_wijkwethouder_is_named(client: Client, etten_leur: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="centrum-west")
    persoon("wijkwethouder", gebied="centrum-west")
    client.force_login(manager)

    pagina = client.get(reverse(URL)).content.decode()

    assert "Iedere wijk heeft een wijkmanager" in pagina
    assert "Banakkers" in pagina
    for rij in ("iedere-wijk-heeft-wijkmanager", "iedere-wijk-heeft-wijkwethouder"):
        assert [gebied.sleutel for gebied in _van(rij).met] == ["centrum-west"]
        assert _van(rij).is_te_laat


def test_role_for_a_larger_area_covers_what_lies_in_it(etten_leur: Profiel) -> None:
    groter = Gebied.objects.get(ouder=None)
    geef_rol(persoon(), "wijkmanager", gebied=groter)
    wijken = Gebied.objects.filter(niveau="wijk", voorouders__contains=[groter.pk])

    assert set(_van("iedere-wijk-heeft-wijkmanager").met) == set(wijken)
    assert wijken


def test_role_that_ended_covers_nothing(etten_leur: Profiel) -> None:
    persoon("wijkmanager", gebied="centrum-west", tot=timezone.localdate() - timedelta(days=1))

    assert _van("iedere-wijk-heeft-wijkmanager").met == []


def test_meeting_counts_where_and_as_long_as_it_was_held(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    overleg = gepland("coordinatieteam", "nieuw-den-helder", manager)
    assert _van("coordinatieteam-per-wijk").met == []

    gehouden = Overleg.objects.filter(pk=overleg.pk)
    nu = timezone.now()
    gehouden.update(stand="gehouden", uitgenodigd_op=nu, gehouden_op=nu)
    assert [gebied.sleutel for gebied in _van("coordinatieteam-per-wijk").met] == ["nieuw-den-helder"]

    gehouden.update(datum=timezone.localdate() - timedelta(days=400))
    assert _van("coordinatieteam-per-wijk").met == []


def test_buurt_without_contact_is_named(den_helder: Profiel) -> None:
    spreekuur(persoon("wijkconcierge", gebied="stad-binnen-de-linie"), "visbuurt")

    rij = _van("contact-per-buurt")

    assert [gebied.sleutel for gebied in rij.met] == ["visbuurt"]
    assert rij.zonder


def test_it_is_for_the_house(client: Client, den_helder: Profiel) -> None:
    for rol, status in (("wethouder", 200), ("bewoner", 403)):
        client.force_login(persoon(rol, gebied="nieuw-den-helder"))
        assert client.get(reverse(URL)).status_code == status


def test_profile_that_says_nothing_has_no_page(client: Client, helmond: Profiel) -> None:
    client.force_login(persoon("adviseur-wgw", gebied="brandevoort"))

    assert not helmond.dekkingen
    assert client.get(reverse(URL)).status_code == 404


def test_number_of_queries_does_not_grow_with_areas(etten_leur: Profiel) -> None:
    def aantal() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            standen()
        return len(gevangen)

    een = aantal()
    for gebied in Gebied.objects.filter(niveau="wijk"):
        persoon("wijkmanager", gebied=gebied)
    assert aantal() == een


@pytest.mark.eis("ETL-47")
def test_wijk_without_wop_is_named_with_the_day_on_which_it_had_to_be_there(
    client: Client, etten_leur: Profiel
) -> None:
    manager = persoon("wijkmanager", gebied="banakkers")
    al_vastgesteld("wop", "banakkers", manager)
    in_de_maak = al_vastgesteld("wop", "centrum-west", manager)
    Plan.objects.filter(pk=in_de_maak.pk).update(stand="concept", vastgesteld_op=None, vastgesteld_door="")
    client.force_login(persoon("wijkwethouder", gebied="banakkers"))

    rij = _van("alle-wijken-hebben-wop")
    pagina = client.get(reverse(URL)).text

    assert [gebied.sleutel for gebied in rij.met] == ["banakkers"]
    assert "centrum-west" in [gebied.sleutel for gebied in rij.zonder]
    assert rij.is_te_laat
    assert "Alle wijken hebben een WOP" in pagina
    assert "31 december 2014" in pagina


@pytest.mark.eis("ETL-47")
def test_before_its_day_it_is_not_late_and_everywhere_it_is_done(etten_leur: Profiel) -> None:
    with time_machine.travel(datetime(2014, 6, 1, 12, tzinfo=UTC)):
        rij = _van("alle-wijken-hebben-wop")
        assert (rij.stand, rij.is_te_laat) == ("loopt", False)
    manager = persoon("wijkmanager", gebied="banakkers")
    for gebied in rij.zonder:
        al_vastgesteld("wop", gebied.sleutel, manager)

    assert _van("alle-wijken-hebben-wop").stand == "klaar"
