"""Asking somebody to do something for an initiative or a project, within the borders of the role (DHR-66)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from signalen.acties.initiatief.kern import mag_initiatief
from signalen.acties.initiatief.kern import vergrendel as vergrendel_initiatief
from signalen.acties.project import mag_project
from signalen.acties.project import vergrendel as vergrendel_project
from signalen.models import Initiatief, Klus, Project
from signalen.rolgrenzen import RECHT_VAN_KLUS, grens
from wijkwerk.afspraken import service as afspraken
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.service import Klacht, StapGeweigerd


def mag_vragen(ding: Initiatief | Project, door: Gebruiker) -> bool:
    """The owner or the leader, and who may ask effort of others there."""
    if not ding.is_open:
        return False
    eigen = (
        mag_initiatief("contact", ding, door)
        if isinstance(ding, Initiatief)
        else mag_project("bemensen", ding, door)
    )
    return eigen or mag(door, Recht.AFSPRAAK_VRAGEN, ding.plek())


@transaction.atomic
def vraag_klus(
    *,
    ding: Initiatief | Project,
    soort: str,
    houder: Houder | None,
    wat: str,
    uiterlijk: date | None,
    door: Gebruiker,
) -> Klus:
    """Ask it; return the klus. Refused, with the reason, when the work is of a kind that the role of the holder excludes."""
    ding = vergrendel_initiatief(ding) if isinstance(ding, Initiatief) else vergrendel_project(ding)
    if not mag_vragen(ding, door):
        raise PermissionDenied("U mag hiervoor niemand iets vragen.")
    klachten = list(_klachten(ding, soort, houder, wat, uiterlijk))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    assert houder is not None
    assert uiterlijk is not None
    afspraak = afspraken.maak(
        wat=wat.strip(),
        houder=houder,
        uiterlijk=uiterlijk,
        bron=ding,
        gebieden=ding.gebieden.all(),
        door=door,
        gevoelig=ding.gevoelig,
        thema=ding.themas[0] if ding.themas else "",
    )
    return Klus.objects.create(afspraak=afspraak, soort=soort)


def _klachten(
    ding: Initiatief | Project, soort: str, houder: Houder | None, wat: str, uiterlijk: date | None
) -> Iterable[Klacht]:
    if soort not in Klus.Soort.values:
        yield Klacht("Kies wat voor werk het is.", "soort")
    if houder is None:
        yield Klacht("Kies wie dit doet.", "houder")
    elif recht := RECHT_VAN_KLUS.get(Klus.Soort(soort)) if soort in Klus.Soort.values else None:
        reden = grens(actief_profiel(), houder, recht, ding.plek())
        if reden:
            yield Klacht(reden, "houder")
    if not wat.strip():
        yield Klacht("Schrijf op wat u vraagt.", "wat")
    if uiterlijk is None:
        yield Klacht("Kies wanneer het klaar moet zijn.", "uiterlijk")
