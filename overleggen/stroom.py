"""The states of a meeting, of a point on its agenda, and of its report.

`plannen` of a meeting stands for what its initiator does; who that is for a form says the profile (`taken`), beside
the rights. The words in TAAK tell which tasks of the form give the right to a step.
"""

from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.regels.service import Stap, Stroom

OVERLEG = Stroom(
    "overleg",
    Stap("plannen", ("",), "gepland", Recht.OVERLEG_PLANNEN),
    Stap("wijzigen", ("gepland", "uitgenodigd"), None, Recht.OVERLEG_PLANNEN),
    Stap("uitnodigen", ("gepland",), "uitgenodigd", Recht.OVERLEG_PLANNEN),
    Stap("houden", ("uitgenodigd",), "gehouden", Recht.OVERLEG_VOORZITTEN),
    Stap("programma", ("gepland", "uitgenodigd"), None, Recht.OVERLEG_AGENDEREN),
    Stap("aanwezig", ("uitgenodigd", "gehouden"), None, Recht.OVERLEG_VERSLAAN),
    Stap("afronden", ("gehouden",), "afgerond", Recht.OVERLEG_VOORZITTEN),
    Stap("vervallen", ("gepland", "uitgenodigd"), "vervallen", Recht.OVERLEG_PLANNEN),
)

AGENDAPUNT = Stroom(
    "agendapunt",
    Stap("aandragen", ("",), "aangedragen", Recht.OVERLEG_AGENDEREN),
    Stap("agenderen", ("aangedragen",), "geagendeerd", Recht.OVERLEG_PLANNEN),
    Stap("ordenen", ("geagendeerd",), None, Recht.OVERLEG_PLANNEN),
    Stap("voorbereiden", ("aangedragen", "geagendeerd"), None, Recht.OVERLEG_AGENDEREN),
    Stap("bespreken", ("geagendeerd", "besproken"), "besproken", Recht.OVERLEG_VERSLAAN),
    Stap("terugkoppelen", ("geagendeerd", "besproken"), "teruggekoppeld", Recht.OVERLEG_VERSLAAN),
    Stap("doorschuiven", ("geagendeerd",), "doorgeschoven", Recht.OVERLEG_VERSLAAN),
    Stap(
        "afvoeren",
        ("aangedragen", "geagendeerd", "besproken", "teruggekoppeld"),
        "afgevoerd",
        Recht.OVERLEG_PLANNEN,
    ),
)

VERSLAG = Stroom(
    "verslag",
    Stap("opstellen", ("",), "concept", Recht.OVERLEG_VERSLAAN),
    Stap("vaststellen", ("concept",), "vastgesteld", Recht.OVERLEG_VOORZITTEN),
)

# The object is the area: what the profile says about `gebied.vrijstellen` holds for each form that goes differently there.
AFWIJKING = Stroom(
    "gebied",
    Stap("vrijstellen", ("", "voorgesteld"), "geldt", None),
    Stap("instemmen", ("voorgesteld",), None, None),
    Stap("hervatten", ("voorgesteld", "geldt"), "beeindigd", None),
)

PEILING = Stroom(
    "peiling",
    Stap("openen", ("",), "open", Recht.OVERLEG_PEILEN),
    Stap("stemmen", ("open",), None, None),
    Stap("sluiten", ("open",), "gesloten", Recht.OVERLEG_PEILEN),
)

# Which tasks of the form (voorzitter, initiatief, agenda, logistiek, verslag) give the right to a step.
TAAK: dict[tuple[str, str], tuple[str, ...]] = {
    ("overleg", "plannen"): ("initiatief",),
    ("overleg", "wijzigen"): ("initiatief", "logistiek"),
    ("overleg", "uitnodigen"): ("initiatief", "logistiek"),
    ("overleg", "houden"): ("voorzitter", "initiatief"),
    ("overleg", "programma"): ("agenda",),
    ("overleg", "aanwezig"): ("voorzitter", "initiatief", "verslag"),
    ("overleg", "afronden"): ("voorzitter", "initiatief", "verslag"),
    ("overleg", "vervallen"): ("initiatief",),
    ("agendapunt", "aandragen"): ("agenda", "voorzitter"),
    ("agendapunt", "agenderen"): ("agenda",),
    ("agendapunt", "ordenen"): ("agenda", "voorzitter"),
    ("agendapunt", "voorbereiden"): ("agenda", "voorzitter"),
    ("agendapunt", "bespreken"): ("verslag", "voorzitter"),
    ("agendapunt", "terugkoppelen"): ("verslag", "voorzitter", "agenda"),
    ("agendapunt", "doorschuiven"): ("verslag", "voorzitter"),
    ("agendapunt", "afvoeren"): ("agenda",),
    ("verslag", "opstellen"): ("verslag", "voorzitter"),
    ("verslag", "vaststellen"): ("voorzitter",),
}
