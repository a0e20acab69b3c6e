"""The steps of an evaluation: plan it, write what came of each point, finish it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from gebiedscyclus.service import begin_terugblik, sluit_terugblik, stap_voor
from overleggen.service import keren_per_partij
from verantwoording.models import Belasting, Evaluatie, Evaluatiepunt
from verantwoording.regels import onderwerp
from verantwoording.stroom import EVALUATIE
from verantwoording.verzamelen import bovenste_gebied
from verantwoording.zicht import evalueert
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel.rijen.volgen import Evaluatie as Evaluatierij
from wijkwerk.regels.service import Klacht, StapGeweigerd, eis_stap
from wijkwerk.wijken.models import Gebied, Partij


@dataclass(frozen=True)
class Uitkomst:
    """Of one point: a judgment, or what was measured; with words."""

    oordeel: str = ""
    waarde: Decimal | None = None
    toelichting: str = ""


def punten_van(rij: Evaluatierij) -> list[tuple[str, bool, str]]:
    """What the profile wants looked at: (name, whether it is measured, in what)."""
    profiel = actief_profiel()
    punten = [(naam, False, "") for naam in rij.punten]
    if rij.oordeel:
        punten += [(criterium.naam, False, "") for criterium in profiel.oordeel(rij.oordeel).criteria]
    maten = [profiel.indicator(sleutel) for sleutel in rij.indicatoren]
    return [*punten, *((maat.naam, True, maat.eenheid) for maat in maten)]


def _eis(door: Gebruiker, sleutel: str) -> None:
    if not evalueert(door, sleutel):
        raise PermissionDenied("U doet deze evaluatie niet.")


@transaction.atomic
def plan(
    *,
    gepland_op: date,
    door: Gebruiker,
    sleutel: str = "",
    soort: str = "",
    titel: str = "",
    van: date | None = None,
    tot: date | None = None,
    punten: Iterable[str] = (),
) -> Evaluatie:
    """Plan one that the profile asks (`sleutel`: its name and points come from there), or one of one's own.

    Where a round of the cycle waits for it, it carries that step: then the steps before it are done first (HEL-72).

    Raises PermissionDenied for who does not do it, StapGeweigerd when it stands planned already or lacks something.
    """
    _eis(door, sleutel)
    gebied = Gebied.objects.select_for_update(of=("self",)).get(pk=bovenste_gebied().pk)
    rij = actief_profiel().evaluatie(sleutel) if sleutel else None
    lijst = punten_van(rij) if rij else []
    lijst += [(naam.strip(), False, "") for naam in punten if naam.strip()]
    evaluatie = Evaluatie(
        sleutel=sleutel,
        soort=rij.soort if rij else soort,
        titel=(titel.strip() or (rij.naam if rij else "")),
        gebied=gebied,
        gepland_op=gepland_op,
        van=van,
        tot=tot,
        met_belasting=bool(rij and rij.belasting),
        gepland_door=door,
    )
    evaluatie.zet_plek([gebied])
    stap, mist = stap_voor(evaluatie=sleutel, gebied=gebied, op=gepland_op) if sleutel else (None, [])
    evaluatie.stap = stap
    ook = [*_klachten(evaluatie, lijst), *mist]
    eis_stap(EVALUATIE["plannen"], onderwerp(evaluatie), door, stand="", ook=ook)
    evaluatie.save()
    Evaluatiepunt.objects.bulk_create(
        Evaluatiepunt(evaluatie=evaluatie, volgorde=nummer, naam=naam, gemeten=gemeten, eenheid=eenheid)
        for nummer, (naam, gemeten, eenheid) in enumerate(lijst, start=1)
    )
    noteer(door=door, stap="evaluatie.plannen", ding=evaluatie)
    if stap is not None:
        begin_terugblik(stap=stap, door=door)
    return evaluatie


def _klachten(evaluatie: Evaluatie, punten: list[tuple[str, bool, str]]) -> Iterable[Klacht]:
    if not evaluatie.titel:
        yield Klacht("Geef het een naam.", "titel")
    if evaluatie.soort not in Evaluatie.Soort.values:
        yield Klacht("Kies wat voor terugblik het is.", "soort")
    if not punten:
        yield Klacht("Schrijf op waar u naar kijkt.", "punten")
    if (evaluatie.van is None) != (evaluatie.tot is None):
        yield Klacht("Vul de eerste en de laatste dag in, of geen van beide.", "van")
    elif evaluatie.van and evaluatie.tot and evaluatie.tot < evaluatie.van:
        yield Klacht("De laatste dag ligt voor de eerste.", "tot")
    if evaluatie.met_belasting and evaluatie.van is None:
        yield Klacht("Vul in over welke tijd u terugkijkt: daarin tellen we de overleggen.", "van")
    if evaluatie.sleutel and Evaluatie.objects.open().filter(sleutel=evaluatie.sleutel).exists():
        yield Klacht("Deze staat al gepland.")


def vergrendel(evaluatie: Evaluatie) -> Evaluatie:
    return Evaluatie.objects.select_for_update(of=("self",)).select_related("gebied").get(pk=evaluatie.pk)


@transaction.atomic
def schrijf_punten(
    *,
    evaluatie: Evaluatie,
    uitkomsten: Mapping[int, Uitkomst],
    uren: Mapping[int, int | None],
    door: Gebruiker,
) -> None:
    """Write what came of the points (by their ids), and the hours that parties say they spent (by theirs)."""
    evaluatie = vergrendel(evaluatie)
    _eis(door, evaluatie.sleutel)
    if not evaluatie.is_open:
        raise StapGeweigerd((Klacht("Deze is al afgerond."),))
    for punt in evaluatie.punten.filter(pk__in=uitkomsten):
        uitkomst = uitkomsten[punt.pk]
        punt.oordeel = "" if punt.gemeten else uitkomst.oordeel
        punt.waarde = uitkomst.waarde if punt.gemeten else None
        punt.toelichting = uitkomst.toelichting.strip()
        punt.save(update_fields=["oordeel", "waarde", "toelichting"])
    for partij in Partij.objects.filter(pk__in=uren):
        aantal = uren[partij.pk]
        if aantal is None:
            evaluatie.belasting.filter(partij=partij).delete()
        else:
            Belasting.objects.update_or_create(evaluatie=evaluatie, partij=partij, defaults={"uren": aantal})
    noteer(door=door, stap="evaluatie.schrijven", ding=evaluatie)


@transaction.atomic
def rond_af(
    *, evaluatie: Evaluatie, uitkomst: str, afgerond_op: date, door: Gebruiker, verslag: str = ""
) -> Evaluatie:
    """Finish it: every point has an outcome, and how many meetings each party had is counted for good (HEL-72).

    From `afgerond_op` the months count until the next one (ETL-14).
    """
    evaluatie = vergrendel(evaluatie)
    _eis(door, evaluatie.sleutel)
    ook = []
    if not uitkomst.strip():
        ook.append(Klacht("Schrijf op wat eruit kwam.", "uitkomst"))
    if afgerond_op > timezone.localdate():
        ook.append(Klacht("Deze dag moet nog komen.", "afgerond_op"))
    ronde = evaluatie.stap.ronde if evaluatie.stap is not None else None
    if ronde is not None and ronde.is_open and afgerond_op < ronde.begin:
        ook.append(
            Klacht(
                f"De ronde waar dit bij hoort begon op {date_format(ronde.begin)}. Kies die dag of een latere.",
                "afgerond_op",
            )
        )
    leeg = [
        punt.naam
        for punt in evaluatie.punten.all()
        if (punt.waarde is None if punt.gemeten else not punt.oordeel)
    ]
    if leeg:
        ook.append(Klacht(f"Vul eerst in wat eruit kwam bij: {', '.join(leeg)}."))
    eis_stap(
        EVALUATIE["afronden"],
        onderwerp(evaluatie, {"uitkomst": uitkomst, "verslag": verslag, "datum": afgerond_op}),
        door,
        stand=evaluatie.stand,
        ook=ook,
    )
    evaluatie.uitkomst, evaluatie.verslag = uitkomst.strip(), verslag
    evaluatie.stand = Evaluatie.Stand.AFGEROND
    evaluatie.afgerond_op, evaluatie.afgerond_door = afgerond_op, door
    if evaluatie.met_belasting and evaluatie.van and evaluatie.tot:
        evaluatie.overleggen = [list(rij) for rij in keren_per_partij(evaluatie.van, evaluatie.tot)]
    evaluatie.save(
        update_fields=["uitkomst", "verslag", "stand", "afgerond_op", "afgerond_door", "overleggen"]
    )
    noteer(door=door, stap="evaluatie.afronden", ding=evaluatie)
    _sluit_stap(evaluatie, door)
    return evaluatie


def _sluit_stap(evaluatie: Evaluatie, door: Gebruiker) -> None:
    """The step that it carries is done; also of a round that was begun after it was planned."""
    if evaluatie.stap is None and evaluatie.sleutel and evaluatie.afgerond_op:
        stap, mist = stap_voor(evaluatie=evaluatie.sleutel, gebied=evaluatie.gebied, op=evaluatie.afgerond_op)
        if stap is None or mist:
            return
        evaluatie.stap = stap
        evaluatie.save(update_fields=["stap"])
    if evaluatie.stap is not None and evaluatie.afgerond_op is not None:
        sluit_terugblik(stap=evaluatie.stap, uitkomst=evaluatie.uitkomst, op=evaluatie.afgerond_op, door=door)
