"""What other apps and the composition ask of the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.module_loading import import_string

from wijkwerk.afspraken.acties import (
    beoordeel,
    laat_vervallen,
    maak,
    meld_klaar,
    sluit,
    verzet,
    volg_bron,
    weiger,
    werk_bij,
    wie_hoort_van,
    zeg_toe,
)
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.service import Herinnering, Taak
from wijkwerk.berichten.termijnen import herinnermoment, plus_werkdagen
from wijkwerk.gebruikers.houder import houder_q
from wijkwerk.gebruikers.menu import MenuPunt, Verwijzing
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gebruikers.rechten import Recht, bereik, heeft_ergens
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied

__all__ = [
    "beoordeel",
    "bij_bron",
    "bron_van",
    "herinneringen",
    "herinneringen_aan_partijen",
    "laat_vervallen",
    "maak",
    "meld_klaar",
    "menu",
    "sluit",
    "telling",
    "verwijzing",
    "verzet",
    "volg_bron",
    "weiger",
    "werk_bij",
    "werkvoorraad",
    "wie_hoort_van",
    "zeg_toe",
]

# Working days before the agreed day on which the holder is reminded; once more when it has passed.
HERINNER_VOORAF = (3, 0)
# More than this nobody does today; the list of afspraken shows the rest.
HOOGSTENS = 100


def bij_bron(bron: models.Model) -> models.QuerySet[Afspraak]:
    """All afspraken that came out of one signaal, overleg or plan."""
    return Afspraak.objects.filter(bron_soort=bron._meta.model_name, bron_id=bron.pk).voor_lijst()


def bron_van(afspraak: Afspraak, gebruiker: Gebruiker) -> Verwijzing | None:
    """Where it came from, as a link for somebody who may see that."""
    pad = settings.VERWIJZINGEN.get(afspraak.bron_soort)
    verwijzing: Verwijzing | None = import_string(pad)(afspraak.bron_id, gebruiker) if pad else None
    return verwijzing


def verwijzing(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    """How this person sees the afspraak in a list elsewhere; None when it does not exist for them."""
    afspraak = Afspraak.objects.zichtbaar_voor(gebruiker).filter(pk=pk).first()
    return Verwijzing(afspraak.titel_voor_lezer, afspraak.get_absolute_url()) if afspraak else None


def werkvoorraad(gebruiker: Gebruiker) -> Iterator[Taak]:
    """What this person was asked or has promised, soonest first; one query."""
    for afspraak in Afspraak.objects.van_houder(gebruiker).open().voor_lijst()[:HOOGSTENS]:
        gevraagd = afspraak.stand == Afspraak.Stand.GEVRAAGD
        yield Taak(
            titel=afspraak.titel_voor_lezer,
            waar=str(afspraak.houder),
            sinds=afspraak.gevraagd_op.date(),
            uiterlijk=afspraak.uiterlijk,
            url=afspraak.get_absolute_url(),
            knop="Toezeggen of weigeren" if gevraagd else "Bijwerken",
        )


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


def menu(gebruiker: Gebruiker) -> Iterable[MenuPunt]:
    rechten = (Recht.AFSPRAAK_BEHANDELEN, Recht.AFSPRAAK_BEWAKEN, Recht.AFSPRAAK_VRAGEN)
    if any(heeft_ergens(gebruiker, recht) for recht in rechten):
        yield MenuPunt("Afspraken", reverse("afspraken:lijst"), 40)


def telling(gebied: Gebied) -> dict[str, int]:
    """How many afspraken of an area were kept, partly or not, and how many are open: for the public counter."""
    rijen = (
        Afspraak.objects.filter(plek_gebieden__contains=[gebied.pk], gevoelig="nee", besloten=False)
        .values("nagekomen")
        .annotate(aantal=models.Count("pk"))
    )
    return {rij["nagekomen"] or "open": rij["aantal"] for rij in rijen}
