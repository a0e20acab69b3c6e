from verantwoording.forms.evaluatie import AfrondForm, PlanForm, PuntenForm
from verantwoording.forms.rapport import DelenForm, RedenForm, ZinForm
from verantwoording.forms.verbeterpunt import VerbeterpuntForm

__all__ = ["AfrondForm", "DelenForm", "PlanForm", "PuntenForm", "RedenForm", "VerbeterpuntForm", "ZinForm"]
