"""What a mail about a spreekuur says, and the calendar file that goes along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from signalen.acties.spreekuurpost import UITNODIGING, VERVALLEN
from signalen.models import Spreekuur
from wijkwerk.berichten.service import Bijlage
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.kalender import Moment, kalender


def berichtvelden_van_spreekuur(ding: Spreekuur, soort: str, context: Mapping[str, Any]) -> dict[str, str]:
    """Return the words: day, place and theme; nothing of what is said there."""
    begin, eind = timezone.localtime(ding.begin), timezone.localtime(ding.eind)
    velden = {
        "dag": date_format(begin, "l j F Y"),
        "tijd": f"{begin:%H:%M} tot {eind:%H:%M} uur",
        "waar": ding.waar,
        "gebied": str(ding.gebied),
    }
    if ding.thema:
        velden["thema"] = actief_profiel().thema(ding.thema).naam
    return velden


def bijlagen_van_spreekuur(ding: Spreekuur, soort: str) -> list[Bijlage]:
    """Return the calendar file of an invitation, and of its withdrawal."""
    if soort not in {UITNODIGING, VERVALLEN}:
        return []
    return [Bijlage("spreekuur.ics", spreekuur_ics(ding), "text/calendar")]


def spreekuur_ics(spreekuur: Spreekuur) -> bytes:
    vervallen = spreekuur.stand == Spreekuur.Stand.VERVALLEN
    moment = Moment(
        sleutel=f"spreekuur-{spreekuur.pk}",
        begin=spreekuur.begin,
        eind=spreekuur.eind,
        naam=f"{spreekuur.soortnaam} {spreekuur.gebied}",
        waar=spreekuur.waar,
        pad=spreekuur.get_absolute_url(),
        versie=int(vervallen),
        vervallen=vervallen,
    )
    return kalender([moment], van="spreekuren")
