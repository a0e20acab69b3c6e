"""Writing down what was seen and solved on the spot, in one step (OIJ-17)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from signalen.acties.antwoord import los_op
from signalen.acties.registratie import registreer
from signalen.models import Signaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import Klacht, StapGeweigerd

# What may be said of something that is over: first that it was done.
UITKOMSTEN = ("gedaan", "uitleg")


def kort_antwoord(profiel: Profiel, soort: str) -> tuple[str, str] | None:
    """Return the answer (its key, and that of its one field) that a short note gives; None when each asks for more."""
    vandaag = timezone.localdate()
    antwoorden = [rij for rij in profiel.antwoorden_voor(soort) if rij.geldt_op(vandaag)]
    for uitkomst in UITKOMSTEN:
        for rij in antwoorden:
            nodig = [veld for veld in rij.velden if veld.verplicht]
            if rij.uitkomst == uitkomst and len(nodig) == 1 and nodig[0].soort == "tekst":
                return rij.sleutel, nodig[0].sleutel
    return None


@transaction.atomic
def registreer_opgelost(*, notitie: str, soort: str, door: Gebruiker, **invoer: Any) -> Signaal:
    """Register it (`invoer` as for `registreer`) and solve it with this note: both or none; sent in twice it is one.

    Raises as `registreer` and `los_op` do, and StapGeweigerd when no answer of this kind is one note.
    """
    antwoord = kort_antwoord(actief_profiel(), soort)
    if antwoord is None:
        klacht = Klacht("Bij deze soort hoort een langer antwoord. Geef dat na het opschrijven.", "opgelost")
        raise StapGeweigerd((klacht,))
    signaal = registreer(soort=soort, door=door, **invoer)
    if signaal.is_gesloten:
        return signaal
    adviezen = signaal.adviezen
    sleutel, veld = antwoord
    signaal = los_op(signaal=signaal, soort=sleutel, velden={veld: notitie.strip()}, door=door)
    signaal.adviezen = adviezen
    return signaal
