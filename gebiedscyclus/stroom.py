"""The states of a step of a round, and of a round. Who may is named by the cycle: see `zicht`."""

from wijkwerk.regels.service import Stap, Stroom

STAP = Stroom(
    "stap",
    Stap("starten", ("niet_gestart",), "bezig", None),
    Stap("beoordelen", ("bezig",), None, None),
    # What a plan, a meeting or a poll carries follows that; the others end with findings.
    Stap("afronden", ("bezig",), "gereed", None),
    Stap("heropenen", ("gereed",), "bezig", None),
    Stap("vaststellen", ("gereed",), "vastgesteld", None),
    Stap("verzetten", ("niet_gestart", "bezig", "gereed"), None, None),
)

# No rule of a profile names a round: its steps are no words of the language.
RONDE = {
    "openen": Stap("openen", ("",), "open", None),
    "sluiten": Stap("sluiten", ("open",), "gesloten", None),
}
