"""Answering an invitation, logged in or by the link in the mail: who may, what it changes, and what it never shows."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from overleggen import aanmelden, acties
from overleggen.models import Aanmelding, Deelnemer, Overleg
from tests.hulp import leeg_cache, partij, persoon
from tests.overleggen.hulp import gepland, punt
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.opmaak import maak_mail
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
MERK = "marktekst-besloten"


@pytest.fixture(autouse=True)
def _nobody_guessed_before() -> None:
    leeg_cache()


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="nieuw-den-helder")


@pytest.fixture
def agent(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkagent", gebied="nieuw-den-helder", partij="politie")


@pytest.fixture
def team(manager: Gebruiker, agent: Gebruiker) -> Overleg:
    """A closed meeting for which everybody was invited; the wijkagent is crucial there."""
    overleg = gepland("coordinatieteam", "nieuw-den-helder", manager, over=5)
    punt(overleg, manager, MERK)
    acties.nodig_uit(overleg=overleg, door=manager)
    overleg.refresh_from_db()
    return overleg


def _binnen(client: Client, wie: Gebruiker) -> Client:
    client.force_login(wie)
    return client


def _komt(overleg: Overleg) -> list[str]:
    return list(overleg.aanmeldingen.values_list("komt", flat=True))


def test_participant_says_to_come_and_changes_it(client: Client, team: Overleg, agent: Gebruiker) -> None:
    url = reverse("overleggen:aanmelding", args=[team.pk])
    _binnen(client, agent)

    assert "Komt u?" in client.get(team.get_absolute_url()).content.decode()
    client.post(url, {"komt": "ja"})
    assert "U komt" in client.get(team.get_absolute_url()).content.decode()
    client.post(url, {"komt": "nee", "toelichting": "Nachtdienst"})

    assert _komt(team) == ["nee"]
    assert 'value="Nachtdienst"' in client.get(url).content.decode()


def test_replacement_is_named_by_function(client: Client, team: Overleg, agent: Gebruiker) -> None:
    url = reverse("overleggen:aanmelding", args=[team.pk])
    _binnen(client, agent)

    antwoord = client.post(url, {"komt": "vervanger", "toelichting": ""})
    assert antwoord.status_code == 422
    assert "Schrijf op wie er in uw plaats komt" in antwoord.content.decode()

    client.post(url, {"komt": "vervanger", "toelichting": "Collega-wijkagent"})
    assert _komt(team) == ["vervanger"]


def test_nothing_chosen_is_said_at_the_field(client: Client, team: Overleg, agent: Gebruiker) -> None:
    antwoord = _binnen(client, agent).post(reverse("overleggen:aanmelding", args=[team.pk]), {"komt": "wel"})

    assert antwoord.status_code == 422
    assert _komt(team) == []


def test_who_was_not_invited_does_not_answer(client: Client, team: Overleg) -> None:
    vreemd = persoon("bewoner", gebied="nieuw-den-helder")
    leidt = persoon("wijkmanager", gebied="stad-binnen-de-linie")

    for wie in (vreemd, leidt):
        antwoord = _binnen(client, wie).post(reverse("overleggen:aanmelding", args=[team.pk]), {"komt": "ja"})
        assert antwoord.status_code in {403, 404}
    assert _komt(team) == []


def test_after_it_began_nothing_is_answered(client: Client, team: Overleg, agent: Gebruiker) -> None:
    Overleg.objects.filter(pk=team.pk).update(stand="vervallen", vervalreden="Ziekte")

    antwoord = _binnen(client, agent).post(reverse("overleggen:aanmelding", args=[team.pk]), {"komt": "ja"})

    assert antwoord.status_code == 422
    assert "gaat niet door" in antwoord.content.decode()
    assert _komt(team) == []


@pytest.mark.eis("DHR-35")
def test_organiser_hears_at_once_when_somebody_crucial_does_not_come(
    client: Client, team: Overleg, agent: Gebruiker, manager: Gebruiker
) -> None:
    url = reverse("overleggen:aanmelding", args=[team.pk])
    _binnen(client, agent)
    client.post(url, {"komt": "nee"})
    client.post(url, {"komt": "nee", "toelichting": "Echt niet"})

    assert Bericht.objects.filter(soort="overleg-afmelding", ontvanger=manager).count() == 1
    pagina = _binnen(client, manager).get(reverse("overleggen:deelnemers", args=[team.pk])).content.decode()
    assert "Komt niet" in pagina
    assert "Echt niet" in pagina


def test_other_participants_see_that_not_who_or_why(client: Client, team: Overleg, agent: Gebruiker) -> None:
    collega = persoon("handhaving", gebied="nieuw-den-helder")
    acties.meld_aan(overleg=team, komt="nee", toelichting="Reden van de agent", door=agent)

    pagina = _binnen(client, collega).get(reverse("overleggen:deelnemers", args=[team.pk])).content.decode()

    assert "Komt niet" in pagina
    assert "Reden van de agent" not in pagina
    assert agent.naam not in pagina


def test_what_was_answered_stands_ready_when_the_meeting_begins(
    client: Client, team: Overleg, agent: Gebruiker, manager: Gebruiker
) -> None:
    acties.meld_aan(overleg=team, komt="ja", door=agent)
    rij = team.deelnemers.get(selector="rol:wijkagent")

    form = _binnen(client, manager).get(reverse("overleggen:opening", args=[team.pk])).context["form"]

    assert form.fields[f"d{rij.pk}"].initial == Deelnemer.Aanwezig.JA
    rij.refresh_from_db()
    assert rij.aanwezig == ""


def test_another_day_asks_again(team: Overleg, agent: Gebruiker, manager: Gebruiker) -> None:
    acties.meld_aan(overleg=team, komt="ja", door=agent)

    acties.wijzig(
        overleg=team,
        datum=team.datum,
        begin=team.begin,
        plaats="Andere zaal",
        door=manager,
        versie=team.versie,
    )
    assert _komt(team) == ["ja"]

    team.refresh_from_db()
    acties.wijzig(
        overleg=team,
        datum=team.datum + timedelta(days=1),
        begin=time(11),
        plaats="Andere zaal",
        door=manager,
        versie=team.versie,
    )
    assert _komt(team) == []


# --- by the link in the mail


def _bericht(team: Overleg, wie: Gebruiker) -> Bericht:
    return Bericht.objects.get(soort="overleg-uitnodiging", object_id=team.pk, ontvanger=wie)


def test_invitation_has_day_link_and_calendar_file(team: Overleg, agent: Gebruiker) -> None:
    mail = maak_mail(_bericht(team, agent))

    tekst = f"{mail.subject}\n{mail.body}"
    assert "Laat weten of u komt" in str(mail.alternatives[0][0])
    assert aanmelden.adres(team, agent) in tekst
    assert "van 10:00" in tekst or "om 10:00 uur" in tekst
    assert MERK not in tekst
    naam, inhoud, soort = mail.attachments[0]
    assert (naam, soort) == ("overleg.ics", "text/calendar")
    (moment,) = Calendar.from_ical(inhoud).walk("VEVENT")
    assert moment["summary"] == team.naam
    assert MERK not in str(inhoud)


def test_link_opens_without_account_and_opening_changes_nothing(
    client: Client, team: Overleg, agent: Gebruiker
) -> None:
    pagina = client.get(aanmelden.adres(team, agent))

    assert pagina.status_code == 200
    assert team.naam in pagina.content.decode()
    assert MERK not in pagina.content.decode()
    assert _komt(team) == []


def test_link_answers_for_the_person(client: Client, team: Overleg, agent: Gebruiker) -> None:
    antwoord = client.post(aanmelden.adres(team, agent), {"komt": "nee"}, follow=True)

    assert "Uw antwoord is bewaard" in antwoord.content.decode()
    assert team.aanmeldingen.get().persoon == agent


def test_link_keeps_what_was_typed(client: Client, team: Overleg, agent: Gebruiker) -> None:
    antwoord = client.post(aanmelden.adres(team, agent), {"toelichting": "Ik bel nog"})

    assert antwoord.status_code == 422
    assert "Ik bel nog" in antwoord.content.decode()


def test_party_without_account_answers_by_its_own_address(client: Client, manager: Gebruiker) -> None:
    school = partij("politie")
    school.e_mail = "post@voorbeeld.example"
    school.save()
    overleg = gepland("coordinatieteam", "nieuw-den-helder", manager, over=5)
    acties.voeg_deelnemer_toe(overleg=overleg, partij=school, door=manager)
    acties.nodig_uit(overleg=overleg, door=manager)
    overleg.refresh_from_db()

    bericht = Bericht.objects.get(soort="overleg-uitnodiging", adressant_soort="partij")
    link = aanmelden.link_voor_genodigde(bericht, overleg)
    assert link is not None
    client.post(link.url, {"komt": "ja"})

    assert overleg.aanmeldingen.get().partij == school


def test_link_of_a_party_dies_with_its_address(client: Client, manager: Gebruiker) -> None:
    organisatie = partij("politie")
    organisatie.e_mail = "oud@voorbeeld.example"
    organisatie.save()
    overleg = gepland("coordinatieteam", "nieuw-den-helder", manager, over=5)
    acties.voeg_deelnemer_toe(overleg=overleg, partij=organisatie, door=manager)
    acties.nodig_uit(overleg=overleg, door=manager)
    overleg.refresh_from_db()
    inhoud = {"overleg": overleg.pk, "wie": 0, "partij": organisatie.pk}
    van_eerder = reverse("aanmelden:aanmelding", args=[signing.dumps(inhoud, salt=aanmelden.ZOUT)])
    url = aanmelden.adres(overleg, None, organisatie.pk)
    assert client.get(url).status_code == 200

    organisatie.e_mail = "nieuw@voorbeeld.example"
    organisatie.save()

    antwoord = client.post(url, {"komt": "ja"})
    assert (antwoord.status_code, "ander e-mailadres" in antwoord.text) == (410, True)
    assert _komt(overleg) == []
    assert client.get(aanmelden.adres(overleg, None, organisatie.pk)).status_code == 200
    assert client.get(van_eerder).status_code == 200


@pytest.mark.parametrize("waarom", ["geknoeid", "vervallen", "weg", "uit dienst", "rol voorbij"])
def test_dead_link_says_so_and_changes_nothing(
    client: Client, team: Overleg, agent: Gebruiker, waarom: str
) -> None:
    url = aanmelden.adres(team, agent)
    match waarom:
        case "geknoeid":
            url = reverse(
                "aanmelden:aanmelding", args=[signing.dumps({"overleg": team.pk}, salt="iets anders")]
            )
        case "vervallen":
            Overleg.objects.filter(pk=team.pk).update(stand="vervallen", vervalreden="Ziekte")
        case "weg":
            team.deelnemers.all().delete()
        case "uit dienst":
            Gebruiker.objects.filter(pk=agent.pk).update(is_active=False)
        case "rol voorbij":
            agent.roltoewijzingen.all().delete()

    antwoord = client.post(url, {"komt": "ja"})

    assert antwoord.status_code == 410
    assert Aanmelding.objects.count() == 0


def test_guessing_links_is_stopped(client: Client, team: Overleg) -> None:
    url = reverse("aanmelden:aanmelding", args=["geen-echte-sleutel"])

    standen = [client.get(url).status_code for _ in range(31)]

    assert standen[0] == 410
    assert standen[-1] == 429


def test_number_of_queries_does_not_grow_with_answers(
    client: Client, team: Overleg, manager: Gebruiker
) -> None:

    _binnen(client, manager)
    url = reverse("overleggen:deelnemers", args=[team.pk])

    def aantal() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            client.get(url)
        return len(gevangen)

    acties.meld_aan(
        overleg=team, komt="ja", door=persoon("wijkagent", gebied="nieuw-den-helder", partij="politie")
    )
    een = aantal()
    for _ in range(4):
        acties.meld_aan(
            overleg=team, komt="ja", door=persoon("wijkagent", gebied="nieuw-den-helder", partij="politie")
        )
    assert aantal() == een
