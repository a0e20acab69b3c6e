"""The file of a publication: written whole or not at all, once, with its checksum."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from wijkwerk.publicatie.bewaard import vernieuw
from wijkwerk.publicatie.document import maak_document
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.regels.models import Vernietigingsregel

MAP = "publicaties"
BEDENKTIJD = 24 * 60 * 60


@transaction.atomic
def bewaar_pdf(publicatie_id: int) -> bool:
    """Make and keep the PDF; return False when it is there already, or another worker is making it now."""
    publicatie = (
        Publicatie.objects.zonder_pdf()
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("gebied")
        .filter(pk=publicatie_id)
        .first()
    )
    if publicatie is None:
        return False
    inhoud = maak_document(publicatie)
    publicatie.pdf_sha256 = hashlib.sha256(inhoud).hexdigest()
    publicatie.pdf_gemaakt_op = timezone.now()
    naam = f"{MAP}/{publicatie.gebied.sleutel}/{publicatie.vorm}-{publicatie.nummer}-{publicatie.pdf_sha256[:12]}.pdf"
    _schrijf(Path(default_storage.path(naam)), inhoud)
    publicatie.pdf.name = naam
    publicatie.save(update_fields=["pdf", "pdf_sha256", "pdf_gemaakt_op"])
    vernieuw()
    return True


def ruim_bestanden_op() -> int:
    """Remove what a killed worker left: half files, and whole ones that no row names (settings.OPRUIMEN); return the number.

    Only what has lain there for a day, so that nothing goes that is being written now.
    """
    map_ = Path(default_storage.path(MAP))
    grens = time.time() - BEDENKTIJD
    oud = [pad for pad in map_.glob("*/*") if pad.suffix in (".deel", ".pdf") and _gemaakt(pad) < grens]
    if not oud:
        return 0
    genoemd = set(Publicatie.objects.exclude(pdf="").values_list("pdf", flat=True))
    # What is to be destroyed goes by its own list, which has the names.
    genoemd |= {
        naam
        for rij in Vernietigingsregel.objects.filter(vernietigd_op=None).exclude(bestanden=[])
        for naam in rij.bestanden
    }
    weg = [pad for pad in oud if f"{MAP}/{pad.relative_to(map_).as_posix()}" not in genoemd]
    for pad in weg:
        pad.unlink(missing_ok=True)
    return len(weg)


def _gemaakt(pad: Path) -> float:
    try:
        return pad.stat().st_mtime
    except FileNotFoundError:
        return time.time()  # moved to its place meanwhile


def _schrijf(pad: Path, inhoud: bytes) -> None:
    """Write beside it and move: a reader never sees half a file, also after a crash."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    greep, tijdelijk = tempfile.mkstemp(dir=pad.parent, suffix=".deel")
    try:
        with os.fdopen(greep, "wb") as bestand:
            bestand.write(inhoud)
            bestand.flush()
            os.fsync(bestand.fileno())
        os.chmod(tijdelijk, 0o644)
        os.replace(tijdelijk, pad)
    except BaseException:
        Path(tijdelijk).unlink(missing_ok=True)
        raise
