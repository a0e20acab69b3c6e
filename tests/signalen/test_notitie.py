"""From many signals to policy: figures and own words, and nothing about a person (HEL-62)."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from signalen import acties
from signalen.models import Dossier, Notitie
from tests.hulp import activeer, persoon
from tests.signalen.hulp import MERK, signaal, zet_uit
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
SPEELT = "In twee wijken zeggen bewoners dat er te weinig parkeerplaatsen zijn."


@pytest.fixture
def adviseur(helmond: Profiel) -> Gebruiker:
    return persoon("adviseur-wgw", gebied="brouwhuis")


@pytest.fixture
def dossier(adviseur: Gebruiker) -> Dossier:
    rijen = [signaal(adviseur, "brouwhuis", "vraag-wijkorgaan", tekst=MERK) for _ in range(3)]
    return acties.open_dossier(titel="Parkeren", signalen=rijen, door=adviseur)


def maak(dossier: Dossier, door: Gebruiker, **anders: object) -> Notitie:
    velden = {"titel": "Parkeren in de wijk", "speelt": SPEELT, "vraag": "Kijk naar de norm."} | anders
    return acties.maak_notitie(dossier=dossier, door=door, **velden)  # type: ignore[arg-type]


@pytest.mark.eis("HEL-62")
def test_a_bundle_becomes_a_policy_note_without_personal_data(
    client: Client, adviseur: Gebruiker, dossier: Dossier
) -> None:
    ambtenaar = persoon("vakambtenaar")
    client.force_login(adviseur)
    url = reverse("signalen:notitie-nieuw", args=[dossier.pk])

    voor = client.get(url)
    client.post(url, {"titel": "Parkeren", "speelt": SPEELT, "vraag": "Kijk naar de norm."})
    notitie = Notitie.objects.get()
    client.force_login(ambtenaar)
    pagina = client.get(notitie.get_absolute_url())

    assert "3 signalen" in voor.text
    assert pagina.status_code == 200
    assert SPEELT in pagina.text
    assert "Kijk naar de norm." in pagina.text
    assert "3 signalen" in pagina.text
    assert "Brouwhuis" in pagina.text
    assert MERK not in pagina.text
    assert client.get(reverse("signalen:notities")).text.count("Parkeren") == 1
    assert (
        Bericht.objects.filter(soort="notitie-gemaakt", ontvanger=ambtenaar, object_id=notitie.pk).count()
        == 1
    )
    assert not Bericht.objects.filter(soort="notitie-gemaakt", ontvanger=adviseur).exists()


@pytest.mark.eis("HEL-62")
@pytest.mark.parametrize(
    ("tekst", "woorden"),
    [
        ("Bel 06 12345678 voor meer.", "telefoonnummer"),
        ("Het gaat om 123456782.", "burgerservicenummer"),
        ("Mail jan@voorbeeld.example.", "e-mailadres"),
        ("Mevrouw De Vries klaagt elke week.", "lijkt een naam"),
    ],
)
@pytest.mark.parametrize("veld", ["titel", "speelt", "vraag"])
def test_what_is_about_a_person_is_refused_at_its_field_and_kept_in_the_form(
    client: Client, adviseur: Gebruiker, dossier: Dossier, veld: str, tekst: str, woorden: str
) -> None:
    client.force_login(adviseur)
    data = {"titel": "Parkeren", "speelt": SPEELT, "vraag": "Kijk."} | {veld: tekst}

    antwoord = client.post(reverse("signalen:notitie-nieuw", args=[dossier.pk]), data)

    assert antwoord.status_code == 422
    assert woorden in antwoord.text
    assert tekst in antwoord.text
    assert not Notitie.objects.exists()


def test_what_only_looks_like_a_name_may_stay_when_somebody_says_so(
    adviseur: Gebruiker, dossier: Dossier
) -> None:
    tekst = "De straat is genaamd Lindenlaan."

    with pytest.raises(StapGeweigerd, match="lijkt een naam"):
        maak(dossier, adviseur, speelt=tekst)

    assert maak(dossier, adviseur, speelt=tekst, geen_namen=True).speelt == tekst


def test_the_box_lets_no_number_through(adviseur: Gebruiker, dossier: Dossier) -> None:
    with pytest.raises(StapGeweigerd, match="telefoonnummer"):
        maak(dossier, adviseur, speelt="Bel 06 12345678.", geen_namen=True)


def test_it_says_what_is_missing(adviseur: Gebruiker, dossier: Dossier) -> None:
    with pytest.raises(StapGeweigerd) as geweigerd:
        maak(dossier, adviseur, titel=" ", speelt="")

    assert {klacht.veld for klacht in geweigerd.value.klachten} == {"titel", "speelt"}


def test_of_what_is_shielded_none_is_made(client: Client) -> None:
    activeer("den-helder")
    zorg = persoon("zorgmedewerker", partij="team-zorg")
    concierge = persoon("wijkconcierge", gebied="visbuurt")
    rij = zet_uit(signaal(concierge, "visbuurt", "zorg"), concierge)
    dossier = acties.open_dossier(titel="Een gezin", signalen=[rij], door=concierge)
    client.force_login(zorg)

    assert client.get(reverse("signalen:notitie-nieuw", args=[dossier.pk])).status_code == 403
    with pytest.raises(StapGeweigerd, match="afgeschermde"):
        maak(dossier, concierge)
    with pytest.raises(PermissionDenied):
        maak(dossier, zorg)
    assert "beleidsnotitie" not in client.get(dossier.get_absolute_url()).text


def test_who_does_not_bundle_makes_none(client: Client, dossier: Dossier) -> None:
    ander = persoon("vakambtenaar")
    client.force_login(ander)

    assert client.get(reverse("signalen:notitie-nieuw", args=[dossier.pk])).status_code in {403, 404}
    with pytest.raises(PermissionDenied):
        maak(dossier, ander)


def test_partners_and_residents_do_not_find_it(client: Client, adviseur: Gebruiker, dossier: Dossier) -> None:
    notitie = maak(dossier, adviseur)
    client.force_login(persoon("professional", partij="politie"))

    assert client.get(notitie.get_absolute_url()).status_code == 404
    assert notitie.titel not in client.get(reverse("signalen:notities")).text


def test_the_figures_stay_as_they_were(client: Client, adviseur: Gebruiker, dossier: Dossier) -> None:
    notitie = maak(dossier, adviseur)
    erbij = signaal(adviseur, "brouwhuis", "vraag-wijkorgaan")
    acties.bundel(dossier=dossier, signalen=[erbij], door=adviseur)
    client.force_login(adviseur)

    assert "3 signalen" in client.get(notitie.get_absolute_url()).text
    assert maak(dossier, adviseur).cijfers["aantal"] == 4


@pytest.mark.eis("HEL-62")
def test_when_a_signal_is_shielded_afterwards_only_the_maker_still_reads_it(
    client: Client, adviseur: Gebruiker, dossier: Dossier
) -> None:
    notitie, ander = maak(dossier, adviseur), persoon("vakambtenaar")
    acties.scherm_af(
        signaal=dossier.signalen.all()[0], gevoelig="ja", reden="Gaat over een gezin.", door=adviseur
    )

    client.force_login(ander)
    assert client.get(notitie.get_absolute_url()).status_code == 404
    assert notitie.titel not in client.get(reverse("signalen:notities")).text
    client.force_login(adviseur)
    assert "Alleen u ziet deze notitie nog" in client.get(notitie.get_absolute_url()).text


def test_its_maker_takes_it_back_and_another_reader_does_not(
    client: Client, adviseur: Gebruiker, dossier: Dossier
) -> None:
    notitie = maak(dossier, adviseur)
    url = reverse("signalen:notitie-verwijdering", args=[notitie.pk])
    client.force_login(persoon("vakambtenaar"))
    geweigerd = client.post(url).status_code
    client.force_login(adviseur)

    assert geweigerd == 403
    assert "verdwijnen voorgoed" in client.get(url).text
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 404
    assert Logregel.objects.stappen().filter(stap="notitie.weghalen", object_id=notitie.pk).count() == 1


def test_queries_of_the_list_do_not_grow(
    client: Client, adviseur: Gebruiker, dossier: Dossier, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(adviseur)
    maak(dossier, adviseur)
    client.get(reverse("signalen:notities"))
    for _ in range(4):
        maak(dossier, adviseur)

    with django_assert_num_queries(4):
        client.get(reverse("signalen:notities"))
