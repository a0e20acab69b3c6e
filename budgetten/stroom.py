"""The states of a request, and the steps with the amounts. Who decides on which amount: see `zicht.besluiters`."""

from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.regels.service import Stap, Stroom

AANVRAAG = Stroom(
    "budgetaanvraag",
    Stap("indienen", ("",), "ingediend", Recht.BUDGET_AANVRAGEN),
    Stap("beoordelen", ("ingediend",), None, Recht.BUDGET_BESLUITEN),
    Stap("toekennen", ("ingediend",), "toegekend", Recht.BUDGET_BESLUITEN),
    Stap("afwijzen", ("ingediend",), "afgewezen", Recht.BUDGET_BESLUITEN),
    Stap("omzetten", ("ingediend",), "omgezet", Recht.BUDGET_BESLUITEN),
    Stap("uitvoeren", ("toegekend",), "uitgevoerd", Recht.BUDGET_AANVRAGEN),
    Stap("verantwoorden", ("toegekend", "uitgevoerd"), "verantwoord", Recht.BUDGET_AANVRAGEN),
    # How an award is called for everybody.
    Stap(
        "noemen", ("toegekend", "uitgevoerd", "verantwoord", "vastgesteld"), None, Recht.PUBLICATIE_PLAATSEN
    ),
    # Back to who accounts: something is missing.
    Stap("terugleggen", ("verantwoord",), "uitgevoerd", Recht.BUDGET_BEHEREN),
    Stap("vaststellen", ("verantwoord",), "vastgesteld", Recht.BUDGET_BEHEREN),
)
