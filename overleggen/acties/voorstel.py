"""Taking proposed points onto the agenda: each one by the same step as any other point."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from overleggen.acties.agenda import agendeer, draag_aan
from overleggen.models import Agendapunt, Overleg
from overleggen.voorstel import Voorstel
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import Klacht, StapGeweigerd

Niet = tuple[Voorstel, tuple[Klacht, ...]]


def neem_over(
    *, overleg: Overleg, voorstellen: Iterable[Voorstel], door: Gebruiker
) -> tuple[list[Agendapunt], list[Niet]]:
    """Take these onto the agenda. One that misses something the form asks stays `aangedragen`, with the reason."""
    gelukt: list[Agendapunt] = []
    niet: list[Niet] = []
    for voorstel in voorstellen:
        try:
            punt = _draag_aan(overleg, voorstel, door)
        except StapGeweigerd as geweigerd:
            niet.append((voorstel, geweigerd.klachten))
            continue
        try:
            gelukt.append(agendeer(punt=punt, door=door)[0])
        except StapGeweigerd as geweigerd:
            niet.append((voorstel, geweigerd.klachten))
    return gelukt, niet


@transaction.atomic
def _draag_aan(overleg: Overleg, voorstel: Voorstel, door: Gebruiker) -> Agendapunt:
    return draag_aan(
        overleg=overleg,
        door=door,
        bron=voorstel.bron,
        van=voorstel.van,
        doel=voorstel.doel,
        aanleiding=voorstel.reden,
    )
