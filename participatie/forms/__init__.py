from participatie.forms.inbreng import InbrengForm, NotitieForm, VerwerkForm
from participatie.forms.stappen import AfrondForm, BesluitForm, ProtocolForm, RaadForm, StapForm, VraagForm
from participatie.forms.traject import BetrokkeneForm, NieuwForm, TrajectForm
from participatie.forms.weging import TredeForm, WegingForm

__all__ = [
    "AfrondForm",
    "BesluitForm",
    "BetrokkeneForm",
    "InbrengForm",
    "NieuwForm",
    "NotitieForm",
    "ProtocolForm",
    "RaadForm",
    "StapForm",
    "TrajectForm",
    "TredeForm",
    "VerwerkForm",
    "VraagForm",
    "WegingForm",
]
