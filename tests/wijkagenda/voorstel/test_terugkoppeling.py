"""What who proposed something hears of it: declined with why, or followed to the plan."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from signalen import service as signalen
from signalen.models import Signaal
from tests.hulp import gebied
from tests.wijkagenda.plannen import al_vastgesteld, dag
from tests.wijkagenda.voorstel.voorstellen import WIJK, WOORDEN, beoordeel, neem_op, stel_vast
from wijkagenda import acties
from wijkagenda.models import Plan
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import StandVeranderd

pytestmark = pytest.mark.django_db


@pytest.mark.eis("ETL-53")
def test_a_declined_one_is_answered_with_why(
    als_wijkmanager: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager, ja=False)
    signalen.beantwoord(
        signaal=voorstel,
        soort="nooit",
        velden={"reden": "te duur", "motivering": "De weg is van de provincie."},
        door=wijkmanager,
    )

    with pytest.raises(StandVeranderd):
        neem_op(voorstel, wijkmanager)

    pagina = als_wijkmanager.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).text
    assert "Komt niet in het plan" in pagina
    als_wijkmanager.logout()
    assert "De weg is van de provincie." in als_wijkmanager.get(voorstel.statusadres.get_absolute_url()).text


@pytest.mark.eis("ETL-53")
def test_who_proposed_it_follows_it_without_an_account(
    client: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    adres = voorstel.statusadres.get_absolute_url()
    assert "Het staat in een plan" not in client.get(adres).text
    beoordeel(voorstel, wijkmanager)
    neem_op(voorstel, wijkmanager)

    pagina = client.get(adres).text

    assert f"Wijkagenda, {gebied(WIJK)}" in pagina
    assert "het plan is in de maak" in pagina
    assert "Een veilige oversteek" not in pagina
    assert WOORDEN not in pagina


def test_left_out_again_it_is_to_be_decided_again(
    client: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)
    [item] = neem_op(voorstel, wijkmanager)

    acties.laat_weg(item=item, reden="Toch dubbel.", door=wijkmanager)

    assert "Het staat in een plan" not in client.get(voorstel.statusadres.get_absolute_url()).text
    assert len(neem_op(voorstel, wijkmanager)) == 1


def test_a_plan_that_was_established_shows_its_day(
    client: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)
    neem_op(voorstel, wijkmanager)
    al_vastgesteld("wop", WIJK, wijkmanager)
    stel_vast(agenda)

    assert "vastgesteld op" in client.get(voorstel.statusadres.get_absolute_url()).text


def test_what_was_promised_with_the_answer_is_the_promise_on_the_agenda(
    agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)
    neem_op(voorstel, wijkmanager, trekker=Houder(rol="wijkmanager", gebied=gebied(WIJK)))
    antwoord = signalen.beantwoord(
        signaal=voorstel,
        soort="nu",
        velden={"uitvoerder": "rol:wijkmanager", "streefdatum": dag(60)},
        door=wijkmanager,
    )

    stel_vast(agenda)

    assert agenda.items.get().afspraak == antwoord.afspraak
    assert Afspraak.objects.count() == 1
    # The public reads the words of the plan, never those of who proposed it.
    agenda.refresh_from_db()
    publicatie = acties.publiceer(plan=agenda, bevestigd=set(), door=wijkmanager)
    assert WOORDEN not in str(publicatie.inhoud)
