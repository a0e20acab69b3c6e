"""Terms: when a request is decided on, and when what was awarded is accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from budgetten.models import Budgetaanvraag
from budgetten.wie import te_manen
from wijkwerk.berichten.service import Herinnering
from wijkwerk.berichten.termijnen import herinnermoment, uiterlijk
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.volgen import Termijn

# Working days before the last day, where the profile gives no term of its own.
HERINNER_VOORAF = (10, 2)


def _termijn(budget: str, tot: str) -> Termijn | None:
    vandaag = timezone.localdate()
    return next(
        (
            rij
            for rij in actief_profiel().termijnen
            if rij.object == "budgetaanvraag"
            and rij.tot == tot
            and (not rij.voor or budget in rij.voor)
            and rij.geldt_op(vandaag)
        ),
        None,
    )


def besluit_voor(aanvraag: Budgetaanvraag) -> date:
    """The last day for a decision: the term of the profile, else that of settings."""
    ingediend = timezone.localdate(aanvraag.ingediend_op)
    termijn = _termijn(aanvraag.budget, "toekennen")
    if termijn is not None:
        return uiterlijk(termijn, ingediend)
    return ingediend + timedelta(weeks=settings.BUDGET_BESLUIT_WEKEN)


def verantwoording_voor(aanvraag: Budgetaanvraag) -> date | None:
    """The last day to account for it, counted from the last day of the work, else from the decision; None without award."""
    if aanvraag.besloten_op is None or aanvraag.stand not in Budgetaanvraag.GEKREGEN:
        return None
    # The work may have ended before it was decided on.
    vanaf = max(aanvraag.einddatum or aanvraag.besloten_op, aanvraag.besloten_op)
    termijn = _termijn(aanvraag.budget, "verantwoorden")
    if termijn is not None:
        return uiterlijk(termijn, vanaf)
    return vanaf + timedelta(weeks=settings.BUDGET_VERANTWOORD_WEKEN)


def is_te_laat(aanvraag: Budgetaanvraag) -> bool:
    """Accounted for after the last day, or not yet while that has passed."""
    laatste = verantwoording_voor(aanvraag)
    op = timezone.localdate(aanvraag.verantwoord_op) if aanvraag.verantwoord_op else timezone.localdate()
    return laatste is not None and op > laatste


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """What was awarded and must be accounted for: who asked, else who manages it, before the day and after it."""
    if not actief_profiel().heeft("budgetten"):
        return
    rijen = Budgetaanvraag.objects.filter(stand__in=Budgetaanvraag.TE_VERANTWOORDEN, toegekend__gt=0)
    for aanvraag in rijen.select_related("partij", "aanvrager", "gebied", "signaal", "melding").order_by(
        "pk"
    ):
        laatste = verantwoording_voor(aanvraag)
        if laatste is None:
            continue
        termijn = _termijn(aanvraag.budget, "verantwoorden")
        vooraf = termijn.herinner if termijn and termijn.herinner else HERINNER_VOORAF
        moment = herinnermoment(laatste, vooraf, dag)
        if moment is None:
            continue
        for persoon in te_manen(aanvraag):
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=aanvraag,
                moment=moment,
                uiterlijk=laatste,
                titel=f"Verantwoord: {aanvraag}",
                url=aanvraag.get_absolute_url(),
            )
