"""Deciding for a party: with a reason, on the record, and read by the college."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from signalen import acties, service
from signalen.models import Deelactie, Doorzetting, Signaal
from tests.hulp import gebied, partij, persoon
from tests.signalen.hulp import over, signaal, zet_uit
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def regisseur(oude_ijsselstreek: Profiel) -> Gebruiker:
    return persoon("gebiedsregisseur", gebied="ulft")


@pytest.fixture
def college(oude_ijsselstreek: Profiel) -> Gebruiker:
    return persoon("college")


@pytest.fixture
def rij(oude_ijsselstreek: Profiel) -> Signaal:
    teamlid = persoon("teamlid", gebied="ulft")
    eigenaar = Houder(rol="gebiedsregisseur", gebied=gebied("ulft"))
    return signaal(teamlid, "ulft", "wonen", eigenaar=eigenaar)


def _url(rij: Signaal) -> str:
    return reverse("signalen:doorzetten", args=[rij.pk])


def _data(**anders: Any) -> dict[str, Any]:
    return {
        "houder": f"partij:{partij('wonion').pk}",
        "wat": "Vervang de kozijnen voor de winter.",
        "uiterlijk": over(30).isoformat(),
        "onderwerp": "Kozijnen aan de Dorpsstraat",
        "partijen": [partij("wonion").pk, partij("politie").pk],
        "motivering": "Wij praten hier al een jaar over.",
        "datum": over(0).isoformat(),
    } | anders


@pytest.fixture
def besluit(client: Client, rij: Signaal, regisseur: Gebruiker) -> Doorzetting:
    client.force_login(regisseur)
    client.post(_url(rij), _data())
    return Doorzetting.objects.get()


@pytest.mark.eis("OIJ-24")
def test_it_records_what_who_and_why_and_binds_the_party(besluit: Doorzetting, rij: Signaal) -> None:
    afspraak = besluit.afspraak

    assert (afspraak.stand, str(afspraak.houder)) == ("toegezegd", "Wonion")
    assert set(besluit.partijen.all()) == {partij("wonion"), partij("politie")}
    assert rij.delen.get().afspraak == afspraak
    rij.refresh_from_db()
    assert rij.stand == "uitgezet"


@pytest.mark.eis("OIJ-24")
def test_the_college_hears_of_it_and_reads_it(
    client: Client, college: Gebruiker, besluit: Doorzetting
) -> None:
    client.force_login(college)

    lijst = client.get(reverse("signalen:doorzettingen")).content.decode()
    pagina = client.get(besluit.get_absolute_url()).content.decode()

    assert Bericht.objects.filter(soort="doorzetting-genomen", ontvanger=college).count() == 1
    assert "Kozijnen aan de Dorpsstraat" in lijst
    assert "Wij praten hier al een jaar over." in pagina
    assert "Doorzettingen" in [punt.naam for punt in service.menu(college)]


@pytest.mark.eis("OIJ-24")
@pytest.mark.parametrize("veld", ["onderwerp", "partijen", "motivering"])
def test_nothing_of_it_may_be_missing(client: Client, rij: Signaal, regisseur: Gebruiker, veld: str) -> None:
    client.force_login(regisseur)

    antwoord = client.post(_url(rij), _data(**{veld: ""}))

    assert antwoord.status_code == 422
    assert "Vervang de kozijnen" in antwoord.content.decode()
    assert not Doorzetting.objects.exists()


def test_who_lacks_that_power_has_no_button_and_no_page(
    client: Client, rij: Signaal, oude_ijsselstreek: Profiel
) -> None:
    client.force_login(persoon("teamlid", gebied="ulft"))

    assert client.get(_url(rij)).status_code == 403
    assert "Zet door" not in client.get(rij.get_absolute_url()).content.decode()


def test_a_refused_part_is_decided_about(client: Client, rij: Signaal, regisseur: Gebruiker) -> None:
    deel = zet_uit(rij, regisseur).delen.get()
    medewerker = persoon("teamlid", gebied="ulft", partij="wonion")
    acties.weiger(deel=deel, reden="Geen geld.", door=medewerker)
    client.force_login(regisseur)
    url = f"{_url(rij)}?vervangt={deel.pk}"

    pagina = client.get(url).content.decode()
    client.post(_url(rij), _data(vervangt=deel.pk))

    assert "Ga kijken." in pagina
    assert Doorzetting.objects.get().afspraak.deelactie.vervangt == deel
    assert not Deelactie.objects.blokkeert().filter(afspraak__stand="geweigerd").exists()


def test_residents_and_another_area_do_not_see_it(client: Client, besluit: Doorzetting) -> None:
    for wie in (persoon("bewoner", gebied="ulft"), persoon("gebiedsregisseur", gebied="gendringen")):
        client.force_login(wie)
        assert client.get(besluit.get_absolute_url()).status_code == 404


def test_about_a_shielded_signal_the_college_reads_nothing(
    client: Client, college: Gebruiker, regisseur: Gebruiker
) -> None:
    generalist = persoon("generalist-zorg-welzijn", gebied="ulft")
    eigenaar = Houder(rol="generalist-zorg-welzijn", gebied=gebied("ulft"))
    zorg = signaal(generalist, "ulft", "zorg-welzijn", eigenaar=eigenaar)
    zorg = acties.schaal_op(signaal=zorg, naar="regisseur", reden="x", reden_overslaan="y", door=generalist)
    client.force_login(regisseur)
    client.post(_url(zorg), _data())
    besluit = Doorzetting.objects.get()

    client.force_login(college)
    assert client.get(besluit.get_absolute_url()).status_code == 404
    assert str(besluit) == "Afgeschermd doorzettingsbesluit"


def test_who_sees_no_more_than_a_number_decides_nothing(
    client: Client, oude_ijsselstreek: Profiel, regisseur: Gebruiker
) -> None:
    generalist = persoon("generalist-zorg-welzijn", gebied="ulft")
    eigenaar = Houder(rol="generalist-zorg-welzijn", gebied=gebied("ulft"))
    zorg = signaal(generalist, "ulft", "zorg-welzijn", eigenaar=eigenaar)

    with pytest.raises(PermissionDenied):
        acties.zet_door(
            signaal=zorg, houder=eigenaar, wat="x", uiterlijk=over(3), onderwerp="x",
            partijen=[partij("politie")], motivering="x", door=regisseur,
        )  # fmt: skip


def test_a_decision_of_tomorrow_is_none_yet(rij: Signaal, regisseur: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="vandaag of eerder"):
        acties.zet_door(
            signaal=rij, houder=Houder(partij=partij("wonion")), wat="x", uiterlijk=over(3), onderwerp="x",
            partijen=[partij("politie")], motivering="x", datum=over(1), door=regisseur,
        )  # fmt: skip


def test_municipality_without_that_power_has_no_such_page(client: Client, den_helder: Profiel) -> None:
    client.force_login(persoon("wijkmanager", gebied="visbuurt"))

    assert client.get(reverse("signalen:doorzettingen")).status_code == 404
