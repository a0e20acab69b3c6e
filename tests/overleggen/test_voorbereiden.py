"""What is brought together for a point: information with an owner and a day before the meeting, and papers."""

from __future__ import annotations

import io
import uuid
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from overleggen import acties
from overleggen.models import Agendapunt, Overleg, Stuk
from overleggen.stukken import MAX_BYTES, StukFout, lees
from tests.hulp import partij, persoon
from tests.overleggen.hulp import begonnen, gepland, punt
from tests.signalen.hulp import signaal
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
MERK = "marktekst-besloten"
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="nieuw-den-helder")


@pytest.fixture
def collega(den_helder: Profiel) -> Gebruiker:
    return persoon("handhaving", gebied="nieuw-den-helder")


@pytest.fixture
def platform(manager: Gebruiker) -> Overleg:
    """Open to residents; the wijkmanager helps make its agenda."""
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")
    return gepland("wijkplatform", "nieuw-den-helder", voorzitter, over=10)


@pytest.fixture
def team(manager: Gebruiker) -> Overleg:
    """Closed: professionals only."""
    return gepland("coordinatieteam", "nieuw-den-helder", manager, over=10)


def _binnen(client: Client, wie: Gebruiker) -> Client:
    client.force_login(wie)
    return client


def _vraag(rij: Agendapunt, door: Gebruiker, houder: Houder, **meer: Any) -> Afspraak:
    waarden: dict[str, Any] = {
        "vraag": "Hoeveel auto's staan er?",
        "uiterlijk": timezone.localdate() + timedelta(days=5),
    }
    return acties.vraag_informatie(punt=rij, houder=houder, door=door, **(waarden | meer)).afspraak


# --- information


@pytest.mark.eis("DHR-31")
def test_wijkmanager_asks_a_team_to_find_out_before_the_platform_meets(
    client: Client, platform: Overleg, manager: Gebruiker
) -> None:
    medewerker = persoon("teammedewerker", partij="wijkbeheer")
    rij = punt(platform, manager)
    url = reverse("overleggen:informatie", args=[rij.pk])
    wijkbeheer = f"partij:{partij('wijkbeheer').pk}"
    form = _binnen(client, manager).get(url).context["form"]
    assert wijkbeheer in str(form["houder"])

    te_laat = client.post(
        url, {"vraag": "Wanneer?", "houder": wijkbeheer, "uiterlijk": platform.datum.isoformat()}
    )
    assert te_laat.status_code == 422
    assert "vóór het overleg" in te_laat.content.decode()
    assert not Afspraak.objects.exists()

    dag = platform.datum - timedelta(days=1)
    vraag = {"vraag": "Wanneer wordt er gemaaid?", "houder": wijkbeheer, "uiterlijk": dag.isoformat()}
    vraag["client_id"] = str(uuid.uuid4())
    # A second click asks nothing more.
    assert [client.post(url, vraag).status_code for _ in range(2)] == [302, 302]

    afspraak = Afspraak.objects.get()
    assert afspraak.uiterlijk == dag
    assert afspraak.houder_partij == partij("wijkbeheer")
    assert Bericht.objects.filter(soort="afspraak-gevraagd", ontvanger=medewerker).exists()
    assert "Wanneer wordt er gemaaid?" in client.get(platform.get_absolute_url()).content.decode()


def test_answer_stands_at_the_point_for_who_asked_and_only_that_it_is_there_for_others(
    client: Client, platform: Overleg, manager: Gebruiker
) -> None:
    rij = punt(platform, manager)
    medewerker = persoon("teammedewerker", partij="wijkbeheer")
    afspraak = _vraag(rij, manager, Houder(partij=partij("wijkbeheer")))
    from wijkwerk.afspraken import service as afspraken

    afspraken.zeg_toe(afspraak=afspraak, door=medewerker)
    afspraken.meld_klaar(afspraak=afspraak, resultaat="Er staan 40 auto's", door=medewerker)
    bewoner = persoon("bewoner", gebied="nieuw-den-helder")

    pagina = _binnen(client, manager).get(platform.get_absolute_url()).content.decode()
    assert "Er staan 40 auto" in pagina
    pagina = _binnen(client, bewoner).get(platform.get_absolute_url()).content.decode()
    assert "Hoeveel auto" in pagina
    assert "Er staan 40 auto" not in pagina


def test_who_does_not_make_the_agenda_asks_nothing(
    client: Client, team: Overleg, manager: Gebruiker, collega: Gebruiker
) -> None:
    rij = punt(team, manager)
    url = reverse("overleggen:informatie", args=[rij.pk])

    assert _binnen(client, collega).get(url).status_code == 403
    with pytest.raises(PermissionDenied):
        _vraag(rij, collega, Houder(partij=partij("wijkbeheer")))


