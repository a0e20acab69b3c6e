"""What other apps, the desk and the clock ask of plans."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from wijkagenda.models import Plan
from wijkwerk.berichten.service import Herinnering, Taak
from wijkwerk.gebruikers.menu import MenuPunt, Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek


def werkvoorraad(gebruiker: Gebruiker) -> Iterable[Taak]:
    return []


def herinneringen(dag: date) -> Iterable[Herinnering]:
    return []


def menu(gebruiker: Gebruiker) -> list[MenuPunt]:
    return []


def sleutels_in_gebruik() -> set[tuple[str, str]]:
    return {("planvorm", vorm) for vorm in Plan.objects.values_list("vorm", flat=True).distinct()}


def verwijzing(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    plan = Plan.objects.zichtbaar_voor(gebruiker).filter(pk=pk).first()
    return Verwijzing(plan.titel, reverse("wijkagenda:detail", args=[plan.pk])) if plan else None


def stand_van_vorm(vorm: str, plek: Plek) -> str | None:
    """The state of the latest plan of that form that holds here, or None when there is none."""
    return (
        Plan.objects.filter(vorm=vorm, gebied__in=plek.gebieden)
        .order_by("-nummer")
        .values_list("stand", flat=True)
        .first()
    )
