"""The report: made from the points, established once, corrected by a next version."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from overleggen import poort, verslagtekst
from overleggen.models import Overleg, Verslag
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd


def maak_concept(overleg: Overleg, *, door: Gebruiker, correctie: str = "") -> Verslag:
    """Make the next version from what was written at the meeting; the caller holds the row of the meeting."""
    inhoud = verslagtekst.maak(overleg)
    laatste = overleg.verslagen.order_by("-versie").first()
    verslag = Verslag(
        overleg=overleg,
        versie=laatste.versie + 1 if laatste else 1,
        inhoud=inhoud,
        openbaar=verslagtekst.openbaar(inhoud),
        correctie=correctie,
        opsteller=door,
    )
    verslag.save()
    noteer(
        door=door,
        stap="verslag.opstellen",
        ding=verslag,
        gegevens={"overleg": overleg.pk, "versie": verslag.versie},
    )
    return verslag


@transaction.atomic
def stel_vast(*, verslag: Verslag, door: Gebruiker) -> tuple[Verslag, tuple[Klacht, ...]]:
    """Establish a version. From then on it never changes."""
    verslag = (
        Verslag.objects.select_for_update(of=("self",))
        .select_related("overleg__gebied", "opsteller")
        .get(pk=verslag.pk)
    )
    uitkomst = poort.eis(verslag, "vaststellen", door)
    verslag.stand, verslag.vastgesteld_op, verslag.vastgesteld_door = (
        Verslag.Stand.VASTGESTELD,
        timezone.now(),
        door,
    )
    verslag.save(update_fields=["stand", "vastgesteld_op", "vastgesteld_door"])
    noteer(door=door, stap="verslag.vaststellen", ding=verslag, gegevens={"overleg": verslag.overleg_id})
    zet_klaar_voor(
        uitkomst.meldt,
        "verslag-vastgesteld",
        ding=verslag.overleg,
        plek=verslag.overleg.plek(),
        moment=f"v{verslag.versie}",
    )
    return verslag, uitkomst.adviezen


@transaction.atomic
def verbeter(*, overleg: Overleg, correctie: str, door: Gebruiker) -> Verslag:
    """A held meeting never changes: what was wrong in the report is put right in a new version that says so."""
    overleg = Overleg.objects.select_for_update(of=("self",)).select_related("gebied").get(pk=overleg.pk)
    klachten = [] if correctie.strip() else [Klacht("Schrijf op wat u verbetert.", "correctie")]
    if not overleg.is_afgerond:
        klachten.append(Klacht("Rond eerst het overleg af."))
    if overleg.verslagen.filter(stand=Verslag.Stand.CONCEPT).exists():
        klachten.append(Klacht("Er ligt nog een concept. Stel dat eerst vast."))
    nieuw = Verslag(overleg=overleg, opsteller=door)
    poort.eis(nieuw, "opstellen", door, stand="", ook=klachten)
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    return maak_concept(overleg, door=door, correctie=correctie.strip())
