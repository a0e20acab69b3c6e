"""The report as two files: made once by the worker, and never changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.template.loader import render_to_string

from overleggen import acties
from overleggen.document import bewaar_pdf, document_context, maak_document
from overleggen.models import Verslag, Verslagdocument
from overleggen.tasks import maak_ontbrekende_pdfs
from tests.overleggen.verslagdocument.verslagen import MERK, OPEN, document, nep
from tests.pdf.test_pdf import controleer
from wijkwerk import pdf
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db
kan_pdf = pytest.mark.skipif(not pdf.is_mogelijk(), reason="WeasyPrint's system libraries are missing")


@kan_pdf
def test_both_pass_pdf_ua_and_pdf_a_and_the_public_one_has_no_closed_word(
    vastgesteld: Verslag, tmp_path: Path
) -> None:
    bestanden = []
    for rij in vastgesteld.documenten.all():
        bestanden.append(tmp_path / f"{rij.soort}.pdf")
        bestanden[-1].write_bytes(maak_document(rij))

    uitslag = controleer(*bestanden)

    assert uitslag.count("PDF/UA-1 OK") == 2, uitslag
    assert uitslag.count("PDF/A-2a OK") == 2, uitslag


@kan_pdf
def test_worker_makes_each_file_once_with_its_checksum(vastgesteld: Verslag) -> None:
    maak_ontbrekende_pdfs()
    eerst = {rij.soort: (bytes(rij.pdf), rij.sha256) for rij in vastgesteld.documenten.all()}
    again = [bewaar_pdf(rij.pk) for rij in vastgesteld.documenten.all()]

    assert set(eerst) == {"volledig", "openbaar"}
    assert all(hashlib.sha256(inhoud).hexdigest() == som for inhoud, som in eerst.values())
    assert again == [False, False]


@pytest.mark.eis("HEL-37")
def test_public_document_is_made_from_the_open_parts_alone(vastgesteld: Verslag, manager: Gebruiker) -> None:
    volledig, openbaar = (
        str(document_context(document(vastgesteld, soort))["delen"]) for soort in ("volledig", "openbaar")
    )

    assert MERK in volledig
    assert OPEN in openbaar
    assert MERK not in openbaar
    context = document_context(document(vastgesteld, "openbaar"))
    assert context["aanwezig"] == []


def test_public_html_has_no_names(vastgesteld: Verslag, manager: Gebruiker) -> None:

    html = render_to_string("pdf/verslag.html", document_context(document(vastgesteld, "openbaar")))

    assert manager.naam not in html
    assert MERK not in html


def test_database_refuses_to_change_an_established_report(vastgesteld: Verslag) -> None:
    rijen = Verslag.objects.filter(pk=vastgesteld.pk)
    anders: list[dict[str, object]] = [
        {"inhoud": []},
        {"stand": "concept", "vastgesteld_op": None, "vastgesteld_door": None},
    ]
    for velden in anders:
        with pytest.raises((ProgrammingError, InternalError), match="verandert niet"), transaction.atomic():
            rijen.update(**velden)


def test_database_refuses_to_replace_a_file(vastgesteld: Verslag) -> None:
    rij = nep(document(vastgesteld, "openbaar"))

    with pytest.raises((ProgrammingError, InternalError), match="niet vervangen"), transaction.atomic():
        Verslagdocument.objects.filter(pk=rij.pk).update(pdf=b"anders")
    with pytest.raises((ProgrammingError, InternalError), match="niet vervangen"), transaction.atomic():
        rij.delete()


def test_a_correction_is_a_new_version_with_files_of_its_own(
    vastgesteld: Verslag, manager: Gebruiker
) -> None:
    nieuw = acties.verbeter(overleg=vastgesteld.overleg, correctie="Een naam was fout.", door=manager)
    acties.stel_vast(verslag=nieuw, door=manager)

    assert [
        rij.verslag.versie for rij in Verslagdocument.objects.filter(soort="volledig").order_by("pk")
    ] == [1, 2]
