"""The other side reads what was declared and no more."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.acties.woorden import verbeter_woorden
from signalen.models import Signaal, Verstrekking
from tests.hulp import gebied, partij, persoon
from tests.signalen.hulp import over, signaal
from tests.signalen.test_foto import met_foto
from tests.signalen.verstrekken.verklaringen import (
    GROND,
    PLEK,
    TEKST,
    pagina_van,
    profielrij,
    vraag_aan,
    zet_profiel,
    zet_uit_bij,
    zonder_grond,
)
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


def test_the_partner_reads_the_declared_fields_alone(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker
) -> None:
    zet_profiel(profielrij('"straat"'))
    zet_uit_bij(rij, manager)

    pagina = pagina_van(client, corporatie, rij)
    deel = client.get(rij.delen.get().get_absolute_url()).content.decode()
    lijst = client.get(reverse("signalen:lijst"), {"stand": "alle"}).content.decode()

    # The form of correcting would show the rest.
    assert "Verbeter soort" not in pagina
    assert client.get(reverse("signalen:wijziging", args=[rij.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.wijzig(signaal=rij, door=corporatie, gebieden=[rij.gebied])
    assert "Verbeter de woorden" not in pagina
    assert client.get(reverse("signalen:woorden", args=[rij.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        verbeter_woorden(signaal=rij, door=corporatie, tekst="x", waar="", waarom="fout")
    assert PLEK in pagina
    assert "Ga kijken." in deel
    assert rij.nummer in lijst
    for tekst in (pagina, deel, lijst):
        assert TEKST not in tekst
        assert "Gegevens gegeven buiten" not in tekst


def test_nothing_declared_but_the_basis_shows_kind_and_area(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker
) -> None:
    zet_profiel(profielrij())
    zet_uit_bij(rij, manager)

    pagina = pagina_van(client, corporatie, rij)

    assert "Wonen en huurders, Visbuurt" in pagina
    assert TEKST not in pagina
    assert PLEK not in pagina


@pytest.mark.parametrize(("toont", "gevonden"), [('"straat"', False), ('"omschrijving"', True)])
def test_what_was_not_given_is_not_found_nor_exported(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker, toont: str, gevonden: bool
) -> None:
    zet_profiel(profielrij(toont))
    zet_uit_bij(rij, manager)
    client.force_login(corporatie)

    op_woord = client.get(reverse("signalen:lijst"), {"stand": "alle", "zoek": "heg"}).content.decode()
    op_thema = client.get(reverse("signalen:lijst"), {"stand": "alle", "thema": "wonen"}).content.decode()
    bestand = (
        client.get(reverse("signalen:lijst-bestand", args=["csv"]), {"stand": "alle"}).getvalue().decode()
    )

    assert (rij.nummer in op_woord) == gevonden
    assert rij.nummer not in op_thema
    assert rij.nummer in bestand
    assert (TEKST in bestand) == gevonden
    assert (PLEK in bestand) != gevonden


@pytest.mark.parametrize(("toont", "status"), [('"omschrijving"', 404), ('"foto"', 200)])
def test_pictures_go_along_only_when_declared(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker, toont: str, status: int
) -> None:
    foto = met_foto(rij, manager)
    zet_profiel(profielrij(toont))
    zet_uit_bij(rij, manager)
    client.force_login(corporatie)

    assert client.get(foto.get_absolute_url()).status_code == status


def test_the_words_do_not_go_along_in_what_is_asked(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    zet_profiel(profielrij('"straat"'))
    client.force_login(manager)

    form = client.get(reverse("signalen:uitzetting", args=[rij.pk])).context["form"]

    assert form["wat_0"].value() == f"Signaal {rij.nummer} oppakken"


@pytest.mark.parametrize("weg", ["een-ander", "doorverwijzing", "in-plaats-van"])
def test_nor_when_the_form_began_with_them_and_a_party_was_chosen_after(
    client: Client, rij: Signaal, manager: Gebruiker, medewerker: Gebruiker, weg: str
) -> None:
    """Inside they may stand; a browser ends the lines of what is asked in its own way."""
    Signaal.objects.filter(pk=rij.pk).update(tekst=f"{TEKST}\nAl weken.")
    zet_profiel(profielrij('"straat"'))
    zet_uit_bij(rij, manager, "wijkbeheer")
    naam, ook = "uitzetting", {}
    if weg == "in-plaats-van":
        acties.weiger(deel=rij.delen.get(), reden="Niet van ons.", door=medewerker)
        ook = {"vervangt": rij.delen.get().pk}
    naar = partij("woningstichting").pk
    velden = {"ander": naar, "wat_ander": "", "uiterlijk_ander": over(5).isoformat(), "route": "wonen", **ook}
    wat = "wat_ander"
    if weg == "doorverwijzing":
        naam, wat = "doorverwijzing", "wat"
        velden = {"houder": f"partij:{naar}", "uiterlijk": over(5).isoformat()}
    client.force_login(manager)
    url = reverse(f"signalen:{naam}", args=[rij.pk])

    met = client.post(url, velden | {wat: f"{TEKST}\r\nAl weken. Wilt u snoeien?"})
    aantal = rij.delen.count()
    zonder = client.post(url, velden | {wat: "Wilt u snoeien?"})

    assert met.status_code == 422
    assert "Wat er gezegd is gaat niet mee naar Woningstichting Den Helder." in met.content.decode()
    assert (aantal, zonder.status_code, rij.delen.count()) == (1, 302, 2)


def test_nor_in_what_a_decision_lays_on_a_party(oude_ijsselstreek: Profiel) -> None:
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    eigenaar = Houder(rol="gebiedsregisseur", gebied=gebied("ulft"))
    rij = signaal(persoon("teamlid", gebied="ulft"), "ulft", "wonen", tekst=TEKST, eigenaar=eigenaar)
    zonder_grond("oude-ijsselstreek", profielrij('"straat"'))
    besluit: dict[str, Any] = {
        "signaal": rij,
        "houder": Houder(partij=partij("wonion")),
        "uiterlijk": over(5),
        "onderwerp": "Heg",
        "partijen": [partij("wonion")],
        "motivering": "Het duurt te lang.",
        "door": regisseur,
    }

    with pytest.raises(StapGeweigerd, match="gaat niet mee naar Wonion"):
        acties.zet_door(**besluit, wat=TEKST)

    assert acties.zet_door(**besluit, wat="Snoei.").pk


def test_an_initiative_begins_without_the_place_that_was_not_given(
    client: Client, concierge: Gebruiker, bewoner: Gebruiker
) -> None:
    zet_profiel(profielrij('"omschrijving"', aan='"kant:bewoners"'))
    van_bewoner = signaal(
        concierge, "visbuurt", "wonen", tekst=TEKST, waar=PLEK, eigenaar=Houder(persoon=bewoner)
    )
    client.force_login(bewoner)

    pagina = client.get(reverse("signalen:initiatief", args=[van_bewoner.pk])).content.decode()

    assert TEKST in pagina
    assert PLEK not in pagina


def test_a_later_profile_changes_nothing_of_what_went(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker
) -> None:
    zet_profiel(profielrij('"straat"'))
    zet_uit_bij(rij, manager)
    zet_profiel(profielrij('"straat", "omschrijving"'))

    assert TEKST not in pagina_van(client, corporatie, rij)


def test_inside_everybody_reads_on_as_before(
    client: Client, rij: Signaal, manager: Gebruiker, concierge: Gebruiker
) -> None:
    zet_profiel(profielrij())
    zet_uit_bij(rij, manager)

    for wie in (manager, concierge):
        assert TEKST in pagina_van(client, wie, rij)


def test_who_is_asked_for_a_whole_dossier_reads_what_goes_along(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker
) -> None:
    zet_profiel(profielrij('"straat"'))
    dossier = acties.open_dossier(titel="Heggen", signalen=[rij], door=manager)
    naar = Houder(partij=partij("woningstichting"))
    acties.zet_dossier_uit(dossier=dossier, houder=naar, wat="Snoei.", uiterlijk=over(5), door=manager)

    pagina = pagina_van(client, corporatie, rij)

    assert PLEK in pagina
    assert TEKST not in pagina


def test_a_partner_with_the_right_to_see_reads_no_more_than_was_given(
    client: Client, helmond: Profiel
) -> None:
    """In Helmond a professional may see signals of the own organisation: those, and what of them was given."""
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    rij = signaal(
        adviseur, "brouwhuis", "overig-eenvoudig-sociaal", tekst=TEKST, waar=PLEK, gevoelig="beperkt"
    )
    wie = persoon("professional", partij="lev-groep")
    acties.zet_uit(signaal=rij, door=adviseur, delen=[vraag_aan("lev-groep")])
    vol = pagina_van(client, wie, rij)

    Verstrekking.objects.update(velden=["straat"])
    beperkt = pagina_van(client, wie, rij)

    assert TEKST in vol
    assert TEKST not in beperkt
    assert PLEK in beperkt


def test_a_melder_who_asks_hears_who_else_has_it(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    melder = acties.Melderinvoer(hoedanigheid="buur", naam="Anneke", e_mail="anneke@voorbeeld.example")
    rij = signaal(concierge, "visbuurt", "wonen", melder=melder)
    zet_uit_bij(rij, manager)
    client.force_login(manager)

    alles = client.get(reverse("signalen:melder-uitvoer", args=[rij.pk, "json"])).json()

    [gegeven] = alles["signalen"][0]["gegeven_buiten_de_gemeente"]
    assert gegeven["aan"] == str(partij("woningstichting"))
    assert gegeven["wat"] == ["wat er gezegd is", "de plek", "het thema", "de foto's"]
    assert gegeven["grondslag"] == GROND
