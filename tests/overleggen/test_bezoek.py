"""A visit to the wijk has a programme of its own; any meeting has a page to read on the way."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from overleggen import acties
from overleggen.briefing import maak_briefing
from overleggen.models import Agendapunt, Overleg
from tests.hulp import gebied as zoek_gebied
from tests.hulp import partij, persoon
from tests.overleggen.hulp import begonnen, gepland, punt
from wijkwerk.afspraken import service as afspraken
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
MERK = "marktekst-besloten"
STOP = {"begin": "10:30", "wat": "Rondleiding buurttuin", "plaats": "De Tuin", "gastheer": "Tuingroep"}


@pytest.fixture
def orgaan(helmond: Profiel) -> Gebruiker:
    return persoon("wijkorgaan", gebied="brandevoort", partij="wijkraad-brandevoort")


@pytest.fixture
def bezoek(orgaan: Gebruiker) -> Overleg:
    return gepland("wijkbezoek", "brandevoort", orgaan, over=30, eind=time(13))


@pytest.mark.eis("HEL-46")
def test_wijkorgaan_plans_the_visit_and_makes_its_programme(
    client: Client, bezoek: Overleg, orgaan: Gebruiker
) -> None:
    client.force_login(orgaan)
    url = reverse("overleggen:programma_nieuw", args=[bezoek.pk])

    client.post(url, STOP)
    client.post(url, STOP | {"begin": "10:00", "wat": "Koffie in het wijkhuis"})
    pagina = client.get(reverse("overleggen:programma", args=[bezoek.pk])).content.decode()

    assert pagina.index("Koffie in het wijkhuis") < pagina.index("Rondleiding buurttuin")
    assert "Tuingroep" in pagina


@pytest.mark.parametrize(
    ("anders", "klacht"),
    [
        ({"begin": "09:00"}, "begint om 10:00"),
        ({"begin": "13:00"}, "eindigt om 13:00"),
        ({"begin": "straks"}, "tijd"),
        ({"wat": ""}, "Vul"),
    ],
)
def test_stop_outside_the_visit_is_refused_and_keeps_what_was_typed(
    client: Client, bezoek: Overleg, orgaan: Gebruiker, anders: dict[str, str], klacht: str
) -> None:
    client.force_login(orgaan)

    antwoord = client.post(reverse("overleggen:programma_nieuw", args=[bezoek.pk]), STOP | anders)

    assert antwoord.status_code == 422
    assert klacht in antwoord.content.decode()
    assert "De Tuin" in antwoord.content.decode()
    assert not bezoek.programma.exists()


def test_stop_is_changed_and_taken_out(client: Client, bezoek: Overleg, orgaan: Gebruiker) -> None:
    client.force_login(orgaan)
    client.post(reverse("overleggen:programma_nieuw", args=[bezoek.pk]), STOP)
    stop = bezoek.programma.get()

    client.post(
        reverse("overleggen:programma_wijziging", args=[bezoek.pk, stop.pk]), STOP | {"begin": "11:00"}
    )
    stop.refresh_from_db()
    assert stop.begin == time(11)
    weg = reverse("overleggen:programma_weg", args=[bezoek.pk, stop.pk])
    client.post(weg)
    assert client.post(weg).status_code == 404
    assert not bezoek.programma.exists()


def test_same_stop_twice_is_one(client: Client, bezoek: Overleg, orgaan: Gebruiker) -> None:
    client.force_login(orgaan)
    url = reverse("overleggen:programma_nieuw", args=[bezoek.pk])

    assert client.post(url, STOP).status_code == 302
    assert client.post(url, STOP).status_code == 422
    assert bezoek.programma.count() == 1


def test_who_only_comes_along_reads_the_programme(client: Client, bezoek: Overleg, orgaan: Gebruiker) -> None:
    acties.zet_in_programma(overleg=bezoek, begin=time(11), wat="Koffie", door=orgaan)
    client.force_login(persoon("bewoner", gebied="brandevoort"))

    pagina = client.get(reverse("overleggen:programma", args=[bezoek.pk]))

    assert "Koffie" in pagina.content.decode()
    assert "Onderdeel toevoegen" not in pagina.content.decode()
    assert client.post(reverse("overleggen:programma_nieuw", args=[bezoek.pk]), STOP).status_code == 403


@pytest.mark.eis("HEL-45", "HEL-47")
def test_everybody_reads_the_programme_without_where_and_who(
    client: Client, bezoek: Overleg, orgaan: Gebruiker
) -> None:
    acties.zet_in_programma(
        overleg=bezoek,
        begin=time(11),
        wat="Koffie",
        plaats="Achterstraat 5",
        gastheer="Buurvrouw",
        door=orgaan,
    )
    acties.zet_op_agenda(overleg=bezoek, titel="Rondje", door=orgaan)
    acties.nodig_uit(overleg=bezoek, door=orgaan)

    for naam in ("agenda:overzicht", "agenda:ics", "agenda:atom"):
        antwoord = client.get(reverse(naam))
        tekst = b"".join(antwoord).decode()
        assert "11:00 Koffie" in tekst
        assert "Achterstraat" not in tekst
        assert "Buurvrouw" not in tekst


def test_another_meeting_has_no_programme(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    tafel = gepland("wijktafel", "brandevoort", adviseur, over=5)
    client.force_login(adviseur)

    assert client.get(reverse("overleggen:programma", args=[tafel.pk])).status_code == 404
    assert "Programma</a>" not in client.get(tafel.get_absolute_url()).content.decode()


# --- briefing


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="nieuw-den-helder")


def _vorige(manager: Gebruiker) -> Overleg:
    """A closed meeting of last month, in which something was promised."""
    overleg = begonnen("coordinatieteam", "nieuw-den-helder", manager)
    rij = punt(overleg, manager)
    rij = acties.bespreek(punt=rij, uitkomst="Ja", versie=rij.versie, door=manager)[0]
    acties.maak_afspraak(
        punt=rij,
        wat=MERK,
        houder=Houder(partij=partij("wijkbeheer")),
        uiterlijk=timezone.localdate(),
        door=manager,
    )
    acties.koppel_terug(punt=Agendapunt.objects.get(pk=rij.pk), tekst="Klaar", door=manager)
    acties.rond_af(overleg=overleg, door=manager)
    eerder = timezone.localdate() - timedelta(days=30)
    Overleg.objects.filter(pk=overleg.pk).update(datum=eerder)
    return overleg


def test_briefing_says_what_was_promised_and_what_is_over_term(client: Client, manager: Gebruiker) -> None:
    vorige = _vorige(manager)
    komend = gepland("coordinatieteam", "nieuw-den-helder", manager, over=3)
    afspraak = afspraken.maak(
        wat="De lamp vervangen",
        houder=Houder(partij=partij("wijkbeheer")),
        uiterlijk=timezone.localdate() - timedelta(days=3),
        bron=vorige,
        gebieden=[zoek_gebied("nieuw-den-helder")],
        door=manager,
    )
    client.force_login(manager)

    pagina = client.get(reverse("overleggen:briefing", args=[komend.pk]))

    briefing = pagina.context["briefing"]
    assert briefing.vorige == vorige
    assert briefing.te_laat == [afspraak]
    assert [rij.wat for rij in briefing.beloofd] == [MERK]
    assert "De lamp vervangen" in pagina.content.decode()


def test_briefing_shows_no_more_than_the_reader_may_read(client: Client, manager: Gebruiker) -> None:
    _vorige(manager)
    platform = gepland(
        "wijkplatform", "nieuw-den-helder", persoon("platformvoorzitter", gebied="nieuw-den-helder"), over=3
    )
    client.force_login(persoon("bewoner", gebied="nieuw-den-helder"))

    pagina = client.get(reverse("overleggen:briefing", args=[platform.pk]))

    assert pagina.status_code == 200
    assert MERK not in pagina.content.decode()


def test_number_of_queries_of_a_briefing_does_not_grow(manager: Gebruiker) -> None:
    komend = gepland("coordinatieteam", "nieuw-den-helder", manager, over=3)

    def aantal() -> int:
        wie = Gebruiker.objects.get(pk=manager.pk)
        wie.vervullingen  # noqa: B018 - read before counting
        with CaptureQueriesContext(connection) as gevangen:
            maak_briefing(komend, wie)
        return len(gevangen)

    leeg = aantal()
    for dagen in range(1, 5):
        afspraken.maak(
            wat="Iets",
            houder=Houder(partij=partij("wijkbeheer")),
            uiterlijk=timezone.localdate() - timedelta(days=dagen),
            bron=komend,
            gebieden=[zoek_gebied("nieuw-den-helder")],
            door=manager,
        )
    assert aantal() == leeg == 5
