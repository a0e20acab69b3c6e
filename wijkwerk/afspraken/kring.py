"""Who else reads an afspraak that not everybody who guards may read: whoever reads where it came from."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from wijkwerk.gebruikers.models import Gebruiker


def kring(gebruiker: Gebruiker) -> Q:
    """Return the afspraken whose source is open to this person, as a condition on Afspraak."""
    q = Q(pk__in=[])
    for soort, pad in settings.AFSPRAAKKRINGEN.items():
        q |= Q(bron_soort=soort) & import_string(pad)(gebruiker)
    return q
