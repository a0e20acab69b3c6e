"""Initiatives by how far they came, and a project with somebody in its team."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from signalen.acties import initiatief as acties
from signalen.acties import project as projectacties
from signalen.forms.project import leiderkeuzes
from signalen.models import Initiatief, Project, Teamlid
from signalen.routes import houder_van_sleutel
from tests.toegang.toneel.spelers import Spelers
from wijkwerk.gebruikers.houder import Houder


@dataclass(frozen=True)
class Initiatiefscene:
    """What a profile does not know falls back to the state before."""

    nieuw: Initiatief
    bezig: Initiatief
    ter_weging: Initiatief
    gewogen: Initiatief


@dataclass(frozen=True)
class Projectscene:
    project: Project
    lid: Teamlid


def maak_initiatieven(spelers: Spelers) -> Initiatiefscene | None:
    if not spelers.profiel.heeft("initiatieven"):
        return None
    nieuw, bezig = _dien_in(spelers), _neem_op(spelers)
    ter_weging = _leg_voor(spelers, _neem_op(spelers))
    gewogen = _leg_voor(spelers, _neem_op(spelers))
    gewogen = spelers.probeer(
        acties.weeg, initiatief=gewogen, besluit="ja", datum=timezone.localdate(), prioriteit="hoog",
        randvoorwaarden="Binnen het budget",
    ) or gewogen  # fmt: skip
    return Initiatiefscene(nieuw, bezig, ter_weging, gewogen)


def _dien_in(spelers: Spelers) -> Initiatief:
    return spelers.doe(
        acties.dien_in, gebieden=[spelers.gebied], titel="Geveltuinen in de straat", groep="De straat", bewoners=9,
        omschrijving="Samen planten wij geveltuinen.", eigen_inbreng="Wij planten zelf.",
    )  # fmt: skip


def _neem_op(spelers: Spelers) -> Initiatief:
    rollen = [rol for rol in spelers.profiel.rollen if rol.bereik == "gebied" and rol.kant == "gemeente"]
    mag = [rol for rol in rollen if "initiatief.trekken" in rol.mag] or rollen
    rol = next(rol for rol in mag if "initiatief.trekken" not in rol.mag_niet)
    return spelers.doe(
        acties.neem_in_behandeling,
        initiatief=_dien_in(spelers),
        eigenaar=Houder(rol=rol.sleutel, gebied=spelers.gebied),
    )


def _leg_voor(spelers: Spelers, initiatief: Initiatief) -> Initiatief:
    voorgelegd = spelers.probeer(acties.leg_ter_weging, initiatief=initiatief, reden="Dit vraagt uitwerking.")
    return voorgelegd or initiatief


def maak_project(spelers: Spelers) -> Projectscene | None:
    """A project of the municipality itself: every municipality that knows projects opens those."""
    if not spelers.profiel.heeft("projecten"):
        return None
    sleutel = next(
        naam for naam, _ in leiderkeuzes(spelers.profiel, spelers.gebied) if naam.startswith("rol:")
    )
    leider = houder_van_sleutel(sleutel, spelers.gebied)
    project = spelers.doe(
        projectacties.open_project,
        gebieden=[spelers.gebied],
        projectleider=leider,
        naam="Het plein",
        doel="Groen",
    )
    return Projectscene(project, _lid(spelers, project))


def _lid(spelers: Spelers, project: Project) -> Teamlid:
    for mens in spelers.van(project.houder):
        return Teamlid.objects.create(project=project, gebruiker=mens, taak="tekenen")
    raise AssertionError(f"Nobody leads {project}")
