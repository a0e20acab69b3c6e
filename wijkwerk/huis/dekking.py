"""What every area has according to the profile (`[[dekking]]`), and where it is missing.

Each app says where it has what it is about (settings.GEDEKT); this adds it up. A fixed number of queries per row of the
profile, however many areas there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.frequentie import Tijdvak, plus_maanden
from wijkwerk.profiel.rijen.plannen import Dekking
from wijkwerk.wijken.models import Gebied


@dataclass(frozen=True)
class Stand:
    """One row of the profile and where it holds. `sinds`: from which day on it counts."""

    dekking: Dekking
    met: list[Gebied]
    zonder: list[Gebied]
    sinds: date | None

    @property
    def aantal(self) -> int:
        return len(self.met) + len(self.zonder)

    @property
    def is_te_laat(self) -> bool:
        """Something is missing, and the day before which it had to be there is past."""
        tot = self.dekking.uiterlijk
        return bool(self.zonder) and (tot is None or tot < timezone.localdate())

    @property
    def stand(self) -> str:
        if not self.zonder:
            return "klaar"
        return "te-laat" if self.is_te_laat else "loopt"


def standen() -> list[Stand]:
    """Return every row of the active profile, what is missing first."""
    profiel = actief_profiel()
    gebieden = list(Gebied.objects.actief().order_by("naam"))
    rijen = [_stand(dekking, gebieden, profiel) for dekking in profiel.dekkingen]
    return sorted(rijen, key=lambda rij: not rij.zonder)


def _sinds(tijdvak: Tijdvak) -> date:
    """The first day that counts: of this term of office, else so long ago as the length is."""
    vandaag = timezone.localdate()
    if tijdvak.begin is not None:
        return tijdvak.venster(vandaag)[0]
    return plus_maanden(vandaag, -tijdvak.maanden) - timedelta(weeks=tijdvak.weken)


def _stand(dekking: Dekking, gebieden: list[Gebied], profiel: Profiel) -> Stand:
    sinds = _sinds(profiel.tijdvak(dekking.per)) if dekking.per else None
    gedekt: set[int] = set()
    for pad in settings.GEDEKT:
        gedekt |= import_string(pad)(frozenset(dekking.wat), sinds)
    # Somebody who works for a larger area works here as well; a meeting or a plan of a larger one is not ours.
    rollen = {rol.sleutel for rol in profiel.rollen}
    erft = bool(rollen & set(dekking.wat))
    hier = [gebied for gebied in gebieden if gebied.niveau in dekking.niveaus]

    def heeft(gebied: Gebied) -> bool:
        return gebied.pk in gedekt or (erft and bool(gedekt & set(gebied.voorouders)))

    return Stand(
        dekking,
        met=[gebied for gebied in hier if heeft(gebied)],
        zonder=[gebied for gebied in hier if not heeft(gebied)],
        sinds=sinds,
    )
