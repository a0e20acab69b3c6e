"""What leaves by itself: who was interested, and the words of a path about something whose words left."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from participatie.acties import jaaroverzicht, meedenken
from participatie.models import Traject
from participatie.models.traject import GEWIST
from signalen.models import Initiatief, Project
from wijkwerk.logboek.service import noteer
from wijkwerk.publicatie.service import gepubliceerd, trek_gewist_in
from wijkwerk.regels.models import Instemming


def ruim_op(vandaag: date | None = None) -> int:
    """For settings.OPRUIMEN; return the number of rows."""
    return jaaroverzicht.ruim_op(vandaag) + meedenken.ruim_op(vandaag) + wis_trajecten()


@transaction.atomic
def wis_trajecten() -> int:
    """Empty the paths about an initiative or project whose signal was emptied; who decided and when stays, and what was
    published of it is withdrawn."""
    initiatieven = Initiatief.objects.filter(signaal__tekst_gewist_op__isnull=False)
    projecten = Project.objects.filter(initiatief__in=initiatieven)
    over = Q(bron_soort="initiatief", bron_id__in=initiatieven.values("pk"))
    over |= Q(bron_soort="project", bron_id__in=projecten.values("pk"))
    aantal = 0
    for traject in Traject.objects.filter(over).exclude(titel=GEWIST).select_for_update(of=("self",)):
        _wis(traject)
        noteer(door=None, stap="traject.opruimen", ding=traject)
        aantal += 1
    # Also what was emptied before: nothing that is empty is still to be read.
    for traject in Traject.objects.filter(titel=GEWIST, pk__in=gepubliceerd(Traject)):
        trek_gewist_in(traject)
    return aantal


def _wis(traject: Traject) -> None:
    traject.titel = GEWIST
    traject.doel = traject.waarover = traject.kaders = traject.terugkoppeling = ""
    traject.afwijking = GEWIST if traject.afwijking else ""
    traject.resultaat = GEWIST if traject.resultaat else ""
    traject.save(
        update_fields=["titel", "doel", "waarover", "kaders", "terugkoppeling", "afwijking", "resultaat"]
    )
    traject.inbreng.update(tekst=GEWIST, anders_verteld="")
    traject.inbreng.exclude(uitleg="").update(uitleg=GEWIST)
    traject.notities.update(tekst=GEWIST)
    traject.scores.update(toelichting=GEWIST)
    traject.betrokkenen.update(waarover="", moment="")
    traject.protocolstappen.exclude(overgeslagen="").update(overgeslagen=GEWIST)
    Instemming.objects.bij(traject).exclude(toelichting="").update(toelichting=GEWIST)
