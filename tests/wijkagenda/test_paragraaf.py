"""The paragraph on participation: no college advice, raad proposal or plan that the profile names goes on without it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import GEMEENTEN, activeer, persoon
from tests.wijkagenda.plannen import klachten_bij, kort_plan
from wijkagenda import acties
from wijkagenda.controle import klachten_bij_vaststellen, klachten_bij_voordragen
from wijkagenda.models import Plan
from wijkagenda.velden import planvelden
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db
MIST = "Vul in: Participatieparagraaf."


@pytest.mark.eis("BER-48", "ETL-18")
@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_every_form_that_the_profile_names_asks_for_it_and_no_other(gemeente: str) -> None:
    activeer(gemeente)
    profiel = actief_profiel()
    genoemd = profiel.participatie.paragraaf_bij if profiel.participatie else ()
    for vorm in profiel.planvormen:
        plan = Plan(
            vorm=vorm.sleutel,
            profielversie=Profielversie.objects.get(actief=True),
            gebied=Gebied.objects.first(),
            titel="Plan",
            nummer=1,
            periode_van=date(2026, 1, 1),
            gestart_door=persoon(profiel.rollen[0].sleutel),
        )
        plan.zet_plek([plan.gebied])
        plan.save()
        for klachten in (klachten_bij_voordragen(plan), klachten_bij_vaststellen(plan)):
            assert (MIST in [klacht.tekst for klacht in klachten]) == (vorm.sleutel in genoemd), vorm.sleutel
        velden = {veld.sleutel for veld in planvelden(profiel, vorm)}
        assert ("participatieparagraaf" in velden) == (vorm.sleutel in genoemd)
        plan.delete()


@pytest.mark.eis("BER-48")
def test_a_raad_proposal_is_not_put_forward_without_it(client: Client, bergen: Profiel) -> None:
    afdeling, college = persoon("afdeling"), persoon("college")
    plan = kort_plan("raadsvoorstel", "bergen-nh", afdeling)

    assert klachten_bij(acties.draag_voor, plan=plan, door=college) == (MIST,)
    acties.bewerk(
        plan=plan,
        waarden={"titel": plan.titel, "participatieparagraaf": "Er is een traject."},
        versie=plan.versie,
        door=afdeling,
    )

    assert acties.draag_voor(plan=plan, door=college).stand == "voorgedragen"


@pytest.mark.eis("BER-48")
def test_a_college_advice_says_at_which_place_it_is_missing(client: Client, bergen: Profiel) -> None:
    afdeling, college = persoon("afdeling"), persoon("college")
    plan = kort_plan("collegeadvies", "bergen-nh", afdeling)
    client.force_login(college)
    antwoord = client.post(
        reverse("wijkagenda:vaststelling", args=[plan.pk]), {"datum": "2026-01-15", "kenmerk": ""}
    )
    assert antwoord.status_code == 422
    assert MIST in antwoord.text

    client.force_login(afdeling)
    pagina = client.get(plan.get_absolute_url())
    plek = next(regel.url for regel in pagina.context["mist"] if regel.tekst == MIST)
    form = client.get(plek).context["form"]
    velden = {veld.html_name: veld.value() or "" for veld in form}
    assert "participatieparagraaf" in velden
    client.post(plek, velden | {"participatieparagraaf": "Omwonenden dachten mee."})

    plan.refresh_from_db()
    assert plan.velden["participatieparagraaf"] == "Omwonenden dachten mee."
    assert acties.stel_vast(plan=plan, door=college).stand == "vastgesteld"
