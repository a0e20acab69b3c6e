"""The forms of budgets and requests."""

from budgetten.forms.aanvraag import AanvraagForm
from budgetten.forms.bedragen import BedragForm, VerdeelForm, VergoedingForm
from budgetten.forms.besluit import (
    BenamingForm,
    BesluitForm,
    OmzetForm,
    OordeelForm,
    RekeningForm,
    TeruglegForm,
)

__all__ = [
    "AanvraagForm",
    "BedragForm",
    "BenamingForm",
    "BesluitForm",
    "OmzetForm",
    "OordeelForm",
    "RekeningForm",
    "TeruglegForm",
    "VerdeelForm",
    "VergoedingForm",
]
