"""The plan as a Word document: from the moment it is put forward, for who sees the plan."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.docx_lezen import keur, lees
from tests.hulp import persoon
from tests.wijkagenda.plannen import (
    Helmond,
    al_vastgesteld,
    bundel_als_nodig,
    helmond_concept,
    helmond_gepubliceerd,
    helmond_vastgesteld,
    helmond_voorgedragen,
    kort_plan,
    schrijf,
)
from tests.wijkagenda.test_bergen import KERN
from tests.wijkagenda.test_bergen import onderwerp as kernonderwerp
from wijkagenda import acties
from wijkagenda.models import Plan
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.service import Publicatie

pytestmark = pytest.mark.django_db


def _url(h: Helmond) -> str:
    return reverse("wijkagenda:docx", args=[h.plan.pk])


def test_a_plan_put_forward_goes_along_with_the_advice(client: Client, helmond: Profiel) -> None:
    h = helmond_voorgedragen()
    client.force_login(h.adviseur)

    antwoord = client.get(_url(h))

    gelezen = lees(antwoord.content)
    keur(gelezen)
    assert antwoord["Cache-Control"] == "private, no-store"
    assert antwoord["Content-Disposition"].endswith('.docx"')
    assert "nog niet vastgesteld" in gelezen.tekst
    assert "Inlooptafel in het wijkhuis" in gelezen.tekst
    assert h.wocom.naam not in gelezen.tekst
    assert _url(h) in client.get(h.plan.get_absolute_url()).text


def test_an_established_plan_says_by_whom(client: Client, helmond: Profiel) -> None:
    h = helmond_vastgesteld()
    client.force_login(h.adviseur)

    tekst = lees(client.get(_url(h)).content).tekst

    assert "nog niet vastgesteld" not in tekst
    assert "kenmerk WT-1" in tekst


def test_a_plan_that_is_still_written_has_none(client: Client, helmond: Profiel) -> None:
    h = helmond_concept()
    client.force_login(h.adviseur)

    assert client.get(_url(h)).status_code == 404
    assert _url(h) not in client.get(h.plan.get_absolute_url()).text


def test_who_does_not_see_the_plan_gets_no_file(client: Client, helmond: Profiel) -> None:
    h = helmond_voorgedragen()
    client.force_login(persoon("bewoner", gebied="brouwhuis"))

    assert client.get(_url(h)).status_code == 404


def test_a_publication_gives_the_frozen_words_and_stops_when_withdrawn(
    client: Client, helmond: Profiel
) -> None:
    h = helmond_gepubliceerd()
    h.plan.items.update(titel="Later anders")
    rij = Publicatie.objects.get()
    client.force_login(h.adviseur)
    url = reverse("publicaties:docx", args=[rij.pk])

    gelezen = lees(client.get(url).content)
    assert url in client.get(reverse("publicaties:detail", args=[rij.pk])).text
    client.post(reverse("publicaties:intrekking", args=[rij.pk]), {"reden": "Er staat een fout in."})

    keur(gelezen)
    assert "Inlooptafel in het wijkhuis" in gelezen.tekst
    assert "Later anders" not in gelezen.tekst
    assert client.get(url).status_code == 404
    client.force_login(persoon("bewoner", gebied="brouwhuis"))
    assert client.get(url).status_code == 404


@pytest.mark.eis("BER-29")
def test_a_kernovereenkomst_has_the_fixed_format_of_the_profile(client: Client, bergen: Profiel) -> None:
    """The sections that must be there in the order of the profile, each topic with the same fields, whoever writes it."""
    coordinator = persoon("wijkcoordinator", gebied=KERN)
    al_vastgesteld("jaaroverzicht", KERN, coordinator)
    plan = kort_plan("kernovereenkomst", KERN, coordinator)
    acties.neem_op(item=kernonderwerp(plan, coordinator, "Speelplek"), door=coordinator)
    bundel_als_nodig(plan, coordinator)
    client.force_login(coordinator)
    # What the format asks and is not written yet, is asked.
    client.post(reverse("wijkagenda:voordracht", args=[plan.pk]))
    plan.refresh_from_db()
    assert plan.stand == Plan.Stand.GEBUNDELD
    assert "Schrijf het deel “Wat doet de kern”." in client.get(plan.get_absolute_url()).text
    schrijf(plan, coordinator)
    client.post(reverse("wijkagenda:voordracht", args=[plan.pk]))

    gelezen = lees(client.get(reverse("wijkagenda:docx", args=[plan.pk])).content)

    secties = [sectie.naam for sectie in bergen.planvorm("kernovereenkomst").secties if sectie.verplicht]
    koppen = [kop for _, kop in gelezen.koppen]
    assert [kop for kop in koppen if kop in secties] == secties
    for veld in ("Vraag", "Aanbod", "Planning", "Budget"):
        assert veld in gelezen.tekst
