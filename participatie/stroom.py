"""The states of a participation path."""

from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.regels.service import Stap, Stroom

OPEN = ("voorbereiding",)
BEZIG = ("voorbereiding", "vastgesteld")

TRAJECT = Stroom(
    "traject",
    Stap("starten", ("",), "voorbereiding", Recht.PARTICIPATIE_OPSTELLEN),
    Stap("wijzigen", OPEN, None, Recht.PARTICIPATIE_OPSTELLEN),
    Stap("wegen", OPEN, None, Recht.PARTICIPATIE_OPSTELLEN),
    Stap("raadplegen", OPEN, None, Recht.PARTICIPATIE_OPSTELLEN),
    # Only who was asked answers: see `acties.raadplegen`.
    Stap("adviseren", OPEN, None, None),
    # College or raad (BER-46); who draws it up may record what they decided.
    Stap("vaststellen", OPEN, "vastgesteld", Recht.PARTICIPATIE_BESLUITEN),
    Stap("afvinken", BEZIG, None, Recht.PARTICIPATIE_OPSTELLEN),
    Stap("noteren", BEZIG, None, Recht.PARTICIPATIE_ADVISEREN),
    Stap("inbrengen", ("vastgesteld",), None, Recht.PARTICIPATIE_OPSTELLEN),
    Stap("verwerken", BEZIG, None, Recht.PARTICIPATIE_OPSTELLEN),
    Stap("afronden", ("vastgesteld",), "afgerond", Recht.PARTICIPATIE_OPSTELLEN),
)
