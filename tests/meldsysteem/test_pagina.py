"""What people see of it, and what who may does about it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.meldsysteem.overdragen import draag_over_wat_klaarstaat
from signalen.models import Meldsysteem, Overdracht, Via
from signalen.service import werkvoorraad
from tests.hulp import persoon
from tests.meldsysteem.conftest import stel_in, ververs
from tests.meldsysteem.server import Server
from tests.signalen.hulp import signaal
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db
Stand = Overdracht.Stand
ZetUit = Callable[..., Overdracht]


def _url(overdracht: Overdracht, naam: str = "overdracht") -> str:
    return reverse(f"signalen:{naam}", args=[overdracht.signaal_id])


def _lees(client: Client, wie: Gebruiker, overdracht: Overdracht) -> str:
    client.force_login(wie)
    return client.get(overdracht.get_absolute_url()).content.decode()


@pytest.fixture
def mislukt(met_account: Meldsysteem, server: Server, zet_uit: ZetUit) -> Overdracht:
    Meldsysteem.objects.update(categorie="")
    overdracht = zet_uit()
    draag_over_wat_klaarstaat()
    return ververs(overdracht)


@pytest.fixture
def onzeker(zonder_account: Meldsysteem, server: Server, zet_uit: ZetUit) -> Overdracht:
    overdracht = zet_uit()
    server.storingen = ["verbreek"]
    for _ in range(2):
        draag_over_wat_klaarstaat()
        Overdracht.objects.update(niet_voor="2020-01-01T00:00Z")
        Meldsysteem.objects.update(storing="", storing_sinds=None, storingen=0, niet_voor=None)
    return ververs(overdracht)


@pytest.mark.eis("HEL-06")
def test_the_state_is_on_the_page_of_the_signal(
    client: Client, met_account: Meldsysteem, server: Server, zet_uit: ZetUit, adviseur: Gebruiker
) -> None:
    Meldsysteem.objects.update(meldingadres="https://meldingen.gemeente.example/incident/{id}")
    overdracht = zet_uit()

    eerst = _lees(client, adviseur, overdracht)
    draag_over_wat_klaarstaat()
    daarna = _lees(client, adviseur, overdracht)

    assert "Nog niet overgedragen" in eerst
    assert "Wacht op het meldsysteem" in eerst
    assert "Overgedragen als SIG-1" in daarna
    assert "https://meldingen.gemeente.example/incident/1" in daarna


def test_while_it_lies_there_it_waits_for_nobody_here(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, adviseur: Gebruiker
) -> None:
    overdracht = zet_uit()
    eerst = list(werkvoorraad(adviseur))
    draag_over_wat_klaarstaat()
    daar = list(werkvoorraad(adviseur))
    Overdracht.objects.update(afgehandeld_op="2026-01-01T00:00Z")

    assert (eerst, daar) == ([], [])
    assert [taak.knop for taak in werkvoorraad(persoon("vakambtenaar"))] == ["Geef antwoord"]
    assert overdracht.signaal.houder is not None


def test_what_failed_waits_for_the_owner_and_says_what_to_do(
    client: Client, mislukt: Overdracht, adviseur: Gebruiker
) -> None:
    pagina = _lees(client, adviseur, mislukt)

    assert [taak.knop for taak in werkvoorraad(adviseur)] == ["Los op"]
    assert "Overdragen mislukt" in pagina
    assert "een categorie voor" in pagina


def test_again_after_it_was_mended(
    client: Client, mislukt: Overdracht, adviseur: Gebruiker, server: Server
) -> None:
    Meldsysteem.objects.update(categorie="wegen/stoep")
    client.force_login(adviseur)

    antwoord = client.post(_url(mislukt, "overdracht-poging"), {})
    draag_over_wat_klaarstaat()

    assert antwoord.status_code == 302
    assert ververs(mislukt).stand == Stand.OVERGEDRAGEN
    assert len(server.meldingen) == 1


def test_mail_instead(client: Client, mislukt: Overdracht, adviseur: Gebruiker, server: Server) -> None:
    Meldsysteem.objects.update(e_mail="meldingen@gemeente.example")
    client.force_login(adviseur)

    client.post(_url(mislukt, "overdracht-poging"), {"via": "mail"})
    draag_over_wat_klaarstaat()

    assert (ververs(mislukt).via, ververs(mislukt).stand) == (Via.MAIL, Stand.OVERGEDRAGEN)
    assert server.meldingen == []


def test_the_number_by_hand(client: Client, mislukt: Overdracht, adviseur: Gebruiker) -> None:
    client.force_login(adviseur)

    leeg = client.post(_url(mislukt), {"nummer": " ", "link": ""})
    goed = client.post(_url(mislukt), {"nummer": "SIG-77", "link": "https://meldingen.gemeente.example/77"})

    assert (leeg.status_code, goed.status_code) == (422, 302)
    assert "Vul het nummer in" in leeg.content.decode()
    assert (ververs(mislukt).stand, ververs(mislukt).signaal.systeemnummer) == (Stand.OVERGEDRAGEN, "SIG-77")


def test_doubt_goes_again_only_by_who_looked(
    client: Client, onzeker: Overdracht, adviseur: Gebruiker, server: Server
) -> None:
    client.force_login(adviseur)

    zonder = client.post(_url(onzeker, "overdracht-poging"), {})
    na_zonder = ververs(onzeker).stand
    client.post(_url(onzeker, "overdracht-poging"), {"zeker": "on"})
    draag_over_wat_klaarstaat()

    assert (zonder.status_code, na_zonder) == (422, Stand.ONZEKER)
    assert "Kijk eerst in het meldsysteem" in zonder.content.decode()
    assert ververs(onzeker).stand == Stand.OVERGEDRAGEN


def test_twice_says_so(client: Client, mislukt: Overdracht, adviseur: Gebruiker) -> None:
    Meldsysteem.objects.update(categorie="wegen/stoep")
    client.force_login(adviseur)

    client.post(_url(mislukt, "overdracht-poging"), {})
    tweede = client.post(_url(mislukt, "overdracht-poging"), {})

    assert tweede.status_code == 422
    assert "al overgedragen, of het gebeurt nu" in tweede.content.decode()


def test_who_only_registers_may_not(client: Client, mislukt: Overdracht) -> None:
    client.force_login(persoon("professional", partij="wocom"))
    onzichtbaar = client.get(_url(mislukt)).status_code
    lezer = persoon("wijkopzichter", gebied="brouwhuis")
    client.force_login(lezer)

    assert onzichtbaar == 404
    assert client.get(_url(mislukt)).status_code in {403, 404}
    assert client.post(_url(mislukt, "overdracht-poging"), {}).status_code in {403, 404}


def test_a_signal_that_goes_elsewhere_has_no_such_page(client: Client, adviseur: Gebruiker) -> None:
    rij = signaal(adviseur, "brouwhuis", "eenvoudig-fysiek", kanaal="klantmeldsysteem")
    client.force_login(adviseur)

    assert client.get(reverse("signalen:overdracht", args=[rij.pk])).status_code == 404


def test_who_sees_only_the_state_reads_no_reason(
    client: Client, mislukt: Overdracht, adviseur: Gebruiker
) -> None:
    acties.scherm_af(signaal=mislukt.signaal, gevoelig="ja", door=adviseur)
    client.force_login(adviseur)

    assert client.post(_url(mislukt, "overdracht-poging"), {}).status_code == 422
    assert "afgeschermd signaal gaat niet" in client.post(_url(mislukt), {"nummer": "SIG-1"}).content.decode()


def test_contact_data_are_asked_only_where_they_may_go_along(
    client: Client, met_account: Meldsysteem, adviseur: Gebruiker
) -> None:
    melder = acties.Melderinvoer(e_mail="b@voorbeeld.example")
    rij = signaal(adviseur, "brouwhuis", "eenvoudig-fysiek", kanaal="klantmeldsysteem", melder=melder)
    client.force_login(adviseur)
    url = reverse("signalen:uitzetting", args=[rij.pk])

    zonder = client.get(url).content.decode()
    Meldsysteem.objects.update(geeft_contact_mee=True)
    client.post(url, {"route": "r-kms", "contact_mee": "on"})

    assert "De melder vindt het goed" not in zonder
    assert Overdracht.objects.get(signaal=rij).contact_mee


def test_by_hand_it_waits_for_who_types_it_over(client: Client, zet_uit: ZetUit, adviseur: Gebruiker) -> None:
    stel_in(Via.HAND, webformulier="https://meldingen.gemeente.example/nieuw")
    overdracht = zet_uit()

    pagina = _lees(client, adviseur, overdracht)
    formulier = client.get(_url(overdracht)).content.decode()

    assert "Nog niet overgedragen" in pagina
    assert [taak.knop for taak in werkvoorraad(adviseur)] == ["Draag over"]
    assert "https://meldingen.gemeente.example/nieuw" in formulier


@pytest.mark.django_db(transaction=True)
def test_a_page_does_not_wait_for_a_server_that_stands_still(
    client: Client, met_account: Meldsysteem, server: Server, zet_uit: ZetUit, adviseur: Gebruiker
) -> None:
    overdracht = zet_uit()
    server.vasthouden = Event()
    worker = Thread(target=_werk)
    worker.start()
    assert server.bezig.wait(10)
    client.force_login(adviseur)

    pagina = client.get(overdracht.get_absolute_url()).content.decode()
    geweigerd = client.post(_url(overdracht), {"nummer": "SIG-1"}).content.decode()
    server.vasthouden.set()
    worker.join()

    assert "Wordt nu overgedragen" in pagina
    assert "Kijk over een minuut nog eens" in geweigerd
    assert ververs(overdracht).stand == Stand.OVERGEDRAGEN


def _werk() -> None:
    draag_over_wat_klaarstaat()
    connection.close()
