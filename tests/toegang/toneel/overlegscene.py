"""The meetings of one form on the stage, and where such a form can be held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from overleggen.models import (
    Aantekening,
    Agendapunt,
    Deelnemer,
    Overleg,
    Overlegdeel,
    Stuk,
)
from tests.toegang.toneel.spelers import Spelers
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.wijken.models import Gebied

OPENBAAR = Overlegdeel.Toegang.OPENBAAR.value


@dataclass
class Overlegscene:
    """Meetings of one form, by how far they came, with points of which `dicht` says whether they are closed."""

    dicht: bool
    komend: Overleg
    uitgenodigd: Overleg
    bezig: Overleg
    afgerond: Overleg
    deelnemer: Deelnemer
    aangedragen: Agendapunt
    geagendeerd: Agendapunt
    open_punt: Agendapunt
    besproken: Agendapunt
    stuk: Stuk
    aantekening: Aantekening | None = None
    # Its report is established, with a file that has its words.
    vastgesteld: Overleg | None = None
    # The same of a shielded signal, in the meeting that is being held.
    geheim: list[Agendapunt] = field(default_factory=list)


def plekken(spelers: Spelers, *, dicht: bool) -> Iterator[tuple[Overlegvorm, Gebied]]:
    """Forms that are held here or below, those of the area itself and of professionals alone first."""
    vandaag = timezone.localdate()
    gebieden = Gebied.objects.actief().filter(voorouders__contains=[spelers.gebied.pk]).order_by("pk")
    mogelijk = [
        (vorm, gebied)
        for vorm in spelers.profiel.overlegvormen
        for gebied in gebieden
        if not vorm.is_spreekuur
        and vorm.geldt_op(vandaag)
        and gebied.niveau in vorm.niveaus
        and (not vorm.gebieden or gebied.sleutel in vorm.gebieden)
        and any((deel.toegang != OPENBAAR) == dicht for deel in vorm.delen)
    ]

    def volgorde(plek: tuple[Overlegvorm, Gebied]) -> tuple[bool, bool, bool]:
        vorm, gebied = plek
        toegangen = {deel.toegang for deel in vorm.delen}
        return gebied != spelers.gebied, not vorm.uitgesloten, dicht and "professionals" not in toegangen

    yield from sorted(mogelijk, key=volgorde)
