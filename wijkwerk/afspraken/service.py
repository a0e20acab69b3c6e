"""What other apps and the composition ask of the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.module_loading import import_string

from wijkwerk.afspraken.acties import (
    beoordeel,
    laat_vervallen,
    maak,
    meld_klaar,
    ruim_ongebruikte_op,
    sluit,
    verzet,
    volg_bron,
    weiger,
    werk_bij,
    wie_hoort_van,
    zeg_toe,
)
from wijkwerk.afspraken.herinneringen import herinneringen
from wijkwerk.afspraken.mailstap import link_voor_houder
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.service import Taak, Taakknop
from wijkwerk.gebruikers.menu import MenuPunt, Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.wijken.models import Gebied

__all__ = [
    "beoordeel",
    "bij_bron",
    "bron_van",
    "herinneringen",
    "laat_vervallen",
    "link_voor_houder",
    "maak",
    "meld_klaar",
    "menu",
    "ruim_ongebruikte_op",
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
            stand=afspraak.stand,
            knop="Toezeggen of weigeren" if gevraagd else "Knelpunt of later",
            knop_url="" if gevraagd else _adres("voortgang", afspraak),
            knoppen=() if gevraagd else _knoppen(afspraak),
        )


def _knoppen(afspraak: Afspraak) -> tuple[Taakknop, ...]:
    """In one click: it runs, it is done. Where the result must be told, the second opens the form that asks it."""
    terug = {"terug": "vandaag"}
    return (
        Taakknop("Loopt", _adres("voortgang", afspraak), {"stand": Afspraak.Stand.LOOPT.value, **terug}),
        Taakknop("Gereed", _adres("resultaat", afspraak), terug if afspraak.is_uit_plan else {}),
    )


def _adres(naam: str, afspraak: Afspraak) -> str:
    return reverse(f"afspraken:{naam}", args=[afspraak.pk])


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
