"""Writes on signals and spreekuren: keyword-only, atomic, `door=` says who."""

from signalen.acties.afscherming import koppel_herhaling, scherm_af
from signalen.acties.afsluiting import heropen, koppel_terug, nog_terug_te_koppelen, sluit
from signalen.acties.antwoord import Oordeel, beantwoord, los_op, verleng, verlengbaar
from signalen.acties.delen import meld_klaar, neem_aan, weiger, werk_bij
from signalen.acties.opschaling import schaal_op
from signalen.acties.registratie import Melderinvoer, registreer, verwijs_acuut
from signalen.acties.spreekuur import houd, open_spreekuur, plan, zeg_af, zet_aanwezig
from signalen.acties.uitzetting import Deelvraag, koppel, mag_uitzetten, zet_uit

__all__ = [
    "Deelvraag",
    "Melderinvoer",
    "Oordeel",
    "beantwoord",
    "heropen",
    "houd",
    "koppel",
    "koppel_herhaling",
    "koppel_terug",
    "los_op",
    "mag_uitzetten",
    "meld_klaar",
    "neem_aan",
    "nog_terug_te_koppelen",
    "open_spreekuur",
    "plan",
    "registreer",
    "schaal_op",
    "scherm_af",
    "sluit",
    "verleng",
    "verlengbaar",
    "verwijs_acuut",
    "weiger",
    "werk_bij",
    "zeg_af",
    "zet_aanwezig",
    "zet_uit",
]
