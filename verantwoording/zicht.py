"""Who makes a report, who writes in it, and who reads it; who looks back and sees what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import Wie, heet, is_een, is_ergens_een
from wijkwerk.gemeente.service import actief_profiel, taal
from wijkwerk.profiel.rijen.volgen import Evaluatie, Rapportage

if TYPE_CHECKING:
    from verantwoording.models import Raadsrapportage


def rapportages() -> list[Rapportage]:
    """The reports of the profile that this app makes, today."""
    vandaag = timezone.localdate()
    return [rij for rij in _eigen() if rij.geldt_op(vandaag)]


def _eigen() -> list[Rapportage]:
    """Also those of before. What follows on an established plan is made at that plan (`wijkagenda`)."""
    return [rij for rij in actief_profiel().rapportages if rij.onderdelen and not rij.na_vaststelling]


def evaluaties() -> list[Evaluatie]:
    vandaag = timezone.localdate()
    return [rij for rij in actief_profiel().evaluaties if rij.geldt_op(vandaag)]


def uitgeschreven(wie: Wie) -> Wie:
    """The same with `overleg:…` as the people who take part in that form."""
    profiel = actief_profiel()
    uit: list[object] = []
    for selector in wie:
        uit += profiel.overlegvorm(selector.waarde).deelnemers if selector.soort == "overleg" else (selector,)
    return tuple(dict.fromkeys(uit))  # type: ignore[arg-type]


def maakt(gebruiker: Gebruiker, rij: Rapportage) -> bool:
    """Whether the profile names this person to make this report; they work for the whole municipality."""
    return is_een(gebruiker, rij.door, Plek())


def schrijft(gebruiker: Gebruiker, rij: Rapportage) -> bool:
    """Whether this person writes of some area in it."""
    return is_ergens_een(gebruiker, rij.tekst_van)


def leest(gebruiker: Gebruiker, rij: Rapportage) -> bool:
    """Whom it is for; of what is for everybody also who works at the municipality. Others read what was published."""
    return is_voor_huis(gebruiker, rij) or is_voor(gebruiker, rij)


def is_voor_huis(gebruiker: Gebruiker, rij: Rapportage) -> bool:
    return rij.openbaar == "iedereen" and gebruiker.is_van_het_huis


def is_voor(gebruiker: Gebruiker, rij: Rapportage) -> bool:
    """Whether the profile names this person among those to whom it goes."""
    wie = uitgeschreven(rij.aan)
    if blijft_binnen(rij):
        eigen = (v for v in gebruiker.vervullingen if not v.is_buiten)
        return any(heet(v, selector) for v in eigen for selector in wie)
    return is_ergens_een(gebruiker, wie)


def blijft_binnen(rij: Rapportage) -> bool:
    """Whether it tells of single organisations what no other partner may read (DHR-19)."""
    return not taal().besloten_onderdelen.isdisjoint(rij.onderdelen)


def rapporten_q(gebruiker: Gebruiker) -> Q:
    """What this person sees: the keys of the profile decide, so it is one condition on three columns.

    What was established for some stays theirs, also when the profile makes the next ones public.
    """
    werkt, kent, huis = set(), set(), set()
    for rij in _eigen():
        if maakt(gebruiker, rij) or schrijft(gebruiker, rij):
            werkt.add(rij.sleutel)
        elif is_voor(gebruiker, rij):
            kent.add(rij.sleutel)
        elif is_voor_huis(gebruiker, rij):
            huis.add(rij.sleutel)
    klaar = Q(rapportage__in=sorted(kent)) | Q(rapportage__in=sorted(huis), voor_iedereen=True)
    return Q(rapportage__in=sorted(werkt)) | Q(klaar, stand="vastgesteld")


def evalueert(gebruiker: Gebruiker, sleutel: str = "") -> bool:
    """Whether this person does this evaluation, or any of them."""
    rijen = [rij for rij in evaluaties() if not sleutel or rij.sleutel == sleutel]
    return any(is_ergens_een(gebruiker, rij.door) for rij in rijen)


def verbetert(gebruiker: Gebruiker) -> bool:
    """Who keeps the list of what is to become better: who reports on it, and who looks back."""
    return evalueert(gebruiker) or any(
        "verbeterpunten" in rij.onderdelen and maakt(gebruiker, rij) for rij in rapportages()
    )


def kent_terugblik() -> bool:
    """Whether the profile asks to look back, or to report on what is to become better."""
    return bool(evaluaties()) or any("verbeterpunten" in rij.onderdelen for rij in rapportages())


def ziet_terugblik(gebruiker: Gebruiker) -> bool:
    eigen = gebruiker.is_van_het_huis or evalueert(gebruiker) or verbetert(gebruiker)
    return eigen and kent_terugblik()


def kan_publiceren(gebruiker: Gebruiker, rij: Rapportage, rapport: Raadsrapportage, plek: Plek) -> bool:
    """Whether this person may, and it was established for everybody: what was for some stays theirs."""
    return not rapport.is_concept and rapport.voor_iedereen and mag_publiceren(gebruiker, rij, plek)


def mag_publiceren(gebruiker: Gebruiker, rij: Rapportage, plek: Plek) -> bool:
    """Only what is for everybody, by who makes it or who publishes for the whole municipality."""
    return rij.openbaar == "iedereen" and (
        maakt(gebruiker, rij) or mag(gebruiker, Recht.PUBLICATIE_PLAATSEN, plek)
    )
