"""For whom the files of a report are, and what its page says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from overleggen import acties
from overleggen.models import Overleg, Verslag
from overleggen.termijnen import verslag_uiterlijk
from tests.docx_lezen import keur, lees
from tests.hulp import persoon
from tests.mdto import open_zip
from tests.overleggen.verslagdocument.verslagen import MERK, OPEN, document, nep, versie_nu
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def _haal(client: Client, wie: Gebruiker, verslag: Verslag, soort: str):  # type: ignore[no-untyped-def]
    client.force_login(wie)
    return client.get(reverse("overleggen:verslag_pdf", args=[verslag.overleg_id, verslag.versie, soort]))


def _pagina(client: Client, wie: Gebruiker, verslag: Verslag, **vraag: str) -> str:
    client.force_login(wie)
    return client.get(reverse("overleggen:verslag", args=[verslag.overleg_id]), vraag).text


# --- for whom


@pytest.mark.eis("HEL-37")
def test_full_file_is_for_who_sees_every_part_the_public_one_for_who_sees_the_meeting(
    client: Client, vastgesteld: Verslag, manager: Gebruiker
) -> None:
    for soort in ("volledig", "openbaar"):
        nep(document(vastgesteld, soort))
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
        nep(document(vastgesteld, soort))
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
    nep(document(vastgesteld, "volledig"))
    half = open_zip(client.get(url))
    assert "openbaar.pdf: de PDF wordt nog gemaakt" in half["LEESMIJ.txt"].decode()
    nep(document(vastgesteld, "openbaar"))

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
        nep(document(vastgesteld, soort))
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
        nep(document(vastgesteld, soort))
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
    overleg.profielversie_id = versie_nu()
    overleg.gehouden_op = datetime(2026, 11, 2, 12, tzinfo=UTC)

    # Ten working days after a Monday: the Monday two weeks later.
    assert str(verslag_uiterlijk(overleg)) == "2026-11-16"
