"""Deciding how often a spreekuur is held in an area: by whoever guards what is agreed there."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from signalen.acties.spreekuur import spreekuurvormen
from signalen.models import Ritme
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, eis, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd
from wijkwerk.wijken.models import Gebied

# As a profile may say them; every other length a profile can have too, but nobody chooses it by hand.
PERIODEN = ("week", "2 weken", "3 weken", "4 weken", "maand", "kwartaal", "jaar")
# Who hears what is said there and answers for what is agreed.
RECHTEN = (Recht.SIGNAAL_REGISTREREN, Recht.AFSPRAAK_BEWAKEN)


@transaction.atomic
def zet_ritme(
    *, soort: str, gebied: Gebied, keer: int, per: str, door: Gebruiker, toelichting: str = ""
) -> Ritme:
    """Decide how often (0 times: not any more) from today on; what nobody came to is counted anew (DHR-21, R35).

    Raises PermissionDenied for who does not both hear signals and guard afspraken there, StapGeweigerd with every
    complaint at once.
    """
    for recht in RECHTEN:
        eis(door, recht, _plek(gebied))
    klachten = []
    if soort not in {vorm.sleutel for vorm in spreekuurvormen(actief_profiel(), gebied)}:
        klachten.append(Klacht("Dit soort spreekuur is er niet in dit gebied.", "soort"))
    if keer and per not in PERIODEN:
        klachten.append(Klacht("Kies een periode.", "per"))
    if not keer and not toelichting.strip():
        klachten.append(Klacht("Geef een reden om te stoppen.", "toelichting"))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    ritme = Ritme.objects.create(
        soort=soort,
        gebied=gebied,
        keer=keer,
        per=per if keer else "",
        toelichting=toelichting.strip(),
        besloten_door=door,
        besloten_op=timezone.now(),
    )
    noteer(
        door=door,
        stap="spreekuur.ritme",
        ding=ritme,
        reden=toelichting.strip(),
        gegevens={"soort": soort, "gebied": gebied.sleutel, "keer": keer, "per": ritme.per},
    )
    return ritme


def mag_ritme(gebied: Gebied, door: Gebruiker) -> bool:
    return all(mag(door, recht, _plek(gebied)) for recht in RECHTEN)


def _plek(gebied: Gebied) -> Plek:
    return Plek(frozenset(gebied.voorouders))
