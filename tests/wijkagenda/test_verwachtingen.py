"""What each party does itself and expects of the others, written down with its contribution (ETL-65)."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.hulp import gebied, persoon
from tests.wijkagenda.plannen import dag, kort_plan
from wijkagenda import acties
from wijkagenda.models import Bijdrage
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Partij

pytestmark = pytest.mark.django_db
WIJK = "banakkers"


@pytest.mark.eis("ETL-65")
@pytest.mark.parametrize("vorm", ["wop", "wijkagenda"])
def test_association_and_partner_say_what_they_do_and_expect(
    etten_leur: Profiel, client: Client, vorm: str
) -> None:
    manager = persoon("wijkmanager", gebied=WIJK)
    orgaan = Partij.objects.create(sleutel="wv-x", naam="Wijkvereniging X", soort="bewonersorgaan")
    orgaan.gebieden.add(gebied(WIJK))
    vereniging, partner = persoon("wijkvereniging", partij="wv-x"), persoon("partner", partij="surplus")
    plan = kort_plan(vorm, WIJK, manager)
    acties.vraag_bijdragen(plan=plan, uiterlijk=dag(14), vraag="Wat doet u in deze wijk?", door=manager)
    van_vereniging = plan.bijdragen.get(partij=orgaan)
    van_partner = plan.bijdragen.get(partij__sleutel="surplus")

    for wie, rij, zelf, verwacht in (
        (vereniging, van_vereniging, "Wij houden het plein schoon.", "De gemeente leegt de bakken."),
        (partner, van_partner, "Wij komen elke week langs.", "De vereniging vertelt wie hulp zoekt."),
    ):
        client.force_login(wie)
        url = rij.get_absolute_url()
        pagina = client.get(url).text
        assert "Wat wij onze eigen verantwoordelijkheid vinden" in pagina
        invoer = {"inhoud": "Wij doen mee.", "eigen-verantwoordelijkheid": zelf, "verwachting": verwacht}
        assert client.post(url, invoer).status_code == 302

    client.force_login(manager)
    for rij, verwacht in (
        (van_vereniging, "De gemeente leegt de bakken."),
        (van_partner, "De vereniging vertelt wie hulp zoekt."),
    ):
        assert verwacht in client.get(rij.get_absolute_url()).text


def test_a_contribution_without_expectations_is_welcome_too(etten_leur: Profiel, client: Client) -> None:
    manager = persoon("wijkmanager", gebied=WIJK)
    partner = persoon("partner", partij="surplus")
    plan = kort_plan("wijkagenda", WIJK, manager)
    acties.vraag_bijdragen(plan=plan, uiterlijk=dag(14), vraag="Wat doet u?", door=manager)
    rij = plan.bijdragen.get(partij__sleutel="surplus")
    client.force_login(partner)

    assert client.post(rij.get_absolute_url(), {"inhoud": "Wij doen mee."}).status_code == 302
    assert Bijdrage.objects.get(pk=rij.pk).inhoud == "Wij doen mee."
