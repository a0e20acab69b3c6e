"""What the clock does: thin, and it may run twice."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from prestaties.acties import ga_in
from prestaties.models import Prestatieafspraak


@shared_task
def start_wat_begint() -> int:
    """Let run what was agreed and whose first day is there; return how many."""
    vandaag = timezone.localdate()
    wacht = Prestatieafspraak.objects.filter(stand=Prestatieafspraak.Stand.OVEREENGEKOMEN, begin__lte=vandaag)
    return sum(
        ga_in(afspraak=rij, dag=vandaag).stand == Prestatieafspraak.Stand.LOPEND
        for rij in wacht.order_by("pk")
    )
