"""What was awarded, for everybody: previewed, checked, frozen, found and withdrawn; and never who asked or why."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from budgetten import acties
from budgetten.models import Budgetaanvraag, Jaarbudget
from budgetten.opruimen import ruim_op
from signalen.models import Signaal
from tests.budgetten.toneel import adres, als, ken_toe, klachten, pot, van, verantwoord, vraag
from tests.hulp import partij, persoon
from tests.publicatie.plaatsing import publiceer
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.service import Publicatie, laatste_van, trek_in

pytestmark = pytest.mark.django_db
WIJK = "/publiek/brouwhuis/"
# What may be on no public address.
MERKEN = ("GeheimDoel", "GeheimDraagvlak", "GeheimeMotivering", "GeheimResultaat", "geheim@voorbeeld.example")


@pytest.fixture
def manager(helmond: Profiel) -> Gebruiker:
    return persoon("programmamanager")


@pytest.fixture
def lid(manager: Gebruiker) -> Gebruiker:
    return persoon("wijkorgaan", partij="wijkraad-brouwhuis")


@pytest.fixture
def adviseur(helmond: Profiel) -> Gebruiker:
    """Publishes in Brouwhuis, and handles no budget."""
    return persoon("adviseur-wgw", gebied="brouwhuis")


@pytest.fixture
def rij(manager: Gebruiker) -> Jaarbudget:
    return pot("wijkbudget", "brouwhuis", "1000", manager)


def toegekend(
    lid: Gebruiker, titel: str = "Plantenbakken op het plein", bedrag: str = "300"
) -> Budgetaanvraag:
    gevraagd = vraag(
        "wijkbudget",
        "brouwhuis",
        lid,
        namens=van("wijkraad-brouwhuis"),
        titel=titel,
        bedrag=bedrag,
        doel="GeheimDoel van ons alleen",
        draagvlak="GeheimDraagvlak in de straat",
    )
    return ken_toe(
        gevraagd,
        persoon("college"),
        "rol:college",
        motivering="GeheimeMotivering voor het team",
        kenmerk="B-12",
    )


def plaats(rij: Jaarbudget, door: Gebruiker) -> Publicatie:
    return acties.publiceer(pot=rij, bevestigd=set(), door=door)


def test_who_publishes_sees_what_will_be_seen_and_places_it(
    client: Client, rij: Jaarbudget, lid: Gebruiker, adviseur: Gebruiker
) -> None:
    toegekend(lid)
    als(client, adviseur)

    pagina = client.get(rij.get_absolute_url()).text
    voorbeeld = client.get(adres("publicatie", rij.pk)).text
    antwoord = publiceer(client, adres("publicatie", rij.pk))

    assert adres("publicatie", rij.pk) in pagina
    assert "Plantenbakken op het plein" in voorbeeld
    assert "€ 300,00" in voorbeeld
    publicatie = laatste_van(rij)
    assert publicatie is not None
    assert antwoord.headers["Location"] == publicatie.get_absolute_url()
    client.logout()
    for waar in (WIJK, publicatie.get_absolute_url()):
        tekst = client.get(waar).text
        assert "Plantenbakken op het plein" in tekst
        assert "€ 300,00" in tekst
        assert "B-12" in tekst
    again = publiceer(als(client, adviseur), adres("publicatie", rij.pk))
    assert again.status_code == 422
    assert "niets veranderd" in again.text


def test_what_was_asked_and_why_stands_on_no_public_address(
    client: Client, rij: Jaarbudget, lid: Gebruiker, adviseur: Gebruiker, manager: Gebruiker
) -> None:
    wijkraad = partij("wijkraad-brouwhuis")
    wijkraad.e_mail = "geheim@voorbeeld.example"
    wijkraad.save(update_fields=["e_mail"])
    aanvraag = toegekend(lid)
    plaats(rij, adviseur)
    verantwoord(aanvraag, lid, "250", resultaat="GeheimResultaat van ons")
    acties.stel_vast(aanvraag=aanvraag, door=manager)
    publicatie = plaats(rij, adviseur)

    spoor = publicatie.inhoud["items"][0]["spoor"]
    adressen = [
        "/",
        WIJK,
        f"{WIJK}in-het-kort/",
        f"{WIJK}nieuws.atom",
        f"{WIJK}open-data.json",
        publicatie.get_absolute_url(),
        f"{WIJK}budget-wijkbudget/1/",
        f"{WIJK}budget-wijkbudget/punt/{spoor}/",
        "/zoeken/?zoek=Plantenbakken",
        "/sitemap.xml",
        "/open-data/",
        "/publiek/nieuws.atom",
    ]
    teksten = {waar: client.get(waar) for waar in adressen}

    assert {antwoord.status_code for antwoord in teksten.values()} == {200}
    for waar, antwoord in teksten.items():
        assert not [merk for merk in (*MERKEN, lid.naam) if merk in antwoord.text], waar
    assert "Plantenbakken" in teksten["/zoeken/?zoek=Plantenbakken"].text
    assert publicatie.get_absolute_url() in teksten["/sitemap.xml"].text
    assert "€ 50,00" in teksten[WIJK].text
    [budget] = teksten[f"{WIJK}open-data.json"].json()["budgetten"]
    [idee] = budget["toekenningen"]
    assert (budget["bedrag"], idee["bedrag"], idee["besteed"], idee["terug"]) == (
        "1000.00",
        "300.00",
        "250.00",
        "50.00",
    )


def test_what_came_from_a_shielded_signal_is_not_told(
    rij: Jaarbudget, lid: Gebruiker, adviseur: Gebruiker
) -> None:
    from tests.signalen.hulp import signaal

    aanvraag = toegekend(lid)
    Budgetaanvraag.objects.filter(pk=aanvraag.pk).update(
        signaal=signaal(adviseur, "brouwhuis", "eenvoudig-fysiek")
    )
    assert aanvraag.titel in str(plaats(rij, adviseur).inhoud)

    Signaal.objects.update(gevoelig="ja")

    inhoud = plaats(rij, adviseur).inhoud
    assert aanvraag.titel not in str(inhoud)
    assert inhoud["geld"]["toegekend"] == "0"


def test_name_for_everybody_takes_the_place_of_what_was_asked(
    client: Client, rij: Jaarbudget, lid: Gebruiker, adviseur: Gebruiker
) -> None:
    aanvraag = toegekend(lid, titel="Bankje bij mevrouw De Vries")
    als(client, adviseur)
    assert publiceer(client, adres("publicatie", rij.pk)).status_code == 422

    leeg = client.post(adres("benaming", aanvraag.pk), {"naam": ""})
    antwoord = client.post(adres("benaming", aanvraag.pk), {"naam": "Bankje in de straat"})

    assert leeg.status_code == 422
    assert antwoord.headers["Location"] == adres("publicatie", rij.pk)
    assert publiceer(client, adres("publicatie", rij.pk)).status_code == 302
    tekst = client.get(WIJK).text
    assert "Bankje in de straat" in tekst
    assert "De Vries" not in tekst
    aanvraag.refresh_from_db()
    assert aanvraag.titel == "Bankje bij mevrouw De Vries"


def test_what_changed_since_the_preview_is_looked_at_again(
    client: Client, rij: Jaarbudget, lid: Gebruiker, adviseur: Gebruiker
) -> None:
    toegekend(lid)
    als(client, adviseur)
    gezien = {"gezien": client.get(adres("publicatie", rij.pk)).context["gezien"]}
    toegekend(lid, titel="Muziek op het plein", bedrag="100")

    for stuk in (gezien, {}):
        antwoord = client.post(adres("publicatie", rij.pk), stuk)
        assert antwoord.status_code == 422
        assert "Er veranderde iets sinds u dit voorbeeld zag. Kijk het opnieuw na." in antwoord.text
        assert "Muziek op het plein" in antwoord.text
        assert not Publicatie.objects.exists()
    again = client.post(adres("publicatie", rij.pk), {"gezien": antwoord.context["gezien"]})
    assert again.status_code == 302


@pytest.mark.parametrize("hoe", ["renamed", "shielded"])
def test_an_old_name_is_not_repeated_and_the_screen_says_what_to_withdraw(
    client: Client, rij: Jaarbudget, lid: Gebruiker, adviseur: Gebruiker, hoe: str
) -> None:
    from tests.signalen.hulp import signaal

    aanvraag = toegekend(lid, titel="Plantenbak OudeNaam")
    eerste = plaats(rij, adviseur)
    spoor = eerste.inhoud["items"][0]["spoor"]
    waar = f'<a href="/publicaties/{eerste.pk}/intrekking/">Trek nummer 1 in</a>'
    als(client, adviseur)
    assert waar not in client.get(adres("publicatie", rij.pk)).text
    if hoe == "renamed":
        acties.noem(aanvraag=aanvraag, naam="Groen in de straat", door=adviseur)
    else:
        Budgetaanvraag.objects.update(signaal=signaal(adviseur, "brouwhuis", "eenvoudig-fysiek"))
        Signaal.objects.update(gevoelig="ja")
    assert waar in client.get(adres("publicatie", rij.pk)).text

    tweede = plaats(rij, adviseur)

    for pad in (tweede.get_absolute_url(), WIJK, f"{WIJK}in-het-kort/", f"/publicaties/{tweede.pk}/"):
        assert "OudeNaam" not in client.get(pad).text, pad
    if hoe == "renamed":
        assert "OudeNaam" not in client.get(f"{WIJK}budget-wijkbudget/punt/{spoor}/").text
    assert waar in client.get(adres("publicatie", rij.pk)).text
    trek_in(publicatie=eerste, reden="Er stond een naam in.", door=adviseur)
    assert waar not in client.get(adres("publicatie", rij.pk)).text


def test_what_tells_of_a_request_that_was_emptied_before_is_withdrawn_as_well(
    client: Client, rij: Jaarbudget, lid: Gebruiker, adviseur: Gebruiker
) -> None:
    zonder = plaats(rij, adviseur)
    toegekend(lid, titel="Plantenbak OudeNaam")
    met = plaats(rij, adviseur)
    Budgetaanvraag.objects.update(titel="Gewist")

    assert ruim_op() == 0
    assert client.get(met.get_absolute_url()).status_code == 410
    assert client.get(zonder.get_absolute_url()).status_code == 200


def test_when_the_words_of_a_signal_leave_what_was_published_of_it_is_withdrawn(
    client: Client, rij: Jaarbudget, lid: Gebruiker, adviseur: Gebruiker
) -> None:
    from tests.signalen.hulp import signaal

    zonder = plaats(rij, adviseur)
    aanvraag = toegekend(lid, titel="Plantenbak OudeNaam")
    Budgetaanvraag.objects.update(signaal=signaal(adviseur, "brouwhuis", "eenvoudig-fysiek"))
    met = plaats(rij, adviseur)
    Signaal.objects.update(tekst="", tekst_gewist_op=timezone.now())

    assert ruim_op() == 1

    steen = client.get(met.get_absolute_url())
    assert steen.status_code == 410
    assert "Persoonsgegevens zijn weggehaald" in steen.text
    assert client.get(zonder.get_absolute_url()).status_code == 200
    assert "OudeNaam" not in client.get(WIJK).text
    regel = Logregel.objects.get(stap="publicatie.intrekken")
    assert (regel.object_id, regel.door) == (met.pk, None)
    voorbeeld = als(client, adviseur).get(adres("publicatie", rij.pk)).text
    assert "Gewist" not in voorbeeld
    binnen = client.get(reverse("publicaties:detail", args=[met.pk]))
    assert binnen.status_code == 410
    assert "OudeNaam" not in binnen.text
    assert [
        client.get(reverse(f"publicaties:{naam}", args=[met.pk])).status_code for naam in ("pdf", "docx")
    ] == [404, 404]
    assert "OudeNaam" not in client.get(reverse("publicaties:lijst")).text
    assert client.get(adres("benaming", aanvraag.pk)).status_code == 404


@pytest.mark.parametrize("rol", ["programmamanager", "wijkorgaan", "college"])
def test_who_does_not_publish_cannot(client: Client, rij: Jaarbudget, lid: Gebruiker, rol: str) -> None:
    aanvraag = toegekend(lid)
    wie = {"wijkorgaan": lid}.get(rol) or persoon(rol)
    als(client, wie)

    assert client.post(adres("publicatie", rij.pk)).status_code in {403, 404}
    assert client.post(adres("benaming", aanvraag.pk), {"naam": "Anders"}).status_code in {403, 404}
    assert klachten(plaats, rij, wie)
    assert not Publicatie.objects.exists()


def test_who_publishes_elsewhere_does_not_see_it(client: Client, rij: Jaarbudget, lid: Gebruiker) -> None:
    aanvraag = toegekend(lid)
    als(client, persoon("adviseur-wgw", gebied="dierdonk"))

    assert client.get(adres("publicatie", rij.pk)).status_code == 404
    assert client.get(adres("benaming", aanvraag.pk)).status_code == 404


def test_withdrawn_overview_is_gone_from_the_wijk(
    client: Client, rij: Jaarbudget, lid: Gebruiker, adviseur: Gebruiker
) -> None:
    toegekend(lid)
    publicatie = plaats(rij, adviseur)
    assert 'id="budgetten"' in client.get(WIJK).text

    trek_in(publicatie=publicatie, reden="Het bedrag klopt niet.", door=adviseur)

    assert 'id="budgetten"' not in client.get(WIJK).text
    assert client.get(publicatie.get_absolute_url()).status_code == 410
    assert client.get(f"{WIJK}open-data.json").status_code == 404


def test_wijk_costs_the_same_however_many_budgets_it_shows(
    client: Client, rij: Jaarbudget, lid: Gebruiker, adviseur: Gebruiker, manager: Gebruiker
) -> None:
    toegekend(lid)
    plaats(rij, adviseur)
    client.get(WIJK)
    with CaptureQueriesContext(
        connection,
    ) as een:
        client.get(WIJK)
    eigen = pot("wijkbudget", "brouwhuis", "200", manager, van="wijkraad-brouwhuis")
    toegekend(lid, titel="Muziek op het plein", bedrag="100")
    plaats(eigen, adviseur)

    with CaptureQueriesContext(connection) as twee:
        tekst = client.get(WIJK).text

    assert "Muziek op het plein" in tekst
    assert len(twee) == len(een)
