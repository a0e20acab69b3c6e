"""The fields of an answer: in their kind, filled, and of a kind that may be given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from signalen.models import Antwoord, Signaal
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.signalen import Antwoord as Antwoordsoort
from wijkwerk.profiel.velden import Veld
from wijkwerk.regels.service import Klacht


def antwoordsoorten(signaal: Signaal, vorig: Antwoord | None) -> list[Antwoordsoort]:
    """Return the answers that may be given now: those of the kind, and after "later" only those in which it ends."""
    profiel = actief_profiel()
    eindigt_in = profiel.antwoord(vorig.soort).eindigt_in if vorig is not None else ()
    return [
        rij for rij in profiel.antwoorden_voor(signaal.soort) if not eindigt_in or rij.sleutel in eindigt_in
    ]


def klachten_soort(profiel: Profiel, rij: Antwoordsoort | None, vorig: Antwoord | None) -> Iterable[Klacht]:
    if rij is None or not rij.geldt_op(timezone.localdate()):
        yield Klacht("Kies een antwoord dat bij deze soort hoort.", "soort")
    elif vorig is not None:
        mogelijk = profiel.antwoord(vorig.soort).eindigt_in
        if mogelijk and rij.sleutel not in mogelijk:
            namen = " of ".join(profiel.antwoord(sleutel).naam for sleutel in mogelijk)
            yield Klacht(f"Dit eindigt in: {namen}.", "soort", profiel.antwoord(vorig.soort).eis)


def waarde_van(veld: Veld, invoer: Any, eis: tuple[str, ...] | None) -> tuple[Any, Klacht | None]:
    """Return the value of one field in its kind. What a rule wants is left to the rule: `eis` None."""
    waarde = invoer.strip() if isinstance(invoer, str) else invoer
    leeg = waarde is None or waarde == "" or waarde == []
    if leeg:
        klacht = (
            Klacht(f"Vul in: {veld.naam}.", veld.sleutel, eis) if eis is not None and veld.verplicht else None
        )
        return "", klacht
    if veld.soort == "datum":
        try:
            dag = waarde if isinstance(waarde, date) else date.fromisoformat(str(waarde))
        except ValueError:
            return "", Klacht(f"Vul een datum in bij: {veld.naam}.", veld.sleutel)
        te_vroeg = dag < timezone.localdate()
        return dag, Klacht(f"{veld.naam}: kies een dag vanaf vandaag.", veld.sleutel) if te_vroeg else None
    if veld.soort == "keuze" and waarde not in veld.keuzes:
        return "", Klacht(f"Kies uit de lijst: {veld.naam}.", veld.sleutel)
    return waarde, None


def als_json(waarde: Any) -> Any:
    return waarde.isoformat() if isinstance(waarde, date) else waarde
