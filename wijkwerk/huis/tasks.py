"""Work of the house by the clock."""

from celery import shared_task
from django.conf import settings
from django.utils.module_loading import import_string

from wijkwerk.gemeente.service import vergeet_versie


@shared_task
def ruim_op() -> None:
    """Remove what is past its term (settings.OPRUIMEN). May run twice."""
    vergeet_versie()
    for pad in settings.OPRUIMEN:
        import_string(pad)()
