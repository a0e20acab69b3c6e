"""Opening a round, by the clock or by somebody; choosing areas; closing one that was forgotten, with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from gebiedscyclus import planner
from gebiedscyclus.acties.gemeen import alleen, vergrendel
from gebiedscyclus.acties.volgen import volg
from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.regels import onderwerp_ronde
from gebiedscyclus.stroom import RONDE
from gebiedscyclus.termijnen import herhaalt, vaste_dag
from gebiedscyclus.volgorde import ontbrak, voor_gebied
from gebiedscyclus.zicht import leiders, lopende_cycli
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel.frequentie import Frequentie
from wijkwerk.profiel.rijen.plannen import Cyclus
from wijkwerk.regels.service import Klacht, StapGeweigerd, eis_stap
from wijkwerk.wijken.models import Gebied


def loopt_op_tijd(rij: Cyclus) -> Frequentie | None:
    """How often a round comes, where the clock keeps that; None where somebody begins it."""
    frequentie = rij.frequentie
    return frequentie if frequentie is not None and not frequentie.is_vrij and frequentie.per else None


def periode_van(rij: Cyclus, dag: date, vorige: planner.Vorige | None = None) -> planner.Periode | None:
    """The period of the profile in which a day falls; None without a clock, or before it is time."""
    frequentie = loopt_op_tijd(rij)
    if frequentie is None or frequentie.per is None:
        return None
    return planner.periode_op(frequentie, actief_profiel().tijdvak(frequentie.per), dag, vorige)


def _periode_met_de_hand(rij: Cyclus, dag: date) -> planner.Periode:
    """What somebody begins: the stretch of the calendar, else from that day, as long as the profile says."""
    frequentie = loopt_op_tijd(rij)
    if frequentie is not None and frequentie.anker == "kalender" and (periode := periode_van(rij, dag)):
        return planner.Periode(periode.van, planner.duur(rij, periode.van)) if rij.selectie else periode
    if frequentie is not None and frequentie.per is not None and not rij.selectie:
        een = planner.lengte(frequentie, actief_profiel().tijdvak(frequentie.per))
        return planner.Periode(dag, een.na(dag) - planner.DAG)
    return planner.Periode(dag, planner.duur(rij, dag) if rij.selectie else None)


@transaction.atomic
def open_ronde(*, cyclus: str, gebied: Gebied, begin: date, door: Gebruiker, reden: str = "") -> Ronde:
    """Begin a round by hand. Raises PermissionDenied for who does not keep this cycle there, StapGeweigerd with every reason."""
    rij = next((rij for rij in lopende_cycli() if rij.sleutel == cyclus), None)
    if rij is None:
        raise StapGeweigerd((Klacht("Kies een cyclus uit de lijst.", "cyclus"),))
    gebied = Gebied.objects.select_for_update(of=("self",)).get(pk=gebied.pk)
    ronde = Ronde(cyclus=cyclus, gebied=gebied, reden=reden.strip())
    ronde.zet_plek([gebied])
    klachten = []
    if gebied.niveau not in rij.niveaus:
        klachten.append(Klacht(f"{rij.naam} bestaat niet op dit niveau.", "gebieden"))
    if (lopend := Ronde.objects.van(cyclus, gebied).open().first()) is not None:
        klachten.append(
            Klacht(
                f"Voor {gebied} loopt nog een ronde ({lopend.periode}). Maak die af, of sluit haar met een reden.",
                "gebieden",
            )
        )
    if rij.selectie and not ronde.reden:
        klachten.append(Klacht("Schrijf op waarom u dit kiest.", "reden"))
    eis_stap(
        RONDE["openen"],
        onderwerp_ronde(ronde),
        door,
        stand="",
        toestemming=alleen(leiders(rij)),
        ook=klachten,
    )
    return maak(ronde, _periode_met_de_hand(rij, begin), begin, door)


@transaction.atomic
def kies(*, cyclus: str, gebieden: Sequence[Gebied], begin: date, reden: str, door: Gebruiker) -> list[Ronde]:
    """Begin a round in each of these areas: all of them, or none (DHR-51)."""
    if not gebieden:
        raise StapGeweigerd((Klacht("Kies ten minste één gebied.", "gebieden"),))
    return [
        open_ronde(cyclus=cyclus, gebied=gebied, begin=begin, reden=reden, door=door)
        for gebied in sorted(gebieden, key=lambda rij: rij.pk)
    ]


def maak(ronde: Ronde, periode: planner.Periode, dag: date, door: Gebruiker | None) -> Ronde:
    """Save a round with its steps, and let it follow what is there already; in the transaction and lock of the caller."""
    rij = ronde.rij
    eerder = Ronde.objects.van(ronde.cyclus, ronde.gebied).first()
    ronde.periode_van, ronde.periode_tot, ronde.vorige = periode.van, periode.tot, eerder
    ronde.begin = planner.eerste_dag(periode, dag, is_eerste=eerder is None and not rij.selectie)
    ronde.geopend_door = door
    ronde.save()
    rij = voor_gebied(rij, ronde.gebied, ronde.begin)
    gepland = planner.plan_stappen(rij, ronde.begin, periode.tot, herhaalt(rij, ronde.begin, periode.tot))
    Stap.objects.bulk_create(
        _stap(ronde, nummer, geplande) for nummer, geplande in enumerate(gepland, start=1)
    )
    noteer(
        door=door,
        stap="ronde.openen",
        ding=ronde,
        reden=ronde.reden,
        gegevens={"cyclus": ronde.cyclus, "van": periode.van.isoformat()},
    )
    ronde, stappen = vergrendel(ronde)
    volg(ronde, stappen)
    return ronde


def _stap(ronde: Ronde, nummer: int, gepland: planner.Geplandestap) -> Stap:
    rij = ronde.rij.stap(gepland.sleutel)
    vast = vaste_dag(ronde.cyclus, gepland.sleutel, ronde.begin)
    begin = gepland.begin if vast is None or gepland.begin is None else min(gepland.begin, vast)
    return Stap(
        ronde=ronde,
        sleutel=gepland.sleutel,
        beurt=gepland.beurt,
        volgorde=nummer,
        soort=rij.soort,
        vorm=rij.vorm or "",
        begin=begin,
        uiterlijk=vast or gepland.uiterlijk,
    )


@transaction.atomic
def sluit(*, ronde: Ronde, reden: str, door: Gebruiker) -> Ronde:
    """Close a round that is not done, with the reason; what it lacked the next one tells."""
    ronde, stappen = vergrendel(ronde)
    klachten = [] if reden.strip() else [Klacht("Geef een reden.", "reden")]
    eis_stap(
        RONDE["sluiten"],
        onderwerp_ronde(ronde),
        door,
        stand="open" if ronde.is_open else "gesloten",
        toestemming=alleen(leiders(ronde.rij)),
        ook=klachten,
    )
    volg(ronde, stappen)
    if not ronde.is_open:
        # Everything turned out to be done.
        return ronde
    ronde.gesloten_op, ronde.gesloten_door, ronde.sluitreden = timezone.now(), door, reden.strip()
    ronde.save(update_fields=["gesloten_op", "gesloten_door", "sluitreden"])
    noteer(
        door=door,
        stap="ronde.sluiten",
        ding=ronde,
        reden=reden.strip(),
        gegevens={"ontbrak": [stap.sleutel for stap in ontbrak(stappen)]},
    )
    return ronde
