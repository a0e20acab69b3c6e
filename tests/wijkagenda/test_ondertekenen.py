"""Who signs a plan is told so on Vandaag until it is done, also when somebody else establishes it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.hulp import persoon
from tests.wijkagenda.plannen import (
    al_vastgesteld,
    bundel_als_nodig,
    dag,
    helmond_concept,
    kort_plan,
    neem_actie_op,
)
from tests.wijkagenda.test_bergen import KERN, teken_klaar
from wijkagenda import acties, service
from wijkagenda.mist import wat_mist
from wijkagenda.models import Plan
from wijkagenda.velden import planvelden
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Instemming

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


def test_what_is_only_signed_is_put_forward_from_its_page(client: Client, etten_leur: Profiel) -> None:
    ambtenaar, partner = persoon("vakambtenaar"), persoon("partner", partij="surplus")
    plan = kort_plan("prestatieafspraken", "etten-leur", ambtenaar)
    plan.velden = {veld.sleutel: "Voorbeeldtekst." for veld in planvelden(plan.profiel, plan.planvorm)}
    plan.save()
    client.force_login(ambtenaar)
    voordragen = reverse("wijkagenda:voordracht", args=[plan.pk])
    assert f'action="{voordragen}"' in client.get(plan.get_absolute_url()).text
    # Nobody can sign before that, so it does not lack yet.
    assert not any("ondertekend" in regel.tekst for regel in wat_mist(plan, ambtenaar))

    client.post(voordragen)

    plan.refresh_from_db()
    assert plan.stand == Plan.Stand.VOORGEDRAGEN
    assert knoppen(partner) == ["Onderteken"]


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


def test_who_made_it_sees_how_many_signatures_it_waits_for(client: Client, bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied=KERN)
    al_vastgesteld("jaaroverzicht", KERN, coordinator, gepubliceerd_op=timezone.now())
    plan = kort_plan("kernovereenkomst", KERN, coordinator)
    wethouder, vertegenwoordiger = teken_klaar(plan, coordinator, 3)
    client.force_login(coordinator)

    def wacht() -> dict[str, str]:
        coordinator.__dict__.pop("vervullingen", None)
        taken = service.werkvoorraad(coordinator)
        return {taak.titel.split(":")[0]: taak.groep for taak in taken if "handtekening" in taak.titel}

    assert wacht() == {"Nog 2 handtekeningen": "wacht"}
    assert "Nog 2 handtekeningen" in client.get(reverse("vandaag")).text
    acties.onderteken(plan=plan, wie="rol:wijkwethouder", door=wethouder)
    assert wacht() == {"Nog 1 handtekening": "wacht"}
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        assert wacht() == {"Nog 1 handtekening": "te-laat"}
    acties.onderteken(plan=plan, wie="rol:vertegenwoordiger", door=vertegenwoordiger)
    assert wacht() == {}


def test_who_did_not_sign_in_time_is_reminded_once(bergen: Profiel) -> None:
    """After the day of the decision, or else ten working days; only who must still sign, and no more when it is done."""
    coordinator = persoon("wijkcoordinator", gebied=KERN)
    al_vastgesteld("jaaroverzicht", KERN, coordinator, gepubliceerd_op=timezone.now())
    plan = kort_plan("kernovereenkomst", KERN, coordinator)
    wethouder, vertegenwoordiger = teken_klaar(plan, coordinator, 3)
    uiterlijk = plus_werkdagen(timezone.localdate(), 10)

    def herinnerd(dag: date) -> set[tuple[Gebruiker, str]]:
        return {(h.ontvanger, h.moment) for h in service.herinneringen(dag) if "tekenen" in h.moment}

    assert herinnerd(uiterlijk) == set()
    te_laat = herinnerd(uiterlijk + timedelta(days=1))
    assert {wie for wie, _ in te_laat} == {wethouder, vertegenwoordiger}
    # The same occasion on every later day, so one mail.
    assert herinnerd(uiterlijk + timedelta(days=9)) == te_laat

    acties.onderteken(plan=plan, wie="rol:wijkwethouder", door=wethouder)
    assert {wie for wie, _ in herinnerd(uiterlijk + timedelta(days=1))} == {vertegenwoordiger}
    besluit = uiterlijk + timedelta(days=20)
    Plan.objects.filter(pk=plan.pk).update(besluit_gepland=besluit)
    assert herinnerd(besluit) == set()
    assert herinnerd(besluit + timedelta(days=1))
    acties.onderteken(plan=plan, wie="rol:vertegenwoordiger", door=vertegenwoordiger)
    assert herinnerd(besluit + timedelta(days=1)) == set()


def test_who_did_not_answer_about_a_promise_is_reminded_once(helmond: Profiel) -> None:
    h = helmond_concept()
    Instemming.objects.bij(h.actie).update(uiterlijk=dag(5))

    def herinnerd(op: date) -> set[tuple[Gebruiker, str]]:
        return {(rij.ontvanger, rij.titel) for rij in service.herinneringen(op) if "akkoord" in rij.moment}

    assert herinnerd(dag(5)) == set()
    assert herinnerd(dag(6)) == {(h.wocom, f"Akkoord met “{h.actie.titel}”?")}
    Instemming.objects.bij(h.actie).update(uiterlijk=None)
    assert herinnerd(plus_werkdagen(timezone.localdate(), 10)) == set()
    assert herinnerd(dag(30)) == {(h.wocom, f"Akkoord met “{h.actie.titel}”?")}
    neem_actie_op(h)
    assert herinnerd(dag(30)) == set()


def test_who_only_puts_forward_is_told_when_it_is_bundled(etten_leur: Profiel) -> None:
    manager, wethouder = (
        persoon("wijkmanager", gebied="banakkers"),
        persoon("wijkwethouder", gebied="banakkers"),
    )
    plan = kort_plan("wijkagenda", "banakkers", manager)
    assert "Draag voor" not in knoppen(wethouder)

    bundel_als_nodig(plan, manager)

    assert "Draag voor" in knoppen(wethouder)
    assert "Draag voor" not in knoppen(manager)
