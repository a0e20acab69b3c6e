"""A resident without an account brings in a point, and hears what becomes of it."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from overleggen import poort
from overleggen.acties.inbrenger import ONTVANGEN, vertel_bewoner
from overleggen.acties.overleg import haal
from overleggen.inbreng import kan_inbrengen, laatste
from overleggen.models import Agendapunt, Inbreng, Overleg
from overleggen.publiek import spreekdeel
from signalen import service as signalen
from signalen.models import Melder
from signalen.service import Melderinvoer
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht

VOORBIJ = "De bewaartermijn is voorbij."
# Nobody took over the words of what never came on the agenda: they go with who wrote them.
NOOIT_OP_AGENDA = (Agendapunt.Stand.AANGEDRAGEN, Agendapunt.Stand.AFGEVOERD)
WEG = "Punt van een bewoner"


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
    vertel_bewoner(punt, ONTVANGEN)
    return inbreng


@transaction.atomic
def ruim_inbreng_op() -> int:
    """Remove contact data and addresses of points of which the last meeting is longer ago than the profile keeps
    contact data; return how many. The points stay, without the words of what never came on an agenda."""
    grens = plus_maanden(timezone.localdate(), -actief_profiel().bewaren.contact)
    oud = Inbreng.objects.filter(punt__overleg__datum__lt=grens).select_related("punt__overleg")
    weg = [rij for rij in oud.select_for_update(of=("self",)) if laatste(rij.punt).overleg.datum < grens]
    melders = Melder.objects.filter(pk__in=[rij.melder_id for rij in weg if rij.melder_id])
    signalen.vergeet(
        melders.select_for_update(of=("self",)), door=None, stap="signaal.melder-opruimen", reden=VOORBIJ
    )
    for rij in weg:
        noteer(door=None, stap="agendapunt.inbreng-opruimen", ding=rij.punt)
        if rij.punt.stand in NOOIT_OP_AGENDA:
            Agendapunt.objects.filter(pk=rij.punt_id, uitkomst="").update(titel=WEG, toelichting="")
        rij.delete()
    return len(weg)
