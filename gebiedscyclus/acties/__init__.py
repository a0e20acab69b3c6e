"""Every change of a round and of its steps."""

from gebiedscyclus.acties.klok import open_wat_moet, werk_rondes_bij
from gebiedscyclus.acties.rondes import kies, open_ronde, sluit
from gebiedscyclus.acties.stappen import beoordeel, heropen, rond_af, start, stel_vast, verzet
from gebiedscyclus.acties.terugblik import begin_terugblik, sluit_terugblik, stap_voor
from gebiedscyclus.acties.volgen import volg_drager, werk_bij

__all__ = [
    "begin_terugblik",
    "beoordeel",
    "heropen",
    "kies",
    "open_ronde",
    "open_wat_moet",
    "rond_af",
    "sluit",
    "sluit_terugblik",
    "stap_voor",
    "start",
    "stel_vast",
    "verzet",
    "volg_drager",
    "werk_bij",
    "werk_rondes_bij",
]
