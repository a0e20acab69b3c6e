"""An initiative passes to another owner, or ends: with a solution or an answer, and told (DHR-06)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from signalen.acties.initiatief.kern import eis, klachten_eigenaar, schrijf, vergrendel, zet_eigenaar
from signalen.models import Initiatief, Project
from signalen.stroom import INITIATIEF
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import Klacht


@transaction.atomic
def draag_over(*, initiatief: Initiatief, eigenaar: Houder | None, reden: str, door: Gebruiker) -> Initiatief:
    """Give it another owner, with a reason; there is no moment without one."""
    initiatief = vergrendel(initiatief)
    klachten = [*klachten_eigenaar(eigenaar, initiatief.gebied)]
    if eigenaar is not None and eigenaar == initiatief.houder:
        klachten.append(Klacht(f"{eigenaar} is al eigenaar.", "eigenaar"))
    if not reden.strip():
        klachten.append(Klacht("Schrijf op waarom het naar een ander gaat.", "reden"))
    uitkomst = eis(
        "overdragen", initiatief, door, gegevens={"reden": reden, "eigenaar": eigenaar}, ook=klachten
    )
    assert eigenaar is not None
    anders = zet_eigenaar(initiatief, eigenaar, door)
    return schrijf(initiatief, "overdragen", door, uitkomst, reden=reden.strip(), **anders)


@transaction.atomic
def rond_af(
    *,
    initiatief: Initiatief,
    uitkomst: str,
    antwoord: str,
    toelichting: str,
    verteld: str,
    door: Gebruiker,
    verteld_toelichting: str = "",
) -> Initiatief:
    """End it: what came of it, in words for the residents, and how they heard it."""
    initiatief = vergrendel(initiatief)
    klachten = list(_klachten(initiatief, uitkomst, antwoord, verteld, verteld_toelichting))
    gegevens = {"antwoord": antwoord, "toelichting": toelichting}
    van_profiel = eis("afronden", initiatief, door, gegevens=gegevens, ook=klachten)
    return schrijf(
        initiatief,
        "afronden",
        door,
        van_profiel,
        stand=INITIATIEF["afronden"].naar,
        uitkomst=uitkomst,
        antwoord=antwoord.strip(),
        toelichting=toelichting.strip(),
        verteld=verteld,
        verteld_toelichting=verteld_toelichting.strip(),
        afgerond_op=timezone.now(),
        afgerond_door=door,
    )


def _klachten(
    initiatief: Initiatief, uitkomst: str, antwoord: str, verteld: str, verteld_toelichting: str
) -> Iterable[Klacht]:
    if uitkomst not in Initiatief.Uitkomst.values:
        yield Klacht("Kies wat ervan is gekomen.", "uitkomst")
    if not antwoord.strip():
        yield Klacht("Schrijf op wat u de bewoners vertelt.", "antwoord")
    if verteld not in Initiatief.Verteld.values:
        yield Klacht("Kies hoe de bewoners het hoorden.", "verteld")
    if verteld == Initiatief.Verteld.NIET_MOGELIJK and not verteld_toelichting.strip():
        yield Klacht("Schrijf op waarom vertellen niet kon.", "verteld_toelichting")
    if Project.objects.open().filter(initiatief=initiatief).exists():
        yield Klacht("Het project loopt nog. Sluit dat eerst af.")
