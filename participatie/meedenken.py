"""Being involved without an account: which items are open for it, how many want to, and what the mails say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format

from participatie.models import Meedenker
from participatie.overzicht import gepubliceerde, punt_van
from participatie.regels import instellingen
from wijkwerk.berichten.service import REDEN
from wijkwerk.gebruikers.menu import Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.publicatie.service import Item, Publicatie
from wijkwerk.versleuteling import InvalidToken


def vind_punt(gebied: str, vorm: str, spoor: UUID) -> tuple[Publicatie, Item] | None:
    """The item as it stands in the overview that everybody reads now; None when nobody can (any more)."""
    if not actief_profiel().heeft("participatie") or vorm not in instellingen().jaaroverzicht:
        return None
    stukken = Publicatie.objects.actueel().plannen().filter(gebied__sleutel=gebied, vorm=vorm)
    stuk = stukken.filter(object_id__in=gepubliceerde().values("pk")).select_related("gebied").first()
    punt = punt_van(stuk, spoor)
    return (stuk, punt) if stuk and punt else None


def meedenken_url(gebied: str, vorm: str, spoor: str) -> str:
    """For the public page of an item; nothing (and no query) for what is in no yearly overview."""
    if vind_punt(gebied, vorm, UUID(spoor)) is None:
        return ""
    return reverse("meedenken:begin", args=[gebied, vorm, spoor])


def tel(sporen: Iterable[str], gebied: int) -> dict[str, int]:
    """How many confirmed for this gebied, per item: one query."""
    rijen = Meedenker.objects.bevestigd().filter(spoor__in=list(sporen), gebied=gebied).order_by()
    return {str(rij["spoor"]): rij["n"] for rij in rijen.values("spoor").annotate(n=Count("pk"))}


def adres_van_meedenker(pk: int) -> str | None:
    """Where mail goes (settings.ADRESSEN); None when it was ended, or without our key."""
    rij = Meedenker.objects.filter(pk=pk).first()
    try:
        return rij.e_mail if rij else None
    except InvalidToken:
        return None


def berichtvelden(rij: Meedenker, soort: str, context: Mapping[str, Any]) -> dict[str, str]:
    return {
        "tot_en_met": date_format(rij.uiterlijk_bevestigen, "j F Y"),
        REDEN: "U krijgt deze e-mail omdat dit adres is ingevuld op onze openbare site.",
    }


def link_voor_meedenker(rij: Meedenker, ontvanger: Gebruiker | None) -> Verwijzing | None:
    """The page of this address alone; none without our key."""
    if not rij.is_leesbaar:
        return None
    return Verwijzing("Bekijk of stop" if rij.is_bevestigd else "Bevestig", rij.get_absolute_url())
