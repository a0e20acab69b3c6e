"""The map of areas as the municipality keeps it: loading it, and which outline belongs to which own area."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.wijken.acties import bewaar_eigen_blad, bewaar_kaartblad
from wijkwerk.wijken.geojson import KaartFout
from wijkwerk.wijken.kaartblad import EigenBlad, Kaartblad, lees_eigen_blad, lees_kaartblad
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
    if door is not None:
        eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    rijen = Omtrek.objects.filter(jaar=jaar)
    eerste = rijen.first()
    if eerste is None:
        raise KaartFout(f"Er is geen kaart van {jaar}.")
    noteer(door=door, stap="kaart.weghalen", ding=eerste, gegevens={"jaar": jaar})
    return rijen.delete()[0]


@transaction.atomic
def laad_eigen_kaart(*, inhoud: bytes, door: Gebruiker | None) -> tuple[EigenBlad, int, int]:
    """Read the outlines that the municipality drew of its own areas; return (what was read, new, changed). Raises KaartFout."""
    blad = lees_eigen_blad(inhoud, Gebied.objects.actief())
    nieuw, anders = bewaar_eigen_blad(blad=blad)
    if nieuw or anders:
        eerste = Omtrek.objects.get(jaar=0, code=blad.omtrekken[0].code)
        noteer(
            door=door,
            stap="kaart.laden",
            ding=eerste,
            gegevens={"nieuw": nieuw, "gewijzigd": anders, "soort": "eigen"},
        )
    return blad, nieuw, anders


@transaction.atomic
def koppel_gebieden(
    *,
    paren: Sequence[tuple[Gebied, str]],
    door: Gebruiker,
    in_plaats_van: Collection[int] = (),
    jaar: int | None = None,
) -> int:
    """Confirm that these outlines (codes) belong to these areas; return how many were new. Twice changes nothing.

    `in_plaats_van`: codes (ids of `Gebiedscode`) that the map of `jaar` does not have any more. They keep counting for
    figures of the years before, and what comes in their place counts from that year on.
    """
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    per_gebied: dict[int, list[str]] = {}
    for gebied, code in paren:
        per_gebied.setdefault(gebied.pk, []).append(code)
    return sum(
        _koppel(gebied, per_gebied[gebied.pk], door, in_plaats_van, jaar)
        for gebied in Gebied.objects.select_for_update(of=("self",)).filter(pk__in=per_gebied).order_by("pk")
    )


def _koppel(
    gebied: Gebied, codes: Sequence[str], door: Gebruiker, in_plaats_van: Collection[int], jaar: int | None
) -> int:
    """Whoever holds the area first says which codes it has."""
    alle = list(gebied.codes.all())
    geldt = {rij.code for rij in alle if rij.jaar_tot is None}
    nieuw = [code for code in dict.fromkeys(codes) if code not in geldt]
    oude = [rij for rij in alle if rij.pk in in_plaats_van and rij.jaar_tot is None] if nieuw and jaar else []
    if jaar is not None:
        Gebiedscode.objects.filter(pk__in=[rij.pk for rij in oude]).update(jaar_tot=jaar - 1)
    eerder = {rij.code for rij in alle}
    for code in nieuw:
        van = jaar if oude or code in eerder else None
        Gebiedscode.objects.create(gebied=gebied, code=code, jaar_van=van)
        noteer(door=door, stap="gebied.koppelen", ding=gebied, gegevens={"code": code, "van": van})
    for rij in oude:
        noteer(door=door, stap="gebied.koppelen", ding=gebied, gegevens={"code": rij.code, "vervallen": jaar})
    return len(nieuw)
