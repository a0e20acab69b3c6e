"""What the parties of an item agree to. When that changes nobody agreed to it any more, and they are asked again."""

from __future__ import annotations

from typing import Any

from wijkagenda.acties.vragen import laat_vervallen, vraag_akkoord_over
from wijkagenda.models import Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import houder_sleutel

LEEG: tuple[Any, ...] = (None, "", [], {})


def belofte(item: Planitem) -> tuple[Any, ...]:
    """What is promised, by whom and when; a field that stays empty promises nothing."""
    velden = {naam: waarde for naam, waarde in (item.velden or {}).items() if waarde not in LEEG}
    return item.titel, item.trekker, item.uiterlijk, velden


def laat_akkoord_vervallen(item: Planitem, eerst: tuple[Any, ...]) -> list[str]:
    """Let consent with the item lapse when it promises something else than `eerst`; return whose it was.

    An item that was in waits to be taken up again: the rules at that step want the consent (HEL-53).
    """
    vervallen = laat_vervallen(item) if belofte(item) != eerst else []
    if vervallen and item.stand == Planitem.Stand.OPGENOMEN:
        item.stand = Planitem.Stand.VOORGENOMEN
        item.save(update_fields=["stand"])
    return vervallen


def vraag_trekker_opnieuw(item: Planitem, door: Gebruiker) -> None:
    """A trekker who agreed to the whole plan did not agree to what this item says now (DHR-61)."""
    trekker = item.trekker
    if trekker is not None and laat_vervallen(item.plan, wie=[houder_sleutel(trekker)]):
        vraag_akkoord_over(item.plan, door)
