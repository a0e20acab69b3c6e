"""Scaling up along the levels of the profile, with a reason, one at a time (OIJ-18, OIJ-19)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from signalen.acties.basis import (
    betrokken,
    meld,
    meld_eigenaar,
    niet_dubbel,
    schrijf,
    vergrendel,
    zet_eigenaar,
)
from signalen.models import Signaal
from signalen.regels import onderwerp
from signalen.routes import escalatie_nummer
from signalen.stroom import SIGNAAL
from signalen.verstrekken import klachten_buiten, leg_vast
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.regels.service import Klacht, Toestemming, bezwaren, eis_stap


@transaction.atomic
def schaal_op(
    *, signaal: Signaal, naar: str, reden: str, door: Gebruiker, rol: str = "", reden_overslaan: str = ""
) -> Signaal:
    """Bring the signal to a higher level; who that level names becomes its owner.

    `rol` chooses among the roles of the level; without it the one whose discipline fits. Who may: the right
    `signaal.opschalen`, or whoever the present level names. A level is skipped only with a reason of its own.
    """
    signaal = vergrendel(signaal)
    profiel = actief_profiel()
    niveau = next((rij for rij in profiel.escalaties if rij.sleutel == naar), None)
    sprong = escalatie_nummer(profiel, naar) - escalatie_nummer(profiel, signaal.escalatie)
    klachten = []
    if niveau is None or sprong < 1:
        klachten.append(Klacht("Kies een hoger niveau.", "naar"))
    if not reden.strip():
        klachten.append(Klacht("Geef een reden voor het opschalen.", "reden"))
    if sprong > 1 and not reden_overslaan.strip():
        klachten.append(Klacht("Schrijf op waarom u een niveau overslaat.", "reden-overslaan"))
    rollen = rollen_van(profiel, naar, signaal)
    if niveau is not None and rol and rol not in rollen:
        klachten.append(Klacht("Kies wie het overneemt.", "rol"))
    houder = Houder(rol=rol or rollen[0], gebied=signaal.gebied) if rollen else None
    if houder is not None:
        klachten += klachten_buiten(signaal, [houder])
    gegevens = {"reden": reden, "reden-overslaan": reden_overslaan, "escalatie": naar if niveau else ""}
    nu = onderwerp(signaal, gegevens)
    uitkomst = eis_stap(
        SIGNAAL["opschalen"],
        nu,
        door,
        stand=signaal.stand,
        toestemming=_toestemming(profiel, signaal, door),
        ook=niet_dubbel(klachten, bezwaren("opschalen", nu, door)[0]),
    )
    oud = signaal.escalatie
    assert houder is not None
    zet_eigenaar(signaal, houder)
    leg_vast(signaal, [houder], door)
    schrijf(
        signaal,
        "opschalen",
        door,
        reden=" ".join(tekst for tekst in (reden.strip(), reden_overslaan.strip()) if tekst),
        gegevens={"van": oud, "naar": naar},
        escalatie=naar,
        opgeschaald_op=timezone.now(),
    )
    signaal.adviezen = uitkomst.adviezen
    meld(uitkomst, "signaal-opgeschaald", signaal, door, moment=naar)
    meld_eigenaar(signaal, door, "signaal-opgeschaald")
    return signaal


def rollen_van(profiel: Profiel, niveau: str, signaal: Signaal) -> list[str]:
    """Return the roles of a level, those whose disciplines fit the signal first."""
    rij = next((rij for rij in profiel.escalaties if rij.sleutel == niveau), None)
    if rij is None:
        return []
    rollen = [wie.waarde for wie in rij.wie if wie.soort == "rol"]
    past = {signaal.soort, *signaal.themas, *_disciplines_van_route(profiel, signaal)}
    return sorted(rollen, key=lambda rol: not past & set(profiel.rol(rol).disciplines))


def _disciplines_van_route(profiel: Profiel, signaal: Signaal) -> set[str]:
    """The disciplines of whoever the route of the signal leads to."""
    route = profiel.route(signaal.route) if signaal.route else None
    rollen = [wie.waarde for wie in route.naar if wie.soort == "rol"] if route else []
    return {discipline for rol in rollen for discipline in profiel.rol(rol).disciplines}


def _toestemming(profiel: Profiel, signaal: Signaal, door: Gebruiker) -> Toestemming:
    nu = profiel.escalatie(signaal.escalatie).wie if signaal.escalatie else ()
    return Toestemming(wie=(*nu, Selector("eigenaar")), betrokkenen=betrokken(signaal, door))
