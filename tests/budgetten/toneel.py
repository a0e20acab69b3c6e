"""Budgets in a municipality that works with them, made through the actions themselves."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from budgetten import acties
from budgetten.acties import Besluitinvoer, Inhoud, Rekening
from budgetten.models import Budgetaanvraag, Jaarbudget
from tests.hulp import gebied, partij
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.models import Beoordeling
from wijkwerk.regels.service import StapGeweigerd


def dag(dagen: int) -> date:
    return timezone.localdate() + timedelta(days=dagen)


def jaar() -> int:
    return timezone.localdate().year


def pot(budget: str, waar: str, bedrag: str, door: Gebruiker, van: str = "") -> Jaarbudget:
    return acties.voer_in(
        budget=budget,
        jaar=jaar(),
        gebied=gebied(waar),
        partij=partij(van) if van else None,
        bedrag=Decimal(bedrag),
        door=door,
    )


def stand(rij: Jaarbudget) -> Jaarbudget:
    return Jaarbudget.objects.met_standen().get(pk=rij.pk)


def vraag(budget: str, waar: str, door: Gebruiker, namens: str = "zelf", **anders: Any) -> Budgetaanvraag:
    inhoud: dict[str, Any] = {
        "titel": "Plantenbakken op het plein",
        "doel": "Het plein wordt groen, en bewoners ontmoeten elkaar.",
        "bedrag": Decimal("500.00"),
        "eigen_inbreng": "Bewoners vullen de bakken en geven water.",
        "draagvlak": "Zestig bewoners op een avond.",
    }
    inhoud |= {naam: anders.pop(naam) for naam in list(anders) if naam in Inhoud.__dataclass_fields__}
    inhoud["bedrag"] = Decimal(inhoud["bedrag"])
    return acties.dien_in(
        budget=budget, gebied=gebied(waar), namens=namens, inhoud=Inhoud(**inhoud), door=door, **anders
    )


def van(sleutel: str) -> str:
    """The choice “for this party” of the form."""
    return f"partij-{partij(sleutel).pk}"


def oordeel_alles(aanvraag: Budgetaanvraag, door: Gebruiker, nee: str = "") -> None:
    from budgetten.acties.oordelen import gevraagde_oordelen

    for oordeel in gevraagde_oordelen(aanvraag):
        for criterium in oordeel.criteria:
            acties.beoordeel(
                aanvraag=aanvraag,
                oordeel=oordeel.sleutel,
                criterium=criterium.sleutel,
                ja=criterium.sleutel != nee,
                toelichting="Zo is het.",
                door=door,
            )
    assert Beoordeling.objects.bij(aanvraag).exists()


def besluit(orgaan: str, **anders: Any) -> Besluitinvoer:
    return Besluitinvoer(**{"orgaan": orgaan, "motivering": "Goed plan.", "besloten_op": dag(0), **anders})


def ken_toe(
    aanvraag: Budgetaanvraag, door: Gebruiker, orgaan: str, bedrag: str = "", **anders: Any
) -> Budgetaanvraag:
    return acties.ken_toe(
        aanvraag=aanvraag,
        bedrag=Decimal(bedrag) if bedrag else aanvraag.bedrag,
        besluit=besluit(orgaan, **anders),
        door=door,
    )


def verantwoord(aanvraag: Budgetaanvraag, door: Gebruiker, besteed: str, **anders: Any) -> Budgetaanvraag:
    rekening = {"verantwoording": "Bakken en aarde.", "resultaat": "Het plein is groen.", **anders}
    return acties.verantwoord(
        aanvraag=aanvraag, rekening=Rekening(besteed=Decimal(besteed), **rekening), door=door
    )


def klachten(doe: Any, *args: Any, **kwargs: Any) -> list[str]:
    with pytest.raises(StapGeweigerd) as geweigerd:
        doe(*args, **kwargs)
    return [str(klacht) for klacht in geweigerd.value.klachten]


def als(client: Client, wie: Gebruiker) -> Client:
    client.force_login(wie)
    return client


def adres(naam: str, *args: object) -> str:
    return reverse(f"budgetten:{naam}", args=args)
