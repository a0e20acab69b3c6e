"""The report as a PDF: the full one from `inhoud`, the one for everybody from `openbaar` and nothing else."""

from __future__ import annotations

import hashlib
import logging
from datetime import date
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from kombu.exceptions import OperationalError

from overleggen.models import Agendapunt, Verslag, Verslagdocument
from overleggen.zicht import gevoelig_q
from wijkwerk.archief import Bewaring, Stuk, bewaring
from wijkwerk.docx import html_naar_docx
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.pdf import html_naar_pdf
from wijkwerk.publicatie.document import kleuren

logger = logging.getLogger(__name__)


def vraag_documenten(verslag: Verslag) -> None:
    """Ask for the files of a version that was just established; the worker makes them."""
    soorten = [Verslagdocument.Soort.VOLLEDIG]
    if verslag.openbaar:
        soorten.append(Verslagdocument.Soort.OPENBAAR)
    for soort in soorten:
        rij = Verslagdocument.objects.create(verslag=verslag, soort=soort)
        transaction.on_commit(partial(_vraag_worker, rij.pk))


def _vraag_worker(document_id: int) -> None:
    """A broker that is down costs nothing but time: the sweep finds the row."""
    from overleggen.tasks import maak_pdf

    try:
        maak_pdf.apply_async(args=(document_id,), retry=False)
    except (OperationalError, OSError):
        logger.warning("De takenserver is niet bereikbaar; de PDF komt bij de volgende ronde.")


@transaction.atomic
def bewaar_pdf(document_id: int) -> bool:
    """Make and keep the PDF; False when it is there already, or another worker is making it now."""
    rij = (
        Verslagdocument.objects.zonder_pdf()
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("verslag__overleg__gebied", "verslag__overleg__locatie", "verslag__vastgesteld_door")
        .filter(pk=document_id)
        .first()
    )
    if rij is None:
        return False
    rij.pdf = maak_document(rij)
    rij.sha256, rij.gemaakt_op = hashlib.sha256(rij.pdf).hexdigest(), timezone.now()
    rij.save(update_fields=["pdf", "sha256", "gemaakt_op"])
    return True


def maak_document(rij: Verslagdocument) -> bytes:
    """Return the PDF; raises PdfNietMogelijk when this machine cannot make one."""
    html = _html(rij)
    stijl = render_to_string("pdf/stijl.css", {"kleur": kleuren()})
    return html_naar_pdf(html, stijlen=[stijl], mappen=[settings.BASE_DIR / "static"])


def docx_van(rij: Verslagdocument) -> bytes:
    """Return the same for a word processor."""
    slot = (
        "Dit is een kopie om mee te werken. Wat is vastgesteld, staat in de PDF met controlegetal (SHA-256)"
    )
    return html_naar_docx(_html(rij), slot=f"{slot} {rij.sha256}.")


def _html(rij: Verslagdocument) -> str:
    return render_to_string("pdf/verslag.html", document_context(rij))


def document_context(rij: Verslagdocument) -> dict[str, Any]:
    """Who was there stands in the full report alone: the other one names nobody."""
    verslag = rij.verslag
    overleg = verslag.overleg
    volledig = rij.soort == Verslagdocument.Soort.VOLLEDIG
    return {
        "gemeente": overleg.profiel.gemeente.naam,
        "overleg": overleg,
        "verslag": verslag,
        "volledig": volledig,
        "soortnaam": rij.get_soort_display(),
        "delen": leesklaar(verslag.inhoud if volledig else verslag.openbaar),
        "aanwezig": [deelnemer for deelnemer in overleg.deelnemers.all() if deelnemer.aanwezig]
        if volledig
        else [],
    }


def bewaring_van(verslag: Verslag) -> Bewaring | None:
    """How long it is kept, by the profile of now, from the day it was established."""
    if verslag.vastgesteld_op is None:
        return None
    try:
        archief = actief_profiel().overlegvorm(verslag.overleg.vorm).archief
    except KeyError:
        archief = verslag.overleg.vormrij.archief
    return bewaring(archief, timezone.localdate(verslag.vastgesteld_op), opgeschort_op=verslag.opgeschort_op)


def archiefstuk(rij: Verslagdocument, *, openbaar: bool) -> Stuk:
    """`openbaar`: whether this version stands on the public site; its file may be made without that."""
    verslag, overleg = rij.verslag, rij.verslag.overleg
    termijn, gemeente = bewaring_van(verslag), overleg.profiel.gemeente
    assert termijn is not None
    assert rij.gemaakt_op is not None
    return Stuk(
        bestandsnaam=rij.bestandsnaam,
        lees=partial(bytes, rij.pdf),
        sha256=rij.sha256,
        gemaakt_op=rij.gemaakt_op,
        kenmerk=f"{settings.SITE_URL.rstrip('/')}{overleg.get_absolute_url()}#{rij.bestandsnaam}",
        titel=f"{rij.get_soort_display()} {overleg.naam}, {overleg.datum:%Y-%m-%d}",
        soort=rij.get_soort_display(),
        gebied=str(overleg.gebied),
        gemeente=gemeente.naam,
        gemeente_code=gemeente.code,
        openbaar=openbaar and rij.soort == Verslagdocument.Soort.OPENBAAR,
        bewaring=termijn,
        van=overleg.datum,
    )


def leesklaar(delen: list[dict[str, Any]], dicht: set[int] | None = None) -> list[dict[str, Any]]:
    """The parts as a page or a document shows them: days as days, closed what is shielded (now too, by `dicht`)."""
    return [
        {"aantekeningen": [], **deel, "punten": [_punt(punt, dicht or set()) for punt in deel["punten"]]}
        for deel in delen
    ]


def _punt(punt: dict[str, Any], dicht: set[int]) -> dict[str, Any]:
    afspraken = [{**rij, "dag": date.fromisoformat(rij["uiterlijk"])} for rij in punt["afspraken"]]
    afgeschermd = punt["afgeschermd"] or punt["punt"] in dicht
    return {"aantekeningen": [], **punt, "afgeschermd": afgeschermd, "afspraken": afspraken}


def nu_dicht(overleg_id: int) -> set[int]:
    """The points of a meeting that are shielded now, by themselves or through their source (one query)."""
    return set(Agendapunt.objects.filter(gevoelig_q(), overleg=overleg_id).values_list("pk", flat=True))


def later_afgeschermd(delen: list[dict[str, Any]], dicht: set[int]) -> bool:
    """Whether words stand in it of a point that was shielded since: then the file is not given any more."""
    return any(not punt["afgeschermd"] and punt["punt"] in dicht for deel in delen for punt in deel["punten"])
