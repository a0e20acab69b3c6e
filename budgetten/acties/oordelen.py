"""Judging: every criterion yes or no, always with why."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from budgetten.acties.gemeen import mag_behandelen, vergrendel
from budgetten.models import Budgetaanvraag
from budgetten.regels import onderwerp, oordelen
from budgetten.stroom import AANVRAAG
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector
from wijkwerk.profiel.rijen.geld import Oordeel
from wijkwerk.regels.models import Beoordeling
from wijkwerk.regels.service import Klacht, Toestemming, eis_stap


def gevraagde_oordelen(aanvraag: Budgetaanvraag) -> list[Oordeel]:
    profiel = actief_profiel()
    return [profiel.oordeel(regel.oordeel) for regel in oordelen(aanvraag.rij)]


def beoordelaars(oordeel: Oordeel, aanvraag: Budgetaanvraag, door: Gebruiker) -> Toestemming | None:
    """Who judges: whom the oordeel names, else everybody who handles requests of this budget."""
    if oordeel.door:
        return Toestemming(wie=oordeel.door, alleen=True)
    if mag_behandelen(aanvraag, door):
        return Toestemming(wie=(Selector("iedereen"),))
    return None


@transaction.atomic
def beoordeel(
    *, aanvraag: Budgetaanvraag, oordeel: str, criterium: str, ja: bool, toelichting: str, door: Gebruiker
) -> Beoordeling:
    """Judge one criterion; a second time replaces it, as long as nothing was decided (OIJ-30, OIJ-31).

    Raises KeyError for a criterion that is not asked here, PermissionDenied, StapGeweigerd.
    """
    aanvraag = vergrendel(aanvraag)
    gevraagd = {(rij.sleutel, c.sleutel): rij for rij in gevraagde_oordelen(aanvraag) for c in rij.criteria}
    rij = gevraagd[oordeel, criterium]
    ook = [] if toelichting.strip() else [Klacht("Leg uit waarom.", "toelichting")]
    eis_stap(
        AANVRAAG["beoordelen"],
        onderwerp(aanvraag),
        door,
        stand=aanvraag.stand,
        toestemming=beoordelaars(rij, aanvraag, door),
        ook=ook,
    )
    beoordeling, _ = Beoordeling.objects.update_or_create(
        object_soort="budgetaanvraag",
        object_id=aanvraag.pk,
        oordeel=oordeel,
        criterium=criterium,
        defaults={"ja": ja, "toelichting": toelichting.strip(), "door": door, "op": timezone.now()},
    )
    noteer(
        door=door,
        stap="budgetaanvraag.beoordelen",
        ding=aanvraag,
        gegevens={"criterium": criterium, "ja": ja},
    )
    return beoordeling
