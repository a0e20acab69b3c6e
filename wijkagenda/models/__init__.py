"""Plans of any form that the profile describes: sections, items, contributions, sources."""

from wijkagenda.models.bijdrage import Bijdrage, Planbron
from wijkagenda.models.plan import RECHTEN_OP_PLANNEN, Plan, Plansectie
from wijkagenda.models.planitem import Herkomst, Planitem

__all__ = ["RECHTEN_OP_PLANNEN", "Bijdrage", "Herkomst", "Plan", "Planbron", "Planitem", "Plansectie"]
