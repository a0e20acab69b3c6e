"""The report as two files: made once by the worker, for whom they are, and never changed."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from overleggen import acties
from overleggen.document import bewaar_pdf, document_context, maak_document
from overleggen.models import Overleg, Verslag, Verslagdocument
from overleggen.tasks import maak_ontbrekende_pdfs
from overleggen.termijnen import verslag_uiterlijk
from tests.docx_lezen import keur, lees
from tests.hulp import persoon
from tests.mdto import open_zip
from tests.overleggen.hulp import begonnen, punt
from tests.pdf.test_pdf import controleer
from wijkwerk import pdf
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
MERK = "marktekst-besloten"
OPEN = "Er komt een zebrapad."
kan_pdf = pytest.mark.skipif(not pdf.is_mogelijk(), reason="WeasyPrint's system libraries are missing")


@pytest.fixture
def manager(etten_leur: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="centrum-west", naam="Wim de Manager")


@pytest.fixture
def verslag(manager: Gebruiker) -> Verslag:
    """Of a meeting with a part for professionals and an open one, both with words; finished, not yet established."""
    overleg = begonnen("wijkpartneroverleg", "centrum-west", manager, delen=["wijkcontactmoment"])
    for deel in overleg.delen.all():
        tekst = OPEN if deel.is_openbaar else MERK
        rij = punt(overleg, manager, tekst, deel=deel)
        gegevens = {"uit-plan": "ja"}
        acties.bespreek(punt=rij, uitkomst=tekst, versie=rij.versie, door=manager, gegevens=gegevens)
        acties.teken_aan(onder=deel, tekst=tekst, door=manager)
    acties.rond_af(overleg=overleg, door=manager)
    return overleg.verslagen.get()


@pytest.fixture
def vastgesteld(verslag: Verslag, manager: Gebruiker) -> Verslag:
    acties.stel_vast(verslag=verslag, door=manager)
    verslag.refresh_from_db()
    return verslag


def _document(verslag: Verslag, soort: str) -> Verslagdocument:
    return verslag.documenten.get(soort=soort)


def _nep(rij: Verslagdocument) -> Verslagdocument:
    """As if the worker made it; what is in the real one is tested apart."""
    inhoud = f"%PDF {rij.soort}".encode()
    Verslagdocument.objects.filter(pk=rij.pk).update(
        pdf=inhoud, sha256=hashlib.sha256(inhoud).hexdigest(), gemaakt_op=rij.verslag.vastgesteld_op
    )
    return rij


def _haal(client: Client, wie: Gebruiker, verslag: Verslag, soort: str):  # type: ignore[no-untyped-def]
    client.force_login(wie)
    return client.get(reverse("overleggen:verslag_pdf", args=[verslag.overleg_id, verslag.versie, soort]))


def _pagina(client: Client, wie: Gebruiker, verslag: Verslag, **vraag: str) -> str:
    client.force_login(wie)
    return client.get(reverse("overleggen:verslag", args=[verslag.overleg_id]), vraag).text


# --- made once


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
        str(document_context(_document(vastgesteld, soort))["delen"]) for soort in ("volledig", "openbaar")
    )

    assert MERK in volledig
    assert OPEN in openbaar
    assert MERK not in openbaar
    context = document_context(_document(vastgesteld, "openbaar"))
    assert context["aanwezig"] == []


def test_public_html_has_no_names(vastgesteld: Verslag, manager: Gebruiker) -> None:
    from django.template.loader import render_to_string

    html = render_to_string("pdf/verslag.html", document_context(_document(vastgesteld, "openbaar")))

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
    rij = _nep(_document(vastgesteld, "openbaar"))

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


# --- for whom


@pytest.mark.eis("HEL-37")
def test_full_file_is_for_who_sees_every_part_the_public_one_for_who_sees_the_meeting(
    client: Client, vastgesteld: Verslag, manager: Gebruiker
) -> None:
    for soort in ("volledig", "openbaar"):
        _nep(_document(vastgesteld, soort))
    bewoner, elders = persoon("bewoner", gebied="centrum-west"), persoon("wijkmanager", gebied="banakkers")

    gezien = {
        (wie.pk, soort): _haal(client, wie, vastgesteld, soort).status_code
        for wie in (manager, bewoner, elders)
        for soort in ("volledig", "openbaar")
    }

    assert [gezien[manager.pk, soort] for soort in ("volledig", "openbaar")] == [200, 200]
    assert [gezien[bewoner.pk, soort] for soort in ("volledig", "openbaar")] == [404, 200]
    assert [gezien[elders.pk, soort] for soort in ("volledig", "openbaar")] == [404, 404]
    assert "volledig.pdf" not in _pagina(client, bewoner, vastgesteld)
    assert "volledig.pdf" in _pagina(client, manager, vastgesteld)


def test_word_document_has_the_words_of_the_pdf_and_goes_to_the_same_people(
    client: Client, vastgesteld: Verslag, manager: Gebruiker
) -> None:
    wie = {"manager": manager, "bewoner": persoon("bewoner", gebied="centrum-west")}
    teksten = {}
    for soort in ("volledig", "openbaar"):
        url = reverse("overleggen:verslag_docx", args=[vastgesteld.overleg_id, vastgesteld.versie, soort])
        client.force_login(manager)
        assert client.get(url).status_code == 404, "before there is a PDF"
        _nep(_document(vastgesteld, soort))
        for naam, gebruiker in wie.items():
            client.force_login(gebruiker)
            antwoord = client.get(url)
            if antwoord.status_code == 200:
                gelezen = lees(antwoord.content)
                keur(gelezen)
                teksten[naam, soort] = gelezen.tekst

    assert set(teksten) == {("manager", "volledig"), ("manager", "openbaar"), ("bewoner", "openbaar")}
    assert MERK in teksten["manager", "volledig"]
    assert MERK not in teksten["bewoner", "openbaar"]
    assert manager.naam not in teksten["bewoner", "openbaar"]
    assert OPEN in teksten["bewoner", "openbaar"]
    assert "openbaar.docx" in _pagina(client, wie["bewoner"], vastgesteld)
    assert "volledig.docx" not in _pagina(client, wie["bewoner"], vastgesteld)


def test_archive_gives_everybody_the_files_he_may_have(
    client: Client, vastgesteld: Verslag, manager: Gebruiker
) -> None:
    url = reverse("overleggen:verslag_archief", args=[vastgesteld.overleg_id, vastgesteld.versie])
    client.force_login(manager)
    assert client.get(url).status_code == 404, "before there is a PDF"
    _nep(_document(vastgesteld, "volledig"))
    half = open_zip(client.get(url))
    assert "openbaar.pdf: de PDF wordt nog gemaakt" in half["LEESMIJ.txt"].decode()
    _nep(_document(vastgesteld, "openbaar"))

    van_manager = open_zip(client.get(url))
    client.force_login(persoon("bewoner", gebied="centrum-west"))
    van_bewoner = open_zip(client.get(url))

    assert len(van_manager) == 6
    assert "LEESMIJ.txt" not in van_manager
    assert len(van_bewoner) == 3
    assert all("openbaar.pdf" in naam for naam in van_bewoner)
    [over] = [
        tekst
        for naam, tekst in van_manager.items()
        if naam.endswith("volledig.pdf.informatieobject.mdto.xml")
    ]
    assert b"Niet openbaar" in over
    assert url in _pagina(client, manager, vastgesteld)
    assert "Blijvend" in _pagina(client, manager, vastgesteld)


def test_file_that_is_not_there_yet_is_not_found(
    client: Client, vastgesteld: Verslag, manager: Gebruiker
) -> None:
    assert _haal(client, manager, vastgesteld, "volledig").status_code == 404
    assert "de PDF wordt gemaakt" in _pagina(client, manager, vastgesteld)


def test_what_was_shielded_since_is_given_to_nobody(
    client: Client, vastgesteld: Verslag, manager: Gebruiker
) -> None:
    for soort in ("volledig", "openbaar"):
        _nep(_document(vastgesteld, soort))
    vastgesteld.overleg.punten.filter(deel__toegang="openbaar").update(gevoelig="ja")

    assert [_haal(client, manager, vastgesteld, soort).status_code for soort in ("volledig", "openbaar")] == [
        403,
        403,
    ]
    assert OPEN not in _pagina(client, manager, vastgesteld, toon="openbaar").split("Verder in dit deel")[0]


def test_archive_without_what_was_shielded_since_gives_the_rest_and_names_it(
    client: Client, vastgesteld: Verslag, manager: Gebruiker
) -> None:
    for soort in ("volledig", "openbaar"):
        _nep(_document(vastgesteld, soort))
    url = reverse("overleggen:verslag_archief", args=[vastgesteld.overleg_id, vastgesteld.versie])
    vastgesteld.overleg.punten.exclude(deel__toegang="openbaar").update(gevoelig="ja")
    client.force_login(manager)

    gelezen = open_zip(client.get(url))
    assert url in _pagina(client, manager, vastgesteld)
    vastgesteld.overleg.punten.update(gevoelig="ja")

    assert [naam for naam in gelezen if "volledig" in naam] == []
    assert "volledig.pdf: een punt erin is later afgeschermd" in gelezen["LEESMIJ.txt"].decode()
    assert client.get(url).status_code == 403
    assert url not in _pagina(client, manager, vastgesteld)


def test_participants_get_a_link_and_no_text(verslag: Verslag, manager: Gebruiker) -> None:
    agent = persoon("wijkagent", gebied="centrum-west")
    acties.stel_vast(verslag=verslag, door=manager)

    bericht = Bericht.objects.get(ontvanger=agent, soort="verslag-vastgesteld")

    assert (bericht.object_soort, bericht.object_id) == ("overleg", verslag.overleg_id)
    assert MERK not in str(vars(bericht))


# --- the page


def test_preview_says_of_each_passage_where_it_goes(
    client: Client, verslag: Verslag, manager: Gebruiker
) -> None:
    verslag.overleg.punten.filter(deel__toegang="openbaar").update(gevoelig="ja")

    pagina = _pagina(client, manager, verslag)

    assert all(woord in pagina for woord in ("Alleen professionals", "Openbaar", "Blijft mondeling"))
    for klasse in ("ww-passage--professionals", "ww-passage--openbaar", "ww-passage--mondeling"):
        assert klasse in pagina


@pytest.mark.eis("HEL-37")
def test_public_view_shows_what_everybody_reads(client: Client, verslag: Verslag, manager: Gebruiker) -> None:
    pagina = _pagina(client, manager, verslag, toon="openbaar")

    assert OPEN in pagina
    assert MERK not in pagina


@pytest.mark.eis("HEL-43")
def test_page_says_when_the_report_is_to_be_established(helmond: Profiel) -> None:
    termijn = next(rij for rij in helmond.termijnen if rij.tot == "verslag.vaststellen")
    overleg = Overleg(vorm=next(iter(termijn.voor), "wijkwerkoverleg"))
    overleg.profielversie_id = _versie()
    overleg.gehouden_op = datetime(2026, 11, 2, 12, tzinfo=UTC)

    # Ten working days after a Monday: the Monday two weeks later.
    assert str(verslag_uiterlijk(overleg)) == "2026-11-16"


def _versie() -> int:
    from wijkwerk.gemeente.service import actieve_versie_id

    versie = actieve_versie_id()
    assert versie is not None
    return versie


# --- on the public site


def test_public_report_goes_to_the_site_after_the_check(
    client: Client, vastgesteld: Verslag, manager: Gebruiker
) -> None:
    client.force_login(manager)
    url = reverse("overleggen:verslag_publicatie", args=[vastgesteld.overleg_id])
    pagina = client.get(url)
    assert (pagina.status_code, OPEN in pagina.text, MERK in pagina.text) == (200, True, False)
    bevindingen = [b.sleutel for b in acties.te_plaatsen(vastgesteld).bevindingen()]

    antwoord = client.post(url, {"bevestigd": bevindingen})

    publicatie = Publicatie.objects.get()
    assert antwoord["Location"] == publicatie.get_absolute_url()
    assert OPEN in str(publicatie.inhoud)
    assert MERK not in str(publicatie.inhoud)
    client.logout()
    openbaar = client.get(publicatie.get_absolute_url())
    assert (openbaar.status_code, MERK in openbaar.text) == (200, False)


def test_closed_words_that_slipped_into_the_open_part_stop_it(verslag: Verslag, manager: Gebruiker) -> None:
    zin = "Dit werd achter gesloten deuren gezegd over het gezin in de straat."
    Verslag.objects.filter(pk=verslag.pk).update(
        inhoud=[_met(deel, zin) for deel in verslag.inhoud],
        openbaar=[_met(deel, zin) for deel in verslag.openbaar],
    )
    verslag.overleg.punten.exclude(deel__toegang="openbaar").update(uitkomst=zin)
    verslag.refresh_from_db()
    acties.stel_vast(verslag=verslag, door=manager)

    with pytest.raises(StapGeweigerd):
        acties.publiceer(verslag=verslag, bevestigd=(), door=manager)
    assert not Publicatie.objects.exists()


def _met(deel: dict[str, object], zin: str) -> dict[str, object]:
    return {**deel, "punten": [{**punt, "uitkomst": zin} for punt in deel["punten"]]}  # type: ignore[attr-defined]


def test_a_concept_or_a_second_time_is_refused(verslag: Verslag, manager: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="eerst vast"):
        acties.publiceer(verslag=verslag, bevestigd=(), door=manager)
    acties.stel_vast(verslag=verslag, door=manager)
    verslag.refresh_from_db()
    bevestigd = [b.sleutel for b in acties.te_plaatsen(verslag).bevindingen()]
    acties.publiceer(verslag=verslag, bevestigd=bevestigd, door=manager)

    with pytest.raises(StapGeweigerd, match="al gepubliceerd"):
        acties.publiceer(verslag=verslag, bevestigd=bevestigd, door=manager)


def _publiceer(verslag: Verslag, door: Gebruiker) -> Publicatie:
    bevestigd = [rij.sleutel for rij in acties.te_plaatsen(verslag).bevindingen()]
    return acties.publiceer(verslag=verslag, bevestigd=bevestigd, door=door)


def test_a_correction_tells_everybody_what_changed_and_the_old_one_says_it_was_replaced(
    client: Client, vastgesteld: Verslag, manager: Gebruiker
) -> None:
    eerste = _publiceer(vastgesteld, manager)
    client.force_login(manager)
    url = reverse("overleggen:verbetering", args=[vastgesteld.overleg_id])
    assert "Wat leest iedereen daarover?" in client.get(url).content.decode()
    # A version stands on the site: then everybody is told.
    geweigerd = client.post(url, {"correctie": f"{MERK} was er niet.", "openbaar": ""})
    assert geweigerd.status_code == 422
    assert f"{MERK} was er niet." in geweigerd.content.decode()
    assert "wat iedereen over deze verbetering leest" in geweigerd.content.decode()

    uitleg = "Het aantal bomen klopte niet: het zijn er twaalf."
    assert client.post(url, {"correctie": f"{MERK} was er niet.", "openbaar": uitleg}).status_code == 302
    nieuw = vastgesteld.overleg.verslagen.get(versie=2)
    acties.stel_vast(verslag=nieuw, door=manager)
    nieuw.refresh_from_db()
    tweede = _publiceer(nieuw, manager)

    client.logout()
    oud, vers = (client.get(rij.get_absolute_url()) for rij in (eerste, tweede))
    assert oud.status_code == vers.status_code == 200
    assert "Dit verslag is vervangen" in oud.text
    assert tweede.get_absolute_url() in oud.text
    assert uitleg not in oud.text
    assert uitleg in vers.text
    assert "Dit verslag is vervangen" not in vers.text
    assert MERK not in oud.text + vers.text


def test_correction_stands_in_both_files_each_in_its_own_words(
    client: Client, vastgesteld: Verslag, manager: Gebruiker
) -> None:
    uitleg = "Het aantal bomen klopte niet."
    nieuw = acties.verbeter(
        overleg=vastgesteld.overleg, correctie=f"{MERK} verbeterd", openbaar=uitleg, door=manager
    )
    acties.stel_vast(verslag=nieuw, door=manager)

    teksten = {
        rij.soort: render_to_string("pdf/verslag.html", document_context(rij))
        for rij in Verslagdocument.objects.filter(verslag=nieuw).select_related("verslag__overleg")
    }
    assert f"{MERK} verbeterd" in teksten["volledig"]
    assert uitleg in teksten["openbaar"]
    assert MERK not in teksten["openbaar"]

    client.force_login(manager)
    pagina = client.get(reverse("overleggen:verslag", args=[nieuw.overleg_id]), {"versie": 1}).text
    assert "Deze versie is vervangen" in pagina
    # Somebody who reads the open part alone reads the public words alone.
    client.force_login(persoon("bewoner", gebied="centrum-west"))
    pagina = client.get(reverse("overleggen:verslag", args=[nieuw.overleg_id])).text
    assert uitleg in pagina
    assert MERK not in pagina


def test_without_a_public_version_nothing_public_is_asked(vastgesteld: Verslag, manager: Gebruiker) -> None:
    nieuw = acties.verbeter(overleg=vastgesteld.overleg, correctie="Een naam was fout.", door=manager)

    assert nieuw.openbare_correctie == ""


@pytest.mark.eis("HEL-40")
def test_a_form_that_is_not_open_is_not_published(client: Client, helmond: Profiel) -> None:
    """Where the profile shows the title only, the report stays inside."""
    vorm = helmond.overlegvorm("wijkwerkoverleg")
    assert vorm.openbaar == "titel"
    overleg = Overleg(vorm=vorm.sleutel)
    overleg.profielversie_id = _versie()

    assert not acties.kan_openbaar(Verslag(overleg=overleg, openbaar=[{"punten": []}]))
