"""The report: made from the points, established once, corrected by a next version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from overleggen import poort
from overleggen.acties.agenda import haal_punt
from overleggen.acties.concept import maak_concept
from overleggen.acties.openbaar import is_gepubliceerd
from overleggen.acties.overleg import nodig_deelnemers
from overleggen.acties.tijdens import bespreek
from overleggen.document import vraag_documenten
from overleggen.models import Agendapunt, Overleg, Verslag
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd

VASTGESTELD = "verslag-vastgesteld"


@transaction.atomic
def stel_vast(*, verslag: Verslag, door: Gebruiker) -> tuple[Verslag, tuple[Klacht, ...]]:
    """Establish a version. From then on it never changes. Raises StapGeweigerd when an earlier one was destroyed."""
    # The meeting first: whoever destroys an earlier version holds it too.
    Overleg.objects.select_for_update(of=("self",)).get(pk=verslag.overleg_id)
    verslag = (
        Verslag.objects.select_for_update(of=("self",))
        .select_related("overleg__gebied", "opsteller")
        .get(pk=verslag.pk)
    )
    vernietigd = Verslag.objects.filter(overleg=verslag.overleg_id).exclude(vernietigd_op=None).exists()
    ook = [Klacht("Een eerdere versie van dit verslag is vernietigd.")] if vernietigd else []
    uitkomst = poort.eis(verslag, "vaststellen", door, ook=ook)
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


def vast_te_stellen(punt: Agendapunt) -> Verslag | None:
    """The concept that this point is about; None when it is about something else, or was established already."""
    if punt.bron_soort != Agendapunt.VERSLAG:
        return None
    concepten = Verslag.objects.filter(overleg=punt.bron_id or 0, stand=Verslag.Stand.CONCEPT)
    return concepten.select_related("overleg__gebied").first()


@transaction.atomic
def stel_vast_bij_punt(
    *,
    punt: Agendapunt,
    door: Gebruiker,
    opmerkingen: str = "",
    gegevens: Mapping[str, Any] | None = None,
) -> tuple[Agendapunt, tuple[Klacht, ...]]:
    """The next meeting of the series establishes the report, at its own point; the remarks stand in its minutes.

    The report itself is not changed by it: a correction is a version of its own (`verbeter`). Both or neither: raises
    what `stel_vast` and `bespreek` raise.
    """
    punt = haal_punt(punt)
    verslag = vast_te_stellen(punt)
    if verslag is None:
        raise StapGeweigerd((Klacht("Dit verslag is al vastgesteld."),))
    verslag, adviezen = stel_vast(verslag=verslag, door=door)
    besluit = f"Het verslag van {date_format(verslag.overleg.datum)} is vastgesteld."
    gezegd = f"Opmerkingen: {opmerkingen.strip()}" if opmerkingen.strip() else "Geen opmerkingen."
    # What somebody wrote at the point already stays.
    punt, meer = bespreek(
        punt=punt,
        uitkomst="\n\n".join(tekst for tekst in (punt.uitkomst, gezegd) if tekst),
        besluit="\n\n".join(tekst for tekst in (punt.besluit, besluit) if tekst),
        versie=punt.versie,
        door=door,
        gegevens=gegevens,
    )
    return punt, (*adviezen, *meer)


@transaction.atomic
def verbeter(*, overleg: Overleg, correctie: str, door: Gebruiker, openbaar: str = "") -> Verslag:
    """A held meeting never changes: what was wrong in the report is put right in a new version that says so.

    `openbaar` is what everybody reads of it; when a version stands on the public site, that must be said.
    """
    overleg = Overleg.objects.select_for_update(of=("self",)).select_related("gebied").get(pk=overleg.pk)
    klachten = [] if correctie.strip() else [Klacht("Schrijf op wat u verbetert.", "correctie")]
    if not openbaar.strip() and is_gepubliceerd(overleg):
        klachten.append(Klacht("Schrijf op wat iedereen over deze verbetering leest.", "openbaar"))
    if not overleg.is_afgerond:
        klachten.append(Klacht("Rond eerst het overleg af."))
    if overleg.verslagen.filter(stand=Verslag.Stand.CONCEPT).exists():
        klachten.append(Klacht("Er ligt nog een concept. Stel dat eerst vast."))
    if overleg.verslagen.exclude(vernietigd_op=None).exists():
        klachten.append(Klacht("Een verslag van dit overleg is vernietigd. Er komt geen nieuwe versie."))
    nieuw = Verslag(overleg=overleg, opsteller=door)
    poort.eis(nieuw, "opstellen", door, stand="", ook=klachten)
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    return maak_concept(overleg, door=door, correctie=correctie.strip(), openbare_correctie=openbaar.strip())
