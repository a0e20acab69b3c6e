"""Who signs a plan is told so on Vandaag until it is done, also when somebody else establishes it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.hulp import persoon
from tests.wijkagenda.plannen import al_vastgesteld, kort_plan
from tests.wijkagenda.test_bergen import KERN, teken_klaar
from wijkagenda import service
from wijkagenda.models import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def knoppen(gebruiker: Gebruiker) -> list[str]:
    gebruiker.__dict__.pop("vervullingen", None)
    return [taak.knop for taak in service.werkvoorraad(gebruiker)]


def test_a_partner_that_only_signs_has_it_as_a_task(client: Client, etten_leur: Profiel) -> None:
    partner = persoon("partner", partij="surplus")
    plan = al_vastgesteld("prestatieafspraken", "etten-leur", persoon("vakambtenaar"))
    client.force_login(partner)

    pagina = client.get(reverse("vandaag")).text
    assert f'href="{plan.get_absolute_url()}#ondertekening"' in pagina
    assert ">Onderteken<" in pagina
    assert 'id="ondertekening"' in client.get(plan.get_absolute_url()).text

    tekenen = reverse("wijkagenda:ondertekening", args=[plan.pk])
    assert client.post(tekenen, {"wie": "partij:surplus"}).status_code == 302
    assert knoppen(partner) == []


def test_who_only_signs_does_not_read_along_while_it_is_made(client: Client, etten_leur: Profiel) -> None:
    plan = kort_plan("prestatieafspraken", "etten-leur", persoon("vakambtenaar"))
    client.force_login(persoon("partner", partij="surplus"))
    assert client.get(plan.get_absolute_url()).status_code == 404

    Plan.objects.update(stand="voorgedragen", voorgedragen_op=timezone.now())

    assert client.get(plan.get_absolute_url()).status_code == 200


def test_nobody_is_asked_to_sign_what_is_published_or_for_another(etten_leur: Profiel) -> None:
    partner, buurman = persoon("partner", partij="surplus"), persoon("partner", partij="politie")
    al_vastgesteld("prestatieafspraken", "etten-leur", persoon("vakambtenaar"))
    assert knoppen(partner) == ["Onderteken"]
    assert knoppen(buurman) == []
    assert not Plan.objects.zichtbaar_voor(buurman).exists()

    Plan.objects.update(gepubliceerd_op=timezone.now())

    assert knoppen(partner) == []


def test_where_signatures_establish_the_task_is_to_sign(bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied=KERN)
    al_vastgesteld("jaaroverzicht", KERN, coordinator, gepubliceerd_op=timezone.now())
    plan = kort_plan("kernovereenkomst", KERN, coordinator)
    wethouder, vertegenwoordiger = teken_klaar(plan, coordinator, 3)

    assert knoppen(wethouder) == ["Onderteken"]
    assert knoppen(vertegenwoordiger) == ["Onderteken"]
    assert "Stel vast" not in knoppen(coordinator)


def test_number_of_queries_is_the_same_however_much_is_to_be_signed(
    client: Client, etten_leur: Profiel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    maker = persoon("vakambtenaar")
    client.force_login(persoon("partner", partij="surplus"))
    for aantal, waar in enumerate(("etten-leur", "banakkers", "centrum-west"), start=1):
        al_vastgesteld("prestatieafspraken", waar, maker)
        voor = {"stand": "voorgedragen", "vastgesteld_op": None, "vastgesteld_door": ""}
        al_vastgesteld("prestatieafspraken", waar, maker, **voor, voorgedragen_op=timezone.now())
        with django_assert_num_queries(18):
            pagina = client.get(reverse("vandaag")).text
        assert pagina.count(">Onderteken<") == 2 * aantal
