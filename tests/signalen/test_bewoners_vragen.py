"""What residents ask or think, where that is a signal of its own kind: an owner, a term, and an answer that they hear."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from signalen import acties
from signalen.models import Signaal
from tests.hulp import persoon
from tests.signalen.hulp import signaal, zet_uit
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied, Partij

pytestmark = pytest.mark.django_db


def adres(naam: str, rij: Signaal) -> str:
    return reverse(f"signalen:{naam}", args=[rij.pk])


def afgerond(rij: Signaal, door: Gebruiker) -> Signaal:
    for deel in rij.delen.all():
        acties.neem_aan(deel=deel, door=door)
        acties.meld_klaar(deel=deel, resultaat="Klaar.", door=door)
    return rij


@pytest.mark.eis("ETL-17")
def test_a_request_for_more_information_must_be_answered(client: Client, etten_leur: Profiel) -> None:
    """It has an owner and a last day, and does not close without an answer that was told."""
    manager = persoon("wijkmanager", gebied="banakkers")
    rij = zet_uit(signaal(manager, "banakkers", "verzoek-voorlichting"), manager)
    client.force_login(manager)

    assert rij.houder is not None
    assert rij.uiterlijk == plus_werkdagen(timezone.localdate(rij.geregistreerd_op), 15)
    afgerond(rij, manager)
    client.post(adres("sluiting", rij))
    rij.refresh_from_db()
    assert rij.stand == "uitgezet"

    zonder_reden = client.post(adres("antwoord", rij), {"soort": "nooit", "motivering": ""})
    assert zonder_reden.status_code == 422
    client.post(
        adres("antwoord", rij),
        {"soort": "nooit", "reden": "anders", "motivering": "Het staat al op de site."},
    )
    rij.refresh_from_db()
    assert rij.stand == "beantwoord"


@pytest.mark.eis("BER-63")
def test_an_opinion_on_a_plan_gets_a_reply_on_what_was_done(client: Client, bergen: Profiel) -> None:
    """Who represents the kern hears the answer, with the reason."""
    kern = Gebied.objects.get(sleutel="egmond-aan-zee")
    coordinator, afdeling = persoon("wijkcoordinator", gebied=kern), persoon("afdeling")
    vereniging = Partij.objects.create(sleutel="wv-egmond", naam="Wijkvereniging", soort="bewonersorgaan")
    vereniging.gebieden.add(kern)
    vertegenwoordiger = persoon("vertegenwoordiger", partij=vereniging)
    rij = afgerond(zet_uit(signaal(coordinator, kern, "mening", kanaal="telefoon"), coordinator), afdeling)
    client.force_login(afdeling)

    assert client.post(adres("antwoord", rij), {"soort": "niet", "motivering": ""}).status_code == 422
    client.post(adres("antwoord", rij), {"soort": "niet", "motivering": "De weg is te smal."})

    rij.refresh_from_db()
    assert rij.stand == "beantwoord"
    assert Bericht.objects.filter(soort="signaal-beantwoord", ontvanger=vertegenwoordiger).exists()
