"""What the holder of a part does with it: take it, refuse it, tell how it goes, finish it.

The states are those of the Afspraak; here the rules of the profile about parts hold, and the signal keeps an owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from signalen.acties.basis import meld_eigenaar, vergrendel, werk_plek_bij, zet_eigenaar
from signalen.acties.doorverwijzing import neem_over
from signalen.models import Deelactie, Signaal
from signalen.regels import onderwerp_deel
from signalen.routes import eigen_houder
from wijkwerk.afspraken import service as afspraken
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.regels.service import StapGeweigerd, bezwaren


@transaction.atomic
def neem_aan(*, deel: Deelactie, door: Gebruiker | None) -> Deelactie:
    """The holder takes the part on (DHR-17, DHR-38), or the whole signal when it was referred (ETL-61)."""
    signaal = _eis("accepteren", deel, door, {})
    afspraken.zeg_toe(afspraak=deel.afspraak, door=door)
    neem_over(deel, signaal, door)
    return _ververst(deel)


@transaction.atomic
def weiger(*, deel: Deelactie, reden: str, door: Gebruiker | None) -> Deelactie:
    """The holder refuses, with a reason. It returns to whoever sent it, who then owns the signal (DHR-17, DHR-38)."""
    signaal = _eis("weigeren", deel, door, {"reden": reden})
    afspraken.weiger(afspraak=deel.afspraak, reden=reden, door=door)
    if signaal.houder == deel.afspraak.houder:
        afzender = deel.afspraak.gevraagd_door
        zet_eigenaar(signaal, eigen_houder(afzender, signaal.gebied, Plek(frozenset(signaal.plek_gebieden))))
        meld_eigenaar(signaal, door)
    else:
        werk_plek_bij(signaal)
        signaal.save(update_fields=["plek_gebieden", "plek_partijen"])
    return _ververst(deel)


@transaction.atomic
def werk_bij(
    *, deel: Deelactie, stand: str, tekst: str, door: Gebruiker | None, verwacht: date | None = None
) -> Deelactie:
    """The holder tells how it goes."""
    vergrendel(deel.signaal)
    afspraken.werk_bij(afspraak=deel.afspraak, stand=stand, tekst=tekst, verwacht=verwacht, door=door)
    return _ververst(deel)


@transaction.atomic
def meld_klaar(*, deel: Deelactie, resultaat: str, door: Gebruiker | None) -> Deelactie:
    """The holder reports what came of it; whoever asked is told."""
    _eis("gereedmelden", deel, door, {"resultaat": resultaat})
    afspraken.meld_klaar(afspraak=deel.afspraak, resultaat=resultaat, door=door)
    return _ververst(deel)


def _eis(stap: str, deel: Deelactie, door: Gebruiker | None, gegevens: Mapping[str, Any]) -> Signaal:
    """Lock the signal and check what the profile says about parts; the register checks state and holder."""
    signaal = vergrendel(deel.signaal)
    alles = {"wat": deel.afspraak.wat, "wie": deel.afspraak.houder, "discipline": deel.discipline, **gegevens}
    hard, _ = bezwaren(stap, onderwerp_deel(signaal, alles), door)
    if hard:
        raise StapGeweigerd(tuple(hard))
    return signaal


def _ververst(deel: Deelactie) -> Deelactie:
    """The register logs the step on the Afspraak; the page of the signal shows both logs."""
    deel.refresh_from_db()
    return deel
