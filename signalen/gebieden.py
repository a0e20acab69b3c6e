"""In which areas somebody can look for signals, and which of them make the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.gebruikers.service import gebieden_waar
from wijkwerk.wijken.models import Gebied


def kiesbare_gebieden(gebruiker: Gebruiker) -> list[Gebied]:
    """Return the areas by which this person can filter, by name (one query).

    Who sees signals in areas chooses from those; who sees them as a party, or only counts them, from all.
    """
    waar = bereik(gebruiker, Recht.SIGNAAL_ZIEN)
    binnen = waar.gebieden and not waar.partijen
    gebieden = gebieden_waar(gebruiker, Recht.SIGNAAL_ZIEN) if binnen else Gebied.objects.actief()
    return list(gebieden.order_by("naam"))


def bovenste(gebieden: Sequence[Gebied]) -> list[Gebied]:
    """Those that lie in no other of these."""
    ids = {gebied.pk for gebied in gebieden}
    return [gebied for gebied in gebieden if ids.isdisjoint(set(gebied.voorouders) - {gebied.pk})]


def onder(gebieden: Sequence[Gebied], gekozen: Gebied | None) -> list[Gebied]:
    """The chosen area and what lies in it; everything when none was chosen."""
    if gekozen is None:
        return list(gebieden)
    return [gebied for gebied in gebieden if gekozen.pk in gebied.voorouders]


def rijen(gebieden: Sequence[Gebied], gekozen: Gebied | None, niveau: str = "") -> list[Gebied]:
    """Return the areas that stand beside each other: of this level, else one level below the chosen one."""
    binnen = onder(gebieden, gekozen)
    if niveau:
        return [gebied for gebied in binnen if gebied.niveau == niveau]
    top = [gekozen] if gekozen else bovenste(binnen)
    if len(top) > 1:
        return top
    return [gebied for gebied in binnen if top and gebied.ouder_id == top[0].pk] or top
