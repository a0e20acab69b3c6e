"""An afspraak is never read by more people than what it came out of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from overleggen import acties
from overleggen.bronnen import van_afspraak
from tests.hulp import gebied, partij, persoon
from tests.overleggen.hulp import begonnen, besproken, gepland
from tests.signalen.hulp import signaal, zet_uit
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.afspraken.service import herinneringen
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.opmaak import waarden_van
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.berichten.titels import veilige_titel
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
MERK = "marktekst-besloten"


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="nieuw-den-helder")


def _maak(vorm: str, door: Gebruiker, waar: str = "nieuw-den-helder") -> Afspraak:
    overleg = begonnen(vorm, waar, door)
    return acties.maak_afspraak(
        punt=besproken(overleg, door),
        wat=MERK,
        houder=Houder(partij=partij("wijkbeheer")),
        uiterlijk=timezone.localdate() + timedelta(days=14),
        door=door,
    )


@pytest.fixture
def besloten(manager: Gebruiker) -> Afspraak:
    return _maak("coordinatieteam", manager)


def _status(client: Client, wie: Gebruiker, afspraak: Afspraak) -> int:
    client.force_login(wie)
    return client.get(afspraak.get_absolute_url()).status_code


def _lijst(client: Client, wie: Gebruiker) -> str:
    client.force_login(wie)
    return client.get(reverse("afspraken:lijst"), {"van": "alle", "stand": "alle"}).text


@pytest.mark.eis("DHR-33")
def test_who_guards_without_being_in_the_meeting_does_not_read_it(client: Client, besloten: Afspraak) -> None:
    adviseur = persoon("adviseur")

    assert _status(client, adviseur, besloten) == 404
    assert MERK not in _lijst(client, adviseur)


def test_who_guards_and_is_in_the_meeting_reads_it(
    client: Client, besloten: Afspraak, manager: Gebruiker
) -> None:
    collega = persoon("vvh", gebied="nieuw-den-helder")

    assert _status(client, collega, besloten) == 200
    assert MERK in _lijst(client, collega)


def test_who_holds_it_and_who_asked_it_read_it(
    client: Client, besloten: Afspraak, manager: Gebruiker
) -> None:
    medewerker = persoon("teammedewerker", partij="wijkbeheer")

    assert [_status(client, wie, besloten) for wie in (medewerker, manager)] == [200, 200]


def test_outside_the_screen_it_has_no_words(besloten: Afspraak) -> None:
    assert MERK not in str(besloten)
    assert MERK not in veilige_titel(besloten)


def test_its_holder_is_asked_and_reminded_in_words(besloten: Afspraak) -> None:
    medewerker = persoon("teammedewerker", partij="wijkbeheer")
    gevraagd = Bericht(
        ontvanger=medewerker, soort="afspraak-gevraagd", object_soort="afspraak", object_id=besloten.pk
    )
    dag = plus_werkdagen(besloten.uiterlijk, 1)

    assert waarden_van(gevraagd, besloten)["titel"] == MERK
    assert [(h.ontvanger, h.titel) for h in herinneringen(dag) if h.ding == besloten] == [(medewerker, MERK)]


def test_a_mail_to_who_may_not_read_it_names_its_kind(besloten: Afspraak) -> None:
    bericht = Bericht(
        ontvanger=persoon("adviseur"), soort="herinnering", object_soort="afspraak", object_id=besloten.pk
    )

    assert waarden_van(bericht, besloten)["titel"] == "afspraak"


def test_it_does_not_come_up_in_a_part_that_all_may_attend(besloten: Afspraak, manager: Gebruiker) -> None:
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")
    platform = begonnen("wijkplatform", "nieuw-den-helder", voorzitter)
    deel = platform.delen.filter(toegang="openbaar").first()

    with pytest.raises(StapGeweigerd, match="achter gesloten deuren"):
        acties.draag_aan(overleg=platform, bron=van_afspraak(besloten), deel=deel, door=voorzitter)

    assert not platform.punten.filter(bron_soort="afspraak").exists()


def test_what_professionals_agreed_does_not_come_up_among_more_people(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="tuindorp")
    besloten = _maak("coordinatieteam", manager, "tuindorp")
    buurt = gepland("buurtbeheeroverleg", "tuindorp", manager)
    deel = buurt.delen.filter(toegang="deelnemers").get()

    with pytest.raises(StapGeweigerd, match="achter gesloten deuren"):
        acties.draag_aan(overleg=buurt, bron=van_afspraak(besloten), deel=deel, door=manager)


def test_what_was_agreed_in_an_open_part_is_for_all_who_guard(client: Client, manager: Gebruiker) -> None:
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")
    afspraak = _maak("wijkplatform", voorzitter)

    assert _status(client, persoon("adviseur"), afspraak) == 200


def test_what_a_person_may_only_count_is_not_read_through_its_afspraak(oude_ijsselstreek: Profiel) -> None:
    """The strictest rule about the signal holds for its parts too (OIJ-20)."""
    rol = "generalist-zorg-welzijn"
    melder = persoon("teamlid", gebied="ulft")
    eigenaar = Houder(rol="teamlid", gebied=gebied("ulft"))
    rij = signaal(melder, "ulft", "wonen", gevoelig="ja", eigenaar=eigenaar)
    zet_uit(rij, persoon(rol, gebied="ulft"))
    deel = rij.delen.get()

    gezien = {
        naam: set(Afspraak.objects.zichtbaar_voor(wie)) == {deel.afspraak}
        for naam, wie in {
            "een rol": persoon(rol, gebied="ulft"),
            "twee rollen": persoon(rol, "gebiedsregisseur", gebied="ulft"),
        }.items()
    }

    assert gezien == {"een rol": True, "twee rollen": False}
