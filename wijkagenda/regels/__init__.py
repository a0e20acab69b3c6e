"""A plan, an item and a contribution as rules of the profile see them."""

from wijkagenda.regels.bijdrage import BIJDRAGE, onderwerp_bijdrage
from wijkagenda.regels.gemeen import ITEMS
from wijkagenda.regels.plan import PLAN, onderwerp
from wijkagenda.regels.planitem import PLANITEM, onderwerp_item

__all__ = ["BIJDRAGE", "ITEMS", "PLAN", "PLANITEM", "onderwerp", "onderwerp_bijdrage", "onderwerp_item"]
