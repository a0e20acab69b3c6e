"""Until when a step is, by a term of the profile, and how often it comes back."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from gebiedscyclus import planner
from gebiedscyclus.models import Stap
from gebiedscyclus.zicht import planvorm_van
from wijkwerk.berichten.termijnen import uiterlijk
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.frequentie import Frequentie, Tijdvak
from wijkwerk.profiel.rijen.plannen import Cyclus, Cyclusstap
from wijkwerk.profiel.rijen.volgen import Termijn
from wijkwerk.profiel.wie import Wie


def termijn_van(cyclus: str, sleutel: str) -> Termijn | None:
    """The term of the profile for ending this step; one that names the step goes before one of the cycle."""
    vandaag = timezone.localdate()
    rijen = [
        rij
        for rij in actief_profiel().termijnen
        if rij.object == "stap" and rij.tot == "afronden" and rij.geldt_op(vandaag)
    ]
    for soort in (sleutel, cyclus):
        for rij in rijen:
            if soort in rij.voor:
                return rij
    return next((rij for rij in rijen if not rij.voor), None)


def vaste_dag(cyclus: str, sleutel: str, begin: date) -> date | None:
    """The day that the profile sets; not one that was past already when the round began."""
    termijn = termijn_van(cyclus, sleutel)
    dag = termijn.uiterlijk if termijn else None
    return dag if dag is not None and dag >= begin else None


def dag_na_start(stap: Stap, begonnen: date) -> date | None:
    """The last day of a term that begins when the step begins; None without such a term."""
    termijn = termijn_van(stap.ronde.cyclus, stap.sleutel)
    return uiterlijk(termijn, begonnen) if termijn and termijn.vanaf == "starten" else None


def herinner_vooraf(stap: Stap, standaard: tuple[int, ...]) -> tuple[int, ...]:
    termijn = termijn_van(stap.ronde.cyclus, stap.sleutel)
    return termijn.herinner if termijn and termijn.herinner else standaard


def te_laat_naar(stap: Stap) -> Wie:
    termijn = termijn_van(stap.ronde.cyclus, stap.sleutel)
    return termijn.te_laat_naar if termijn else ()


# --- what comes back


def frequentie_van(stap: Cyclusstap) -> Frequentie | None:
    """How often a step comes back: as it says, else a plan as its form is revised."""
    if stap.frequentie is not None:
        gekozen: Frequentie | None = stap.frequentie
    else:
        vorm = planvorm_van(stap) if stap.soort == "plan" else None
        gekozen = vorm.herziening if vorm is not None else None
    if gekozen is None or gekozen.is_vrij or gekozen.per is None:
        return None
    return gekozen


def beurtlengte(stap: Cyclusstap) -> Tijdvak | None:
    """How long one turn of a step lasts; None when it does not come back."""
    frequentie = frequentie_van(stap)
    if frequentie is None or frequentie.per is None:
        return None
    return planner.lengte(frequentie, actief_profiel().tijdvak(frequentie.per))


def herhaalt(rij: Cyclus, begin: date, tot: date | None) -> dict[str, Tijdvak]:
    """The steps that come back within a round of this length."""
    if tot is None or rij.selectie:
        return {}
    lengten = {stap.sleutel: beurtlengte(stap) for stap in rij.stappen}
    return {sleutel: een for sleutel, een in lengten.items() if een is not None and een.na(begin) <= tot}
