"""What a plan rests on: figures, stories and other findings."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wijkagenda.acties.begin import begin
from wijkagenda.models import Plan, Planbron
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht


@transaction.atomic
def voeg_bron_toe(
    *, plan: Plan, soort: str, tekst: str, herkomst: str, datum: date, door: Gebruiker
) -> Planbron:
    """Add a figure, a story or another finding; origin and date are never missing (DHR-56)."""
    ook = [] if tekst.strip() else [Klacht("Schrijf op wat de bron zegt.", "tekst")]
    ook += [] if herkomst.strip() else [Klacht("Noem waar het vandaan komt.", "herkomst")]
    plan, _ = begin("bewerken", plan, door, ook=ook)
    bron = Planbron.objects.create(
        plan=plan,
        soort=soort,
        tekst=tekst.strip(),
        herkomst=herkomst.strip(),
        datum=datum,
        toegevoegd_door=door,
    )
    noteer(door=door, stap="plan.bewerken", ding=plan, gegevens={"bron": soort})
    return bron


@transaction.atomic
def verwijder_bron(*, bron: Planbron, door: Gebruiker) -> None:
    plan, _ = begin("bewerken", bron.plan, door)
    noteer(door=door, stap="plan.bewerken", ding=plan, gegevens={"bron": ""})
    bron.delete()
