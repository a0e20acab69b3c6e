"""The states of a prestatieafspraak and of a check on it, with who takes which step.

`leveren`, `instemmen` and `reageren` are of the organisation itself: see `acties.gemeen`.
"""

from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.regels.service import Stap, Stroom

PRESTATIE = Stroom(
    "prestatie",
    Stap("opstellen", ("",), "concept", Recht.PRESTATIE_CONTROLEREN),
    Stap("wijzigen", ("concept",), None, Recht.PRESTATIE_CONTROLEREN),
    Stap("voorleggen", ("concept",), None, Recht.PRESTATIE_CONTROLEREN),
    Stap("instemmen", ("concept",), None, Recht.PRESTATIE_LEVEREN),
    # Taken by itself with the last agreement: both sides have said yes.
    Stap("overeenkomen", ("concept",), "overeengekomen", Recht.PRESTATIE_LEVEREN),
    # By the clock, on the first day.
    Stap("ingaan", ("overeengekomen",), "lopend", Recht.PRESTATIE_CONTROLEREN),
    Stap("leveren", ("lopend",), None, Recht.PRESTATIE_LEVEREN),
    # A mistake in the own report; not in a period that was checked.
    Stap("terugnemen", ("lopend",), None, Recht.PRESTATIE_LEVEREN),
    Stap("controleren", ("lopend",), None, Recht.PRESTATIE_CONTROLEREN),
    # On a check.
    Stap("reageren", ("voorgelegd",), None, Recht.PRESTATIE_LEVEREN),
    Stap("vaststellen", ("voorgelegd",), "definitief", Recht.PRESTATIE_CONTROLEREN),
    # Taken by itself with the last check.
    Stap("afronden", ("lopend",), "gecontroleerd", Recht.PRESTATIE_CONTROLEREN),
    Stap("afsluiten", ("gecontroleerd",), "afgesloten", Recht.PRESTATIE_CONTROLEREN),
    Stap("vervallen", ("concept",), "vervallen", Recht.PRESTATIE_CONTROLEREN),
    Stap(
        "overnemen",
        ("overeengekomen", "lopend", "gecontroleerd", "afgesloten"),
        None,
        Recht.PRESTATIE_CONTROLEREN,
    ),
)
