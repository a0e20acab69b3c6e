from participatie.forms.inbreng import InbrengForm, NotitieForm, VerwerkForm
from participatie.forms.jaaroverzicht import AntwoordForm, BelangstellingForm, RelevantieForm, VerzendForm
from participatie.forms.stappen import AfrondForm, BesluitForm, ProtocolForm, RaadForm, StapForm, VraagForm
from participatie.forms.traject import BetrokkeneForm, NieuwForm, TrajectForm
from participatie.forms.weging import TredeForm, WegingForm

__all__ = [
    "AfrondForm",
    "AntwoordForm",
    "BelangstellingForm",
    "BesluitForm",
    "BetrokkeneForm",
    "InbrengForm",
    "NieuwForm",
    "NotitieForm",
    "ProtocolForm",
    "RaadForm",
    "RelevantieForm",
    "StapForm",
    "TrajectForm",
    "TredeForm",
    "VerwerkForm",
    "VerzendForm",
    "VraagForm",
    "WegingForm",
]
