"""A resident without an account brings in a point, and hears what becomes of it."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from overleggen import poort
from overleggen.acties.overleg import haal
from overleggen.inbreng import kan_inbrengen, laatste
from overleggen.models import Agendapunt, Inbreng, Overleg
from overleggen.publiek import spreekdeel
from signalen import service as signalen
from signalen.models import Melder
from signalen.service import Melderinvoer
from signalen.versleuteling import InvalidToken
from wijkwerk.berichten.service import zet_klaar
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht

ONTVANGEN, OP_AGENDA, AFGEVOERD = "inbreng-ontvangen", "inbreng-op-agenda", "inbreng-afgevoerd"
VOORBIJ = "De bewaartermijn is voorbij."


@transaction.atomic
def breng_in(
    *,
    overleg: Overleg,
    titel: str,
    toelichting: str = "",
    melder: Melderinvoer | None = None,
    client_id: uuid.UUID | None = None,
) -> Inbreng:
    """Bring a point in for a meeting that the profile opens to residents; who makes the agenda decides about it.

    The meeting is held first, so the same form twice, also at the same moment, is one point. Raises StapGeweigerd.
    """
    overleg = haal(overleg)
    eerder = Inbreng.objects.filter(client_id=client_id).first() if client_id else None
    if eerder is not None:
        return eerder
    deel = spreekdeel(overleg)
    klachten = [] if kan_inbrengen(overleg) else [Klacht("Voor dit overleg kan dat niet (meer).")]
    if not titel.strip():
        klachten.append(Klacht("Schrijf op wat u wilt bespreken.", "titel"))
    klachten += melder.klachten if melder else []
    punt = Agendapunt(overleg=overleg, titel=titel.strip()[:200], toelichting=toelichting.strip())
    if deel is not None:
        punt.deel = deel
    poort.eis(punt, "aandragen", None, stand="", ook=klachten)
    punt.save()
    noteer(
        door=None, stap="agendapunt.aandragen", ding=punt, gegevens={"overleg": overleg.pk, "bron": "vrij"}
    )
    inbreng = Inbreng(punt=punt, melder=signalen.maak_melder(melder) if melder else None, client_id=client_id)
    inbreng.zet_sleutel()
    inbreng.save()
    vertel_inbrenger(punt, ONTVANGEN, None)
    return inbreng


# What an account hears in its own words, and a resident without one in others.
_VOOR_BEWONER = {"agendapunt-op-agenda": OP_AGENDA, "agendapunt-afgevoerd": AFGEVOERD, ONTVANGEN: ONTVANGEN}


def vertel_inbrenger(punt: Agendapunt, soort: str, door: Gebruiker | None) -> None:
    """Tell who brought the point in, unless that is who did this; without account by mail, when there is an address."""
    if punt.aangedragen_door is not None:
        if punt.aangedragen_door != door:
            zet_klaar(soort, ontvanger=punt.aangedragen_door, ding=punt.overleg, moment=f"punt-{punt.pk}")
        return
    inbreng = Inbreng.objects.select_related("melder").filter(punt=punt).first()
    if inbreng is not None and inbreng.melder is not None and inbreng.melder.e_mail_kenmerk:
        zet_klaar(
            _VOOR_BEWONER[soort],
            adressant=("melder", inbreng.melder.pk),
            ding=inbreng,
            moment=f"punt-{punt.pk}",
        )


def melder_van(punt: Agendapunt) -> Melderinvoer | None:
    """Who brought it in, to take along when the point becomes a signal; None when nobody wants to hear of it."""
    inbreng = Inbreng.objects.select_related("melder").filter(punt=punt).first()
    melder = inbreng.melder if inbreng else None
    try:
        return (
            Melderinvoer(naam=melder.naam, e_mail=melder.e_mail, terugkoppeling_gewenst=True)
            if melder
            else None
        )
    except InvalidToken:
        return None


@transaction.atomic
def ruim_inbreng_op() -> int:
    """Remove contact data and addresses of points of which the last meeting is longer ago than the profile keeps
    contact data; return how many. The points stay."""
    grens = plus_maanden(timezone.localdate(), -actief_profiel().bewaren.contact)
    oud = Inbreng.objects.filter(punt__overleg__datum__lt=grens).select_related("punt__overleg")
    weg = [rij for rij in oud.select_for_update(of=("self",)) if laatste(rij.punt).overleg.datum < grens]
    melders = Melder.objects.filter(pk__in=[rij.melder_id for rij in weg if rij.melder_id])
    signalen.vergeet(
        melders.select_for_update(of=("self",)), door=None, stap="signaal.melder-opruimen", reden=VOORBIJ
    )
    for rij in weg:
        noteer(door=None, stap="agendapunt.inbreng-opruimen", ding=rij.punt)
        rij.delete()
    return len(weg)
