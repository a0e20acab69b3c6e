"""Forms around advice."""

from adviezen.forms.advies import AdviesForm, OngevraagdForm
from adviezen.forms.informatie import InformatieForm
from adviezen.forms.standpunt import MededelingForm, StandpuntForm
from adviezen.forms.vraag import RedenForm, VerplaatsForm, VraagForm

__all__ = [
    "AdviesForm",
    "InformatieForm",
    "MededelingForm",
    "OngevraagdForm",
    "RedenForm",
    "StandpuntForm",
    "VerplaatsForm",
    "VraagForm",
]
