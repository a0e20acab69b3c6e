"""Work of the house by the clock. Thin, and safe to run twice."""

import logging

from celery import shared_task
from django.conf import settings
from django.utils.module_loading import import_string

from wijkwerk.gemeente.service import GeenProfiel, actieve_versie_id, vergeet_versie
from wijkwerk.huis.acties import kaartinvoer
from wijkwerk.huis.acties.vernietigen import bewaar_verklaring, voer_vernietiging_uit
from wijkwerk.pdf import PdfNietMogelijk
from wijkwerk.regels.models import Vernietigingslijst

logger = logging.getLogger(__name__)


@shared_task
def ruim_op() -> None:
    """Remove what is past its term (settings.OPRUIMEN). May run twice."""
    vergeet_versie()
    for pad in settings.OPRUIMEN:
        import_string(pad)()


@shared_task
def lees_kaart(invoer_id: int) -> None:
    """Load one map that was uploaded or is to be fetched, once."""
    vergeet_versie()
    kaartinvoer.verwerk_klaargezette(pk=invoer_id)


@shared_task
def lees_wachtende_kaart() -> None:
    """Load what no task took, and end what a killed worker left."""
    kaartinvoer.breek_gestorvene_af()
    for pk in kaartinvoer.wachtende():
        lees_kaart(pk)


@shared_task
def vernietig(lijst_id: int) -> None:
    """Carry out one list that was approved, and make its statement."""
    vergeet_versie()
    voer_vernietiging_uit(lijst_id)
    try:
        bewaar_verklaring(lijst_id)
    except PdfNietMogelijk as fout:
        logger.warning("%s", fout)


@shared_task
def vernietig_goedgekeurde() -> None:
    """Carry out what no task did: after a lost broker or a killed worker."""
    vergeet_versie()
    try:
        actieve_versie_id()
    except GeenProfiel:
        return
    lijsten = Vernietigingslijst.objects.exclude(verklaring_sha256__gt="").filter(
        stand__in=[Vernietigingslijst.Stand.GOEDGEKEURD, Vernietigingslijst.Stand.UITGEVOERD]
    )
    for pk in lijsten.order_by("pk").values_list("pk", flat=True):
        try:
            vernietig(pk)
        except Exception:
            logger.exception("Vernietigingslijst %s is mislukt.", pk)
