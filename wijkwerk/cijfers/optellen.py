"""The figure of an area out of those of its parts: added up, weighted, or not to be determined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from wijkwerk.cijfers.catalogus import Maat
from wijkwerk.cijfers.models import Reden
from wijkwerk.cijfers.waarden import VAN_REDEN, WOORDEN, Geen


@dataclass(frozen=True)
class Deel:
    """The figure of one part. `gewicht` None: not known."""

    getal: Decimal | None
    reden: Reden | None
    voorlopig: bool = False
    gewicht: Decimal | None = None


@dataclass(frozen=True)
class Uitkomst:
    getal: Decimal | None
    geen: Geen | None
    uitleg: str
    voorlopig: bool = False


def tel_op(maat: Maat, delen: Sequence[Deel], gewicht: Maat | None = None) -> Uitkomst:
    """Return the figure of the whole. A part without number makes it impossible, unless it weighs nothing."""
    aantal = len(delen)
    if maat.telt_op == "niet":
        return _niet(f"Dit cijfer is niet op te tellen over {aantal} gebieden.")
    if maat.telt_op == "gewogen":
        if any(deel.gewicht is None for deel in delen):
            naam = gewicht.naam.lower() if gewicht else maat.weeg_met
            return _niet(
                f"Voor een gemiddelde mist van {_van(delen, zonder_gewicht=True)} het cijfer {naam}."
            )
        # Where nobody lives, nothing needs to be known.
        delen = [deel for deel in delen if deel.gewicht]
    if any(deel.getal is None for deel in delen):
        return _niet(f"Van {_van(delen)} is er geen cijfer ({_redenen(delen)}).")
    voorlopig = any(deel.voorlopig for deel in delen)
    if maat.telt_op == "som":
        som = sum((deel.getal for deel in delen if deel.getal is not None), Decimal())
        return Uitkomst(som, None, f"Opgeteld uit {aantal} gebieden.", voorlopig)
    zwaar = sum((deel.gewicht for deel in delen if deel.gewicht), Decimal())
    if not zwaar:
        return Uitkomst(None, Geen.NIET_VAN_TOEPASSING, "Geen van deze gebieden telt mee.")
    som = sum(
        (deel.getal * deel.gewicht for deel in delen if deel.getal is not None and deel.gewicht), Decimal()
    )
    gemiddeld = (som / zwaar).quantize(Decimal(1).scaleb(-maat.decimalen))
    naam = gewicht.naam.lower() if gewicht else maat.weeg_met
    return Uitkomst(gemiddeld, None, f"Gemiddelde van {aantal} gebieden, gewogen naar {naam}.", voorlopig)


def _niet(uitleg: str) -> Uitkomst:
    return Uitkomst(None, Geen.NIET_TE_BEPALEN, uitleg)


def _van(delen: Sequence[Deel], *, zonder_gewicht: bool = False) -> str:
    mist = sum(1 for deel in delen if (deel.gewicht is None if zonder_gewicht else deel.getal is None))
    return f"{mist} van de {len(delen)} gebieden"


def _redenen(delen: Sequence[Deel]) -> str:
    geen = {
        WOORDEN[VAN_REDEN[deel.reden]] if deel.reden else WOORDEN[Geen.ONTBREEKT]
        for deel in delen
        if deel.getal is None
    }
    return ", ".join(sorted(geen))
