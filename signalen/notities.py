"""The figures of a beleidsnotitie: how much was said, where, about what, and what became of it. No words, no persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from signalen.models import Antwoord, Signaal
from wijkwerk.formaten import hoofdletter
from wijkwerk.gemeente.service import actief_profiel


def cijfers(signalen: Iterable[Signaal]) -> dict[str, Any]:
    """Return what a notitie keeps, as JSON: days in ISO 8601 (Europe/Amsterdam), and (name, number) pairs, most first."""
    rijen = list(signalen)
    profiel = actief_profiel()
    namen = {rij.sleutel: rij.naam for rij in profiel.antwoorden}
    antwoorden = Antwoord.objects.geldend().filter(signaal__in=rijen).values_list("soort", flat=True)
    dagen = sorted(timezone.localdate(rij.geregistreerd_op) for rij in rijen)
    tabellen = {
        hoofdletter(profiel.term("gebied").enkel): Counter(rij.gebied.naam for rij in rijen),
        "Soort": Counter(hoofdletter(rij.soortnaam) for rij in rijen),
        "Gehoord via": Counter(hoofdletter(rij.kanaalnaam) for rij in rijen),
        "Stand": Counter(rij.get_stand_display() for rij in rijen),
        "Antwoord": Counter(hoofdletter(namen.get(soort, soort)) for soort in antwoorden),
    }
    return {
        "aantal": len(rijen),
        "van": dagen[0].isoformat() if dagen else "",
        "tot": dagen[-1].isoformat() if dagen else "",
        "tabellen": [[naam, tel.most_common()] for naam, tel in tabellen.items() if tel],
    }
