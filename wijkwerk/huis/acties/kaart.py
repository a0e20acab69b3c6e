"""The map of areas as the municipality keeps it: loading it, and which outline belongs to which own area."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.wijken.acties import bewaar_kaartblad
from wijkwerk.wijken.kaartblad import Kaartblad, KaartFout, lees_kaartblad
from wijkwerk.wijken.models import Gebied, Gebiedscode, Omtrek


@transaction.atomic
def laad_kaart(*, inhoud: bytes, jaar: int, door: Gebruiker | None) -> tuple[Kaartblad, int, int]:
    """Read a GeoJSON file and keep its outlines; return (what was read, new, changed). Raises KaartFout."""
    blad = lees_kaartblad(inhoud, gemeente=actief_profiel().gemeente.code, jaar=jaar)
    nieuw, anders = bewaar_kaartblad(blad=blad)
    if nieuw or anders:
        eerste = Omtrek.objects.get(jaar=blad.jaar, code=blad.omtrekken[0].code)
        gegevens = {"jaar": jaar, "soort": blad.soort, "nieuw": nieuw, "gewijzigd": anders}
        noteer(door=door, stap="kaart.laden", ding=eerste, gegevens=gegevens)
    return blad, nieuw, anders


@transaction.atomic
def haal_kaart_weg(*, jaar: int, door: Gebruiker | None) -> int:
    """Remove the outlines of a year; the codes at the areas stay. Raises KaartFout when there are none."""
    rijen = Omtrek.objects.filter(jaar=jaar)
    eerste = rijen.first()
    if eerste is None:
        raise KaartFout(f"Er is geen kaart van {jaar}.")
    noteer(door=door, stap="kaart.weghalen", ding=eerste, gegevens={"jaar": jaar})
    return rijen.delete()[0]


@transaction.atomic
def koppel_gebieden(*, paren: Sequence[tuple[Gebied, str]], door: Gebruiker) -> int:
    """Confirm that these outlines (codes) belong to these areas; return how many were new. Twice changes nothing."""
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    nieuw = 0
    for gebied, code in paren:
        # Whoever holds the area first says which codes it has.
        Gebied.objects.select_for_update(of=("self",)).get(pk=gebied.pk)
        if not gebied.codes.filter(code=code).exists():
            Gebiedscode.objects.create(gebied=gebied, code=code)
            noteer(door=door, stap="gebied.koppelen", ding=gebied, gegevens={"code": code})
            nieuw += 1
    return nieuw
