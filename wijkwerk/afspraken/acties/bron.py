"""A step of a holder, taken where the afspraak came from when that has more to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from wijkwerk.afspraken.acties import register
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.models import Gebruiker

STAPPEN: Mapping[str, Callable[..., Afspraak]] = {
    "toezeggen": register.zeg_toe,
    "weigeren": register.weiger,
    "bijwerken": register.werk_bij,
    "afronden": register.meld_klaar,
    "verzetten": register.verzet,
    "vervallen": register.laat_vervallen,
    "beoordelen": register.beoordeel,
}


def neem_stap(stap: str, *, afspraak: Afspraak, door: Gebruiker | None, **gegevens: Any) -> None:
    """Take a step here, or where the afspraak came from (a refused part of a signal returns to who sent it)."""
    pad = settings.AFSPRAAKSTAPPEN.get(afspraak.bron_soort)
    if pad is None or not import_string(pad)(stap, afspraak=afspraak, door=door, **gegevens):
        STAPPEN[stap](afspraak=afspraak, door=door, **gegevens)
