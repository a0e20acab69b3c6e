"""Linking a question of policy to an adviser: the manager alone, and never for an initiative."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from signalen import acties, service, vandaag
from signalen.models import Signaal
from tests.hulp import gebied, partij, persoon
from tests.signalen.hulp import over, signaal, zet_uit
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def vraag(concierge: Gebruiker) -> Signaal:
    return signaal(concierge, "visbuurt", "beleidsvraag")


@pytest.fixture
def adviseur(den_helder: Profiel) -> Gebruiker:
    return persoon("adviseur", naam="Adviseur verkeer")


def _url(rij: Signaal) -> str:
    return reverse("signalen:koppeling", args=[rij.pk])


def _data(**anders: Any) -> dict[str, Any]:
    return {
        "adviseur": "rol:adviseur",
        "wat": "Waarom hier niet?",
        "uiterlijk": over(20).isoformat(),
    } | anders


@pytest.mark.eis("DHR-09")
def test_manager_links_it_to_one_adviser(
    client: Client, vraag: Signaal, manager: Gebruiker, adviseur: Gebruiker
) -> None:
    client.force_login(manager)

    client.post(_url(vraag), _data(adviseur=f"persoon:{adviseur.pk}"))

    vraag.refresh_from_db()
    assert (vraag.stand, vraag.houder) == ("uitgezet", Houder(persoon=adviseur))
    assert Logregel.objects.filter(stap="signaal.koppelen", object_id=vraag.pk).exists()


def test_nobody_chosen_keeps_what_was_typed(client: Client, vraag: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    antwoord = client.post(_url(vraag), _data(adviseur=""))

    assert antwoord.status_code == 422
    assert "Waarom hier niet?" in antwoord.content.decode()


@pytest.mark.eis("DHR-09")
def test_concierge_at_the_address_is_refused_and_logged(
    client: Client, vraag: Signaal, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    antwoord = client.post(_url(vraag), _data())

    assert antwoord.status_code == 403
    assert "sociaal wijkconciërge mag u dit hier niet" in antwoord.content.decode()
    assert Logregel.objects.filter(aard="geweigerd", stap="signaal.koppelen", object_id=vraag.pk).exists()


@pytest.mark.eis("DHR-09")
def test_concierge_sees_no_button_and_finds_no_way_round(
    client: Client, vraag: Signaal, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    pagina = client.get(vraag.get_absolute_url()).content.decode()

    assert "adviseur" not in pagina.partition("Wat u ook kunt doen")[2]
    with pytest.raises(PermissionDenied):
        zet_uit(vraag, concierge)


@pytest.mark.eis("DHR-09")
def test_it_waits_on_the_desk_of_the_manager(
    vraag: Signaal, manager: Gebruiker, concierge: Gebruiker
) -> None:
    knoppen = [taak.knop for taak in service.werkvoorraad(manager)]

    assert knoppen == ["Koppel aan een adviseur"]
    assert not list(service.werkvoorraad(concierge))


@pytest.mark.eis("DHR-11")
def test_an_initiative_never_goes_to_an_adviser(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    rij = signaal(concierge, "tuindorp", "initiatief")
    client.force_login(manager)

    antwoord = client.post(_url(rij), _data())

    assert antwoord.status_code == 422
    assert "Een bewonersinitiatief gaat niet naar de beleidsadviseur" in antwoord.content.decode()
    rij.refresh_from_db()
    assert rij.stand == "geregistreerd"


def test_somebody_who_is_no_adviser_is_refused(vraag: Signaal, manager: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="Kies een adviseur"):
        acties.koppel(
            signaal=vraag,
            adviseur=Houder(rol="vvh", gebied=gebied("visbuurt")),
            wat="x",
            uiterlijk=over(3),
            door=manager,
        )


def test_municipality_without_linking_has_no_such_page(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    rij = signaal(adviseur, "brouwhuis", "vraag-wijkorgaan")
    client.force_login(adviseur)

    assert client.get(_url(rij)).status_code == 404


@pytest.mark.eis("DHR-10")
def test_the_answer_needs_the_advice_and_its_disciplines(
    client: Client, vraag: Signaal, manager: Gebruiker, adviseur: Gebruiker
) -> None:
    rij = acties.koppel(
        signaal=vraag, adviseur=Houder(persoon=adviseur), wat="x", uiterlijk=over(9), door=manager
    )
    deel = rij.delen.get()
    acties.neem_aan(deel=deel, door=adviseur)
    acties.meld_klaar(deel=deel, resultaat="Zie advies.", door=adviseur)
    client.force_login(adviseur)
    url = reverse("signalen:antwoord", args=[rij.pk])
    data = {"soort": "antwoord", "toelichting": "Zo werkt het."}

    geweigerd = client.post(url, data)
    gelukt = client.post(url, data | {"advies": "Overal gelijk.", "disciplines": ["veiligheid", "wonen"]})

    assert geweigerd.status_code == 422
    assert "DHR-10" in geweigerd.content.decode()
    assert gelukt.status_code == 302
    rij.refresh_from_db()
    assert rij.velden["disciplines"] == ["veiligheid", "wonen"]


@pytest.mark.eis("DHR-10")
def test_adviser_asks_an_organisation_with_a_day(
    client: Client, vraag: Signaal, manager: Gebruiker, adviseur: Gebruiker
) -> None:
    rij = acties.koppel(
        signaal=vraag, adviseur=Houder(persoon=adviseur), wat="x", uiterlijk=over(9), door=manager
    )
    client.force_login(adviseur)
    url = reverse("signalen:uitzetting", args=[rij.pk])
    data = {"route": "beleid", "ander": partij("opbouwwerk").pk, "wat_ander": "Peil dit in de straat."}

    zonder_dag = client.post(url, data)
    client.post(url, data | {"uiterlijk_ander": over(15).isoformat()})

    rij.refresh_from_db()
    assert zonder_dag.status_code == 422
    assert str(rij.delen.latest("pk").afspraak.houder) == "Opbouwwerk"
    assert rij.houder == Houder(persoon=adviseur)


def test_an_adviser_who_does_not_own_it_asks_nothing(
    vraag: Signaal, manager: Gebruiker, adviseur: Gebruiker
) -> None:
    acties.koppel(signaal=vraag, adviseur=Houder(persoon=adviseur), wat="x", uiterlijk=over(9), door=manager)
    ander = acties.Deelvraag(Houder(partij=partij("opbouwwerk")), "x", over(3))

    with pytest.raises(PermissionDenied):
        acties.zet_uit(signaal=vraag, door=persoon("adviseur"), delen=[ander], route="beleid")


def test_what_is_anothers_does_not_push_the_own_work_off_vandaag(
    vraag: Signaal,
    concierge: Gebruiker,
    manager: Gebruiker,
    adviseur: Gebruiker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An adviser sees the signals of the whole municipality; the hundred of the page are not the first of those."""
    for _ in range(3):
        signaal(concierge, "visbuurt", "wonen")
    acties.koppel(signaal=vraag, adviseur=Houder(persoon=adviseur), wat="x", uiterlijk=over(9), door=manager)
    deel = vraag.delen.get()
    acties.neem_aan(deel=deel, door=adviseur)
    acties.meld_klaar(deel=deel, resultaat="Uitgezocht.", door=adviseur)
    Signaal.objects.filter(pk=vraag.pk).update(uiterlijk=over(400))
    assert Signaal.objects.zichtbaar_voor(adviseur).open().count() == 4
    monkeypatch.setattr(vandaag, "HOOGSTENS", 2)

    assert [taak.url for taak in service.werkvoorraad(adviseur)] == [vraag.get_absolute_url()]
