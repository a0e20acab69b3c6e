"""The kernovereenkomst of Bergen, the jaaroverzicht and the startdocument."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from tests.hulp import gebied, persoon
from tests.participatie.toneel import lid
from tests.wijkagenda.plannen import (
    al_vastgesteld,
    bundel_als_nodig,
    dag,
    klachten_bij,
    kort_plan,
    noemt,
    schrijf,
    uit,
    voeg,
)
from wijkagenda import acties
from wijkagenda.controle import handtekening_sleutel
from wijkagenda.mist import adviezen
from wijkagenda.models import Plan, Planitem
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.regels.models import Instemming
from wijkwerk.wijken.models import Partij

pytestmark = pytest.mark.django_db
KERN = "schoorl"
VELDEN = {
    "vraag": "Een speelplek",
    "aanbod": "Wij onderhouden",
    "planning": "Voor de zomer",
    "budget": "4000",
}


@pytest.fixture
def coordinator(bergen: Profiel) -> Gebruiker:
    return persoon("wijkcoordinator", gebied=KERN)


@pytest.fixture
def overeenkomst(coordinator: Gebruiker) -> Plan:
    al_vastgesteld("jaaroverzicht", KERN, coordinator)
    return kort_plan("kernovereenkomst", KERN, coordinator)


def onderwerp(plan: Plan, door: Gebruiker, titel: str = "Speelplek", **meer: Any) -> Planitem:
    waarden: dict[str, Any] = {"velden": VELDEN, "herkomsten": uit("begroting", "Post 6.1")}
    return voeg(plan, "onderwerp", titel, door, **(waarden | meer))


def teken_klaar(plan: Plan, door: Gebruiker, aantal: int) -> tuple[Gebruiker, Gebruiker]:
    """So many topics taken up, put forward; returns the two who sign."""
    for nummer in range(aantal):
        acties.neem_op(item=onderwerp(plan, door, f"Onderwerp {nummer + 1}"), door=door)
    schrijf(plan, door)
    bundel_als_nodig(plan, door)
    acties.draag_voor(plan=plan, door=door)
    vereniging = Partij.objects.create(
        sleutel="vereniging", naam="Vereniging Voorbeeld", soort="bewonersorgaan"
    )
    vereniging.gebieden.set([gebied(KERN)])
    return persoon("wijkwethouder", gebied=KERN), persoon("vertegenwoordiger", partij="vereniging")


@pytest.mark.eis("BER-42", "BER-43")
@pytest.mark.parametrize("mist", ["vraag", "aanbod", "planning", "budget"])
def test_a_topic_is_complete(overeenkomst: Plan, coordinator: Gebruiker, mist: str) -> None:
    item = onderwerp(overeenkomst, coordinator, velden={**VELDEN, mist: ""})

    [klacht] = klachten_bij(acties.neem_op, item=item, door=coordinator)

    assert "BER-42" in klacht
    assert "BER-43" in klacht


@pytest.mark.eis("BER-44")
def test_a_topic_comes_from_a_plan_or_the_begroting(overeenkomst: Plan, coordinator: Gebruiker) -> None:
    item = onderwerp(overeenkomst, coordinator, herkomsten=uit("bewoners"))
    assert noemt(klachten_bij(acties.neem_op, item=item, door=coordinator), "BER-44")

    acties.voeg_herkomst_toe(item=item, afkomst=uit("jaaroverzicht")[0], door=coordinator)

    acties.neem_op(item=item, door=coordinator)


@pytest.mark.eis("BER-44")
def test_a_wish_waits_on_the_plan_until_its_origin_is_named(
    client: Client, overeenkomst: Plan, coordinator: Gebruiker
) -> None:
    """The page of a proposal asks for no origin; that is named at the topic itself."""
    afdeling = persoon("afdeling")
    wens = acties.dien_in(soort="wens-bij-plan", tekst="Een schommel.", gebieden=[gebied(KERN)], door=lid())
    for criterium in ("financieel", "planning", "beleidsmatig"):
        acties.beoordeel_voorstel(
            signaal=wens,
            oordeel="haalbaarheid",
            criterium=criterium,
            ja=True,
            toelichting="Dit kan.",
            door=afdeling,
        )
    client.force_login(coordinator)
    adres = reverse("wijkagenda:voorstel_opname", args=[wens.pk, "kernovereenkomst", "onderwerp"])

    pagina = client.post(
        adres, {"titel": "Schommel", **{f"v-{naam}": tekst for naam, tekst in VELDEN.items()}}, follow=True
    ).text

    assert "Het is nog niet opgenomen." in pagina
    item = overeenkomst.items.get()
    assert noemt(klachten_bij(acties.neem_op, item=item, door=coordinator), "BER-44")
    acties.voeg_herkomst_toe(item=item, afkomst=uit("begroting")[0], door=coordinator)
    acties.neem_op(item=item, door=coordinator)


@pytest.mark.eis("BER-28")
def test_a_fifth_topic_cannot_be_signed(overeenkomst: Plan, coordinator: Gebruiker) -> None:
    wethouder, _ = teken_klaar(overeenkomst, coordinator, 5)

    klachten = klachten_bij(acties.onderteken, plan=overeenkomst, wie="rol:wijkwethouder", door=wethouder)

    assert klachten == ("Te veel bij “onderwerp”: 5. Toegestaan: hoogstens 4. (BER-28)",)


@pytest.mark.eis("BER-28", "BER-44")
def test_two_topics_give_the_advice_of_three(overeenkomst: Plan, coordinator: Gebruiker) -> None:
    for nummer in range(2):
        acties.neem_op(item=onderwerp(overeenkomst, coordinator, f"Onderwerp {nummer}"), door=coordinator)

    [advies] = adviezen(overeenkomst, coordinator)

    assert set(advies.eis) == {"BER-28", "BER-44"}


@pytest.mark.eis("BER-42")
def test_the_last_signature_establishes_by_function(overeenkomst: Plan, coordinator: Gebruiker) -> None:
    wethouder, vertegenwoordiger = teken_klaar(overeenkomst, coordinator, 3)

    acties.onderteken(plan=overeenkomst, wie="rol:wijkwethouder", door=wethouder)
    overeenkomst.refresh_from_db()
    assert overeenkomst.stand == Plan.Stand.VOORGEDRAGEN
    acties.onderteken(plan=overeenkomst, wie="rol:vertegenwoordiger", door=vertegenwoordiger)

    overeenkomst.refresh_from_db()
    assert overeenkomst.stand == Plan.Stand.VASTGESTELD
    sleutel = handtekening_sleutel(Selector("rol", "wijkwethouder"))
    assert Instemming.objects.bij(overeenkomst).get(wie=sleutel).functie == "wijkwethouder"


@pytest.mark.eis("BER-42")
def test_nobody_signs_for_another_and_nobody_twice(overeenkomst: Plan, coordinator: Gebruiker) -> None:
    wethouder, _ = teken_klaar(overeenkomst, coordinator, 3)

    with pytest.raises(PermissionDenied):
        acties.onderteken(plan=overeenkomst, wie="rol:wijkwethouder", door=coordinator)
    acties.onderteken(plan=overeenkomst, wie="rol:wijkwethouder", door=wethouder)
    # Not even who signs the same plan for another.
    with pytest.raises(PermissionDenied):
        acties.onderteken(plan=overeenkomst, wie="rol:vertegenwoordiger", door=wethouder)

    assert klachten_bij(acties.onderteken, plan=overeenkomst, wie="rol:wijkwethouder", door=wethouder) == (
        "Hier is al getekend.",
    )


@pytest.mark.eis("BER-42")
def test_without_all_signatures_nothing_is_established(overeenkomst: Plan, coordinator: Gebruiker) -> None:
    wethouder, _ = teken_klaar(overeenkomst, coordinator, 3)

    assert any(
        "Nog niet ondertekend" in klacht
        for klacht in klachten_bij(acties.stel_vast, plan=overeenkomst, door=wethouder)
    )


@pytest.mark.eis("BER-32")
def test_overview_waits_for_the_departments(coordinator: Gebruiker) -> None:
    plan = kort_plan("jaaroverzicht", KERN, coordinator)

    assert noemt(klachten_bij(acties.bundel, plan=plan, door=coordinator), "BER-32")


@pytest.mark.eis("BER-31", "BER-47")
def test_each_plan_of_a_department_says_for_which_kern(coordinator: Gebruiker) -> None:
    plan = kort_plan("jaaroverzicht", KERN, coordinator)
    item = voeg(
        plan,
        "plan-of-project",
        "Riolering",
        coordinator,
        velden={"afdeling": "Openbare ruimte", "planning": "Q2"},
    )

    klachten = klachten_bij(acties.neem_op, item=item, door=coordinator)

    assert {"Vul in: Fase. (BER-31, BER-47)", "Vul in: Gebieden. (BER-31, BER-47)"} <= set(klachten)


@pytest.mark.eis("BER-26", "BER-45")
def test_overview_is_told_to_residents(coordinator: Gebruiker) -> None:
    bewoner = persoon("bewoner", gebied=KERN)
    plan = al_vastgesteld("jaaroverzicht", KERN, coordinator)

    acties.publiceer(plan=plan, bevestigd=set(), door=coordinator)

    assert Bericht.objects.filter(soort="publicatie-geplaatst", ontvanger=bewoner).exists()


@pytest.mark.eis("BER-34", "BER-35", "BER-38", "BER-41")
def test_startdocument_says_to_parties_when_how_and_about_what(coordinator: Gebruiker) -> None:
    afdeling = persoon("afdeling")
    plan = kort_plan("startdocument", KERN, afdeling)
    item = voeg(plan, "betrokkene", "Vereniging", afdeling, velden={"partij": "Vereniging"})
    acties.neem_op(item=item, door=afdeling)
    schrijf(plan, afdeling)
    bundel_als_nodig(plan, afdeling)
    acties.draag_voor(plan=plan, door=afdeling)

    klachten = klachten_bij(acties.stel_vast, plan=plan, door=persoon("college"))

    for regel in ("BER-34", "BER-35", "BER-38"):
        assert noemt(klachten, regel), regel


@pytest.mark.eis("BER-35", "BER-41")
def test_advice_of_the_coordinator_counts_also_when_it_is_no(coordinator: Gebruiker) -> None:
    afdeling = persoon("afdeling")
    plan = kort_plan("startdocument", KERN, afdeling)
    acties.vraag_om_akkoord(plan=plan, door=afdeling)
    rij = Instemming.objects.bij(plan).get(wie="rol:wijkcoordinator")
    assert klachten_bij(
        acties.stem_in, instemming=rij, ding=plan, akkoord=False, toelichting="", door=coordinator
    ) == ("Schrijf op waarom niet.",)
    acties.stem_in(
        instemming=rij, ding=plan, akkoord=False, toelichting="De trede is te laag.", door=coordinator
    )
    schrijf(plan, afdeling)
    bundel_als_nodig(plan, afdeling)
    acties.draag_voor(plan=plan, door=afdeling)

    assert acties.stel_vast(plan=plan, door=persoon("college")).stand == Plan.Stand.VASTGESTELD


def test_what_is_not_public_stays_behind_login(coordinator: Gebruiker) -> None:
    plan = al_vastgesteld("startdocument", KERN, coordinator, vastgesteld_op=dag(-3))

    assert acties.publiceer(plan=plan, bevestigd=set(), door=coordinator).openbaar == "partijen"
