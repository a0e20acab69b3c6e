"""A shield that comes over a signal afterwards comes over what grew out of it, and its words leave when those of the signal do."""

from __future__ import annotations

from typing import Any

from signalen.models import Contactmoment, Initiatief, Inschatting, Project, Signaal
from wijkwerk.afspraken import service as afspraken
from wijkwerk.regels.models import Besluit

GEWIST = "(gewist)"


def _uit(signaal: Signaal) -> list[Initiatief | Project]:
    """Its initiative and the project of that, locked; mostly nothing."""
    initiatieven = Initiatief.objects.filter(signaal=signaal).select_for_update(of=("self",))
    projecten = Project.objects.filter(initiatief__signaal=signaal).select_for_update(of=("self",))
    return [*initiatieven, *projecten]


def volg_signaal(signaal: Signaal) -> None:
    """Shield the initiative, the project and what was asked for them as the signal is: in the signal's transaction."""
    for ding in _uit(signaal):
        if ding.gevoelig != signaal.gevoelig:
            ding.gevoelig = signaal.gevoelig
            ding.save(update_fields=["gevoelig"])
            afspraken.volg_bron(bron=ding, gevoelig=signaal.gevoelig, gebieden=ding.gebieden.all())


def wis_woorden(signaal: Signaal) -> list[Initiatief | Project]:
    """Empty what was copied out of the words of this signal; what, where and when stay, so it is still counted."""
    dingen = _uit(signaal)
    for ding in dingen:
        if isinstance(ding, Initiatief):
            _wis_initiatief(ding)
        else:
            _wis_project(ding)
        Besluit.objects.bij(ding).update(toelichting="")
    return dingen


def _wis_initiatief(initiatief: Initiatief) -> None:
    leeg = dict.fromkeys(
        ("voor_wie", "waar", "groep", "eigen_inbreng", "draagvlak", "ondersteuning", "randvoorwaarden", "toelichting"), ""
    )  # fmt: skip
    _zet(initiatief, leeg | {"titel": GEWIST, "omschrijving": GEWIST})
    _zet(initiatief, {naam: GEWIST for naam in ("weging_motivering", "antwoord", "verteld_toelichting")
                      if getattr(initiatief, naam)})  # fmt: skip
    Contactmoment.objects.filter(initiatief=initiatief).update(tekst=GEWIST)


def _wis_project(project: Project) -> None:
    leeg = dict.fromkeys(
        ("doel", "opdrachtgever", "groep", "belanghebbenden", "randvoorwaarden", "planning", "communicatie"),
        "",
    )
    _zet(project, leeg | {"naam": GEWIST, "velden": {}})
    if project.resultaat:
        _zet(project, {"resultaat": GEWIST})
    Inschatting.objects.filter(project=project).update(tekst=GEWIST)


def _zet(ding: Initiatief | Project, velden: dict[str, Any]) -> None:
    for naam, waarde in velden.items():
        setattr(ding, naam, waarde)
    ding.save(update_fields=list(velden))
