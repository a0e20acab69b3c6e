"""What to expect from the wijk: told to the project team, and to nobody outside (DHR-45)."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from signalen import acties as signaalacties
from signalen.acties import initiatief as initiatiefacties
from signalen.acties import project as acties
from signalen.acties.initiatief.schild import wis_woorden
from signalen.models import Initiatief, Inschatting, Project
from tests.hulp import gebied, persoon
from tests.signalen.hulp import MERK, adres, over, signaal
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.publicatie.maskering import zoek_met_kennis
from wijkwerk.regels.service import StandVeranderd

pytestmark = pytest.mark.django_db
WIJK = "stad-binnen-de-linie"


@pytest.fixture
def project(gewogen: Initiatief, manager: Gebruiker, leider: Gebruiker) -> Project:
    """Out of an idea of a resident, who therefore sees its page."""
    return initiatiefacties.maak_project(
        initiatief=gewogen, projectleider=Houder(persoon=leider), naam="Park", door=manager
    )


def _pagina(client: Client, wie: Gebruiker, project: Project) -> str:
    client.force_login(wie)
    antwoord = client.get(project.get_absolute_url())
    assert antwoord.status_code == 200
    return antwoord.text


@pytest.mark.eis("DHR-45")
def test_the_concierge_tells_the_team_what_to_expect(
    client: Client, project: Project, concierge: Gebruiker, leider: Gebruiker
) -> None:
    client.force_login(concierge)
    url = adres("inschatting", project)

    leeg = client.post(url, {"tekst": " "})
    client.post(url, {"tekst": MERK})

    assert leeg.status_code == 422
    assert "Schrijf op wat u verwacht." in leeg.text
    assert f'href="{url}"' in _pagina(client, concierge, project)
    for wie in (concierge, leider):
        assert MERK in _pagina(client, wie, project)


@pytest.mark.eis("DHR-45")
def test_residents_know_of_none_also_in_the_team(
    client: Client, project: Project, bewoner: Gebruiker, leider: Gebruiker
) -> None:
    acties.voeg_toe(project=project, gebruiker=bewoner, taak="meedenken", door=leider)
    acties.schat_in(project=project, tekst=MERK, door=leider)

    pagina = _pagina(client, bewoner, project)

    assert "inschatting" not in pagina.lower()
    assert MERK not in pagina
    assert client.get(adres("inschatting", project)).status_code == 403
    assert client.post(adres("inschatting", project), {"tekst": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.schat_in(project=project, tekst="x", door=bewoner)
    assert Inschatting.objects.count() == 1


def test_a_partner_reads_it_only_in_the_team(client: Client, project: Project, leider: Gebruiker) -> None:
    partner = persoon("partner", partij="politie")

    assert not acties.mag_inschatting(project, partner)
    acties.voeg_toe(project=project, gebruiker=partner, taak="verkeer", door=leider)
    assert acties.mag_inschatting(project, partner)


def test_staff_of_another_wijk_has_no_part_in_it(
    client: Client, project: Project, vreemde: Gebruiker
) -> None:
    client.force_login(vreemde)

    assert not acties.mag_inschatting(project, vreemde)
    assert client.get(adres("inschatting", project)).status_code == 404


def test_the_words_stand_in_no_log_and_no_name(project: Project, leider: Gebruiker) -> None:
    rij = acties.schat_in(project=project, tekst=MERK, door=leider)

    regel = Logregel.objects.get(stap="inschatting.schrijven")
    assert MERK not in f"{rij}{regel}{regel.reden}{regel.gegevens}"
    assert not Logregel.objects.stappen().van(project).filter(stap="inschatting.schrijven").exists()


def test_a_closed_project_gets_no_more(project: Project, leider: Gebruiker) -> None:
    acties.sluit_af(project=project, resultaat="Het park is klaar.", door=leider)

    with pytest.raises(StandVeranderd):
        acties.schat_in(project=project, tekst="x", door=leider)


def test_sent_twice_it_is_one(client: Client, project: Project, leider: Gebruiker) -> None:
    client.force_login(leider)
    data = {"tekst": "Veel mensen parkeren er.", "client_id": str(uuid.uuid4())}

    for _ in range(2):
        assert client.post(adres("inschatting", project), data).status_code == 302

    assert Inschatting.objects.count() == 1


def test_shielded_afterwards_it_is_so_too_and_its_words_leave_with_those_of_the_signal(
    client: Client, concierge: Gebruiker, manager: Gebruiker, college: Gebruiker, leider: Gebruiker
) -> None:
    bron = signaal(concierge, "visbuurt", "initiatief")
    idee = initiatiefacties.dien_in(
        gebieden=[gebied("visbuurt")],
        door=concierge,
        signaal=bron,
        titel="Tuin",
        omschrijving="Een tuin.",
        groep="Buren",
        bewoners=4,
    )
    eigenaar = Houder(rol="wijkconcierge", gebied=gebied(WIJK))
    idee = initiatiefacties.neem_in_behandeling(initiatief=idee, eigenaar=eigenaar, door=concierge)
    idee = initiatiefacties.leg_ter_weging(initiatief=idee, reden="Geld.", door=manager)
    idee = initiatiefacties.weeg(
        initiatief=idee, besluit="ja", datum=over(0), prioriteit="hoog", randvoorwaarden="Geen.", door=college
    )
    project = initiatiefacties.maak_project(
        initiatief=idee, projectleider=Houder(persoon=leider), naam="Tuin", door=manager
    )
    rij = acties.schat_in(project=project, tekst=MERK, door=manager)
    signaalacties.scherm_af(signaal=bron, gevoelig="ja", reden="Gaat over een persoon.", door=concierge)

    client.force_login(manager)
    dicht = client.get(project.get_absolute_url()).status_code
    bron.refresh_from_db()
    wis_woorden(bron)

    rij.refresh_from_db()
    assert dicht == 404
    assert MERK not in rij.tekst


@pytest.mark.eis("DHR-45")
def test_its_words_stand_in_no_publication_of_the_area(project: Project, concierge: Gebruiker) -> None:
    woorden = "de wijk vindt dat het park er nooit had mogen komen"
    acties.schat_in(project=project, tekst=woorden, door=concierge)

    for waar, gevonden in ((gebied(WIJK).pk, True), (0, False)):
        treffers = zoek_met_kennis([("Tekst", f"Nu: {woorden}.")], gebieden=frozenset({waar}))
        assert bool(treffers) is gevonden
