"""Signals that say the same in one dossier; each keeps its own way, and a shield never mixes with none."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from signalen import acties, verwijzingen
from signalen.models import Dossier, Signaal
from tests.hulp import gebied, persoon
from tests.signalen.hulp import MERK, signaal, zet_uit
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


def _url(naam: str, rij: Signaal | Dossier) -> str:
    return reverse(f"signalen:{naam}", args=[rij.pk])


@pytest.fixture
def tweede(concierge: Gebruiker) -> Signaal:
    return signaal(concierge, "visbuurt", "openbare-ruimte", tekst="Ook hier ligt de stoep los.")


@pytest.fixture
def dossier(rij: Signaal, tweede: Signaal, manager: Gebruiker) -> Dossier:
    return acties.open_dossier(titel="Losse stoepen", signalen=[rij, tweede], door=manager)


def test_manager_bundles_a_signal_with_those_that_look_like_it(
    client: Client, rij: Signaal, tweede: Signaal, manager: Gebruiker
) -> None:
    client.force_login(manager)
    pagina = client.get(_url("bundeling", tweede)).content.decode()

    client.post(
        _url("bundeling", tweede), {"dossier": "nieuw", "titel": "Losse stoepen", "signalen": [rij.pk]}
    )

    dossier = Dossier.objects.get()
    assert rij.nummer in pagina
    assert set(dossier.signalen.all()) == {rij, tweede}
    assert dossier.thema == "openbare-ruimte"
    assert Logregel.objects.filter(stap="signaal.bundelen").count() == 2


def test_a_dossier_needs_a_name(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    antwoord = client.post(_url("bundeling", rij), {"dossier": "nieuw", "titel": " "})

    assert antwoord.status_code == 422
    assert "Geef het dossier een naam" in antwoord.content.decode()
    assert not Dossier.objects.exists()


def test_another_joins_the_dossier_that_is_there(
    client: Client, dossier: Dossier, concierge: Gebruiker, manager: Gebruiker
) -> None:
    derde = signaal(concierge, "visbuurt", "openbare-ruimte")
    client.force_login(manager)

    client.post(_url("bundeling", derde), {"dossier": str(dossier.pk)})

    derde.refresh_from_db()
    assert derde.dossier == dossier


def test_dossier_page_finds_more_by_their_words(
    client: Client, dossier: Dossier, concierge: Gebruiker, manager: Gebruiker
) -> None:
    derde = signaal(concierge, "tuindorp", "openbare-ruimte", tekst="De tegels bij de kerk wiebelen.")
    client.force_login(manager)
    url = _url("dossier-toevoeging", dossier)

    gevonden = client.get(url, {"zoek": "tegels kerk"}).content.decode()
    leeg = client.post(url, {})
    client.post(url, {"signalen": [derde.pk]})

    assert derde.nummer in gevonden
    assert leeg.status_code == 422
    assert dossier.signalen.count() == 3
    dossier.refresh_from_db()
    assert gebied("tuindorp").pk in dossier.plek_gebieden


def test_one_is_taken_out_and_keeps_its_owner(client: Client, dossier: Dossier, manager: Gebruiker) -> None:
    rij = zet_uit(dossier.signalen.earliest("pk"), manager)
    client.force_login(manager)

    client.post(_url("ontbundeling", rij))

    eigenaar = rij.houder
    rij.refresh_from_db()
    assert (rij.dossier, rij.houder) == (None, eigenaar)
    assert dossier.signalen.count() == 1


def test_registrar_bundles_the_own_entries_and_no_others(
    rij: Signaal, tweede: Signaal, concierge: Gebruiker
) -> None:
    eigen = acties.open_dossier(titel="Losse stoepen", signalen=[rij, tweede], door=concierge)
    collega = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    van_collega = signaal(collega, "visbuurt", "openbare-ruimte")

    with pytest.raises(PermissionDenied):
        acties.bundel(dossier=eigen, signalen=[van_collega], door=concierge)
    assert acties.bundel(dossier=eigen, signalen=[van_collega], door=collega)


def test_fifty_at_one_table_go_into_one_dossier_at_once(concierge: Gebruiker) -> None:
    dossier = acties.open_dossier(titel="Plan voor de haven", gebied=gebied("visbuurt"), door=concierge)

    for nummer in range(3):
        signaal(concierge, "visbuurt", "openbare-ruimte", tekst=f"Reactie {nummer}.", dossier=dossier)

    assert dossier.signalen.count() == 3


def test_resident_bundles_nothing(rij: Signaal, den_helder: Profiel) -> None:
    bewoner = persoon("bewoner", gebied="visbuurt")
    eigen = signaal(bewoner, "visbuurt", "openbare-ruimte")

    with pytest.raises(PermissionDenied):
        acties.open_dossier(titel="x", signalen=[eigen], door=bewoner)


def test_from_another_wijk_it_does_not_exist(client: Client, dossier: Dossier, vreemde: Gebruiker) -> None:
    client.force_login(vreemde)

    assert client.get(dossier.get_absolute_url()).status_code == 404
    assert client.get(_url("dossier-toevoeging", dossier)).status_code == 404
    assert dossier.titel not in client.get(reverse("signalen:dossiers")).content.decode()
    assert verwijzingen.verwijzing_dossier(dossier.pk, vreemde) is None


def test_who_may_not_bundle_gets_no_form(client: Client, dossier: Dossier, den_helder: Profiel) -> None:
    client.force_login(persoon("vvh", gebied="stad-binnen-de-linie"))

    assert client.get(dossier.get_absolute_url()).status_code == 200
    for naam in ("toevoeging", "wijziging", "sluiting"):
        assert client.post(_url(f"dossier-{naam}", dossier)).status_code == 403
    assert client.get(_url("ontbundeling", dossier.signalen.earliest("pk"))).status_code == 403


# --- shield


def test_shielded_and_open_are_never_in_one_dossier(concierge: Gebruiker) -> None:
    zorg = signaal(concierge, "visbuurt", "zorg")

    leeg = acties.open_dossier(titel="Buren", gebied=zorg.gebied, door=concierge)

    with pytest.raises(StapGeweigerd, match="anders afgeschermd"):
        acties.bundel(dossier=leeg, signalen=[zorg], door=concierge)
    with pytest.raises(StapGeweigerd, match="anders afgeschermd"):
        signaal(concierge, "visbuurt", "zorg", dossier=leeg)
    assert not leeg.signalen.exists()


def test_raising_the_shield_takes_it_out(dossier: Dossier, rij: Signaal, concierge: Gebruiker) -> None:
    acties.scherm_af(signaal=rij, gevoelig="ja", door=concierge)

    rij.refresh_from_db()
    assert rij.dossier is None
    assert dossier.signalen.count() == 1


def test_a_shielded_dossier_is_for_who_reads_its_signals(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    team = persoon("zorgmedewerker", partij="team-zorg")
    rijen = [zet_uit(signaal(concierge, "visbuurt", "zorg"), concierge) for _ in range(2)]
    dossier = acties.open_dossier(titel=MERK, signalen=rijen, door=concierge)

    client.force_login(manager)
    assert client.get(dossier.get_absolute_url()).status_code == 404
    client.force_login(team)
    pagina = client.get(dossier.get_absolute_url()).content.decode()
    lijst = client.get(reverse("signalen:dossiers")).content.decode()

    assert MERK in pagina
    assert MERK not in lijst
    assert MERK not in str(dossier)
    assert Logregel.objects.filter(aard="inzage", object_soort="dossier", door=team).exists()


def test_numbers_are_of_what_one_sees(client: Client, concierge: Gebruiker, vreemde: Gebruiker) -> None:
    stad = persoon("wijkmanager", gebied="den-helder")
    hier, daar = signaal(concierge, "visbuurt", "wonen"), signaal(vreemde, "nieuw-den-helder", "wonen")
    acties.open_dossier(titel="Vocht in huis", signalen=[hier, daar], door=stad)
    client.force_login(vreemde)

    lijst = client.get(reverse("signalen:dossiers")).content.decode()

    assert "1 signaal, 1 open" in lijst


# --- closing, telling, finding


def test_it_closes_when_all_its_signals_are(client: Client, dossier: Dossier, manager: Gebruiker) -> None:
    client.force_login(manager)

    antwoord = client.post(_url("dossier-sluiting", dossier))
    for lid in dossier.signalen.all():
        acties.haal_uit_dossier(signaal=lid, door=manager)
    client.post(_url("dossier-sluiting", dossier))
    nog_een = client.post(_url("dossier-wijziging", dossier), {"titel": "x"})

    assert antwoord.status_code == 422
    assert "Nog niet gesloten: 2" in antwoord.content.decode()
    assert "de stand is nu" in nog_een.content.decode()
    dossier.refresh_from_db()
    assert dossier.stand == "gesloten"


@pytest.mark.eis("HEL-62")
def test_bundled_signals_go_without_personal_data_to_who_makes_policy(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    ambtenaar = persoon("vakambtenaar")
    rijen = [signaal(adviseur, "brouwhuis", "vraag-wijkorgaan", tekst=MERK) for _ in range(3)]

    dossier = acties.open_dossier(titel="Parkeren", signalen=rijen, door=adviseur)

    bericht = Bericht.objects.get(soort="dossier-gebundeld", ontvanger=ambtenaar)
    assert (bericht.object_id, bericht.context) == (dossier.pk, {})


@pytest.mark.eis("HEL-29")
def test_who_brought_it_in_hears_the_outcome_before_it_closes(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    dossier = acties.open_dossier(titel="Parkeren", gebied=gebied("brouwhuis"), door=adviseur)
    client.force_login(adviseur)
    url = _url("dossier-sluiting", dossier)

    half = client.post(url, {"verteld_aan": ["indiener"]})
    client.post(url, {"verteld_aan": ["indiener", "soort:bewonersorgaan"]})

    assert half.status_code == 422
    assert "HEL-29" in half.content.decode()
    dossier.refresh_from_db()
    assert dossier.velden["verteld-aan"] == ["indiener", "soort:bewonersorgaan"]


def test_list_of_signals_filters_by_dossier(
    client: Client, dossier: Dossier, concierge: Gebruiker, manager: Gebruiker
) -> None:
    los = signaal(concierge, "visbuurt", "wonen")
    client.force_login(manager)

    erin = client.get("/signalen/", {"dossier": dossier.pk}).content.decode()
    erbuiten = client.get("/signalen/", {"dossier": "geen"}).content.decode()

    assert erin.count('class="ww-taak"') == 2
    assert los.nummer in erbuiten
    assert erbuiten.count('class="ww-taak"') == 1


def test_signal_page_names_its_dossier(client: Client, dossier: Dossier, manager: Gebruiker) -> None:
    client.force_login(manager)

    pagina = client.get(dossier.signalen.latest("pk").get_absolute_url()).content.decode()

    assert dossier.get_absolute_url() in pagina
    assert "Haal uit het dossier" in pagina


def test_pages_of_dossiers_cost_the_same_whatever_their_size(
    client: Client,
    concierge: Gebruiker,
    manager: Gebruiker,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    rijen = [zet_uit(signaal(concierge, "visbuurt", "wonen"), concierge) for _ in range(6)]
    dossier = acties.open_dossier(titel="Vocht", signalen=rijen, door=manager)
    acties.open_dossier(titel="Leeg", gebied=gebied("visbuurt"), door=manager)
    client.force_login(manager)

    with django_assert_num_queries(4):
        client.get(reverse("signalen:dossiers"))
    with django_assert_num_queries(11):
        client.get(dossier.get_absolute_url())
