"""Plans of any form that the profile describes: sections, items, contributions, sources, reports on how they go."""

from wijkagenda.models.bevinding import Doelmeting, Herkenning, NietNu, Toetsstand
from wijkagenda.models.bijdrage import Bijdrage, Planbron
from wijkagenda.models.plan import RECHTEN_OP_PLANNEN, Plan, Plansectie
from wijkagenda.models.planitem import Herkomst, Planitem
from wijkagenda.models.rapport import Rapport

__all__ = [
    "RECHTEN_OP_PLANNEN",
    "Bijdrage",
    "Doelmeting",
    "Herkenning",
    "Herkomst",
    "NietNu",
    "Plan",
    "Planbron",
    "Planitem",
    "Plansectie",
    "Rapport",
    "Toetsstand",
]
