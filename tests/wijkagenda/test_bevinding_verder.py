"""A finding is put before people: on the agenda of a meeting, or as the question of a poll."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from overleggen.models import Agendapunt, Overleg, Peiling
from tests.hulp import gebied, persoon, profieltekst
from tests.overleggen.hulp import gepland
from tests.wijkagenda.cijferhulp import WIJK
from tests.wijkagenda.plannen import dag, kort_plan, voeg
from wijkagenda import acties
from wijkagenda.models import Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db

PEILING = """
[[peiling]]
sleutel = "herkenning"
naam = "Herkent u dit?"
wie = ["kant:bewoners"]
soort = "reacties"
telt = "adviseert"
frequentie = { norm = "vrij" }
eis = ["DHR-55"]
"""


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def bevinding(manager: Gebruiker) -> Planitem:
    return voeg(kort_plan("gebiedsanalyse", WIJK, manager), "kans", "Er wordt veel gebouwd", manager)


@pytest.fixture
def overleg(manager: Gebruiker) -> Overleg:
    return gepland("coordinatieteam", WIJK, manager, over=3)


def agendeer_url(item: Planitem) -> str:
    return reverse("overleggen:agenderen", args=["planitem", item.pk])


def test_a_finding_goes_onto_an_agenda_once_and_its_page_says_so(
    client: Client, bevinding: Planitem, overleg: Overleg, manager: Gebruiker
) -> None:
    client.force_login(manager)
    assert agendeer_url(bevinding) in client.get(bevinding.get_absolute_url()).text

    for verwacht in (302, 422):
        antwoord = client.post(agendeer_url(bevinding), {"overleg": overleg.pk})
        assert antwoord.status_code == verwacht

    assert "staat al op de agenda" in antwoord.text
    [punt] = overleg.punten.all()
    assert (punt.titel, punt.stand) == ("Er wordt veel gebouwd", Agendapunt.Stand.GEAGENDEERD)
    tekst = client.get(bevinding.get_absolute_url()).text
    assert "Staat op de agenda van:" in tekst
    assert punt.get_absolute_url() in tekst
    # And back: from the agenda, the page of the meeting and the poll one reads what it is about.
    for naam in ("detail", "tijdens"):
        assert (
            bevinding.get_absolute_url() in client.get(reverse(f"overleggen:{naam}", args=[overleg.pk])).text
        )


def test_who_may_not_read_the_plan_finds_no_link_to_it_on_the_agenda(
    client: Client, bevinding: Planitem, overleg: Overleg, manager: Gebruiker
) -> None:
    client.force_login(manager)
    client.post(agendeer_url(bevinding), {"overleg": overleg.pk})
    client.force_login(persoon("vvh", gebied=WIJK))

    tekst = client.get(overleg.get_absolute_url()).text

    assert "Er wordt veel gebouwd" in tekst
    assert bevinding.get_absolute_url() not in tekst


def test_a_meeting_of_another_area_is_not_offered(
    client: Client, bevinding: Planitem, overleg: Overleg, manager: Gebruiker
) -> None:
    ook_daar = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    elders = gepland("coordinatieteam", "visbuurt", ook_daar, over=3)
    rol = ook_daar.roltoewijzingen.get()
    rol.pk, rol.gebruiker = None, manager
    rol.save()
    client.force_login(Gebruiker.objects.get(pk=manager.pk))

    tekst = client.get(agendeer_url(bevinding)).text

    assert str(overleg) in tekst
    assert str(elders) not in tekst
    assert client.post(agendeer_url(bevinding), {"overleg": elders.pk}).status_code == 422


def test_who_does_not_see_the_plan_finds_no_button_and_no_point(
    client: Client, bevinding: Planitem, overleg: Overleg
) -> None:
    client.force_login(persoon("wijkmanager", gebied="stad-binnen-de-linie"))

    assert client.get(agendeer_url(bevinding)).status_code == 404
    assert client.post(agendeer_url(bevinding), {"overleg": overleg.pk}).status_code == 404
    assert not Agendapunt.objects.exists()


def test_what_is_left_out_of_the_analysis_goes_nowhere_from_its_page(
    client: Client, bevinding: Planitem, manager: Gebruiker
) -> None:
    acties.laat_weg(item=bevinding, reden="Klopt niet.", door=manager)
    client.force_login(manager)

    assert agendeer_url(bevinding) not in client.get(bevinding.get_absolute_url()).text


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_page_costs_as_many_queries_for_one_meeting_as_for_more(
    client: Client,
    bevinding: Planitem,
    manager: Gebruiker,
    aantal: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(manager)
    for over in range(aantal):
        overleg = gepland("coordinatieteam", WIJK, manager, over=3 + over)
        client.post(agendeer_url(bevinding), {"overleg": overleg.pk})
    client.get(bevinding.get_absolute_url())

    with django_assert_num_queries(12):
        tekst = client.get(bevinding.get_absolute_url()).text

    assert tekst.count("#punt-") == aantal


# --- where the profile has polls


@pytest.fixture
def met_peiling() -> None:
    tekst = profieltekst("den-helder").replace(
        '"cijfers.invoeren", "plan', '"overleg.peilen", "cijfers.invoeren", "plan'
    )
    gemeente_acties.activeer(tekst=tekst + PEILING, bestand="den-helder.toml", door=None)


def test_without_polls_nothing_is_asked(client: Client, bevinding: Planitem, manager: Gebruiker) -> None:
    client.force_login(manager)

    assert "Vraag het in een peiling" not in client.get(bevinding.get_absolute_url()).text


def test_a_finding_becomes_the_question_of_a_poll(
    client: Client, bevinding: Planitem, manager: Gebruiker, met_peiling: None
) -> None:
    client.force_login(Gebruiker.objects.get(pk=manager.pk))
    begin = reverse(
        "overleggen:peiling_nieuw", query={"gebied": gebied(WIJK).pk, "bron": f"planitem-{bevinding.pk}"}
    )
    tekst = client.get(bevinding.get_absolute_url()).text
    assert begin.replace("&", "&amp;") in tekst
    assert f'value="planitem-{bevinding.pk}"' in client.get(begin).text
    adres = f"{begin}&vorm=herkenning"
    assert "Herkent u dit? Er wordt veel gebouwd" in client.get(adres).text

    antwoord = client.post(
        adres, {"vraag": "Herkent u dat hier veel wordt gebouwd?", "einddatum": dag(14).isoformat()}
    )

    assert antwoord.status_code == 302
    peiling = Peiling.objects.get()
    assert (peiling.bron_soort, peiling.bron_id) == ("planitem", bevinding.pk)
    tekst = client.get(bevinding.get_absolute_url()).text
    assert "Gevraagd in een peiling:" in tekst
    assert peiling.vraag in tekst
    assert bevinding.get_absolute_url() in client.get(peiling.get_absolute_url()).text


def test_a_resident_who_answers_does_not_read_the_analysis(
    client: Client, bevinding: Planitem, manager: Gebruiker, met_peiling: None
) -> None:
    manager = Gebruiker.objects.get(pk=manager.pk)
    client.force_login(manager)
    adres = reverse(
        "overleggen:peiling_nieuw",
        query={"vorm": "herkenning", "gebied": gebied(WIJK).pk, "bron": f"planitem-{bevinding.pk}"},
    )
    client.post(adres, {"vraag": "Herkent u dit?", "einddatum": dag(14).isoformat()})
    client.force_login(persoon("bewoner", gebied=WIJK))

    tekst = client.get(Peiling.objects.get().get_absolute_url()).text

    assert "Dit gaat over" not in tekst
    assert bevinding.titel not in tekst


@pytest.mark.parametrize("bron", ["planitem-²", "planitem-9999999999999999999999", "gebruiker-1", "zomaar"])
def test_a_poll_about_what_does_not_exist_is_a_poll_about_nothing(
    client: Client, manager: Gebruiker, met_peiling: None, bron: str
) -> None:
    client.force_login(Gebruiker.objects.get(pk=manager.pk))
    adres = reverse(
        "overleggen:peiling_nieuw", query={"vorm": "herkenning", "gebied": gebied(WIJK).pk, "bron": bron}
    )

    client.post(adres, {"vraag": "Wat vindt u?", "einddatum": dag(14).isoformat()})

    assert Peiling.objects.get().bron_id is None
