"""What waits for this person in spreekuren: to open, to plan, and to decide about."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from signalen.acties.ritme import mag_ritme
from signalen.acties.spreekuur import gebieden_met_spreekuur, mag_plannen, mag_spreekuur
from signalen.models import Spreekuur
from signalen.ritmes import Ritmeregel, ritmes
from wijkwerk.berichten.service import Taak
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import is_een

# So many of what comes.
BINNENKORT = 5


def spreekuurtaken(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Spreekuren of today, those that nobody planned yet, and those to which nobody comes (R35)."""
    yield from _komende(gebruiker)
    if not mag_plannen(gebruiker) or not _werkt_hier(gebruiker):
        return
    for regel in ritmes(gebieden_met_spreekuur(gebruiker)):
        if regel.vraagt_besluit and mag_ritme(regel.gebied, gebruiker):
            yield _besluit(regel)
        elif regel.is_open and _plant(gebruiker, regel):
            yield _planning(regel)


def _komende(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Those of today and of before that were not held, to open or to go on with; and the next ones (one query)."""
    vandaag = timezone.localdate()
    komend = Spreekuur.objects.zichtbaar_voor(gebruiker).komend()
    volgende = komend.filter(Q(stand=Spreekuur.Stand.OPEN) | Q(begin__date__gte=vandaag))[:BINNENKORT]
    aan_de_beurt = Q(begin__date__lte=vandaag)
    for spreekuur in komend.filter(aan_de_beurt | Q(pk__in=volgende.values("pk"))).voor_lijst():
        dag = timezone.localdate(spreekuur.begin)
        if spreekuur.is_open or dag >= vandaag:
            yield Taak(
                titel=str(spreekuur),
                waar=spreekuur.waar,
                sinds=None,
                uiterlijk=None,
                url=spreekuur.get_absolute_url(),
                komt=spreekuur.begin,
            )
        stap = "houden" if spreekuur.is_open else "openen"
        if dag <= vandaag and mag_spreekuur(stap, spreekuur, gebruiker):
            yield Taak(
                titel=str(spreekuur),
                waar=spreekuur.waar,
                sinds=spreekuur.begin,
                uiterlijk=dag,
                url=spreekuur.get_absolute_url(),
                knop="Ga verder" if spreekuur.is_open else "Open",
                soort="spreekuur",
            )


def _werkt_hier(gebruiker: Gebruiker) -> bool:
    """Somebody with a role in an area; who works for the whole municipality is not asked about each of them."""
    return any(vervulling.rol.bereik != "gemeente" for vervulling in gebruiker.vervullingen)


def _plant(gebruiker: Gebruiker, regel: Ritmeregel) -> bool:
    """Whoever the form names for it; where it names nobody, whoever may plan."""
    wie = regel.vorm.taken.initiatief
    return not wie or is_een(gebruiker, wie, Plek(frozenset(regel.gebied.voorouders)))


def _planning(regel: Ritmeregel) -> Taak:
    url = reverse("signalen:spreekuur-planning")
    return Taak(
        titel=f"{regel.vorm.naam} {regel.gebied}: nog niet gepland",
        waar=str(regel.gebied),
        sinds=None,
        uiterlijk=regel.uiterlijk,
        url=f"{url}?soort={regel.vorm.sleutel}&gebied={regel.gebied.pk}",
        knop="Plan",
        soort="spreekuur",
    )


def _besluit(regel: Ritmeregel) -> Taak:
    return Taak(
        titel=f"{regel.vorm.naam} {regel.gebied}: {regel.leeg} keer op rij kwam niemand",
        waar=str(regel.gebied),
        sinds=None,
        uiterlijk=None,
        url=reverse("signalen:spreekuur-ritme", args=[regel.gebied.sleutel, regel.vorm.sleutel]),
        knop="Besluit",
        soort="spreekuur",
    )