def test_question_of_a_closed_part_is_for_its_holder_and_the_part(
    team: Overleg, manager: Gebruiker, collega: Gebruiker
) -> None:
    medewerker = persoon("teammedewerker", partij="wijkbeheer")
    buiten = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    afspraak = _vraag(punt(team, manager), manager, Houder(partij=partij("wijkbeheer")), vraag=MERK)

    assert afspraak.besloten
    ziet = {
        wie: Afspraak.objects.zichtbaar_voor(wie).filter(pk=afspraak.pk).exists()
        for wie in (manager, medewerker, buiten)
    }
    assert ziet == {manager: True, medewerker: True, buiten: False}


def test_question_of_a_closed_part_comes_on_no_open_agenda(
    team: Overleg, platform: Overleg, manager: Gebruiker
) -> None:
    from overleggen.bronnen import van_afspraak

    afspraak = _vraag(punt(team, manager), manager, Houder(partij=partij("wijkbeheer")), vraag=MERK)

    with pytest.raises(StapGeweigerd, match="achter gesloten deuren"):
        acties.zet_op_agenda(overleg=platform, door=manager, bron=van_afspraak(afspraak))


@pytest.mark.eis("HEL-40")
def test_question_goes_behind_the_doors_with_its_point(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    tafel = gepland("wijktafel", "brandevoort", adviseur, over=10)
    rij = acties.draag_aan(
        overleg=tafel, titel="De velden", deel=tafel.delen.get(toegang="openbaar"), door=adviseur
    )
    afspraak = _vraag(rij, adviseur, Houder(persoon=adviseur), vraag=MERK)
    assert not afspraak.besloten

    acties.agendeer(punt=rij, deel=tafel.delen.get(toegang="deelnemers"), schaalniveau="wijk", door=adviseur)

    afspraak.refresh_from_db()
    assert afspraak.besloten
    assert MERK not in str(afspraak)


@pytest.mark.eis("HEL-40")
def test_question_goes_along_when_its_point_is_handed_to_a_closed_meeting(
    platform: Overleg, team: Overleg, manager: Gebruiker
) -> None:
    bewaker = persoon("adviseur")
    rij = punt(platform, manager)
    afspraak = _vraag(rij, manager, Houder(partij=partij("wijkbeheer")), vraag=MERK)
    ziet = Afspraak.objects.zichtbaar_voor(bewaker).filter(pk=afspraak.pk)
    assert ziet.exists()

    dicht = acties.draag_over(
        punt=rij, naar=team, deel=team.delen.get(), reden="Hoort bij het team", door=manager
    )

    assert not ziet.exists()
    assert not rij.informatievragen.exists()
    assert dicht.informatievragen.get().afspraak == afspraak
    assert Afspraak.objects.zichtbaar_voor(manager).filter(pk=afspraak.pk).exists()


def test_question_is_no_result_of_the_meeting(manager: Gebruiker, team: Overleg) -> None:
    from overleggen.verslagtekst import maak

    _vraag(punt(team, manager), manager, Houder(partij=partij("wijkbeheer")))

    assert maak(team)[0]["punten"][0]["afspraken"] == []


# --- papers


def _upload(client: Client, rij: Agendapunt, naam: str = "schets.pdf", inhoud: bytes = PDF) -> Any:
    bestand = SimpleUploadedFile(naam, inhoud)
    return client.post(
        reverse("overleggen:nieuw_stuk", args=[rij.pk]), {"titel": "Schets plein", "bestand": bestand}
    )


def test_participant_brings_a_paper_and_the_others_read_it(
    client: Client, team: Overleg, manager: Gebruiker, collega: Gebruiker
) -> None:
    rij = punt(team, manager)
    assert _upload(_binnen(client, collega), rij).status_code == 302
    stuk = Stuk.objects.get()

    antwoord = _binnen(client, manager).get(stuk.get_absolute_url())

    assert antwoord.content == PDF
    assert antwoord["Content-Disposition"] == 'attachment; filename="schets-plein.pdf"'
    assert "sandbox" in antwoord["Content-Security-Policy"]
    assert "no-store" in antwoord["Cache-Control"]
    assert "Schets plein" in client.get(team.get_absolute_url()).content.decode()


def test_paper_of_a_closed_part_is_not_there_for_others(
    client: Client, team: Overleg, manager: Gebruiker
) -> None:
    rij = punt(team, manager)
    _upload(_binnen(client, manager), rij)
    stuk = Stuk.objects.get()

    for wie in (
        persoon("bewoner", gebied="nieuw-den-helder"),
        persoon("wijkmanager", gebied="stad-binnen-de-linie"),
    ):
        assert _binnen(client, wie).get(stuk.get_absolute_url()).status_code == 404
        assert _upload(client, rij).status_code == 404
    assert Stuk.objects.count() == 1


def test_shielded_point_takes_no_papers_and_shows_none(
    client: Client, team: Overleg, manager: Gebruiker, collega: Gebruiker
) -> None:
    rij = punt(team, manager)
    _upload(_binnen(client, manager), rij)
    stuk = Stuk.objects.get()
    Agendapunt.objects.filter(pk=rij.pk).update(gevoelig="ja")

    antwoord = _upload(client, rij)
    assert antwoord.status_code == 422
    assert "Neem het mee" in antwoord.content.decode()
    assert _binnen(client, collega).get(stuk.get_absolute_url()).status_code == 404
    assert "Schets plein" not in client.get(team.get_absolute_url()).content.decode()


def test_address_instead_of_a_file(client: Client, team: Overleg, manager: Gebruiker) -> None:
    rij = punt(team, manager)
    url = reverse("overleggen:nieuw_stuk", args=[rij.pk])
    _binnen(client, manager)

    leeg = client.post(url, {"titel": "Besluit"})
    assert leeg.status_code == 422
    assert "Kies een bestand of vul een adres in" in leeg.content.decode()
    fout = client.post(url, {"titel": "Besluit", "adres": "javascript:alert(1)"})
    assert fout.status_code == 422
    client.post(url, {"titel": "Besluit", "adres": "https://voorbeeld.example/besluit"})

    assert Stuk.objects.get().get_absolute_url() == "https://voorbeeld.example/besluit"


def test_who_brought_it_takes_it_away_and_twice_is_once(
    client: Client, team: Overleg, manager: Gebruiker, collega: Gebruiker
) -> None:
    rij = punt(team, manager)
    _upload(_binnen(client, manager), rij)
    stuk = Stuk.objects.get()
    url = reverse("overleggen:stuk-verwijdering", args=[rij.pk, stuk.pk])

    assert _binnen(client, collega).post(url).status_code == 403
    assert _binnen(client, manager).post(url).status_code == 302
    assert client.post(url).status_code == 404
    assert not Stuk.objects.exists()


def test_papers_of_a_finished_meeting_stay_as_they_are(client: Client, manager: Gebruiker) -> None:
    overleg = begonnen("coordinatieteam", "nieuw-den-helder", manager)
    rij = punt(overleg, manager)
    _upload(_binnen(client, manager), rij)
    acties.bespreek(punt=rij, uitkomst="Goed.", versie=Agendapunt.objects.get(pk=rij.pk).versie, door=manager)
    acties.rond_af(overleg=overleg, door=manager)
    stuk = Stuk.objects.get()

    assert _upload(client, rij).status_code == 403
    assert client.post(reverse("overleggen:stuk-verwijdering", args=[rij.pk, stuk.pk])).status_code == 403
    assert client.get(stuk.get_absolute_url()).content == PDF


def test_ten_papers_are_enough(team: Overleg, manager: Gebruiker) -> None:
    rij = punt(team, manager)
    for nummer in range(10):
        acties.voeg_stuk_toe(punt=rij, titel=str(nummer), adres="https://voorbeeld.example/", door=manager)

    with pytest.raises(StapGeweigerd, match="al 10 stukken"):
        acties.voeg_stuk_toe(punt=rij, titel="elf", adres="https://voorbeeld.example/", door=manager)


def _zip(naam: str) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        archief.writestr(naam, "x")
    return uit.getvalue()


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [
        ("pagina.html", b"<script>"),
        ("plaatje.svg", b"<svg>"),
        ("nep.pdf", b"<html>"),
        ("leeg.pdf", b""),
        ("zonder", PDF),
        ("programma.docx", _zip("word/vbaProject.bin")),
        ("programma.odt", _zip("Basic/Standard/Module1.xml")),
        ("stuk.docx", b"PK\x03\x04kapot"),
        ("groot.pdf", PDF + b" " * MAX_BYTES),
    ],
)
def test_file_that_may_not_be_kept_is_refused(naam: str, inhoud: bytes) -> None:
    with pytest.raises(StukFout):
        lees(naam, inhoud)


def test_ordinary_files_are_kept() -> None:
    assert lees("Notitie.DOCX", _zip("word/document.xml")).soort == "docx"
    assert lees("foto.jpeg", b"\xff\xd8\xff\xe0").soort == "jpg"


def test_signal_that_becomes_shielded_takes_its_papers_along(
    client: Client, team: Overleg, manager: Gebruiker, collega: Gebruiker
) -> None:
    from overleggen.bronnen import van_signaal

    bron = signaal(manager, "nieuw-den-helder", "openbare-ruimte")
    rij, _ = acties.zet_op_agenda(overleg=team, door=manager, bron=van_signaal(bron))
    _upload(_binnen(client, manager), rij)
    stuk = Stuk.objects.get()
    assert _binnen(client, collega).get(stuk.get_absolute_url()).status_code == 200

    type(bron).objects.filter(pk=bron.pk).update(gevoelig="ja")

    assert client.get(stuk.get_absolute_url()).status_code == 404
