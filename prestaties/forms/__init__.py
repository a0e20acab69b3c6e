"""The forms of prestatieafspraken."""

from prestaties.forms.afspraak import AfspraakForm
from prestaties.forms.controle import ControleForm, ReactieForm, SlotForm
from prestaties.forms.stappen import InstemForm, LeverForm, RedenForm, SlotwoordForm

__all__ = [
    "AfspraakForm",
    "ControleForm",
    "InstemForm",
    "LeverForm",
    "ReactieForm",
    "RedenForm",
    "SlotForm",
    "SlotwoordForm",
]
