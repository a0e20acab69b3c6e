"""Who may read what is marked, by role: everything that is not written here is a leak.

Reasoned from the profiles and CONCEPTEN, not copied from what happens. Who looks has made nothing himself; so nobody
is here as registrar, only as holder, as somebody with a right, or as member of a meeting.
"""

from __future__ import annotations

ALLES = frozenset({"*"})
# What somebody keeps whose party was asked by mistake and refused: the own question and the own reason (DHR-17).
EIGEN_WEIGERING = frozenset({"wat", "weigering"})

# The files that are meant to hold words, for who reads them on the page as well: what a melder takes along (AVG 15 and
# 20), a paper at a point of a meeting, and a report.
BESTANDEN_MET_WOORDEN = frozenset(
    {"signalen:melder-uitvoer", "overleggen:stuk", "overleggen:verslag_pdf", "overleggen:verslag_docx"}
)

# The texts of a shielded signal, in the own area.
GEHEIM_VOOR: dict[str, dict[str, frozenset[str]]] = {
    # No kind of signal is shielded here.
    "bergen": {},
    "den-helder": {
        # Works at team Zorg, which owns the signal and holds its parts (DHR-08); `signaal.zien-gevoelig` there.
        "zorgmedewerker": ALLES,
        # Works at the housing corporation, which was asked and refused. The others of `afgeschermd` (conciërge,
        # manager, VVH) see the state, which has no words.
        "wijkmeester": EIGEN_WEIGERING,
    },
    "etten-leur": {
        # Works at Surplus, to which the route leads (ETL-63); `signaal.zien-gevoelig` there.
        "vroegsignaleerder": ALLES,
        # Works at WEL, which was asked and refused. His `signaal.zien` opens nothing shielded.
        "partner": EIGEN_WEIGERING,
    },
    "helmond": {
        # Works at the front-line team to which the route leads (HEL-11); `signaal.zien-gevoelig` there.
        "frontlinie": ALLES,
        # Works at an organisation that was asked and refused.
        "professional": EIGEN_WEIGERING,
    },
    "oude-ijsselstreek": {
        # The route leads to this role in the area (OIJ-11); `signaal.zien-gevoelig` there. The team sees nothing,
        # the gebiedsregisseur only how many (OIJ-20). Nobody who looks works at Wonion, which refused.
        "generalist-zorg-welzijn": ALLES,
    },
}
# What was said in a closed part of a meeting: who takes part (`deelnemers`, `verplicht`, `cruciaal`), who has a task in
# the form, and who leads meetings there on the side of the municipality (`mag` holds for all forms, PROFIEL).
BESLOTEN_VOOR: dict[str, frozenset[str]] = {
    # kernoverleg; the agendalid is invited (BER-08)
    "bergen": frozenset({"vertegenwoordiger", "wijkwethouder", "partner", "wijkcoordinator", "agendalid"}),
    # coördinatieteam: professionals only (DHR-33); those who lead meetings in the whole municipality.
    "den-helder": frozenset(
        {
            "wijkconcierge",
            "wijkmanager",
            "vvh",
            "handhaving",
            "wijkmeester",
            "wijkagent",
            "wijkverpleegkundige",
        }
        | {"partner", "projectleider", "accountmanager", "wethouder"}
    ),
    # wijkpartneroverleg, the part of the partners
    "etten-leur": frozenset({"wijkmanager", "partner", "wijkagent", "opbouwwerker"}),
    # wijktafel, its closed part (HEL-37); wijkopzichter, vakwethouder and programmamanager lead meetings there. The
    # bewonersorganisatie that looks is the wijkraad: the profile has no other body of residents.
    "helmond": frozenset(
        {"wethouder-wijkbeleid", "college", "wijkorgaan", "professional", "adviseur-wgw", "vakambtenaar"}
        | {"wijkopzichter", "vakwethouder", "programmamanager", "bewonersorganisatie"}
    ),
    # wijkteamoverleg
    "oude-ijsselstreek": frozenset(
        {"generalist-groen-grijs", "generalist-zorg-welzijn", "teamlid", "uitvoerder", "signaalgever"}
        | {"gebiedsregisseur", "college"}
    ),
}
