"""What has a term and when it ends; suspending it and letting it run again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.hulp import persoon
from tests.wijkagenda.plannen import Helmond, activeer_met_termijn, helmond_concept, helmond_vastgesteld
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.huis import acties
from wijkwerk.huis.bewaren import met_termijn
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Bewaarstop
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
LIJST = "/beheer/bewaren/"


@pytest.fixture
def tien_jaar(helmond: Profiel) -> None:
    activeer_met_termijn()


@pytest.fixture
def h(helmond: Profiel, tien_jaar: None) -> Helmond:
    return helmond_vastgesteld()


@pytest.fixture
def beheerder(helmond: Profiel) -> Gebruiker:
    sleutel = next(rol.sleutel for rol in helmond.rollen if "gemeente.inrichten" in rol.mag)
    return persoon(sleutel)


def _url(h: Helmond) -> str:
    return reverse("beheer:bewaarstop", args=["plan", h.plan.pk])


def test_list_says_until_when(client: Client, beheerder: Gebruiker, h: Helmond) -> None:
    client.force_login(beheerder)

    pagina = client.get(LIJST).text

    assert h.plan.titel in pagina
    assert "Beleid uitvoeren" in pagina
    assert _url(h) in pagina
    assert not met_termijn()[0].is_verlopen


def test_what_is_kept_for_ever_is_never_listed(
    client: Client, beheerder: Gebruiker, helmond: Profiel
) -> None:
    h = helmond_vastgesteld()
    client.force_login(beheerder)

    assert h.plan.titel not in client.get(LIJST).text
    assert met_termijn() == []


def test_a_plan_in_the_making_is_not_listed(helmond: Profiel, tien_jaar: None) -> None:
    helmond_concept()

    assert met_termijn() == []


def test_a_passed_term_is_marked_unless_it_is_suspended(h: Helmond, beheerder: Gebruiker) -> None:
    h.plan.periode_tot = timezone.localdate() - timedelta(days=3700)
    h.plan.periode_van = h.plan.periode_tot
    h.plan.save(update_fields=["periode_tot", "periode_van"])
    [voor] = met_termijn()

    acties.schort_bewaren_op(ding=h.plan, reden="Bezwaar loopt.", door=beheerder)
    [na] = met_termijn()

    assert voor.is_verlopen
    assert not na.is_verlopen


def test_suspend_and_resume_each_once_with_a_reason(client: Client, beheerder: Gebruiker, h: Helmond) -> None:
    client.force_login(beheerder)

    zonder = client.post(_url(h), {"wat": "opschorten", "reden": " "})
    gezet = client.post(_url(h), {"wat": "opschorten", "reden": "Bezwaar loopt."})
    nog_eens = client.post(_url(h), {"wat": "opschorten", "reden": "Nog een bezwaar."})
    pagina = client.get(LIJST).text
    opgeheven = client.post(_url(h), {"wat": "hervatten", "reden": "Bezwaar is klaar."})
    weer = client.post(_url(h), {"wat": "hervatten", "reden": "Nog eens."})

    assert [antwoord.status_code for antwoord in (zonder, gezet, nog_eens, opgeheven, weer)] == [
        422,
        302,
        422,
        302,
        422,
    ]
    assert "al opgeschort" in nog_eens.text
    assert "Nog een bezwaar." in nog_eens.text
    assert "Bezwaar loopt." in pagina
    assert beheerder.naam in pagina
    stop = Bewaarstop.objects.get()
    assert (stop.opgeheven_door, stop.opgeheven_reden) == (beheerder, "Bezwaar is klaar.")
    stappen = Logregel.objects.stappen().van(h.plan).values_list("stap", flat=True)
    assert {"bewaren.opschorten", "bewaren.hervatten"} <= set(stappen)


def test_the_database_holds_one_running_stop_per_thing(h: Helmond, beheerder: Gebruiker) -> None:
    stop = acties.schort_bewaren_op(ding=h.plan, reden="Bezwaar.", door=beheerder)

    with pytest.raises(IntegrityError, match="bewaarstop_een_lopend"), transaction.atomic():
        Bewaarstop.objects.create(
            object_soort="plan", object_id=h.plan.pk, reden="Weer.", gezet_door=beheerder
        )
    with pytest.raises(StapGeweigerd):
        acties.hef_bewaarstop_op(ding=h.plan, reden="", door=beheerder)
    stop.refresh_from_db()
    assert stop.opgeheven_op is None


def test_only_who_sets_up_the_municipality(client: Client, h: Helmond, beheerder: Gebruiker) -> None:
    client.force_login(h.wocom)

    assert client.get(LIJST).status_code == 403
    assert client.post(_url(h), {"wat": "opschorten", "reden": "x"}).status_code == 403
    client.force_login(beheerder)
    for soort, pk in (("signaal", h.plan.pk), ("plan", 0), ("verslag", 0)):
        assert client.get(reverse("beheer:bewaarstop", args=[soort, pk])).status_code == 404


def test_queries_do_not_grow(h: Helmond, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    met_termijn()

    with django_assert_num_queries(5):
        assert len(met_termijn()) == 1
