"""The states of an afspraak."""

from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.regels.service import Stap, Stroom

LOPEND = ("toegezegd", "loopt", "knelpunt", "later")

STROOM = Stroom(
    "afspraak",
    Stap("maken", ("",), "gevraagd", None),
    Stap("toezeggen", ("gevraagd",), "toegezegd", Recht.AFSPRAAK_BEHANDELEN),
    Stap("weigeren", ("gevraagd",), "geweigerd", Recht.AFSPRAAK_BEHANDELEN),
    Stap("bijwerken", LOPEND, None, Recht.AFSPRAAK_BEHANDELEN),
    Stap("afronden", LOPEND, "klaar", Recht.AFSPRAAK_BEHANDELEN),
    Stap("heropenen", ("klaar",), "loopt", Recht.AFSPRAAK_BEHANDELEN),
    Stap("verzetten", ("gevraagd", *LOPEND), None, Recht.AFSPRAAK_BEWAKEN),
    Stap("vervallen", ("gevraagd", *LOPEND), "vervallen", Recht.AFSPRAAK_BEWAKEN),
    # Also when nobody answered: what was due is judged, or the next plan would wait for the answer (ETL-50).
    Stap(
        "beoordelen", ("gevraagd", *LOPEND, "klaar", "vervallen", "geweigerd"), None, Recht.AFSPRAAK_BEWAKEN
    ),
)
