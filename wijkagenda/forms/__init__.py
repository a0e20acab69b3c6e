"""The forms of plans. What a form of plan asks for comes from the profile; nothing here is fixed for one."""

from wijkagenda.forms.bevindingen import (
    CijferForm,
    HerkenningForm,
    MetingForm,
    VergelijkForm,
    VerhaalForm,
)
from wijkagenda.forms.items import (
    HerkomstForm,
    ItemForm,
    NieuwItemForm,
    OordeelForm,
    OpneemForm,
    UitkomstForm,
    oordeelform,
)
from wijkagenda.forms.plan import BronForm, PlanForm, SectieForm, StartForm
from wijkagenda.forms.rapport import RapportForm
from wijkagenda.forms.stappen import (
    AkkoordForm,
    BesluitForm,
    BesluitnummerForm,
    BijdrageForm,
    BijdrageVraagForm,
    RapportIntrekForm,
    RedenForm,
    VaststelForm,
)
from wijkagenda.forms.voorstellen import VoorstelForm, VoorstelItemForm

__all__ = [
    "AkkoordForm",
    "BesluitForm",
    "BesluitnummerForm",
    "BijdrageForm",
    "BijdrageVraagForm",
    "BronForm",
    "CijferForm",
    "HerkenningForm",
    "HerkomstForm",
    "ItemForm",
    "MetingForm",
    "NieuwItemForm",
    "OordeelForm",
    "OpneemForm",
    "PlanForm",
    "RapportForm",
    "RapportIntrekForm",
    "RedenForm",
    "SectieForm",
    "StartForm",
    "UitkomstForm",
    "VaststelForm",
    "VergelijkForm",
    "VerhaalForm",
    "VoorstelForm",
    "VoorstelItemForm",
    "oordeelform",
]
