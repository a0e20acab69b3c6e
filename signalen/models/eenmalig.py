"""What a form makes once, however often it is sent."""

from __future__ import annotations

from django.db import models


class Eenmalig(models.Model):
    """Remembers which form made it; nothing when no form did. Only `acties.eenmaal` writes it."""

    client_id = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        abstract = True
