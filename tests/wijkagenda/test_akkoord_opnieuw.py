"""Consent is with what was written then: another promise, holder or day is asked again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from tests.wijkagenda.plannen import (
    Helmond,
    al_vastgesteld,
    bundel_als_nodig,
    dag,
    klachten_bij,
    kort_plan,
    neem_actie_op,
    noemt,
    schrijf,
    trekker,
    voeg,
)
from tests.wijkagenda.test_den_helder import WIJK, stem_in_met, vul_agenda
from wijkagenda import acties, service
from wijkagenda.models import Plan
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Instemming

pytestmark = pytest.mark.django_db


def bewaar(client: Client, h: Helmond, **anders: Any) -> str:
    """Save the form of the action as it stands, apart from `anders`; returns the page that follows."""
    h.actie.refresh_from_db()
    assert h.actie.einddatum is not None
    assert h.actie.houder_partij is not None
    velden = {f"v-{naam}": waarde for naam, waarde in h.actie.velden.items()}
    gegevens = {
        "titel": h.actie.titel,
        "versie": h.actie.versie,
        "ouder": h.opgave.pk,
        "trekker": f"partij:{h.actie.houder_partij.pk}",
        "einddatum": h.actie.einddatum.isoformat(),
        "gebieden": [h.plan.gebied_id],
        **velden,
        **anders,
    }
    url = reverse("wijkagenda:item_bewerken", args=[h.plan.pk, h.actie.pk])
    assert "vragen wij opnieuw om akkoord" in client.get(url).text
    antwoord = client.post(url, gegevens, follow=True)
    assert antwoord.status_code == 200
    h.actie.refresh_from_db()
    return antwoord.text


@pytest.mark.eis("HEL-53")
@pytest.mark.parametrize(
    "anders",
    [{"titel": "Elke dag een inlooptafel"}, {"einddatum": "2031-01-01"}, {"v-meetbaar": "400 middagen"}],
    ids=["title", "day", "what is promised"],
)
def test_another_promise_is_asked_again(als_adviseur: Client, h: Helmond, anders: dict[str, str]) -> None:
    neem_actie_op(h)

    tekst = bewaar(als_adviseur, h, **anders)

    assert "is opnieuw om akkoord gevraagd" in tekst
    assert Instemming.objects.bij(h.actie).get().stand == Instemming.Stand.GEVRAAGD
    assert h.actie.stand == "voorgenomen"
    assert "Antwoord" in [taak.knop for taak in service.werkvoorraad(h.wocom)]
    assert noemt(klachten_bij(acties.neem_op, item=h.actie, door=h.adviseur), "HEL-53")


def test_saving_what_stands_there_asks_nobody(als_adviseur: Client, h: Helmond) -> None:
    neem_actie_op(h)

    tekst = bewaar(als_adviseur, h)

    assert "is opnieuw om akkoord gevraagd" not in tekst
    assert h.actie.versie == 2
    assert Instemming.objects.bij(h.actie).get().stand == Instemming.Stand.AKKOORD
    assert h.actie.stand == "opgenomen"


@pytest.mark.eis("DHR-61")
@pytest.mark.parametrize("wat", ["changed", "added"])
def test_consent_with_the_plan_is_not_with_what_came_later(den_helder: Profiel, wat: str) -> None:
    wijkmanager = persoon("wijkmanager", gebied=WIJK)
    al_vastgesteld("gebiedsanalyse", WIJK, wijkmanager)
    plan = kort_plan("gebiedsagenda", WIJK, wijkmanager)
    items = vul_agenda(plan, wijkmanager)
    schrijf(plan, wijkmanager)
    bundel_als_nodig(plan, wijkmanager)
    stem_in_met(plan, "woningstichting")

    if wat == "changed":
        gegevens = acties.Itemgegevens(
            titel="Portieken opknappen", trekker=trekker("woningstichting"), einddatum=dag(20)
        )
        acties.wijzig(
            item=items["prestatie"], gegevens=gegevens, versie=1, ouder=items["doel"], door=wijkmanager
        )
    else:
        ook = voeg(
            plan, "prestatie", "Liften", wijkmanager, ouder=items["doel"], trekker=trekker("woningstichting")
        )
        acties.neem_op(item=ook, door=wijkmanager)
    acties.draag_voor(plan=plan, door=wijkmanager)

    college = persoon("college")
    assert noemt(klachten_bij(acties.stel_vast, plan=plan, door=college), "DHR-61")
    stem_in_met(plan, "woningstichting")
    assert acties.stel_vast(plan=plan, door=college).stand == Plan.Stand.VASTGESTELD


# --- the text of the plan itself


@pytest.fixture
def gebundeld(client: Client, den_helder: Profiel) -> Plan:
    """An agenda that is bundled, to which the one trekker agreed; its wijkmanager is logged in."""
    wijkmanager = persoon("wijkmanager", gebied=WIJK)
    al_vastgesteld("gebiedsanalyse", WIJK, wijkmanager)
    plan = kort_plan("gebiedsagenda", WIJK, wijkmanager)
    vul_agenda(plan, wijkmanager)
    schrijf(plan, wijkmanager)
    acties.bundel(plan=plan, door=wijkmanager)
    stem_in_met(plan, "woningstichting")
    client.force_login(wijkmanager)
    return plan


def herschrijf(client: Client, plan: Plan, maak: Callable[[str], str]) -> str:
    """Write a section anew, in its form; returns the page that follows."""
    sectie = plan.secties.order_by("pk")[0]
    url = reverse("wijkagenda:sectie", args=[plan.pk, sectie.sleutel])
    assert "Over dit plan antwoordde al: Woningstichting Den Helder." in client.get(url).text
    antwoord = client.post(url, {"tekst": maak(sectie.tekst), "versie": sectie.versie}, follow=True)
    assert antwoord.status_code == 200
    return antwoord.text


@pytest.mark.eis("DHR-61")
def test_a_section_that_says_something_else_is_agreed_to_anew(client: Client, gebundeld: Plan) -> None:
    tekst = herschrijf(client, gebundeld, lambda tekst: f"{tekst} Wij beginnen een jaar later.")

    assert "Opnieuw om akkoord gevraagd: Woningstichting Den Helder." in tekst
    assert Instemming.objects.bij(gebundeld).get().stand == Instemming.Stand.GEVRAAGD
    gebundeld.refresh_from_db()
    acties.draag_voor(plan=gebundeld, door=gebundeld.gestart_door)
    assert noemt(klachten_bij(acties.stel_vast, plan=gebundeld, door=persoon("college")), "DHR-61")
    regel = Logregel.objects.stappen().van(gebundeld).filter(stap="plan.bewerken").latest("pk")
    assert regel.gegevens["opnieuw"] == ["partij:woningstichting"]


def test_only_its_layout_asks_nobody(client: Client, gebundeld: Plan) -> None:
    tekst = herschrijf(client, gebundeld, lambda tekst: f"\n\n{tekst}  \n")

    assert "Opnieuw om akkoord" not in tekst
    assert Instemming.objects.bij(gebundeld).get().stand == Instemming.Stand.AKKOORD


@pytest.mark.parametrize("anders", [True, False], ids=["another summary", "another day of decision"])
def test_the_words_of_the_plan_itself_count_too(client: Client, gebundeld: Plan, *, anders: bool) -> None:
    url = reverse("wijkagenda:bewerken", args=[gebundeld.pk])
    form = client.get(url).context["form"]
    gegevens = {naam: veld.value() for naam, veld in ((n, form[n]) for n in form.fields) if veld.value()}
    gegevens |= {"samenvatting": "Wij doen minder."} if anders else {"besluit_gepland": dag(30).isoformat()}

    assert client.post(url, gegevens).status_code == 302

    verwacht = Instemming.Stand.GEVRAAGD if anders else Instemming.Stand.AKKOORD
    assert Instemming.objects.bij(gebundeld).get().stand == verwacht
