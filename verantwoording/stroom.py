"""The states of a report and of an evaluation. Who takes a step the profile names: `door` and `tekst_van`."""

from wijkwerk.regels.service import Stap, Stroom

RAPPORTAGE = Stroom(
    "rapportage",
    Stap("maken", ("",), "concept", None),
    Stap("schrijven", ("concept",), None, None),
    Stap("vaststellen", ("concept",), "vastgesteld", None),
    # Something was wrong, and nobody outside reads it (any more).
    Stap("heropenen", ("vastgesteld",), "concept", None),
)

EVALUATIE = Stroom(
    "evaluatie",
    Stap("plannen", ("",), "gepland", None),
    Stap("afronden", ("gepland",), "afgerond", None),
)
