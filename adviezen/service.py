"""What other apps, the desk and the clock ask of advice."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from adviezen.acties.standpunt import organen_voor
from adviezen.bronnen import Bron, gekozen_bron, klacht_bron, verwijs
from adviezen.models import Advies, Adviesonderwerp, Informatie, Ontvangst, Standpunt
from adviezen.models.onderwerp import KIJKERS
from adviezen.termijnen import herinneringen, uiterlijk_standpunt
from adviezen.zicht import bron_open_q, gevoelig_van
from wijkwerk.berichten.service import Taak
from wijkwerk.gebruikers.menu import MenuPunt, Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.gemeente.service import actief_profiel

__all__ = [
    "Bron",
    "bron_open_q",
    "doet_mee",
    "gekozen_bron",
    "gevoelig_van",
    "herinneringen",
    "houdt_dossier_open",
    "informatie_bij",
    "klacht_bron",
    "menu",
    "niet_publiceren",
    "over_bron",
    "sleutels_in_gebruik",
    "verwijs",
    "verwijzing",
    "vraagt",
    "werkvoorraad",
]

# Newest first: so many are looked at for the masking check.
MEESTE = 5000
# On Vandaag, of each kind.
MEESTE_TAKEN = 100


def doet_mee(gebruiker: Gebruiker) -> bool:
    """Whether this person asks, gives or weighs advice anywhere."""
    rechten = (*KIJKERS, Recht.ADVIES_GEVEN)
    return actief_profiel().heeft("advies") and any(heeft_ergens(gebruiker, recht) for recht in rechten)


def vraagt(gebruiker: Gebruiker) -> bool:
    """Whether this person asks others for advice anywhere."""
    return any(heeft_ergens(gebruiker, recht) for recht in KIJKERS)


def menu(gebruiker: Gebruiker) -> list[MenuPunt]:
    if not doet_mee(gebruiker):
        return []
    return [MenuPunt(actief_profiel().term("advies").meer.capitalize(), reverse("adviezen:lijst"), 40)]


def sleutels_in_gebruik() -> set[tuple[str, str]]:
    """Scales and themes that rows refer to."""
    niveaus = Advies.objects.exclude(schaalniveau="").values_list("schaalniveau", flat=True).distinct()
    themas = Adviesonderwerp.objects.exclude(thema="").values_list("thema", flat=True).distinct()
    verteld = Informatie.objects.exclude(thema="").values_list("thema", flat=True).distinct()
    return {("niveau", niveau) for niveau in niveaus} | {("thema", thema) for thema in {*themas, *verteld}}


def verwijzing(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    """What a reference to a subject looks like for somebody who may see it."""
    over = Adviesonderwerp.objects.zichtbaar_voor(gebruiker).filter(pk=pk).first()
    return Verwijzing(over.titel, over.get_absolute_url()) if over else None


def over_bron(soort: str, pk: int, gebruiker: Gebruiker) -> list[Adviesonderwerp]:
    """The subjects about a dossier, project or plan, for its own page: those that this person sees."""
    rijen = Adviesonderwerp.objects.zichtbaar_voor(gebruiker).over(soort, pk).met_oordeel_voor(gebruiker)
    return list(rijen.select_related("standpunt").order_by("begonnen_op", "pk"))


def informatie_bij(soort: str, pk: int, gebruiker: Gebruiker) -> list[Informatie]:
    """What was told about a dossier, project or plan: as far as this person sees it."""
    rijen = Informatie.objects.zichtbaar_voor(gebruiker).filter(bron_soort=soort, bron_id=pk)
    return list(rijen.defer("stuk").order_by("gegeven_op", "pk"))


def houdt_dossier_open(pk: int) -> Iterator[str]:
    """What a dossier waits for: a standpunt on the advice about it, told to who advised (HEL-28, HEL-29)."""
    # Where the module is off nobody can take a standpunt any more.
    if not actief_profiel().heeft("advies"):
        return
    ontvangen = Advies.objects.ontvangen().filter(onderwerp=OuterRef("pk"))
    over = Adviesonderwerp.objects.over("dossier", pk).filter(Exists(ontvangen))
    if over.open().exists():
        yield "Er is nog geen standpunt op een advies over dit dossier."
    if over.filter(standpunt__isnull=False, standpunt__gecommuniceerd_op=None).exists():
        yield "Het standpunt op een advies is nog niet meegedeeld."


def niet_publiceren(gebieden: frozenset[int]) -> tuple[list[str], list[str]]:
    """Return (names, texts): what residents themselves advised in or below these gebieden; for settings.NIET_PUBLICEREN."""
    van_bewoners = Advies.objects.ontvangen().filter(
        partij=None, onderwerp__plek_gebieden__overlap=sorted(gebieden)
    )
    teksten: list[str] = []
    for *vrij, raadplegingen in van_bewoners.order_by("-pk").values_list(
        "tekst", "draagvlak", "totstandkoming", "meningsverschillen", "raadplegingen"
    )[:MEESTE]:
        teksten += [tekst for tekst in (*vrij, *raadplegingen) if tekst]
    return [], teksten


def werkvoorraad(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Advice that the own party was asked for; subjects that wait for a standpunt, and standpunten that nobody was told."""
    if not gebruiker.vervullingen or not doet_mee(gebruiker):
        return
    partijen = {
        v.partij_id for v in gebruiker.vervullingen if v.partij_id and Recht.ADVIES_GEVEN in v.rol.mag
    }
    if partijen:
        yield from _gevraagd(partijen, gebruiker)
        yield from _ongelezen(partijen, gebruiker)
    if heeft_ergens(gebruiker, Recht.ADVIES_STANDPUNT):
        for over in _te_behandelen(gebruiker):
            yield from _te_wegen(over, gebruiker)
            yield from _te_vertellen(over)


