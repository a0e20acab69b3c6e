"""Who is reminded of what falls due: the holder, the party by its address, and who guards it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import models

from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.service import Herinnering
from wijkwerk.berichten.termijnen import herinnermoment, plus_werkdagen
from wijkwerk.gebruikers.houder import houder_q
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.gemeente.service import actief_profiel

# Working days before the agreed day on which the holder is reminded; once more when it has passed.
HERINNER_VOORAF = (3, 0)


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """What is almost due, due, or past its day, for each person who holds it; what is past it also for who guards it.

    Nothing once it is done.
    """
    yield from _herinner_houders(dag)
    yield from _herinner_bewakers(dag)


def _herinner_houders(dag: date) -> Iterator[Herinnering]:
    grens = plus_werkdagen(dag, max(HERINNER_VOORAF))
    for afspraak in Afspraak.objects.open().filter(uiterlijk__lte=grens).voor_lijst():
        houder = afspraak.houder
        moment = herinnermoment(afspraak.uiterlijk, HERINNER_VOORAF, dag)
        if houder is None or moment is None:
            continue
        for persoon in houder.personen():
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=afspraak,
                moment=moment,
                uiterlijk=afspraak.uiterlijk,
                titel=afspraak.titel_voor_lezer,
                url=afspraak.get_absolute_url(),
            )


def _herinner_bewakers(dag: date) -> Iterator[Herinnering]:
    """What is past its day, for each person who guards it and sees it; one query for each of them (ETL-25).

    Who holds it is reminded as holder already; a reminder goes by mail, so what is shielded or was agreed behind closed
    doors stays with its holder.
    """
    te_laat = Afspraak.objects.open().filter(uiterlijk__lt=dag, gevoelig="nee", besloten=False)
    if not te_laat.exists():
        return
    for bewaker in Gebruiker.objects.filter(is_active=True, pk__in=_bewakers()).order_by("pk"):
        bewaakt = te_laat.filter(bereik(bewaker, Recht.AFSPRAAK_BEWAKEN).q()).exclude(houder_q(bewaker))
        for afspraak in bewaakt.zichtbaar_voor(bewaker).voor_lijst():
            wie = afspraak.houder.functie() if afspraak.houder else "niemand"
            yield Herinnering(
                ontvanger=bewaker,
                soort="herinnering",
                ding=afspraak,
                moment=f"bewaak:{afspraak.uiterlijk}",
                uiterlijk=afspraak.uiterlijk,
                titel=f"Te laat bij {wie}: {afspraak.titel_voor_lezer}",
                url=afspraak.get_absolute_url(),
            )


def _bewakers() -> models.QuerySet[Roltoewijzing, int]:
    """Who guards anything, anywhere."""
    rollen = [rol.sleutel for rol in actief_profiel().rollen if Recht.AFSPRAAK_BEWAKEN in rol.mag]
    return Roltoewijzing.objects.geldig().filter(rol__in=rollen).values_list("gebruiker", flat=True)


def herinneringen_aan_partijen(dag: date) -> Iterator[tuple[Afspraak, int, str]]:
    """The same for parties that have an address and nobody with an account: (afspraak, pk of the party, occasion)."""
    grens = plus_werkdagen(dag, max(HERINNER_VOORAF))
    afspraken = Afspraak.objects.open().filter(uiterlijk__lte=grens).exclude(houder_partij__e_mail="")
    for afspraak in afspraken.filter(houder_partij__isnull=False).voor_lijst():
        houder = afspraak.houder
        moment = herinnermoment(afspraak.uiterlijk, HERINNER_VOORAF, dag)
        if houder is not None and houder.partij is not None and moment and not houder.personen().exists():
            yield afspraak, houder.partij.pk, moment
