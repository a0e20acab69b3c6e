"""For which areas somebody can tell everybody what was agreed and delivered."""

from __future__ import annotations

from prestaties.models import Inzet, Prestatieafspraak
from prestaties.zicht import doet_mee, plaats_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.wijken.models import Gebied


def plaatsbare_gebieden(gebruiker: Gebruiker) -> list[Gebied]:
    """Areas with agreed effort, and all above them, where this person publishes; no query for who publishes nowhere."""
    if not doet_mee(gebruiker) or not heeft_ergens(gebruiker, Recht.PUBLICATIE_PLAATSEN):
        return []
    afspraken = Prestatieafspraak.objects.geldend().filter(plaats_q(gebruiker))
    boven = (
        Inzet.objects.filter(afspraak__in=afspraken).values_list("gebied__voorouders", flat=True).distinct()
    )
    pks = {pk for rij in boven for pk in rij}
    return [
        gebied
        for gebied in Gebied.objects.filter(pk__in=pks).order_by("naam")
        if mag(gebruiker, Recht.PUBLICATIE_PLAATSEN, Plek(frozenset(gebied.voorouders)))
    ]
