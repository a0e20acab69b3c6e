"""Activating a profile."""

from __future__ import annotations

from django.db import transaction

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.wijken.acties import vul_uit_profiel


@transaction.atomic
def activeer_profiel(*, tekst: str, bestand: str, door: Gebruiker | None) -> tuple[Profielversie, bool]:
    """Activate a profile and fill in the areas and parties it brings; the same text again changes nothing.

    Raises PermissionDenied, ProfielFout (every error at once) or SleutelInGebruik; then nothing has changed.
    """
    if door is not None:
        eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    versie, nieuw = gemeente_acties.activeer(tekst=tekst, bestand=bestand, door=door)
    if nieuw:
        vul_uit_profiel(profiel=actief_profiel())
        noteer(door=door, stap="profiel.activeren", ding=versie, gegevens={"nummer": versie.nummer})
    return versie, nieuw
