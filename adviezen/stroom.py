"""The states of an advice and of the standpunt on it. Who weighs, asks: see `acties.gemeen`."""

from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.regels.service import Stap, Stroom

ADVIES = Stroom(
    "advies",
    Stap("aanvragen", ("",), "aangevraagd", Recht.ADVIES_STANDPUNT),
    Stap("indienen", ("", "aangevraagd"), "ingediend", Recht.ADVIES_GEVEN),
    Stap("vervallen", ("aangevraagd",), "vervallen", Recht.ADVIES_STANDPUNT),
    # Telling bodies of residents what they need to know (HEL-23, HEL-71).
    Stap("informeren", ("open",), None, Recht.ADVIES_STANDPUNT),
    # Of the subject, as long as there is no standpunt on it.
    Stap("behandelen", ("open",), None, Recht.ADVIES_STANDPUNT),
    Stap("verplaatsen", ("open",), None, Recht.ADVIES_STANDPUNT),
    Stap("zaak", ("open", "standpunt"), None, Recht.ADVIES_STANDPUNT),
)

STANDPUNT = Stroom(
    "standpunt",
    Stap("innemen", ("",), "ingenomen", Recht.ADVIES_STANDPUNT),
    Stap("meedelen", ("ingenomen",), "meegedeeld", Recht.ADVIES_STANDPUNT),
    # Only after it was told: who advised hears it first (HEL-29).
    Stap("afronden", ("meegedeeld",), "afgerond", Recht.ADVIES_STANDPUNT),
)
