"""A plan as files: for a word processor, to go with the advice to who decides, and for the archive."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from wijkagenda.bevriezen import maak_inhoud
from wijkagenda.models import Plan
from wijkwerk.archief import NOG_NIET, Bewaring, Ontbreekt, Stuk, bewaring
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.publicatie.service import Publicatie, docx_van_inhoud, zichtbare_van


def docx_van_plan(plan: Plan) -> bytes:
    """Return it as it is now: the words that a publication would freeze, so functions and no names."""
    voordracht = ""
    if plan.vastgesteld_op is None:
        voordracht = "Nog niet vastgesteld"
        if plan.voorgedragen_op:
            dag = date_format(timezone.localdate(plan.voorgedragen_op), "j F Y")
            voordracht = f"Voorgedragen op {dag}, nog niet vastgesteld"
    return docx_van_inhoud(maak_inhoud(plan), voordracht=voordracht)


def bewaring_van(plan: Plan) -> Bewaring | None:
    """How long it is kept, by the profile of now, from the end of its period; of a plan in the making nothing is said.

    Without an end it holds until another takes its place: only then its term begins.
    """
    if plan.vastgesteld_op is None:
        return None
    try:
        archief = actief_profiel().planvorm(plan.vorm).archief
    except KeyError:
        archief = plan.planvorm.archief
    opvolgers = [rij.vastgesteld_op for rij in plan.opvolgers.all() if rij.vastgesteld_op]
    vanaf = plan.periode_tot or min(opvolgers, default=plan.vastgesteld_op)
    loopt = plan.periode_tot is None and plan.stand == Plan.Stand.VASTGESTELD
    return bewaring(archief, vanaf, loopt=loopt, opgeschort_op=plan.opgeschort_op)


def archiefstukken(plan: Plan, gebruiker: Gebruiker) -> list[Stuk]:
    """What was published of it and this person may read, oldest first; what was withdrawn does not go along."""
    termijn = bewaring_van(plan)
    rijen = zichtbare_van(plan, gebruiker).geldig().exclude(pdf_sha256="").order_by("nummer")
    return [_stuk(plan, rij, termijn) for rij in rijen] if termijn else []


def nog_niet(plan: Plan, gebruiker: Gebruiker) -> list[Ontbreekt]:
    """What the worker still draws: it is named instead of left out in silence."""
    rijen = zichtbare_van(plan, gebruiker).geldig().filter(pdf_sha256="").order_by("nummer")
    return [Ontbreekt(rij.bestandsnaam, NOG_NIET) for rij in rijen]


def _stuk(plan: Plan, rij: Publicatie, termijn: Bewaring) -> Stuk:
    assert rij.pdf_gemaakt_op is not None
    gemeente = plan.profiel.gemeente
    return Stuk(
        bestandsnaam=rij.bestandsnaam,
        lees=partial(_lees, rij),
        sha256=rij.pdf_sha256,
        gemaakt_op=rij.pdf_gemaakt_op,
        kenmerk=f"{settings.SITE_URL.rstrip('/')}{rij.get_absolute_url()}",
        titel=rij.titel,
        soort=rij.vormnaam,
        gebied=plan.gebied.naam,
        gemeente=gemeente.naam,
        gemeente_code=gemeente.code,
        openbaar=rij.is_openbaar,
        bewaring=termijn,
        van=plan.periode_van,
        tot=plan.periode_tot,
    )


def _lees(rij: Publicatie) -> bytes:
    with rij.pdf.open("rb") as bestand:
        inhoud: bytes = bestand.read()
    return inhoud
