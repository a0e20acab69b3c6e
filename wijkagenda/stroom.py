"""The states of a plan, of an item, of a contribution and of a proposal."""

from __future__ import annotations

from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.regels.service import Stap, Stroom

IN_DE_MAAK = ("concept", "gebundeld", "voorgedragen")

PLAN = Stroom(
    "plan",
    Stap("starten", ("",), "concept", Recht.PLAN_BEWERKEN),
    Stap("bewerken", ("concept", "gebundeld"), None, Recht.PLAN_BEWERKEN),
    # The zaak in the zaaksysteem; often it is there only afterwards.
    Stap("zaak", (*IN_DE_MAAK, "vastgesteld", "vervangen"), None, Recht.PLAN_BEWERKEN),
    Stap("vragen", IN_DE_MAAK, None, Recht.PLAN_BEWERKEN),
    Stap("bundelen", ("concept",), "gebundeld", Recht.PLAN_BEWERKEN),
    Stap("heropenen", ("gebundeld", "voorgedragen"), "concept", Recht.PLAN_BEWERKEN),
    Stap("voordragen", ("concept", "gebundeld"), "voorgedragen", Recht.PLAN_VOORDRAGEN),
    Stap("instemmen", IN_DE_MAAK, None, Recht.PLAN_INSTEMMEN),
    Stap("besluiten", IN_DE_MAAK, None, Recht.PLAN_VOORDRAGEN),
    Stap("vaststellen", IN_DE_MAAK, "vastgesteld", Recht.PLAN_VASTSTELLEN),
    Stap("ondertekenen", ("voorgedragen", "vastgesteld"), None, Recht.PLAN_ONDERTEKENEN),
    # The number of the college's decision, when it comes back.
    Stap("besluitnummer", ("vastgesteld", "vervangen"), None, Recht.PLAN_VOORDRAGEN),
    Stap("publiceren", ("vastgesteld",), None, Recht.PUBLICATIE_PLAATSEN),
    # Telling how it goes to whom the profile names.
    Stap("rapporteren", ("vastgesteld",), None, Recht.PLAN_BEWERKEN),
    Stap("rapport-intrekken", ("vastgesteld", "vervangen"), None, Recht.PLAN_BEWERKEN),
)

# The plan must be open for editing; the steps of an item look at both.
PLANITEM = Stroom(
    "planitem",
    Stap("toevoegen", ("",), "voorgenomen", Recht.PLAN_BEWERKEN),
    Stap("wijzigen", ("voorgenomen", "opgenomen"), None, Recht.PLAN_BEWERKEN),
    Stap("beoordelen", ("voorgenomen", "opgenomen"), None, Recht.PLAN_BEWERKEN),
    Stap("instemmen", ("voorgenomen", "opgenomen"), None, Recht.PLAN_INSTEMMEN),
    # What came out of a point that was put for discussion or decision; also after the plan was put forward.
    Stap("uitkomst", ("opgenomen",), None, Recht.PLAN_VOORDRAGEN),
    Stap("opnemen", ("voorgenomen", "weggelaten"), "opgenomen", Recht.PLAN_BEWERKEN),
    Stap("weglaten", ("voorgenomen", "opgenomen"), "weggelaten", Recht.PLAN_BEWERKEN),
)

BIJDRAGE = Stroom(
    "bijdrage",
    Stap("vragen", ("",), "gevraagd", Recht.PLAN_BEWERKEN),
    Stap("leveren", ("gevraagd", "geleverd"), "geleverd", Recht.PLAN_BIJDRAGEN),
)

# A proposal is a signaal: where it stands follows from what became of it. It is declined by the answer to the signaal.
VOORSTEL = Stroom(
    "voorstel",
    Stap("indienen", ("",), "ingediend", Recht.PLAN_VOORSTELLEN),
    Stap("beoordelen", ("ingediend",), None, Recht.PLAN_BEWERKEN),
    Stap("opnemen", ("ingediend",), "opgenomen", Recht.PLAN_BEWERKEN),
)
