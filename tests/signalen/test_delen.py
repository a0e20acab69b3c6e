"""A part: accepted, refused, finished, by its holder alone."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from signalen import acties, service
from signalen.models import Deelactie, Signaal
from tests.hulp import gebied, partij, persoon
from tests.signalen.hulp import over, signaal, zet_uit
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def _url(naam: str, deel: Deelactie) -> str:
    return reverse(f"signalen:{naam}", args=[deel.signaal_id, deel.pk])


def _ververs(deel: Deelactie) -> str:
    deel.afspraak.refresh_from_db()
    return deel.afspraak.stand


@pytest.mark.eis("DHR-17")
def test_holder_accepts(client: Client, deel: Deelactie, medewerker: Gebruiker) -> None:
    client.force_login(medewerker)

    client.post(_url("acceptatie", deel))

    assert _ververs(deel) == "toegezegd"


@pytest.mark.eis("DHR-17", "DHR-38")
def test_refusing_needs_a_reason_and_returns_to_the_sender(
    client: Client, deel: Deelactie, uitgezet: Signaal, medewerker: Gebruiker, manager: Gebruiker
) -> None:
    client.force_login(medewerker)

    zonder = client.post(_url("weigering", deel), {"reden": ""})
    client.post(_url("weigering", deel), {"reden": "Dit is niet van ons."})

    uitgezet.refresh_from_db()
    assert zonder.status_code == 422
    assert _ververs(deel) == "geweigerd"
    assert uitgezet.houder == Houder(rol="wijkmanager", gebied=gebied("visbuurt"))
    assert Bericht.objects.filter(soort="afspraak-geweigerd", ontvanger=manager).exists()
    assert [taak.knop for taak in service.werkvoorraad(manager)] == ["Vraag een ander"]


@pytest.mark.eis("DHR-38")
def test_refused_is_asked_of_another(
    client: Client, deel: Deelactie, uitgezet: Signaal, medewerker: Gebruiker, manager: Gebruiker
) -> None:
    acties.weiger(deel=deel, reden="Niet van ons.", door=medewerker)
    client.force_login(manager)
    url = reverse("signalen:uitzetting", args=[uitgezet.pk])
    data = {"route": "wijkbeheer", "vervangt": deel.pk, "ander": partij("woningstichting").pk}
    data |= {"wat_ander": "Kijk of dit van u is.", "uiterlijk_ander": over(5).isoformat()}

    antwoord = client.post(url, data)

    assert antwoord.status_code == 302
    nieuw = uitgezet.delen.latest("pk")
    uitgezet.refresh_from_db()
    assert nieuw.vervangt == deel
    assert str(uitgezet.houder) == partij("woningstichting").naam


@pytest.mark.eis("DHR-17")
def test_holder_finishes_with_a_result(client: Client, deel: Deelactie, medewerker: Gebruiker) -> None:
    acties.neem_aan(deel=deel, door=medewerker)
    client.force_login(medewerker)

    zonder = client.post(_url("gereedmelding", deel), {"resultaat": ""})
    client.post(_url("gereedmelding", deel), {"resultaat": "Gemaakt."})

    assert zonder.status_code == 422
    assert _ververs(deel) == "klaar"


def test_progress_line(client: Client, deel: Deelactie, medewerker: Gebruiker) -> None:
    acties.neem_aan(deel=deel, door=medewerker)
    client.force_login(medewerker)

    client.post(_url("voortgang", deel), {"stand": "knelpunt", "tekst": "Geen tegels."})

    assert _ververs(deel) == "knelpunt"
    assert "Geen tegels." in client.get(_url("deel", deel)).content.decode()


def test_somebody_else_cannot_act_for_the_holder(client: Client, deel: Deelactie, manager: Gebruiker) -> None:
    client.force_login(manager)

    assert client.post(_url("acceptatie", deel)).status_code == 403
    assert client.post(_url("weigering", deel), {"reden": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.neem_aan(deel=deel, door=manager)


def test_another_team_finds_nothing(client: Client, deel: Deelactie) -> None:
    client.force_login(persoon("teammedewerker", partij="vvh"))

    assert client.get(_url("deel", deel)).status_code == 404
    assert client.post(_url("acceptatie", deel)).status_code == 404


def test_accepting_twice_says_so_and_changes_nothing(
    client: Client, deel: Deelactie, medewerker: Gebruiker
) -> None:
    client.force_login(medewerker)

    client.post(_url("acceptatie", deel))
    tweede = client.post(_url("acceptatie", deel), follow=True)

    assert tweede.status_code == 200
    assert "Dit kan niet meer" in tweede.content.decode()
    assert _ververs(deel) == "toegezegd"


def test_member_sees_only_the_own_part(client: Client, den_helder: Profiel, concierge: Gebruiker) -> None:
    rij = signaal(concierge, "oud-den-helder", "wonen", kanaal="coordinatieteam")
    vragen = [
        acties.Deelvraag(Houder(partij=partij(sleutel)), f"Taak van {sleutel}.", over(9))
        for sleutel in ("woningstichting", "opbouwwerk")
    ]
    acties.zet_uit(signaal=rij, door=concierge, delen=vragen, route="coordinatieteam")
    client.force_login(persoon("partner", partij="opbouwwerk"))

    pagina = client.get(rij.get_absolute_url()).content.decode()

    assert "Taak van opbouwwerk." in pagina
    assert "Taak van woningstichting." not in pagina


def test_getting_the_acceptance_is_not_allowed(
    client: Client, deel: Deelactie, medewerker: Gebruiker
) -> None:
    client.force_login(medewerker)

    assert client.get(_url("acceptatie", deel)).status_code == 405


@pytest.mark.eis("HEL-09")
def test_social_professionals_take_up_their_part(helmond: Profiel) -> None:
    opzichter = persoon("wijkopzichter", gebied="helmond-oost")
    rij = signaal(opzichter, "helmond-oost", "overig-eenvoudig-sociaal")
    rij = zet_uit(rij, persoon("adviseur-wgw", gebied="helmond-oost"))
    professional = persoon("professional", partij="swh")

    acties.neem_aan(deel=rij.delen.get(), door=professional)

    assert rij.delen.get().afspraak.stand == "toegezegd"


@pytest.mark.eis("DHR-17", "DHR-38")
def test_refusing_from_vandaag_returns_it_to_the_sender_too(
    client: Client, deel: Deelactie, uitgezet: Signaal, medewerker: Gebruiker
) -> None:
    client.force_login(medewerker)

    client.post(reverse("afspraken:weigering", args=[deel.afspraak_id]), {"reden": "Dit is niet van ons."})

    uitgezet.refresh_from_db()
    assert _ververs(deel) == "geweigerd"
    assert uitgezet.houder == Houder(rol="wijkmanager", gebied=gebied("visbuurt"))
