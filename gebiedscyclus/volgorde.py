"""What must be done before a step may begin (DHR-62), and by what a step is carried."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.zicht import planvorm_van
from overleggen.service import vrijstelling
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.plannen import Cyclus, Cyclusstap
from wijkwerk.regels.service import Klacht
from wijkwerk.wijken.models import Gebied


def maakt_plan(rij: Cyclus, stap: Cyclusstap) -> bool:
    """Whether a step brings a plan of its own: not when it follows or tests one that a step before it made."""
    if stap.soort not in {"plan", "monitor"} or planvorm_van(stap) is None:
        return False
    eerder = rij.stappen[: rij.stappen.index(stap)]
    return stap.soort == "plan" or all(ander.vorm != stap.vorm for ander in eerder)


def voor_gebied(rij: Cyclus, gebied: Gebied, dag: date) -> Cyclus:
    """The cycle without the meetings that are not held in this area: nobody could plan them. One query for each meeting."""
    profiel = actief_profiel()
    vormen = {vorm.sleutel: vorm for vorm in profiel.overlegvormen}
    stappen = tuple(
        stap
        for stap in rij.stappen
        if not houdt_overleg(stap) or not vrijstelling(vormen[stap.vorm or ""], gebied, profiel, dag)
    )
    return rij.model_copy(update={"stappen": stappen or rij.stappen})


def houdt_overleg(stap: Cyclusstap) -> bool:
    """Whether one meeting carries it; spreekuren are many, and end nothing."""
    vorm = next((vorm for vorm in actief_profiel().overlegvormen if vorm.sleutel == stap.vorm), None)
    return stap.soort in {"overleg", "monitor"} and vorm is not None and not vorm.is_spreekuur


def houdt_peiling(stap: Cyclusstap) -> bool:
    return stap.soort in {"peiling", "monitor"} and stap.vorm in {
        p.sleutel for p in actief_profiel().peilingen
    }


def doet_evaluatie(ronde: Ronde, stap: Cyclusstap) -> bool:
    """Whether an evaluation carries it: that looks at the whole municipality, so never at a round of an area within it."""
    return stap.evaluatie is not None and ronde.gebied.ouder_id is None


def draagt_zelf(ronde: Ronde, stap: Cyclusstap) -> bool:
    """Whether findings that somebody writes down carry it."""
    elders = maakt_plan(ronde.rij, stap) or houdt_overleg(stap) or houdt_peiling(stap)
    return not elders and not doet_evaluatie(ronde, stap)


def begint_vanzelf(ronde: Ronde, stap: Cyclusstap) -> bool:
    """Work that goes on, and contact that is kept: it happens, whether or not somebody presses a button."""
    return stap.soort in {"uitvoering", "overleg"} and draagt_zelf(ronde, stap)


def ervoor(stap: Stap, stappen: Sequence[Stap]) -> list[Stap]:
    """The steps that must be done before this one: the same one the time before, else the first time of all before it."""
    if stap.beurt > 1:
        return [rij for rij in stappen if rij.sleutel == stap.sleutel and rij.beurt == stap.beurt - 1]
    volgorde = [rij.sleutel for rij in stap.ronde.rij.stappen]
    plaats = volgorde.index(stap.sleutel)
    return [rij for rij in stappen if rij.beurt == 1 and volgorde.index(rij.sleutel) < plaats]


def mist(stap: Stap, stappen: Sequence[Stap], ouder: Ronde | None) -> list[Klacht]:
    """Why a step cannot begin yet, all reasons at once. `ouder`: an older round of this area that is still open.

    Finding out what plays may begin while the year before is still being judged; what is made of it waits, so that the
    outcome of that year is in it (DHR-64).
    """
    klachten = []
    eerder = ervoor(stap, stappen)
    vorm = planvorm_van(stap.rij)
    eis = (vorm.eis if vorm is not None and stap.soort == "plan" else ()) or stap.ronde.rij.eis
    if not stap.ronde.is_open:
        klachten.append(Klacht("Deze ronde is gesloten."))
    if ouder is not None and (eerder or len(stappen) == 1):
        klachten.append(
            Klacht(
                f"De ronde {ouder.periode} is nog niet af. Maak haar af, of sluit haar met een reden.",
                "",
                eis,
            )
        )
    for rij in eerder:
        if not rij.is_klaar:
            moet = "gehouden" if houdt_overleg(rij.rij) else "vastgesteld"
            klachten.append(Klacht(f"Dit kan pas als is {moet}: {rij.naam}.", "", eis))
    return klachten


def huidige(stappen: Sequence[Stap]) -> list[Stap]:
    """The steps that are the next thing to do: those that run, and those for which everything before is done."""
    return [
        stap
        for stap in stappen
        if not stap.is_klaar
        and (stap.nu != Stap.Stand.NIET_GESTART or all(rij.is_klaar for rij in ervoor(stap, stappen)))
    ]


def oudere_open(ronde: Ronde) -> Ronde | None:
    """The oldest round of this cycle and area that began before this one and is still open."""
    rijen = Ronde.objects.open().filter(cyclus=ronde.cyclus, gebied=ronde.gebied_id)
    return rijen.filter(periode_van__lt=ronde.periode_van).order_by("periode_van").first()


def ontbrak(stappen: Sequence[Stap]) -> list[Stap]:
    """What a round that was closed lacked."""
    return [stap for stap in stappen if not stap.is_klaar]
