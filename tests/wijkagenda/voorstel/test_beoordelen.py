"""Who sees a proposal, and the three conditions on which it is judged."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from signalen.acties import meld_zonder_account
from signalen.models import Signaal
from tests.hulp import gebied, persoon
from tests.wijkagenda.voorstel.voorstellen import SOORT, VOORWAARDEN, WIJK, WOORDEN, beoordeel
from wijkagenda import acties
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.regels.models import Beoordeling

pytestmark = pytest.mark.django_db


# --- who sees and handles it


def test_who_makes_the_agenda_finds_it(als_wijkmanager: Client, voorstel: Signaal) -> None:
    lijst = als_wijkmanager.get(reverse("wijkagenda:voorstellen")).text
    signaal = als_wijkmanager.get(voorstel.get_absolute_url()).text

    assert reverse("wijkagenda:voorstel", args=[voorstel.pk]) in lijst
    assert reverse("wijkagenda:voorstel", args=[voorstel.pk]) in signaal
    assert WOORDEN in als_wijkmanager.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).text


def test_of_another_wijk_it_is_not_there(client: Client, voorstel: Signaal, collega: Gebruiker) -> None:
    client.force_login(collega)

    assert client.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).status_code == 404
    assert WOORDEN not in client.get(reverse("wijkagenda:voorstellen")).text


def test_who_sees_it_but_makes_no_agenda_is_refused(client: Client, voorstel: Signaal) -> None:
    client.force_login(persoon("vakambtenaar"))

    antwoord = client.get(reverse("wijkagenda:voorstel", args=[voorstel.pk]))

    assert antwoord.status_code == 403
    assert Logregel.objects.filter(aard=Logregel.Aard.GEWEIGERD, object_id=voorstel.pk).exists()


def test_another_signal_is_no_proposal(als_wijkmanager: Client, wijkmanager: Gebruiker) -> None:
    melding = meld_zonder_account(tekst="Een lantaarn is stuk.", soort="vraag", gebied=gebied(WIJK))

    assert als_wijkmanager.get(reverse("wijkagenda:voorstel", args=[melding.pk])).status_code == 404


# --- judging


@pytest.mark.eis("ETL-54")
def test_each_condition_is_judged_with_words(als_wijkmanager: Client, voorstel: Signaal) -> None:
    for criterium in VOORWAARDEN:
        adres = reverse("wijkagenda:voorstel_oordeel", args=[voorstel.pk, "opnemen", criterium])
        als_wijkmanager.post(adres, {"ja": "ja", "toelichting": f"Waarom {criterium}"})

    pagina = als_wijkmanager.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).text
    assert all(f"Waarom {criterium}" in pagina for criterium in VOORWAARDEN)
    assert "Aan elke voorwaarde is voldaan." in pagina


def test_a_judgement_without_why_is_refused_and_kept(als_wijkmanager: Client, voorstel: Signaal) -> None:
    adres = reverse("wijkagenda:voorstel_oordeel", args=[voorstel.pk, "opnemen", VOORWAARDEN[0]])

    antwoord = als_wijkmanager.post(adres, {"ja": "nee", "toelichting": ""})

    assert antwoord.status_code == 422
    assert 'value="nee" ' in antwoord.text
    assert not Beoordeling.objects.exists()
    with pytest.raises(Exception, match="Leg uit waarom"):
        acties.beoordeel_voorstel(
            signaal=voorstel,
            oordeel="opnemen",
            criterium=VOORWAARDEN[0],
            ja=True,
            toelichting=" ",
            door=Gebruiker.objects.get(roltoewijzingen__rol="wijkmanager"),
        )


def test_a_condition_that_nobody_asks_is_not_there(als_wijkmanager: Client, voorstel: Signaal) -> None:
    adres = reverse("wijkagenda:voorstel_oordeel", args=[voorstel.pk, "opnemen", "mooi"])

    assert als_wijkmanager.post(adres, {"ja": "ja", "toelichting": "x"}).status_code == 404


def test_others_judge_nothing(client: Client, voorstel: Signaal) -> None:
    vakambtenaar = persoon("vakambtenaar")
    client.force_login(vakambtenaar)
    adres = reverse("wijkagenda:voorstel_oordeel", args=[voorstel.pk, "opnemen", VOORWAARDEN[0]])

    assert client.post(adres, {"ja": "ja", "toelichting": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        beoordeel(voorstel, vakambtenaar)
    assert not Beoordeling.objects.exists()


# --- the list


def test_the_list_costs_the_same_for_many(
    als_wijkmanager: Client, voorstel: Signaal, django_assert_max_num_queries: Any
) -> None:
    adres = reverse("wijkagenda:voorstellen")
    als_wijkmanager.get(adres)
    for _ in range(3):
        meld_zonder_account(tekst=WOORDEN, soort=SOORT, gebied=gebied(WIJK))

    with django_assert_max_num_queries(12):
        als_wijkmanager.get(adres)
