"""Thin tasks, safe to run twice."""

from __future__ import annotations

import logging

from celery import shared_task

from wijkagenda.acties.publiceren import maak_momentopname
from wijkagenda.models import Plan
from wijkwerk.regels.service import StapGeweigerd

logger = logging.getLogger(__name__)


@shared_task
def werk_publicaties_bij() -> None:
    """Once a night: publish how it goes of every published plan in which something changed."""
    for plan in Plan.objects.vastgesteld().filter(gepubliceerd_op__isnull=False).iterator():
        try:
            maak_momentopname(plan=plan)
        except StapGeweigerd as geweigerd:
            # What was adopted and what was closed since may say the same: somebody has to look, the other plans go on. Without
            # the words: they are what may not be read.
            logger.error(
                "De stand van plan %s is niet gepubliceerd (%s klachten).", plan.pk, len(geweigerd.klachten)
            )
