"""The forms of meetings, one per step; fields that rules of the profile ask at a step stand in its form."""

from overleggen.forms.afwijking import AfwijkingForm, AkkoordForm
from overleggen.forms.basis import ProfielveldenForm
from overleggen.forms.deelnemers import AanmeldForm, AanwezigForm, DeelnemerForm
from overleggen.forms.plannen import (
    FilterForm,
    PlanForm,
    PlanKeuzeForm,
    PlanningForm,
    RedenForm,
    UitnodigForm,
    WijzigForm,
)
from overleggen.forms.programma import ProgrammaForm
from overleggen.forms.punten import (
    AfvoerForm,
    AgendeerForm,
    BijOverlegForm,
    InbrengForm,
    OverdrachtForm,
    SignaalForm,
    VoorstelForm,
)
from overleggen.forms.tijdens import (
    AantekeningForm,
    AfspraakForm,
    BespreekForm,
    CorrectieForm,
    HerschrijfForm,
    TerugkoppelForm,
    TijdenForm,
    VaststelForm,
)
from overleggen.forms.voorbereiden import InformatieForm, StukForm

__all__ = [
    "AanmeldForm",
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
    "InformatieForm",
    "OverdrachtForm",
    "PlanForm",
    "PlanKeuzeForm",
    "PlanningForm",
    "ProfielveldenForm",
    "ProgrammaForm",
    "RedenForm",
    "SignaalForm",
    "StukForm",
    "TerugkoppelForm",
    "TijdenForm",
    "UitnodigForm",
    "VaststelForm",
    "VoorstelForm",
    "WijzigForm",
]
