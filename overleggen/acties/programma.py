"""The programme of a visit: made by whoever makes the agenda of the form, until it is held."""

from __future__ import annotations

from datetime import time

from django.db import transaction

from overleggen import poort
from overleggen.acties.overleg import haal
from overleggen.models import Overleg, Programmaonderdeel
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht


@transaction.atomic
def zet_in_programma(
    *,
    overleg: Overleg,
    begin: time,
    wat: str,
    door: Gebruiker,
    plaats: str = "",
    gastheer: str = "",
    onderdeel: Programmaonderdeel | None = None,
) -> Programmaonderdeel:
    """Add a stop, or change one. Raises PermissionDenied, StapGeweigerd."""
    overleg = haal(overleg)
    rij = onderdeel or Programmaonderdeel(overleg=overleg)
    rij.begin, rij.wat, rij.plaats, rij.gastheer = begin, wat.strip(), plaats.strip(), gastheer.strip()
    poort.eis(overleg, "programma", door, ook=_klachten(overleg, rij))
    rij.save()
    noteer(door=door, stap="overleg.programma", ding=overleg, gegevens={"onderdeel": rij.pk})
    return rij


def _klachten(overleg: Overleg, rij: Programmaonderdeel) -> list[Klacht]:
    klachten = [] if rij.wat else [Klacht("Schrijf op wat er te doen is.", "wat")]
    eind = overleg.eind
    if rij.begin < overleg.begin or (eind is not None and rij.begin >= eind):
        tot = f" en eindigt om {eind:%H:%M}" if eind else ""
        klachten.append(
            Klacht(f"Het bezoek begint om {overleg.begin:%H:%M}{tot}. Kies een tijd daarin.", "begin")
        )
    zelfde = overleg.programma.filter(begin=rij.begin, wat=rij.wat).exclude(pk=rij.pk)
    if zelfde.exists():
        klachten.append(Klacht("Dit staat al in het programma.", "wat"))
    return klachten


@transaction.atomic
def haal_uit_programma(*, onderdeel: Programmaonderdeel, door: Gebruiker) -> None:
    """Take a stop out. Twice is once."""
    overleg = haal(onderdeel.overleg)
    poort.eis(overleg, "programma", door)
    weg, _per_soort = Programmaonderdeel.objects.filter(pk=onderdeel.pk).delete()
    if weg:
        noteer(door=door, stap="overleg.programma-weg", ding=overleg, gegevens={"onderdeel": onderdeel.pk})
