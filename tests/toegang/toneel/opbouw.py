"""The stage: a municipality with two areas, both filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from signalen.models import Mailconcept, Meldpunt
from tests.hulp import activeer, persoon
from tests.hulp import gebied as zoek_gebied
from tests.toegang.toneel.adviezen import maak_adviezen
from tests.toegang.toneel.basis import AFGESCHERMD, BESLOTEN, GEWOON, Plek
from tests.toegang.toneel.budgetten import maak_budgetten
from tests.toegang.toneel.cyclus import maak_cyclus
from tests.toegang.toneel.dorpen import maak_dorpen
from tests.toegang.toneel.initiatieven import maak_initiatieven, maak_project
from tests.toegang.toneel.overleggen import maak_bezoek, maak_overleggen
from tests.toegang.toneel.participatie import maak_participatie
from tests.toegang.toneel.plannen import maak_plan, maak_publicaties
from tests.toegang.toneel.prestaties import maak_prestaties
from tests.toegang.toneel.signalen import maak_signalen
from tests.toegang.toneel.spelers import Spelers, maak_speler
from tests.toegang.toneel.spreekuren import maak_spreekuren
from tests.toegang.toneel.verantwoording import maak_verantwoording
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied

# The area where people and things are, and the one where they are not.
PLEKKEN = {
    "bergen": ("egmond-aan-zee", "schoorl"),
    "den-helder": ("nieuw-den-helder", "stad-binnen-de-linie"),
    "etten-leur": ("banakkers", "centrum-west"),
    "helmond": ("brouwhuis", "brandevoort"),
    "oude-ijsselstreek": ("ulft", "gendringen"),
}
SCHILDEN = {GEWOON: "nee", AFGESCHERMD: "ja"}


@dataclass
class Toneel:
    """A municipality with two areas, and for every role somebody of the first who only looks."""

    gemeente: str
    profiel: Profiel
    eigen: Plek
    elders: Plek
    kijkers: dict[str, Gebruiker]


def zet_op(gemeente: str) -> Toneel:
    profiel = activeer(gemeente)
    eigen, elders = (zoek_gebied(sleutel) for sleutel in PLEKKEN[gemeente])
    maak_dorpen(profiel, (eigen, elders))
    # They are there before anything happens, so that every mail that a role gets is theirs as well.
    kijkers = {rol.sleutel: maak_speler(rol, eigen) for rol in profiel.rollen}
    return Toneel(
        gemeente,
        profiel,
        _maak_plek(profiel, eigen, kijkers, veel=True),
        _maak_plek(profiel, elders, kijkers, veel=False),
        kijkers,
    )


def _maak_plek(profiel: Profiel, gebied: Gebied, kijkers: Mapping[str, Gebruiker], *, veel: bool) -> Plek:
    spelers = Spelers(profiel, gebied, kijkers.values())
    gast = persoon("beheerder", naam="Gast")
    gast.email = f"gast-{gebied.sleutel}@voorbeeld.example"
    gast.save(update_fields=["email"])
    # Somebody else's forwarded mail: for no kijker does it exist.
    Mailconcept.objects.create(kenmerk=gebied.sleutel, van=gast)
    Meldpunt.objects.create(gebied=gebied, breedte=52, lengte=5)
    signalen = {ding: maak_signalen(spelers, schild, veel=veel) for ding, schild in SCHILDEN.items()}
    geheim = signalen[AFGESCHERMD]
    op_agenda = [geheim.beantwoord] if geheim and veel else []
    return Plek(
        gebied,
        spelers,
        signalen,
        maak_spreekuren(spelers),
        maak_initiatieven(spelers),
        maak_project(spelers),
        {
            GEWOON: maak_overleggen(spelers, dicht=False, veel=veel),
            BESLOTEN: maak_overleggen(spelers, dicht=True, veel=veel, geheim=op_agenda),
        },
        maak_bezoek(spelers),
        maak_plan(spelers),
        maak_adviezen(spelers),
        maak_participatie(spelers),
        maak_budgetten(spelers),
        maak_prestaties(spelers),
        maak_cyclus(spelers),
        maak_verantwoording(spelers),
        maak_publicaties(gebied),
    )
