"""A plan, an item, a contribution and a proposal as rules of the profile see them."""

from wijkagenda.regels.bijdrage import BIJDRAGE, onderwerp_bijdrage
from wijkagenda.regels.gemeen import ITEMS
from wijkagenda.regels.plan import PLAN, onderwerp
from wijkagenda.regels.planitem import PLANITEM, onderwerp_item
from wijkagenda.regels.voorstel import VOORSTEL, onderwerp_voorstel

__all__ = [
    "BIJDRAGE",
    "ITEMS",
    "PLAN",
    "PLANITEM",
    "VOORSTEL",
    "onderwerp",
    "onderwerp_bijdrage",
    "onderwerp_item",
    "onderwerp_voorstel",
]