def _gevraagd(partijen: set[int], gebruiker: Gebruiker) -> Iterator[Taak]:
    vandaag = timezone.localdate()
    rijen = (
        Advies.objects.zichtbaar_voor(gebruiker)
        .gevraagd()
        .filter(partij__in=partijen, onderwerp__standpunt=None, uiterlijk__gte=vandaag)
    )
    rijen = rijen.select_related("onderwerp__gebied").order_by("uiterlijk", "pk")
    for advies in rijen[:MEESTE_TAKEN]:
        yield Taak(
            titel=f"Advies geven: {advies.onderwerp}",
            waar=advies.onderwerp.gebied.naam,
            sinds=advies.gemaakt_op,
            uiterlijk=advies.uiterlijk,
            url=advies.get_absolute_url(),
            knop="Geef advies",
        )


def _ongelezen(partijen: set[int], gebruiker: Gebruiker) -> Iterator[Taak]:
    """What nobody of the party has opened yet."""
    zichtbaar = Informatie.objects.zichtbaar_voor(gebruiker)
    rijen = Ontvangst.objects.filter(
        partij__in=partijen, gelezen_op=None, informatie__in=zichtbaar.values("pk")
    ).select_related("informatie__gebied")
    for rij in rijen.defer("informatie__stuk").order_by("pk")[:MEESTE_TAKEN]:
        yield Taak(
            titel=f"Informatie: {rij.informatie}",
            waar=rij.informatie.gebied.naam,
            sinds=rij.informatie.gegeven_op,
            uiterlijk=rij.informatie.voor_datum,
            url=rij.informatie.get_absolute_url(),
            knop="Lees",
        )


def _te_behandelen(gebruiker: Gebruiker) -> QuerySet[Adviesonderwerp]:
    """Subjects with advice and without a standpunt, and those with an own standpunt that is not rounded off (three queries)."""
    ontvangen = Advies.objects.ontvangen().filter(onderwerp=OuterRef("pk"))
    zichtbaar = Adviesonderwerp.objects.zichtbaar_voor(gebruiker)
    voor_mij = Q(behandelaar=None) | Q(behandelaar=gebruiker)
    te_wegen = zichtbaar.open().filter(Exists(ontvangen), voor_mij)
    eigen = Standpunt.objects.filter(ingenomen_door=gebruiker).exclude(stand=Standpunt.Stand.AFGEROND)
    rijen = zichtbaar.filter(Q(pk__in=te_wegen.values("pk")) | Q(pk__in=eigen.values("onderwerp")))
    # What one handles first, then what has waited longest.
    rijen = rijen.order_by(F("behandelaar").asc(nulls_last=True), "begonnen_op", "pk")
    met = rijen.select_related("gebied", "behandelaar", "standpunt").prefetch_related("adviezen__partij")
    return met[:MEESTE_TAKEN]


def _te_wegen(over: Adviesonderwerp, gebruiker: Gebruiker) -> Iterator[Taak]:
    """What one handles; and what nobody handles yet, for the officials who decide there."""
    if hasattr(over, "standpunt") or not _weegt(over, gebruiker):
        return
    binnen = [advies for advies in over.adviezen.all() if advies.ingediend_op]
    eerste = min(timezone.localdate(advies.ingediend_op) for advies in binnen)
    vragen = [a.uiterlijk for a in over.adviezen.all() if a.stand == Advies.Stand.AANGEVRAAGD and a.uiterlijk]
    yield Taak(
        titel=f"Standpunt over: {over}",
        waar=over.gebied.naam,
        sinds=eerste,
        uiterlijk=uiterlijk_standpunt(eerste, over.besluitdatum),
        url=over.get_absolute_url(),
        knop="Weeg de adviezen",
        wacht_op_ander=any(uiterlijk >= timezone.localdate() for uiterlijk in vragen),
    )


def _weegt(over: Adviesonderwerp, gebruiker: Gebruiker) -> bool:
    ambtelijk = any(
        v.rol.kant == "gemeente" and Recht.ADVIES_STANDPUNT in v.rol.mag for v in gebruiker.vervullingen
    )
    return ambtelijk and bool(organen_voor(over, gebruiker))


def _te_vertellen(over: Adviesonderwerp) -> Iterator[Taak]:
    standpunt = getattr(over, "standpunt", None)
    if standpunt is not None:
        verteld = standpunt.stand == Standpunt.Stand.MEEGEDEELD
        yield Taak(
            titel=str(standpunt),
            waar=over.gebied.naam,
            sinds=standpunt.ingenomen_op,
            uiterlijk=None,
            url=standpunt.get_absolute_url(),
            knop="Rond af" if verteld else "Deel mee",
        )
