"""After the standpunt: telling who advised, and being done with it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from adviezen.acties.gemeen import bericht_aan, vergrendel, werk_plek_bij
from adviezen.models import Adviesonderwerp, Standpunt
from adviezen.regels import onderwerp_standpunt
from adviezen.stroom import STANDPUNT
from wijkwerk.berichten.service import zet_klaar
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd, eis_recht, eis_stap
from wijkwerk.wijken.models import Partij


def te_vertellen(over: Adviesonderwerp) -> list[Partij]:
    """Every party that advised, and the bodies of residents of the area (HEL-29)."""
    gaven = Partij.objects.filter(adviezen__in=over.adviezen.ontvangen())
    organen = Partij.objects.actief().filter(
        soort=Partij.Soort.BEWONERSORGAAN, gebieden__in=over.gebied.voorouders
    )
    return sorted({*gaven, *organen}, key=lambda partij: partij.naam)


def vergrendel_standpunt(standpunt: Standpunt) -> Standpunt:
    rijen = Standpunt.objects.select_for_update(of=("self",)).select_related("onderwerp__gebied")
    return rijen.get(pk=standpunt.pk)


@transaction.atomic
def deel_mee(*, standpunt: Standpunt, door: Gebruiker, anders: str = "") -> Standpunt:
    """Tell everybody who advised, and the bodies of residents there (HEL-29).

    Whom no message reaches was told otherwise: `anders` says how, else it is refused.
    """
    over = vergrendel(standpunt.onderwerp)
    standpunt = vergrendel_standpunt(standpunt)
    ding = onderwerp_standpunt(over, {"oordeel": standpunt.oordeel})
    partijen = te_vertellen(over)
    # Who was told may read it from now on.
    werk_plek_bij(over, partijen)
    gemist = [
        partij.naam
        for partij in partijen
        if not bericht_aan(partij, "standpunt-ingenomen", standpunt, over.plek(), behalve=door)
    ]
    for advies in over.adviezen.ontvangen().filter(partij=None).select_related("ingediend_door"):
        zet_klaar("standpunt-ingenomen", ontvanger=advies.ingediend_door, ding=standpunt)
    ook = []
    if gemist and not anders.strip():
        tekst = f"Een bericht bereikt niet: {', '.join(gemist)}. Vertel het hun, en schrijf op hoe."
        ook.append(Klacht(tekst, "anders"))
    eis_stap(STANDPUNT["meedelen"], ding, door, stand=standpunt.stand, ook=ook)
    standpunt.stand = Standpunt.Stand.MEEGEDEELD
    standpunt.gecommuniceerd_door, standpunt.gecommuniceerd_op = door, timezone.now()
    standpunt.anders_verteld = anders.strip()
    standpunt.save(update_fields=["stand", "gecommuniceerd_door", "gecommuniceerd_op", "anders_verteld"])
    noteer(
        door=door,
        stap="standpunt.meedelen",
        ding=standpunt,
        gegevens={"partijen": [partij.sleutel for partij in partijen]},
    )
    return standpunt


@transaction.atomic
def rond_af(*, standpunt: Standpunt, door: Gebruiker) -> Standpunt:
    """Done; refused before it was told (HEL-29)."""
    standpunt = vergrendel_standpunt(standpunt)
    ook = []
    if standpunt.gecommuniceerd_op is None:
        ook.append(Klacht("Deel het standpunt eerst mee aan wie adviseerde."))
    ding = onderwerp_standpunt(standpunt.onderwerp, {"oordeel": standpunt.oordeel})
    if ook:
        eis_recht(STANDPUNT["afronden"], ding, door)
        raise StapGeweigerd(tuple(ook))
    eis_stap(STANDPUNT["afronden"], ding, door, stand=standpunt.stand)
    standpunt.stand = Standpunt.Stand.AFGEROND
    standpunt.afgerond_door, standpunt.afgerond_op = door, timezone.now()
    standpunt.save(update_fields=["stand", "afgerond_door", "afgerond_op"])
    noteer(door=door, stap="standpunt.afronden", ding=standpunt)
    return standpunt
