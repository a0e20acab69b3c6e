"""The pages of the beheerder: only for who sets up the municipality, and without any content."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.berichten.conftest import MaakAfspraak
from tests.hulp import persoon
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten import acties
from wijkwerk.berichten.models import Bericht, Berichttekst
from wijkwerk.berichten.service import zet_klaar
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.klachten import StandVeranderd, StapGeweigerd

pytestmark = pytest.mark.django_db
Stand = Bericht.Stand
LIJST = reverse("berichten:lijst")
TEKST = reverse("berichten:tekst", args=["afspraak-gevraagd"])
GOED = {
    "onderwerp": "Vraag: {{ titel }}",
    "tekst": "Wilt u dit doen?\n\nVóór {{ uiterlijk }}.",
    "actie": "opslaan",
}


@pytest.fixture
def beheerder(den_helder: Profiel) -> Gebruiker:
    return persoon("beheerder")


@pytest.fixture
def ingelogd(client: Client, beheerder: Gebruiker) -> Client:
    client.force_login(beheerder)
    return client


@pytest.fixture
def mislukt(noor: Gebruiker, afspraak: Afspraak) -> Bericht:
    zet_klaar("afspraak-gevraagd", ontvanger=noor, ding=afspraak)
    Bericht.objects.update(stand=Stand.MISLUKT, reden="Het adres is geweigerd (550).")
    return Bericht.objects.get()


@pytest.mark.parametrize("url", [LIJST, reverse("berichten:teksten"), TEKST])
def test_others_may_not_look(client: Client, den_helder: Profiel, url: str) -> None:
    client.force_login(persoon("wijkmanager"))
    assert client.get(url).status_code == 403


@pytest.mark.parametrize(
    "url",
    [
        TEKST,
        reverse("berichten:alle_opnieuw"),
        reverse("berichten:opnieuw", args=[1]),
        reverse("berichten:herstel", args=["afspraak-gevraagd"]),
    ],
)
def test_others_may_not_change(client: Client, den_helder: Profiel, url: str) -> None:
    client.force_login(persoon("wijkmanager"))
    assert client.post(url, GOED).status_code == 403
    assert not Berichttekst.objects.exists()


def test_the_list_opens_on_what_went_wrong_and_shows_no_content(
    ingelogd: Client, mislukt: Bericht, afspraak: Afspraak
) -> None:
    pagina = ingelogd.get(LIJST).text
    assert "Het adres is geweigerd (550)." in pagina
    assert "Noor de Vries" in pagina
    assert afspraak.wat not in pagina


@pytest.mark.parametrize("stand", [*Stand.values, "onbekend"])
def test_each_state_has_its_list(ingelogd: Client, mislukt: Bericht, stand: str) -> None:
    assert ingelogd.get(LIJST, {"stand": stand}).status_code == 200


def test_the_list_costs_the_same_for_many(
    ingelogd: Client,
    noor: Gebruiker,
    afspraak_van: MaakAfspraak,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(20):
        zet_klaar("afspraak-gevraagd", ontvanger=noor, ding=afspraak_van(noor), moment=str(n))
    with django_assert_max_num_queries(12):
        ingelogd.get(LIJST)


def test_again_puts_it_back_and_is_logged(ingelogd: Client, mislukt: Bericht) -> None:
    antwoord = ingelogd.post(reverse("berichten:opnieuw", args=[mislukt.pk]))
    mislukt.refresh_from_db()
    assert antwoord.status_code == 302
    assert mislukt.stand == Stand.KLAAR
    assert Logregel.objects.filter(stap="bericht.opnieuw", object_id=mislukt.pk).exists()


def test_again_twice_says_so(ingelogd: Client, mislukt: Bericht) -> None:
    url = reverse("berichten:opnieuw", args=[mislukt.pk])
    ingelogd.post(url)
    assert "al opnieuw klaargezet" in ingelogd.post(url, follow=True).text


def test_only_what_did_not_work_can_go_again(beheerder: Gebruiker, mislukt: Bericht) -> None:
    Bericht.objects.update(stand=Stand.VERSTUURD, verstuurd_op=timezone.now())
    with pytest.raises(StandVeranderd):
        acties.verstuur_opnieuw(bericht=mislukt, door=beheerder)


def test_everything_again_takes_a_digest_with_its_parts(
    ingelogd: Client, mislukt: Bericht, noor: Gebruiker, afspraak: Afspraak
) -> None:
    deel = zet_klaar("los", ontvanger=noor, ding=afspraak, bundel=True)
    assert deel is not None
    Bericht.objects.filter(pk=deel.pk).update(stand=Stand.MISLUKT, gebundeld_in=mislukt)
    assert "Alles opnieuw" in ingelogd.get(LIJST).text
    ingelogd.post(reverse("berichten:alle_opnieuw"))
    assert Bericht.objects.klaar().count() == 2


def test_own_words_are_saved_and_shown_as_they_come_out(ingelogd: Client) -> None:
    antwoord = ingelogd.post(TEKST, GOED, follow=True)
    rij = Berichttekst.objects.get()
    assert rij.tekst == GOED["tekst"]
    assert "Vraag: Lantaarnpaal bij de speeltuin" in antwoord.text
    assert "Dit is uw eigen tekst." in antwoord.text
    assert "Eigen tekst" in ingelogd.get(reverse("berichten:teksten")).text
    assert Logregel.objects.filter(stap="berichttekst.wijzigen").exists()


def test_an_example_saves_nothing(ingelogd: Client) -> None:
    antwoord = ingelogd.post(TEKST, GOED | {"actie": "voorbeeld"})
    assert "Wilt u dit doen?" in antwoord.text
    assert not Berichttekst.objects.exists()


@pytest.mark.parametrize("veld", ["onderwerp", "tekst"])
def test_a_name_that_does_not_exist_is_refused_at_its_field(ingelogd: Client, veld: str) -> None:
    antwoord = ingelogd.post(TEKST, GOED | {veld: "Over {{ wachtwoord }}"})
    assert antwoord.status_code == 422
    assert "{{ wachtwoord }} bestaat niet" in antwoord.text
    assert not Berichttekst.objects.exists()


def test_the_action_itself_refuses_it_too(beheerder: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="bestaat niet"):
        acties.wijzig_tekst(soort="x", onderwerp="{{ niets }}", tekst="a", door=beheerder)


def test_words_of_the_municipality_are_allowed(ingelogd: Client) -> None:
    assert ingelogd.post(TEKST, GOED | {"tekst": "Vraag uw {{ term_gebiedsfunctie }}."}).status_code == 302


def test_an_empty_text_is_refused(ingelogd: Client) -> None:
    assert ingelogd.post(TEKST, {"onderwerp": "", "tekst": "", "actie": "opslaan"}).status_code == 422


def test_the_standard_text_comes_back(ingelogd: Client) -> None:
    ingelogd.post(TEKST, GOED)
    ingelogd.post(reverse("berichten:herstel", args=["afspraak-gevraagd"]))
    assert not Berichttekst.objects.exists()
    assert "Dit is de standaardtekst" in ingelogd.get(TEKST).text


def test_an_unknown_kind_has_no_page(ingelogd: Client) -> None:
    assert ingelogd.get(reverse("berichten:tekst", args=["bestaat-niet"])).status_code == 404
