"""Starting a path, writing it down, and who takes part in it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from adviezen.service import Bron, klacht_bron
from participatie.acties.gemeen import begin, vergrendel
from participatie.models import Betrokkene, Traject
from participatie.regels import instellingen, onderwerp
from participatie.stroom import TRAJECT
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, eis_stap
from wijkwerk.wijken.models import Gebied, Partij


@dataclass(frozen=True, kw_only=True)
class Inhoud:
    """What is written down about a path."""

    titel: str
    doel: str = ""
    waarover: str = ""
    kaders: str = ""
    terugkoppeling: str = ""
    groot: bool = False
    formele_inspraak: bool = False
    budget: Decimal | None = None
    instrumenten: tuple[str, ...] = ()


def _vul(traject: Traject, inhoud: Inhoud) -> list[Klacht]:
    for naam in ("titel", "doel", "waarover", "kaders", "terugkoppeling"):
        setattr(traject, naam, getattr(inhoud, naam).strip())
    traject.groot, traject.formele_inspraak = inhoud.groot, inhoud.formele_inspraak
    traject.budget = inhoud.budget
    # What was chosen before may have left the profile since; it stays.
    bekend = {*instellingen().instrumenten, *traject.instrumenten}
    vreemd = [woord for woord in inhoud.instrumenten if woord not in bekend]
    traject.instrumenten = [woord for woord in inhoud.instrumenten if woord in bekend]
    klachten = []
    if not traject.titel:
        klachten.append(Klacht("Geef het traject een naam.", "titel"))
    if vreemd:
        klachten.append(Klacht("Kies instrumenten uit de lijst.", "instrumenten"))
    return klachten


@transaction.atomic
def start(*, gebied: Gebied, inhoud: Inhoud, door: Gebruiker, bron: Bron | None = None) -> Traject:
    """Begin a path for a project, plan, dossier or initiatief, or for a development by its name."""
    traject = Traject(
        gebied=gebied,
        bron_soort=bron.soort if bron else "",
        bron_id=bron.pk if bron else None,
        begonnen_door=door,
    )
    traject.zet_plek([gebied])
    ook = [*_vul(traject, inhoud), *klacht_bron(traject.bron_soort, traject.bron_id, door)]
    eis_stap(TRAJECT["starten"], onderwerp(traject), door, stand="", ook=ook)
    traject.save()
    noteer(door=door, stap="traject.starten", ding=traject)
    return traject


@transaction.atomic
def wijzig(*, traject: Traject, inhoud: Inhoud, door: Gebruiker) -> Traject:
    """Write it down anew, as long as nobody decided on it."""
    traject = vergrendel(traject)
    begin("wijzigen", traject, door, ook=_vul(traject, inhoud))
    traject.save(update_fields=list(Inhoud.__dataclass_fields__))
    noteer(door=door, stap="traject.wijzigen", ding=traject)
    return traject


@transaction.atomic
def zet_betrokkene(
    *,
    traject: Traject,
    door: Gebruiker,
    betrokkene: Betrokkene | None = None,
    partij: Partij | None = None,
    groep: str = "",
    rol: str = "",
    trede: str = "",
    moment: str = "",
    waarover: str = "",
    raadpleegt: str = "",
) -> Betrokkene:
    """Add a party or a group, or say more of one: what may stay open until the decision (BER-34, BER-40)."""
    traject = vergrendel(traject)
    if betrokkene is None:
        rij = Betrokkene(traject=traject)
    else:
        rij = traject.betrokkenen.select_for_update(of=("self",)).get(pk=betrokkene.pk)
    oud_rol, oud_trede = rij.rol, rij.trede
    rij.partij, rij.groep = partij, groep.strip()
    rij.rol, rij.trede, rij.moment = rol, trede, moment.strip()
    rij.waarover, rij.raadpleegt = waarover.strip(), raadpleegt
    begin("wijzigen", traject, door, ook=_klachten(rij, oud_rol, oud_trede))
    rij.save()
    werk_plek_bij(traject)
    noteer(door=door, stap="traject.betrokkene", ding=traject, gegevens={"betrokkene": rij.pk})
    return rij


def _klachten(rij: Betrokkene, oud_rol: str, oud_trede: str) -> list[Klacht]:
    klachten = []
    if (rij.partij is None) == (not rij.groep):
        klachten.append(Klacht("Kies een partij, of noem een groep: niet allebei.", "partij"))
    anderen = rij.traject.betrokkenen.exclude(pk=rij.pk)
    if rij.partij is not None and anderen.filter(partij=rij.partij).exists():
        klachten.append(Klacht("Deze partij doet al mee.", "partij"))
    if rij.rol not in {"", oud_rol, *instellingen().rollen}:
        klachten.append(Klacht("Kies een rol uit de lijst.", "rol"))
    if rij.trede not in {"", oud_trede, *instellingen().ladder}:
        klachten.append(Klacht("Kies een trede uit de lijst.", "trede"))
    if rij.raadpleegt and rij.raadpleegt not in Betrokkene.Raadpleegt.values:
        klachten.append(Klacht("Kies uit de lijst.", "raadpleegt"))
    return klachten


@transaction.atomic
def haal_betrokkene_weg(*, betrokkene: Betrokkene, door: Gebruiker) -> None:
    traject = vergrendel(betrokkene.traject)
    begin("wijzigen", traject, door)
    traject.betrokkenen.filter(pk=betrokkene.pk).delete()
    werk_plek_bij(traject)
    noteer(door=door, stap="traject.betrokkene-weg", ding=traject)


def werk_plek_bij(traject: Traject) -> None:
    """Let the path know the parties that take part: once it is established they see it."""
    partijen = Partij.objects.filter(pk__in=traject.betrokkenen.values("partij"))
    traject.zet_plek([traject.gebied], partijen)
    traject.save(update_fields=["plek_gebieden", "plek_partijen"])
