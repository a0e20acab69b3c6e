"""What leaves by itself: the words of a request that came from, or became, a signal whose words left."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from budgetten.acties.publiceren import spoor_van
from budgetten.models import Budgetaanvraag, Jaarbudget
from budgetten.models.aanvraag import GEWIST
from wijkwerk.logboek.service import noteer
from wijkwerk.publicatie.service import gepubliceerd, trek_gewist_in
from wijkwerk.regels.models import Beoordeling

TEKSTEN = (
    "openbare_titel",
    "doel",
    "voor_wie",
    "begroting",
    "reden",
    "eigen_inbreng",
    "draagvlak",
    "resultaat",
    "verantwoording",
    "teruggelegd",
)


@transaction.atomic
def ruim_op() -> int:
    """Empty them after the signal was emptied (settings.OPRUIMEN); the amounts stay, they are counted; what was
    published of it is withdrawn. Return the number."""
    gewist = Q(signaal__tekst_gewist_op__isnull=False) | Q(melding__tekst_gewist_op__isnull=False)
    # Also what was written after it: an account that came in later.
    over = ~Q(titel=GEWIST) | ~Q(motivering__in=["", GEWIST])
    for naam in TEKSTEN:
        over |= ~Q(**{naam: ""})
    rijen = Budgetaanvraag.objects.filter(gewist & over).select_for_update(of=("self",))
    aantal = 0
    for aanvraag in rijen:
        aanvraag.titel = GEWIST
        for naam in TEKSTEN:
            setattr(aanvraag, naam, "")
        if aanvraag.motivering:
            aanvraag.motivering = GEWIST
        aanvraag.save(update_fields=["titel", "motivering", *TEKSTEN])
        Beoordeling.objects.bij(aanvraag).update(toelichting=GEWIST)
        noteer(door=None, stap="budgetaanvraag.opruimen", ding=aanvraag)
        aantal += 1
    _trek_in()
    return aantal


def _trek_in() -> None:
    """Withdraw what still tells of a request that is empty, whenever it was emptied."""
    leeg = Budgetaanvraag.objects.filter(titel=GEWIST, jaarbudget__in=gepubliceerd(Jaarbudget))
    for aanvraag in leeg.select_related("jaarbudget"):
        assert aanvraag.jaarbudget is not None
        trek_gewist_in(aanvraag.jaarbudget, inhoud__items__contains=[{"spoor": spoor_van(aanvraag)}])
