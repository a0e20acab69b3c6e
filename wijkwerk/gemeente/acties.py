"""Activating a profile: compare, refuse to drop what is in use, add a version."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from wijkwerk.gemeente import service
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.profiel import Profiel

if TYPE_CHECKING:  # a floor above this one: only its name, never its behaviour
    from wijkwerk.gebruikers.models import Gebruiker


class SleutelInGebruik(Exception):
    """The new profile leaves out keys that rows still use."""

    def __init__(self, sleutels: list[tuple[str, str]]) -> None:
        self.sleutels = sleutels
        opsomming = ", ".join(f"[[{tabel}]] {sleutel}" for tabel, sleutel in sleutels)
        super().__init__(
            f"Dit profiel laat sleutels weg die nog in gebruik zijn: {opsomming}. "
            'Zet ze terug met fase = "vervallen".'
        )


def weggelaten_in_gebruik(nieuw: Profiel) -> list[tuple[str, str]]:
    """Return the keys that rows use and that `nieuw` does not know, sorted. Before the first profile there are no rows."""
    if not Profielversie.objects.actief().exists():
        return []
    return sorted(service.sleutels_in_gebruik(nieuw) - nieuw.sleutels())


@transaction.atomic
def activeer(*, tekst: str, bestand: str, door: Gebruiker | None) -> tuple[Profielversie, bool]:
    """Make this TOML text the active profile; return the version and whether it is new.

    The same text again changes nothing. Raises ProfielFout when the text is not a valid profile and
    SleutelInGebruik when it drops a key that rows refer to; in both cases nothing has changed.
    """
    nieuw = service.lees_profiel(tekst, bestand)
    checksum = hashlib.sha256(tekst.encode()).hexdigest()
    huidig = Profielversie.objects.actief().select_for_update().first()
    if huidig is not None and huidig.checksum == checksum:
        return huidig, False
    weg = weggelaten_in_gebruik(nieuw)
    if weg:
        raise SleutelInGebruik(weg)
    Profielversie.objects.actief().update(actief=False)
    hoogste = Profielversie.objects.aggregate(hoogste=Max("nummer"))["hoogste"] or 0
    versie = Profielversie.objects.create(
        nummer=hoogste + 1, tekst=tekst, checksum=checksum, bestand=bestand, geactiveerd_door=door
    )
    service.vergeet_versie()
    transaction.on_commit(service.vergeet_versie)
    return versie, True
