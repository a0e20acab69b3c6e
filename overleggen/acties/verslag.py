"""The report: made from the points, established once, corrected by a next version."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from overleggen import poort
from overleggen.acties.concept import maak_concept
from overleggen.acties.overleg import nodig_deelnemers
from overleggen.document import vraag_documenten
from overleggen.models import Overleg, Verslag
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd

VASTGESTELD = "verslag-vastgesteld"


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
    vraag_documenten(verslag)
    overleg, moment = verslag.overleg, f"v{verslag.versie}"
    # A link, never text: what each of them reads of it says the page.
    nodig_deelnemers(overleg, soort=VASTGESTELD, moment=moment, behalve=door)
    zet_klaar_voor(
        uitkomst.meldt, VASTGESTELD, ding=overleg, plek=overleg.plek(), moment=moment, behalve=door
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
