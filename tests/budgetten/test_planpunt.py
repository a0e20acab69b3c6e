"""What of a plan a request carries out: asked where the profile asks it, only of that area, with what the plan calls it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from budgetten.models import Budgetaanvraag
from budgetten.planpunten import punten
from budgetten.wie import lopende_budgetten
from tests.budgetten.toneel import adres, als, dag, klachten, vraag
from tests.hulp import gebied, persoon
from wijkagenda.models import Plan, Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def _punt(
    vorm: str, soort: str, waar: str, door: Gebruiker, *, openbaar: bool = True, **velden: str
) -> Planitem:
    plan = Plan.objects.create(
        vorm=vorm,
        profielversie=Profielversie.objects.latest("pk"),
        gebied=gebied(waar),
        titel=f"{vorm} {waar}",
        nummer=1,
        periode_van=dag(-10),
        gestart_door=door,
        stand=Plan.Stand.VASTGESTELD,
        vastgesteld_op=dag(-5),
        vastgesteld_door="college",
        gepubliceerd_op=timezone.now() if openbaar else None,
        plek_gebieden=gebied(waar).voorouders,
    )
    return Planitem.objects.create(
        plan=plan,
        soort=soort,
        titel="Een groener plein",
        stand=Planitem.Stand.OPGENOMEN,
        velden=velden,
        gemaakt_door=door,
    )


@pytest.mark.eis("ETL-42")
def test_means_with_a_return_and_a_topic_are_asked(etten_leur: Profiel, client: Client) -> None:
    bewoner = persoon("bewoner", gebied="banakkers")
    punt = _punt("wop", "actie", "banakkers", persoon("vakambtenaar"))
    data = {
        "namens": "zelf",
        "gebied": gebied("banakkers").pk,
        "titel": "Plein",
        "doel": "Groen.",
        "bedrag": "500",
        "eigen_inbreng": "Bewoners planten zelf.",
        "planitem": punt.pk,
    }

    als(client, bewoner).post(adres("nieuw", "wijkmiddelen"), data)

    aanvraag = Budgetaanvraag.objects.get()
    assert (aanvraag.planitem, aanvraag.planvorm) == (punt, "wop")
    assert "Een groener plein" in client.get(aanvraag.get_absolute_url()).text


@pytest.mark.eis("ETL-42")
def test_a_topic_of_another_area_does_not_count(etten_leur: Profiel) -> None:
    bewoner = persoon("bewoner", gebied="banakkers")
    elders = _punt("wop", "actie", "centrum-west", persoon("vakambtenaar"))

    [klacht] = klachten(vraag, "wijkmiddelen", "banakkers", bewoner, planitem=elders)

    assert klacht == "Kies een onderwerp uit een plan van dit gebied."


def test_a_plan_that_was_not_published_is_no_choice_for_a_resident(etten_leur: Profiel) -> None:
    budget = next(rij for rij in lopende_budgetten() if rij.sleutel == "wijkmiddelen")
    manager = persoon("wijkmanager", gebied="banakkers")
    dicht = _punt("wop", "actie", "banakkers", manager, openbaar=False)

    assert not punten(persoon("bewoner", gebied="banakkers"), budget, gebied("banakkers")).exists()
    assert list(punten(manager, budget, gebied("banakkers"))) == [dicht]


@pytest.mark.eis("OIJ-32")
def test_who_judges_reads_what_the_dorpsplan_calls_it(oude_ijsselstreek: Profiel, client: Client) -> None:
    bewoner, regisseur = persoon("bewoner", gebied="ulft"), persoon("gebiedsregisseur", gebied="ulft")
    punt = _punt("dorpsplan", "punt", "ulft", regisseur, indeling="basisniveau gemeente")

    aanvraag = vraag("buurtbudget", "ulft", bewoner, planitem=punt)

    assert "basisniveau gemeente" in als(client, regisseur).get(aanvraag.get_absolute_url()).text
    assert "Een groener plein" in als(client, bewoner).get(aanvraag.get_absolute_url()).text


@pytest.mark.eis("OIJ-33")
def test_a_request_says_which_priority_of_the_village_it_carries_out(
    oude_ijsselstreek: Profiel, client: Client
) -> None:
    bewoner, regisseur = persoon("bewoner", gebied="ulft"), persoon("gebiedsregisseur", gebied="ulft")
    eerst = _punt("dorpsplan", "punt", "ulft", regisseur, indeling="buurtbudget")
    tweede = Planitem.objects.create(
        plan=eerst.plan,
        soort="punt",
        titel="Een pad",
        volgorde=5,
        stand=Planitem.Stand.OPGENOMEN,
        gemaakt_door=regisseur,
    )

    aanvraag = vraag("buurtbudget", "ulft", bewoner, planitem=tweede)

    for wie in (regisseur, bewoner):
        tekst = als(client, wie).get(aanvraag.get_absolute_url()).text
        assert "Prioriteit in het plan" in tekst
        assert tekst.split("Prioriteit in het plan")[1].split("<dd")[1].split(">")[1].strip()[0] == "2"
    zonder = vraag("buurtbudget", "ulft", bewoner)
    assert "Prioriteit in het plan" not in client.get(zonder.get_absolute_url()).text


@pytest.mark.eis("OIJ-32")
def test_a_request_without_a_dorpsplan_is_possible_too(oude_ijsselstreek: Profiel) -> None:
    assert vraag("buurtbudget", "ulft", persoon("bewoner", gebied="ulft")).planvorm == ""
