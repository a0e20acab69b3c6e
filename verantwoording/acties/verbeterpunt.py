"""A point that is to become better: the point, and the promise of who does it. Its steps are those of the promise."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Max

from verantwoording.models import Evaluatie, Verbeterpunt
from verantwoording.verzamelen import bovenste_gebied
from verantwoording.zicht import verbetert
from wijkwerk.afspraken import service as afspraken
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd

# One at a time gives out a number.
_SLOT = 60_720


@transaction.atomic
def maak_punt(
    *,
    titel: str,
    houder: Houder,
    uiterlijk: date,
    door: Gebruiker,
    omschrijving: str = "",
    herkomst: str = "",
    evaluatie: Evaluatie | None = None,
) -> Verbeterpunt:
    """Write it down, and ask its owner for it in the register of agreements.

    Raises PermissionDenied for who does not keep the list, StapGeweigerd when it says nothing or has no origin.
    """
    if not verbetert(door):
        raise PermissionDenied("U houdt de verbeterpunten niet bij.")
    klachten = []
    if not titel.strip():
        klachten.append(Klacht("Schrijf op wat er beter moet.", "titel"))
    if not herkomst.strip() and evaluatie is None:
        klachten.append(Klacht("Schrijf op waar dit punt vandaan komt.", "herkomst"))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SLOT])
    hoogste = Verbeterpunt.objects.aggregate(hoogste=Max("nummer"))["hoogste"] or 0
    punt = Verbeterpunt(
        nummer=hoogste + 1,
        titel=titel.strip(),
        omschrijving=omschrijving.strip(),
        herkomst=herkomst.strip(),
        evaluatie=evaluatie,
        gebied=bovenste_gebied(),
        gemaakt_door=door,
    )
    punt.zet_plek([punt.gebied])
    punt.save()
    punt.afspraak = afspraken.maak(
        wat=punt.titel, houder=houder, uiterlijk=uiterlijk, bron=punt, gebieden=[punt.gebied], door=door
    )
    punt.save(update_fields=["afspraak"])
    noteer(door=door, stap="verbeterpunt.maken", ding=punt, gegevens={"nummer": punt.nummer})
    return punt
