"""What leaves by itself: contact data past their term, and the words of shielded signals."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from signalen.models import Melder, Overdracht, Signaal
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gemeente.service import actief_profiel


@transaction.atomic
def ruim_op() -> int:
    """Remove contact data past their term, and the words of shielded signals; return the number of rows touched."""
    vandaag = timezone.localdate()
    weg, _ = Melder.objects.te_wissen(vandaag).delete()
    grens = plus_maanden(vandaag, -actief_profiel().bewaren.gevoelige_tekst)
    oud = Signaal.objects.filter(gevoelig="ja", stand=Signaal.Stand.GESLOTEN, gesloten_op__date__lt=grens)
    gewist = 0
    for signaal in oud.exclude(tekst=""):
        gewist += _wis_tekst(signaal)
    return weg + gewist


def _wis_tekst(signaal: Signaal) -> int:
    """Empty what was said and answered; kind, area and dates stay, so it is still counted."""
    signaal.tekst, signaal.waar, signaal.belevingsgebied, signaal.velden = "", "", "", {}
    signaal.tekst_gewist_op = timezone.now()
    signaal.save(update_fields=["tekst", "waar", "belevingsgebied", "velden", "tekst_gewist_op"])
    Overdracht.objects.filter(signaal=signaal).update(antwoord="")
    signaal.antwoorden.update(motivering="", velden={})
    Afspraak.objects.filter(bron_soort="signaal", bron_id=signaal.pk).update(
        wat=f"Deel van {signaal}", resultaat=""
    )
    return 1
