"""Wanting to be involved without an account: asking, confirming, ending, and who reads the addresses."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from participatie.models import Meedenker
from wijkwerk.berichten.aanmelden import Aanmelding
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, eis
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer_inzage
from wijkwerk.publicatie.service import Item, Publicatie

MEEDENKEN = Aanmelding(
    Meedenker,
    "meedenker",
    bevestigen="meedenken-bevestigen",
    loopt="meedenken-loopt",
    afgemeld="Meldde zich af.",
)

bevestig = MEEDENKEN.bevestig
stop = MEEDENKEN.wis
wis_adres = MEEDENKEN.wis_adres


def vraag_aan(*, e_mail: str, stuk: Publicatie, punt: Item) -> None:
    """Ask to be involved in one item, in the overview of one area."""
    # One item may stand in the overview of two areas: who is invited here is not yet so there.
    hier = {"spoor": punt.spoor, "gebied": stuk.gebied}
    MEEDENKEN.vraag_aan(e_mail=e_mail, zelfde=Q(**hier), nieuw=Meedenker(titel=punt.titel, **hier))


@transaction.atomic
def lees_adressen(*, rijen: list[Meedenker], plek: Plek, door: Gebruiker) -> list[str]:
    """The addresses of who confirmed, to invite them; that somebody read them is logged. Without our key none is read
    (InvalidToken)."""
    eis(door, Recht.PARTICIPATIE_ADVISEREN, plek)
    for rij in rijen:
        noteer_inzage(door=door, ding=rij)
    return sorted(rij.e_mail for rij in rijen)


def zoek_adres(*, e_mail: str, door: Gebruiker) -> list[str]:
    """Where this address wants to be involved (settings.ADRES_ZOEKEN)."""
    return sorted(f"meedenken over {rij.titel}" for rij in MEEDENKEN.zoek(e_mail=e_mail, door=door))


def ruim_op(vandaag: date | None = None) -> int:
    """Remove who did not confirm in time, and everybody `bewaren.contact` months after that; return the number."""
    grens = plus_maanden(vandaag or timezone.localdate(), -actief_profiel().bewaren.contact)
    return MEEDENKEN.ruim_op(Q(bevestigd_op__date__lt=grens))
