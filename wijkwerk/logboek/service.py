"""Writing and clearing the logboek."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.models import Logregel


def noteer(
    *,
    door: Gebruiker | None,
    stap: str,
    ding: models.Model,
    reden: str = "",
    gegevens: Mapping[str, Any] | None = None,
) -> Logregel:
    """Record a step on a thing, inside the transaction of the action. `gegevens` holds ids and keys, no content."""
    return _schrijf(Logregel.Aard.STAP, door, stap, ding, reden, gegevens)


def noteer_inzage(*, door: Gebruiker, ding: models.Model) -> Logregel:
    """Record that somebody read a shielded thing."""
    return _schrijf(Logregel.Aard.INZAGE, door, "inzage", ding, "", None)


def noteer_geweigerd(*, door: Gebruiker | None, stap: str, ding: models.Model, reden: str = "") -> Logregel:
    """Record a refused attempt, in a transaction of its own: call it after the rollback."""
    return _schrijf(Logregel.Aard.GEWEIGERD, door, stap, ding, reden, None)


def _schrijf(
    aard: Logregel.Aard,
    door: Gebruiker | None,
    stap: str,
    ding: models.Model,
    reden: str,
    gegevens: Mapping[str, Any] | None,
) -> Logregel:
    return Logregel.objects.create(
        aard=aard,
        door=door,
        stap=stap,
        object_soort=ding._meta.model_name or "",
        object_id=ding.pk,
        reden=reden,
        gegevens=dict(gegevens or {}),
    )


@transaction.atomic
def verwijder_oude_maanden(vandaag: date | None = None) -> int:
    """Remove whole months past the term of the profile (`bewaren.logboek`, months); log it; return the number."""
    dag = vandaag or timezone.localdate()
    maanden = dag.year * 12 + dag.month - 1 - actief_profiel().bewaren.logboek
    grens = datetime(maanden // 12, maanden % 12 + 1, 1, tzinfo=timezone.get_current_timezone())
    with connection.cursor() as cursor:
        cursor.execute("SELECT logboek_verwijder_voor(%s)", [grens])
        aantal = int(cursor.fetchone()[0])
    if aantal:
        Logregel.objects.create(
            aard=Logregel.Aard.STAP,
            stap="logboek.opruimen",
            object_soort="logregel",
            gegevens={"aantal": aantal, "voor": grens.date().isoformat()},
        )
    return aantal
