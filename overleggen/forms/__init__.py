"""The forms of meetings, one per step; fields that rules of the profile ask at a step stand in its form."""

from overleggen.forms.afwijking import AfwijkingForm, AkkoordForm
from overleggen.forms.basis import ProfielveldenForm
from overleggen.forms.deelnemers import AanwezigForm, DeelnemerForm
from overleggen.forms.plannen import FilterForm, PlanForm, PlanKeuzeForm, RedenForm, UitnodigForm, WijzigForm
from overleggen.forms.punten import AfvoerForm, AgendeerForm, BijOverlegForm, InbrengForm, VoorstelForm
from overleggen.forms.tijdens import (
    AantekeningForm,
    AfspraakForm,
    BespreekForm,
    CorrectieForm,
    HerschrijfForm,
    TerugkoppelForm,
    TijdenForm,
)

__all__ = [
    "AantekeningForm",
    "AanwezigForm",
    "AfspraakForm",
    "AfvoerForm",
    "AfwijkingForm",
    "AgendeerForm",
    "AkkoordForm",
    "BespreekForm",
    "BijOverlegForm",
    "CorrectieForm",
    "DeelnemerForm",
    "FilterForm",
    "HerschrijfForm",
    "InbrengForm",
    "PlanForm",
    "PlanKeuzeForm",
    "ProfielveldenForm",
    "RedenForm",
    "TerugkoppelForm",
    "TijdenForm",
    "UitnodigForm",
    "VoorstelForm",
    "WijzigForm",
]
