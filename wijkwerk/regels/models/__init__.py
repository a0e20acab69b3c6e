from wijkwerk.regels.models.bewaren import Bewaarstop, Vernietigingslijst, Vernietigingsregel
from wijkwerk.regels.models.bijding import Beoordeling, Besluit, BijDing, BijDingQuerySet, Instemming

__all__ = [
    "Beoordeling",
    "Besluit",
    "Bewaarstop",
    "BijDing",
    "BijDingQuerySet",
    "Instemming",
    "Vernietigingslijst",
    "Vernietigingsregel",
]
