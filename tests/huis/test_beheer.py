"""The pages of beheer: only for who may set up the municipality."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.hulp import gebied, geef_rol, partij, persoon, profieltekst
from wijkwerk.afspraken import acties as afspraken
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.acties import beeindig_rol
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Gebied, Partij

pytestmark = pytest.mark.django_db

PAGINAS = ["overzicht", "profiel", "gebieden", "gebied-nieuw", "mensen", "mens-nieuw", "huisstijl"]


@pytest.fixture
def beheerder(den_helder: Profiel, client: Client) -> Gebruiker:
    wie = persoon("beheerder")
    client.force_login(wie)
    return wie


@pytest.mark.parametrize("pagina", PAGINAS)
def test_beheerder_sees_the_page(beheerder: Gebruiker, client: Client, pagina: str) -> None:
    assert client.get(reverse(f"beheer:{pagina}")).status_code == 200


@pytest.mark.parametrize("pagina", PAGINAS)
def test_another_is_forbidden(den_helder: Profiel, client: Client, pagina: str) -> None:
    client.force_login(persoon("wijkmanager", gebied="nieuw-den-helder"))

    assert client.get(reverse(f"beheer:{pagina}")).status_code == 403


def upload(client: Client, tekst: str) -> str:
    bestand = SimpleUploadedFile("nieuw.toml", tekst.encode())
    antwoord = client.post(reverse("beheer:profiel-vergelijking"), {"bestand": bestand})
    return f"{antwoord.status_code} {antwoord.content.decode()}"


def test_comparison_before_activation(beheerder: Gebruiker, client: Client) -> None:
    tekst = profieltekst("den-helder").replace('naam = "team Wijkbeheer"', 'naam = "team Buiten"')

    pagina = upload(client, tekst)
    assert pagina.startswith("200")
    assert "team Buiten" in pagina
    assert Profielversie.objects.count() == 1

    client.post(reverse("beheer:profiel-activering"), {"tekst": tekst, "bestand": "nieuw.toml"})
    assert Profielversie.objects.count() == 2
    assert actief_profiel().partij("wijkbeheer").naam == "team Buiten"


def test_broken_upload_shows_every_error(beheerder: Gebruiker, client: Client) -> None:
    pagina = upload(client, profieltekst("den-helder").replace('bereik = "gemeente"', 'bereik = "alles"'))

    assert pagina.startswith("422")
    assert "bereik" in pagina


def test_upload_that_is_no_text_is_refused(beheerder: Gebruiker, client: Client) -> None:
    bestand = SimpleUploadedFile("nieuw.toml", b"\xff\xfe\x00")

    antwoord = client.post(reverse("beheer:profiel-vergelijking"), {"bestand": bestand})

    assert antwoord.status_code == 422
    assert "UTF-8" in antwoord.content.decode()


def test_new_person_gets_a_role(beheerder: Gebruiker, client: Client) -> None:
    client.post(reverse("beheer:mens-nieuw"), {"naam": "Nieuwe Collega", "email": "Nieuw@Voorbeeld.example"})
    nieuw = Gebruiker.objects.get(email="nieuw@voorbeeld.example")

    antwoord = client.post(
        reverse("beheer:rol-nieuw", args=[nieuw.pk]),
        {"rol": "wijkmanager", "gebied": gebied("nieuw-den-helder").pk, "van": "2026-01-01"},
    )

    assert antwoord.status_code == 302
    assert Roltoewijzing.objects.filter(gebruiker=nieuw, rol="wijkmanager").exists()


def test_the_same_role_from_the_same_day_is_given_once(beheerder: Gebruiker, client: Client) -> None:
    wie = persoon()
    gegevens = {"rol": "wijkmanager", "gebied": gebied("nieuw-den-helder").pk, "van": "2026-01-01"}
    url = reverse("beheer:rol-nieuw", args=[wie.pk])
    assert client.post(url, gegevens).status_code == 302

    antwoord = client.post(url, gegevens)

    assert antwoord.status_code == 422
    assert "Deze persoon heeft deze rol hier al vanaf deze dag." in antwoord.text
    assert wie.roltoewijzingen.count() == 1


def test_same_address_twice_is_refused(beheerder: Gebruiker, client: Client) -> None:
    antwoord = client.post(
        reverse("beheer:mens-nieuw"), {"naam": "Nog een", "email": beheerder.email.upper()}
    )

    assert antwoord.status_code == 422
    assert "al iemand" in antwoord.content.decode()


def test_role_for_an_area_needs_the_area(beheerder: Gebruiker, client: Client) -> None:
    wie = persoon()

    antwoord = client.post(
        reverse("beheer:rol-nieuw", args=[wie.pk]), {"rol": "wijkmanager", "van": "2026-01-01"}
    )

    assert antwoord.status_code == 422
    assert "Kies het gebied" in antwoord.content.decode()
    assert not wie.roltoewijzingen.exists()


@pytest.mark.eis("DHR-29")
def test_one_chair_per_area(beheerder: Gebruiker, client: Client) -> None:
    persoon("platformvoorzitter", gebied="nieuw-den-helder")
    tweede = persoon()
    waar = {"rol": "platformvoorzitter", "gebied": gebied("nieuw-den-helder").pk, "van": "2026-01-01"}

    antwoord = client.post(reverse("beheer:rol-nieuw", args=[tweede.pk]), waar)

    assert antwoord.status_code == 422
    assert "hoogstens 1 per gebied" in antwoord.content.decode()
    elders = waar | {"gebied": gebied("stad-binnen-de-linie").pk}
    assert client.post(reverse("beheer:rol-nieuw", args=[tweede.pk]), elders).status_code == 302


@pytest.mark.eis("BER-07")
def test_one_representative_per_wijkvereniging(bergen: Profiel, client: Client) -> None:
    client.force_login(persoon("beheerder"))
    verenigingen = [
        Partij.objects.create(sleutel=f"wv-{naam}", naam=f"Wijkvereniging {naam}", soort="bewonersorgaan")
        for naam in ("Oost", "West")
    ]

    def wijs_toe(vereniging: Partij, van: str, tot: str = "") -> str:
        gegevens = {"rol": "vertegenwoordiger", "partij": str(vereniging.pk), "van": van, "tot": tot}
        antwoord = client.post(reverse("beheer:rol-nieuw", args=[persoon().pk]), gegevens)
        return f"{antwoord.status_code} {antwoord.content.decode() if antwoord.status_code == 422 else ''}"

    oost, west = verenigingen
    assert wijs_toe(oost, "2026-07-01", "2026-12-31") == "302 "
    for van, tot in (
        ("2026-07-01", ""),
        ("2026-12-31", ""),
        ("2026-01-01", ""),
        ("2026-01-01", "2026-07-01"),
    ):
        geweigerd = wijs_toe(oost, van, tot)
        assert geweigerd.startswith("422"), (van, tot)
        assert "hoogstens 1 per partij" in geweigerd
    assert [
        wijs_toe(west, "2026-07-01"),
        wijs_toe(oost, "2026-01-01", "2026-06-30"),
        wijs_toe(oost, "2027-01-01"),
    ] == [
        "302 ",
        "302 ",
        "302 ",
    ]
    assert Roltoewijzing.objects.filter(rol="vertegenwoordiger").count() == 4


@pytest.mark.eis("DHR-14")
def test_front_function_never_represents_residents(beheerder: Gebruiker, client: Client) -> None:
    concierge = persoon("wijkconcierge", gebied="visbuurt")

    antwoord = client.post(
        reverse("beheer:rol-nieuw", args=[concierge.pk]),
        {
            "rol": "belangenvereniging",
            "partij": partij("belangenvereniging-visbuurt").pk,
            "van": "2026-01-01",
        },
    )

    assert antwoord.status_code == 422
    assert "vertegenwoordigt geen groep bewoners" in antwoord.content.decode()


def test_role_ends_on_a_day(beheerder: Gebruiker, client: Client) -> None:
    toewijzing = geef_rol(persoon(), "wijkmanager", gebied="nieuw-den-helder")

    client.post(reverse("beheer:rol-einde", args=[toewijzing.pk]), {"tot": "2026-06-30"})

    toewijzing.refresh_from_db()
    assert str(toewijzing.tot) == "2026-06-30"


def test_last_day_before_the_first_is_told_at_the_field(beheerder: Gebruiker, client: Client) -> None:
    wie = persoon()

    antwoord = client.post(
        reverse("beheer:rol-nieuw", args=[wie.pk]),
        {
            "rol": "wijkmanager",
            "gebied": gebied("nieuw-den-helder").pk,
            "van": "2026-02-01",
            "tot": "2026-01-31",
        },
    )

    assert antwoord.status_code == 422
    assert antwoord.context["form"].errors["tot"] == ["De laatste dag ligt voor de eerste."]
    assert not wie.roltoewijzingen.exists()


def test_what_has_ended_is_given_anew_not_revived(beheerder: Gebruiker, client: Client) -> None:
    toewijzing = geef_rol(persoon(), "wijkmanager", gebied="nieuw-den-helder")
    url = reverse("beheer:rol-einde", args=[toewijzing.pk])
    begin = toewijzing.van
    assert client.post(url, {"tot": str(begin - timedelta(days=1))}).status_code == 422
    client.post(url, {"tot": str(begin)})

    assert client.get(url).status_code == 404
    assert client.post(url, {"tot": "2099-12-31"}).status_code == 404
    with pytest.raises(StapGeweigerd, match="Geef de rol opnieuw"):
        beeindig_rol(toewijzing=toewijzing, tot=date(2099, 12, 31), door=beheerder)
    toewijzing.refresh_from_db()
    assert toewijzing.tot == begin


def test_leaving_hands_over_everything_open_in_one_step(beheerder: Gebruiker, client: Client) -> None:
    vertrekt = persoon("wijkmanager", gebied="nieuw-den-helder")
    opvolger = persoon("wijkmanager", gebied="nieuw-den-helder")
    afspraak = maak_afspraak(vertrekt)

    client.post(
        reverse("beheer:overdracht", args=[vertrekt.pk]), {"aan": opvolger.pk, "reden": "Andere baan"}
    )

    afspraak.refresh_from_db()
    vertrekt.refresh_from_db()
    assert afspraak.houder_persoon == opvolger
    assert not vertrekt.is_active


def test_without_successor_it_falls_back_to_the_role_in_the_area(
    beheerder: Gebruiker, client: Client
) -> None:
    vertrekt = persoon("wijkmanager", gebied="nieuw-den-helder")
    afspraak = maak_afspraak(vertrekt)

    client.post(reverse("beheer:overdracht", args=[vertrekt.pk]), {"reden": "Andere baan"})

    afspraak.refresh_from_db()
    assert (afspraak.houder_rol, afspraak.houder_gebied) == ("wijkmanager", gebied("nieuw-den-helder"))


def maak_afspraak(houder: Gebruiker, waar: Gebied | None = None) -> Afspraak:
    waar = waar or gebied("nieuw-den-helder")
    return afspraken.maak(
        wat="Bankje terugplaatsen",
        houder=Houder(persoon=houder),
        uiterlijk=date(2027, 1, 1),
        bron=waar,
        gebieden=[waar],
        door=persoon("wijkmanager", gebied=waar),
        gegevens={"bron": "proef"},
    )


def test_weak_contrast_is_refused(beheerder: Gebruiker, client: Client) -> None:
    antwoord = client.post(reverse("beheer:huisstijl"), {"tekst": "#dddddd"})

    assert antwoord.status_code == 422
    assert "contrast" in antwoord.content.decode()


def test_house_style_becomes_a_stylesheet(beheerder: Gebruiker, client: Client) -> None:
    client.post(reverse("beheer:huisstijl"), {"merk": "#00304f"})

    assert "--wijkwerk-merk: #00304f" in client.get("/huisstijl.css").content.decode()


def test_new_area_lies_where_the_profile_lets_it(beheerder: Gebruiker, client: Client) -> None:
    nieuw = {
        "naam": "De Schooten",
        "niveau": "buurt",
        "grens": "voorlopig",
        "codes": "BU04000301, BU04000302",
    }

    fout = client.post(reverse("beheer:gebied-nieuw"), nieuw | {"ouder": gebied("den-helder").pk})
    assert fout.status_code == 422
    assert "Een buurt ligt in een wijk" in fout.content.decode()

    client.post(reverse("beheer:gebied-nieuw"), nieuw | {"ouder": gebied("nieuw-den-helder").pk})
    assert gebied("de-schooten").voorouders[-2] == gebied("nieuw-den-helder").pk
    assert gebied("de-schooten").codes.count() == 2


def test_codes_are_checked_one_by_one(beheerder: Gebruiker, client: Client) -> None:
    visbuurt = gebied("visbuurt")
    url = reverse("beheer:gebied", args=[visbuurt.pk])
    gegevens = {"naam": "Visbuurt", "niveau": "buurt", "ouder": visbuurt.ouder_id, "grens": "vast"}

    fout = client.post(url, gegevens | {"codes": "BU04000301 BU04000302 BU04000303"})
    assert fout.status_code == 422
    assert "hoogstens 20 tekens" in fout.text
    assert "BU04000303" in fout.text

    assert client.post(url, gegevens | {"codes": "BU04000301, BU04000301,"}).status_code == 302
    assert [str(code) for code in gebied("visbuurt").codes.all()] == ["BU04000301"]


def test_area_gets_a_final_border(beheerder: Gebruiker, client: Client) -> None:
    visbuurt = gebied("visbuurt")
    gegevens = {
        "naam": "Visbuurt",
        "niveau": "buurt",
        "ouder": visbuurt.ouder_id,
        "grens": "vast",
        "codes": "",
    }

    client.post(reverse("beheer:gebied", args=[visbuurt.pk]), gegevens)

    assert gebied("visbuurt").grens == "vast"
    assert gebied("visbuurt").sleutel == "visbuurt"


def test_what_lies_in_an_area_moves_along(beheerder: Gebruiker, client: Client) -> None:
    """Rights follow the tree: the manager of the new wijk guards it, the one of the old wijk no longer does."""
    visbuurt, nieuw = gebied("visbuurt"), gebied("nieuw-den-helder")
    afspraak = maak_afspraak(persoon("wijkconcierge", gebied="visbuurt"), visbuurt)
    oude_manager = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    nieuwe_manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    assert Afspraak.objects.zichtbaar_voor(oude_manager).filter(pk=afspraak.pk).exists()

    gegevens = {"naam": "Visbuurt", "niveau": "buurt", "ouder": nieuw.pk, "grens": "vast", "codes": ""}
    client.post(reverse("beheer:gebied", args=[visbuurt.pk]), gegevens)

    assert Afspraak.objects.zichtbaar_voor(nieuwe_manager).filter(pk=afspraak.pk).exists()
    assert not Afspraak.objects.zichtbaar_voor(oude_manager).filter(pk=afspraak.pk).exists()
