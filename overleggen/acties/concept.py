"""The next version of a report, made from what was written at the meeting."""

from __future__ import annotations

from overleggen import verslagtekst
from overleggen.models import Overleg, Verslag
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer


def maak_concept(
    overleg: Overleg, *, door: Gebruiker, correctie: str = "", openbare_correctie: str = ""
) -> Verslag:
    """Make the next version from what was written at the meeting, or from the version before it; the caller holds the row of the meeting."""
    laatste = overleg.verslagen.order_by("-versie").first()
    # What the register says today of an afspraak is not what was agreed at the table.
    inhoud = laatste.inhoud if laatste else verslagtekst.maak(overleg)
    verslag = Verslag(
        overleg=overleg,
        versie=laatste.versie + 1 if laatste else 1,
        inhoud=inhoud,
        openbaar=verslagtekst.openbaar(inhoud),
        correctie=correctie,
        openbare_correctie=openbare_correctie,
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
