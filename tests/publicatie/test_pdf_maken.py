"""The PDF: made once by the worker, the same bytes from then on."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from tests.publicatie.plaatsing import geplaatst
from wijkwerk.pdf import PdfNietMogelijk
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie import bestand, tasks
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.service import ruim_bestanden_op

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def tekent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A drawing that costs nothing; the list tells how often it was made."""
    gemaakt: list[int] = []

    def maak(publicatie: Publicatie) -> bytes:
        gemaakt.append(publicatie.pk)
        return f"%PDF {publicatie.titel} {len(gemaakt)}".encode()

    monkeypatch.setattr(bestand, "maak_document", maak)
    return gemaakt


def test_file_has_the_hash_that_is_shown(helmond: Profiel, tekent: list[int]) -> None:
    publicatie = geplaatst()

    tasks.maak_pdf(publicatie.pk)

    publicatie.refresh_from_db()
    assert hashlib.sha256(publicatie.pdf.read()).hexdigest() == publicatie.pdf_sha256
    assert publicatie.pdf_gemaakt_op is not None


def test_second_run_makes_nothing_new(helmond: Profiel, tekent: list[int], media: Path) -> None:
    publicatie = geplaatst()
    tasks.maak_pdf(publicatie.pk)
    tasks.maak_pdf(publicatie.pk)
    tasks.maak_ontbrekende_pdfs()

    assert tekent == [publicatie.pk]
    assert len([pad for pad in media.rglob("*") if pad.is_file()]) == 1


def test_sweep_makes_what_no_task_made(helmond: Profiel, tekent: list[int]) -> None:
    rijen = [geplaatst(), geplaatst(waar="dierdonk")]

    tasks.maak_ontbrekende_pdfs()

    assert tekent == [rij.pk for rij in rijen]


def test_placing_asks_the_worker_after_commit(
    helmond: Profiel,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gevraagd: list[int] = []
    monkeypatch.setattr("wijkwerk.publicatie.starten.vraag_worker", gevraagd.append)
    monkeypatch.setattr(
        "wijkwerk.publicatie.tasks.maak_pdf.apply_async", lambda **k: gevraagd.append(k["args"][0])
    )

    with django_capture_on_commit_callbacks(execute=True):
        publicatie = geplaatst()

    assert publicatie.pk in gevraagd


def test_half_a_file_is_never_there(
    helmond: Profiel, tekent: list[int], media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publicatie = geplaatst()

    def mislukt(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("wijkwerk.publicatie.bestand.os.replace", mislukt)
    with pytest.raises(OSError, match="disk full"):
        bestand.bewaar_pdf(publicatie.pk)

    assert not [pad for pad in media.rglob("*") if pad.is_file()]
    publicatie.refresh_from_db()
    assert publicatie.pdf_sha256 == ""


def test_what_a_killed_worker_left_is_removed(helmond: Profiel, tekent: list[int], media: Path) -> None:
    """Half a file, and a whole one whose row was never written; not what a row names, nor what may be written now."""
    publicatie = geplaatst()
    bestand.bewaar_pdf(publicatie.pk)
    publicatie.refresh_from_db()
    map_ = Path(publicatie.pdf.path).parent
    for naam in ("tmp1.deel", "wijkactieplan-9-abc.pdf", "tmp2.deel"):
        (map_ / naam).write_bytes(b"%PDF")
    gisteren = time.time() - 25 * 60 * 60
    for pad in map_.iterdir():
        if pad.name != "tmp2.deel":
            os.utime(pad, (gisteren, gisteren))

    assert ruim_bestanden_op() == 2
    assert ruim_bestanden_op() == 0

    assert {pad.name for pad in map_.iterdir()} == {Path(publicatie.pdf.path).name, "tmp2.deel"}


def test_missing_libraries_stop_nothing(
    helmond: Profiel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def kan_niet(publicatie: Publicatie) -> bytes:
        raise PdfNietMogelijk

    monkeypatch.setattr(bestand, "maak_document", kan_niet)
    monkeypatch.setattr(tasks, "is_mogelijk", lambda: False)
    publicatie = geplaatst()

    tasks.maak_pdf(publicatie.pk)
    tasks.maak_ontbrekende_pdfs()

    assert "apt-get install" in caplog.text
    publicatie.refresh_from_db()
    assert publicatie.pdf_sha256 == ""


def test_withdrawn_publications_need_no_pdf(helmond: Profiel, tekent: list[int]) -> None:
    from django.utils import timezone

    from tests.hulp import persoon

    publicatie = geplaatst()
    Publicatie.objects.filter(pk=publicatie.pk).update(
        ingetrokken_op=timezone.now(), ingetrokken_door=persoon("beheerder"), ingetrokken_reden="Fout."
    )

    tasks.maak_ontbrekende_pdfs()

    assert tekent == []
