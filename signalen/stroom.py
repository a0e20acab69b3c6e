"""The states of what this app keeps. A route, a kind of answer or a task may name who may; see `acties`."""

from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.regels.service import Stap, Stroom

OPEN = ("geregistreerd", "uitgezet", "beantwoord", "teruggekoppeld")

SIGNAAL = Stroom(
    "signaal",
    Stap("registreren", ("",), "geregistreerd", Recht.SIGNAAL_REGISTREREN),
    # What was forwarded by mail (`Mailconcept`): its forwarder makes a signal of it.
    Stap("bevestigen", ("concept",), "geregistreerd", None),
    Stap("uitzetten", ("geregistreerd", "uitgezet"), "uitgezet", Recht.SIGNAAL_UITZETTEN),
    Stap("koppelen", ("geregistreerd", "uitgezet"), "uitgezet", Recht.SIGNAAL_KOPPELEN),
    # To the municipality's own system: by hand, or again. The worker needs no step.
    Stap("overdragen", ("uitgezet", "beantwoord", "teruggekoppeld"), None, Recht.SIGNAAL_UITZETTEN),
    # A decision that binds a party: it is asked nothing (OIJ-24).
    Stap("doorzetten", ("geregistreerd", "uitgezet"), "uitgezet", Recht.AFSPRAAK_DOORZETTEN),
    Stap("opschalen", ("geregistreerd", "uitgezet"), None, Recht.SIGNAAL_OPSCHALEN),
    Stap("bundelen", OPEN, None, Recht.SIGNAAL_BUNDELEN),
    Stap("ontbundelen", OPEN, None, Recht.SIGNAAL_BUNDELEN),
    # From the last two only to end an answer that said "later".
    Stap("beantwoorden", OPEN, "beantwoord", Recht.SIGNAAL_BEANTWOORDEN),
    Stap("verlengen", ("beantwoord", "teruggekoppeld"), None, Recht.SIGNAAL_BEANTWOORDEN),
    # Telling how it stands while an answer waits for later.
    Stap("vertellen", ("beantwoord", "teruggekoppeld"), None, Recht.SIGNAAL_BEANTWOORDEN),
    Stap("terugkoppelen", ("beantwoord",), "teruggekoppeld", Recht.SIGNAAL_UITZETTEN),
    Stap("sluiten", ("teruggekoppeld",), "gesloten", Recht.SIGNAAL_UITZETTEN),
    Stap("heropenen", ("gesloten",), "uitgezet", Recht.SIGNAAL_UITZETTEN),
    Stap("wijzigen", ("geregistreerd", "uitgezet"), None, Recht.SIGNAAL_UITZETTEN),
    # The zaak in the zaaksysteem; often it is there only afterwards.
    Stap("zaak", (*OPEN, "gesloten"), None, Recht.SIGNAAL_UITZETTEN),
    # The words, also of what is closed: a number that must not be there is found when it is found.
    Stap("verbeteren", (*OPEN, "gesloten"), None, Recht.SIGNAAL_UITZETTEN),
    Stap("afschermen", OPEN, None, None),
    Stap("ontschermen", OPEN, None, None),
)

# Parts have the states of their Afspraak; these are the steps by which rules know them.
DEELACTIE = Stroom(
    "deelactie",
    # Asking is part of sending: the right is checked there.
    Stap("vragen", ("",), None, None),
)

SPREEKUUR = Stroom(
    "spreekuur",
    Stap("plannen", ("",), "gepland", Recht.OVERLEG_PLANNEN),
    Stap("openen", ("gepland",), "open", Recht.OVERLEG_PLANNEN),
    Stap("uitnodigen", ("gepland", "open"), None, Recht.OVERLEG_PLANNEN),
    Stap("houden", ("open",), "gehouden", Recht.OVERLEG_PLANNEN),
    Stap("afzeggen", ("gepland",), "vervallen", Recht.OVERLEG_PLANNEN),
)

# Who registers opens one too, for the own entries: see `acties.bundelen`.
DOSSIER = Stroom(
    "dossier",
    Stap("openen", ("",), "open", Recht.SIGNAAL_BUNDELEN),
    Stap("wijzigen", ("open",), None, Recht.SIGNAAL_BUNDELEN),
    Stap("uitzetten", ("open",), None, Recht.SIGNAAL_UITZETTEN),
    Stap("sluiten", ("open",), "gesloten", Recht.SIGNAAL_BUNDELEN),
)

IN_HANDEN = ("in_behandeling", "uitvoering", "ter_weging", "gewogen", "project")

# Who guards afspraken there may also take one up, so that none stays without owner: see `acties.initiatief`.
INITIATIEF = Stroom(
    "initiatief",
    Stap("indienen", ("",), "ingediend", Recht.INITIATIEF_INDIENEN),
    Stap("wijzigen", ("ingediend", "in_behandeling", "uitvoering"), None, Recht.INITIATIEF_TREKKEN),
    Stap("in-behandeling-nemen", ("ingediend",), "in_behandeling", Recht.INITIATIEF_TREKKEN),
    # Residents carry it out themselves: no elaboration needed (DHR-11).
    Stap("uitvoeren", ("in_behandeling",), "uitvoering", Recht.INITIATIEF_TREKKEN),
    Stap("ter-weging-leggen", ("in_behandeling", "uitvoering"), "ter_weging", Recht.AFSPRAAK_BEWAKEN),
    Stap("wegen", ("ter_weging",), "gewogen", Recht.INITIATIEF_WEGEN),
    Stap("tot-project-maken", ("in_behandeling", "uitvoering", "gewogen"), "project", Recht.AFSPRAAK_BEWAKEN),
    Stap("contact", IN_HANDEN, None, Recht.INITIATIEF_TREKKEN),
    Stap("overdragen", IN_HANDEN, None, Recht.INITIATIEF_TREKKEN),
    Stap(
        "afronden",
        ("in_behandeling", "uitvoering", "gewogen", "project"),
        "afgerond",
        Recht.INITIATIEF_TREKKEN,
    ),
)

PROJECT = Stroom(
    "project",
    Stap("openen", ("",), "voorbereiding", Recht.PROJECT_LEIDEN),
    Stap("wijzigen", ("voorbereiding", "loopt"), None, Recht.PROJECT_LEIDEN),
    Stap("starten", ("voorbereiding",), "loopt", Recht.PROJECT_LEIDEN),
    Stap("bemensen", ("voorbereiding", "loopt"), None, Recht.PROJECT_LEIDEN),
    Stap("overdragen", ("voorbereiding", "loopt"), None, Recht.PROJECT_LEIDEN),
    Stap("afsluiten", ("voorbereiding", "loopt"), "afgesloten", Recht.PROJECT_LEIDEN),
)
