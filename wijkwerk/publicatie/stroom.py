"""The steps of a publication: it is placed once, and may be withdrawn once."""

from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.regels.service import Stap, Stroom

STROOM = Stroom(
    "publicatie",
    Stap("plaatsen", ("",), "geplaatst", Recht.PUBLICATIE_PLAATSEN),
    Stap("intrekken", ("geplaatst",), "ingetrokken", Recht.PUBLICATIE_PLAATSEN),
)
