"""Bringing in a proposal for the wijkagenda: who may, without an account too, and what comes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from signalen import service as signalen
from signalen.forms.melden import keuzes_van
from signalen.models import Signaal
from tests.hulp import gebied, persoon
from tests.publicatie.plaatsing import geplaatst
from tests.wijkagenda.voorstel.voorstellen import SOORT, WIJK, WOORDEN, in_twee_wijken
from wijkagenda import acties
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.mensformulier import begin
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.mark.eis("ETL-53")
def test_a_resident_proposes_without_an_account(client: Client, wijkmanager: Gebruiker) -> None:
    keuze = next(waarde for waarde, (_, soort) in keuzes_van(actief_profiel()).items() if soort == SOORT)
    with time_machine.travel(timezone.now() - timedelta(minutes=2)):
        begonnen = begin()
    invoer = {"tekst": WOORDEN, "keuze": keuze, "gebied": gebied(WIJK).pk, "begonnen": begonnen}

    antwoord = client.post(reverse("melden:begin"), invoer)

    voorstel = Signaal.objects.get()
    assert antwoord.url == reverse("volgen:ontvangst", args=[voorstel.statusadres.sleutel])  # type: ignore[attr-defined]
    assert (voorstel.soort, voorstel.melder) == (SOORT, None)
    assert voorstel.houder == Houder(rol="wijkmanager", gebied=gebied(WIJK))


def test_the_public_page_of_the_wijk_leads_to_it(client: Client, etten_leur: Profiel) -> None:
    geplaatst(waar=WIJK)
    adres = f"{reverse('melden:gebied', args=[WIJK])}?soort={SOORT}"

    assert f'href="{adres}"' in client.get(reverse("publiek:gebied", args=[WIJK])).text
    keuzes = BeautifulSoup(client.get(adres).text, "html.parser").select("input[name=keuze][checked]")
    assert [str(keuze["value"]).partition("-")[2] for keuze in keuzes] == [SOORT]


def test_a_page_of_a_municipality_without_proposals_offers_none(client: Client, helmond: Profiel) -> None:
    geplaatst(waar="brouwhuis")

    pagina = client.get(reverse("publiek:gebied", args=["brouwhuis"])).text

    assert "Vertel ons wat er speelt" in pagina
    assert "Doe een voorstel" not in pagina


@pytest.mark.eis("ETL-11", "ETL-53")
@pytest.mark.parametrize(
    ("rol", "waar"),
    [
        ("bewoner", {"gebied": WIJK}),
        ("wijkmanager", {"gebied": WIJK}),
        ("vakambtenaar", {}),
        ("partner", {"partij": "wel"}),
    ],
)
def test_whoever_the_profile_lets_propose_does(
    client: Client, wijkmanager: Gebruiker, rol: str, waar: dict[str, Any]
) -> None:
    indiener = persoon(rol, **waar)
    client.force_login(indiener)

    antwoord = client.post(
        reverse("wijkagenda:voorstel_nieuw"), {"tekst": WOORDEN, "gebieden": [gebied(WIJK).pk]}
    )

    signaal = Signaal.objects.get()
    assert (signaal.soort, signaal.geregistreerd_door) == (SOORT, indiener)
    assert signaal.uiterlijk is not None
    assert signaal.houder == Houder(rol="wijkmanager", gebied=gebied(WIJK))
    assert antwoord.url == reverse("volgen:ontvangst", args=[signaal.statusadres.sleutel])  # type: ignore[attr-defined]
    assert signaal.nummer in client.get(antwoord.url).text  # type: ignore[attr-defined]


def test_who_may_not_propose_is_refused(client: Client, wijkmanager: Gebruiker) -> None:
    client.force_login(persoon("beheerder"))
    adres = reverse("wijkagenda:voorstel_nieuw")

    assert client.get(adres).status_code == 403
    assert client.post(adres, {"tekst": WOORDEN, "gebieden": [gebied(WIJK).pk]}).status_code == 403
    assert not Signaal.objects.exists()


def test_the_action_refuses_who_may_not_propose(wijkmanager: Gebruiker) -> None:
    with pytest.raises(PermissionDenied):
        acties.dien_in(soort=SOORT, tekst=WOORDEN, gebieden=[gebied(WIJK)], door=persoon("beheerder"))


def test_the_right_to_propose_opens_no_other_kind_of_signal(wijkmanager: Gebruiker) -> None:
    with pytest.raises(PermissionDenied):
        signalen.registreer(
            tekst=WOORDEN,
            soort="klacht-melding",
            gebieden=[gebied(WIJK)],
            door=persoon("vakambtenaar"),
            kanaal="internet",
        )


def test_what_was_typed_stays_when_something_is_missing(client: Client, wijkmanager: Gebruiker) -> None:
    client.force_login(persoon("vakambtenaar"))

    antwoord = client.post(reverse("wijkagenda:voorstel_nieuw"), {"tekst": WOORDEN})

    assert antwoord.status_code == 422
    assert WOORDEN in antwoord.text


def test_a_form_that_is_sent_twice_makes_one(client: Client, wijkmanager: Gebruiker) -> None:
    client.force_login(persoon("vakambtenaar"))
    invoer = {
        "tekst": WOORDEN,
        "gebieden": [gebied(WIJK).pk],
        "client_id": "5f3b3f0c-6c39-4a07-9d0f-0d8f4f5b6a11",
    }

    eerste = client.post(reverse("wijkagenda:voorstel_nieuw"), invoer)
    tweede = client.post(reverse("wijkagenda:voorstel_nieuw"), invoer)

    assert eerste.url == tweede.url  # type: ignore[attr-defined]
    assert Signaal.objects.count() == 1


def test_who_proposes_hears_that_it_arrived(wijkmanager: Gebruiker) -> None:
    voorstel = in_twee_wijken(persoon("vakambtenaar"))

    assert voorstel.melder is not None
    assert Bericht.objects.filter(soort="signaal-ontvangen", object_id=voorstel.pk).exists()


@pytest.mark.parametrize("naam", ["voorstellen", "voorstel_nieuw"])
def test_a_municipality_without_proposals_has_no_such_page(
    client: Client, helmond: Profiel, naam: str
) -> None:
    client.force_login(persoon("adviseur-wgw", gebied="brouwhuis"))

    assert client.get(reverse(f"wijkagenda:{naam}")).status_code == 404
