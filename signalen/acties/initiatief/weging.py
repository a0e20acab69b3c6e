"""Which way an initiative goes: residents carry it out, or the college weighs it, or it becomes a project (DHR-11, DHR-12)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from signalen.acties.initiatief.kern import eis, schrijf, vergrendel
from signalen.acties.project import open_uit_initiatief
from signalen.models import Initiatief, Project
from signalen.stroom import INITIATIEF
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.regels.models import Besluit
from wijkwerk.regels.service import Klacht


def wegers(profiel: Profiel) -> tuple[Selector, ...]:
    """Return who weighs initiatives here; nobody in most municipalities."""
    return tuple(Selector("rol", rol.sleutel) for rol in profiel.rollen if Recht.INITIATIEF_WEGEN in rol.mag)


@transaction.atomic
def laat_uitvoeren(
    *, initiatief: Initiatief, door: Gebruiker, budget_nodig: bool = False, vergunning_nodig: bool = False
) -> Initiatief:
    """No elaboration needed: residents carry it out themselves, with help of its owner."""
    initiatief = vergrendel(initiatief)
    uitkomst = eis("uitvoeren", initiatief, door)
    return schrijf(
        initiatief,
        "uitvoeren",
        door,
        uitkomst,
        stand=INITIATIEF["uitvoeren"].naar,
        uitwerking_nodig=False,
        budget_nodig=budget_nodig,
        vergunning_nodig=vergunning_nodig,
    )


@transaction.atomic
def leg_ter_weging(*, initiatief: Initiatief, reden: str, door: Gebruiker) -> Initiatief:
    """It needs elaboration: lay it before who weighs, with the reason."""
    initiatief = vergrendel(initiatief)
    klachten = [] if reden.strip() else [Klacht("Schrijf op waarom dit uitwerking nodig heeft.", "reden")]
    wie = wegers(actief_profiel())
    if not wie:
        klachten.append(
            Klacht("In deze gemeente weegt niemand initiatieven. Maak er meteen een project van.")
        )
    initiatief.uitwerking_nodig = True
    uitkomst = eis("ter-weging-leggen", initiatief, door, gegevens={"reden": reden}, ook=klachten)
    schrijf(
        initiatief,
        "ter-weging-leggen",
        door,
        uitkomst,
        reden=reden.strip(),
        stand=INITIATIEF["ter-weging-leggen"].naar,
        uitwerking_nodig=True,
    )
    zet_klaar_voor(
        wie,
        "initiatief-weging",
        ding=initiatief,
        plek=initiatief.plek(),
        moment=timezone.localdate().isoformat(),
        behalve=door,
    )
    return initiatief


@transaction.atomic
def weeg(
    *,
    initiatief: Initiatief,
    besluit: str,
    door: Gebruiker,
    datum: date | None,
    kenmerk: str = "",
    prioriteit: str = "",
    randvoorwaarden: str = "",
    motivering: str = "",
) -> Initiatief:
    """Record how it was weighed: yes with a priority and preconditions, or no with a motivation (DHR-12)."""
    initiatief = vergrendel(initiatief)
    ja = besluit == Initiatief.Gewogen.JA
    # A no has no priority and no preconditions: the profile asks for them with a yes.
    gegevens: dict[str, Any] = {
        "besluit": datum,
        "besluitdatum": datum,
        "prioriteit": prioriteit if ja else "geen",
        "randvoorwaarden": randvoorwaarden if ja else "geen",
        "motivering": motivering,
    }
    uitkomst = eis("wegen", initiatief, door, gegevens=gegevens, ook=_klachten(besluit, datum, motivering))
    assert datum is not None
    rol = next((v.rol for v in door.vervullingen if Recht.INITIATIEF_WEGEN in v.rol.mag), None)
    Besluit.objects.create(
        object_soort="initiatief",
        object_id=initiatief.pk,
        orgaan=f"rol:{rol.sleutel}" if rol else "",
        datum=datum,
        kenmerk=kenmerk.strip(),
        toelichting=motivering.strip(),
        vastgelegd_door=door,
    )
    return schrijf(
        initiatief,
        "wegen",
        door,
        uitkomst,
        stand=INITIATIEF["wegen"].naar,
        gewogen=besluit,
        prioriteit=prioriteit.strip() if ja else "",
        randvoorwaarden=randvoorwaarden.strip() if ja else "",
        weging_motivering=motivering.strip(),
    )


def _klachten(besluit: str, datum: date | None, motivering: str) -> Iterable[Klacht]:
    if besluit not in Initiatief.Gewogen.values:
        yield Klacht("Kies ja of nee.", "besluit")
    if besluit == Initiatief.Gewogen.NEE and not motivering.strip():
        yield Klacht("Schrijf op waarom het nee is.", "motivering")
    if datum is None or datum > timezone.localdate():
        yield Klacht("Kies de dag van het besluit, tot en met vandaag.", "datum")


@transaction.atomic
def maak_project(
    *, initiatief: Initiatief, projectleider: Houder | None, naam: str, door: Gebruiker
) -> Project:
    """Work it out as a project, with residents and a project leader (DHR-12); its owner stays their contact."""
    initiatief = vergrendel(initiatief)
    klachten = []
    if initiatief.gewogen == Initiatief.Gewogen.NEE:
        klachten.append(Klacht("Hierover is nee besloten. Rond het initiatief af met een antwoord."))
    if initiatief.uitwerking_nodig is None:
        initiatief.uitwerking_nodig = True
    uitkomst = eis("tot-project-maken", initiatief, door, ook=klachten)
    project = open_uit_initiatief(initiatief, projectleider=projectleider, naam=naam, door=door)
    schrijf(
        initiatief,
        "tot-project-maken",
        door,
        uitkomst,
        stand=INITIATIEF["tot-project-maken"].naar,
        uitwerking_nodig=initiatief.uitwerking_nodig,
    )
    return project
