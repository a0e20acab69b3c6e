"""The standpunt: all advice named, the deciding body, deviation with reasons, telling, finishing, publishing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from adviezen import acties
from adviezen.models import Advies, Adviesonderwerp, Standpunt
from adviezen.service import over_bron
from adviezen.termijnen import op_tijd, uiterlijk_standpunt
from tests.adviezen.toneel import (
    INHOUD,
    adres,
    adviseur,
    als,
    dag,
    geef,
    klachten,
    neem_in,
    vakambtenaar,
    vraag,
    wijkorgaan,
)
from tests.hulp import gebied, partij, persoon
from tests.publicatie.plaatsing import publiceer
from wijkwerk.berichten.models import Bericht
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.maskering import zoek_met_kennis
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.regels.models import Besluit

pytestmark = pytest.mark.django_db


def formulier(adviezen: list[int], **anders: Any) -> dict[str, Any]:
    return {
        "adviezen": adviezen,
        "oordeel": "volgt",
        "tekst": "Het gebouw wordt een buurthuis.",
        "orgaan": "rol:vakambtenaar",
        "besloten_op": dag(0).isoformat(),
        **anders,
    }


@pytest.mark.eis("HEL-28")
def test_a_standpunt_names_all_advice_that_came_in(helmond: Profiel, client: Client) -> None:
    eerste = geef(wijkorgaan())
    over = eerste.onderwerp
    tweede = geef(persoon("bewoner", gebied="brouwhuis"), over=None)
    als(client, vakambtenaar())
    client.post(adres("verplaatsing", tweede.pk), {"naar": over.pk})

    mist = client.post(adres("standpunt", over.pk), formulier([eerste.pk]))
    assert mist.status_code == 422
    assert "Noem ook het advies van een bewoner." in mist.text
    client.post(adres("standpunt", over.pk), formulier([eerste.pk, tweede.pk]))

    assert Standpunt.objects.get().onderwerp == over
    pagina = client.get(over.get_absolute_url()).text
    assert "Wijkraad Brouwhuis" in pagina
    assert "Een bewoner" in pagina


@pytest.mark.eis("HEL-24")
def test_the_weight_of_each_advice_stands_beside_the_decision(helmond: Profiel, client: Client) -> None:
    dichtbij, ver = geef(wijkorgaan(), schaalniveau="wijk"), geef(wijkorgaan(), schaalniveau="stad")
    als(client, vakambtenaar())

    assert "schaal: wijk, weegt zwaar" in client.get(adres("standpunt", dichtbij.onderwerp_id)).text
    assert "schaal: stad, weegt licht" in client.get(adres("standpunt", ver.onderwerp_id)).text


@pytest.mark.eis("HEL-29")
@pytest.mark.parametrize("oordeel", ["deels", "wijkt_af"])
def test_deviating_needs_reasons_and_a_contact(helmond: Profiel, client: Client, oordeel: str) -> None:
    advies = geef(wijkorgaan())
    als(client, vakambtenaar())

    antwoord = client.post(adres("standpunt", advies.onderwerp_id), formulier([advies.pk], oordeel=oordeel))

    assert antwoord.status_code == 422
    assert antwoord.context["form"].has_error("motivering")
    assert "Aanspreekpunt bij de gemeente" in antwoord.text
    assert not Standpunt.objects.exists()
    assert not Besluit.objects.exists()


@pytest.mark.eis("HEL-29")
def test_finished_only_after_the_bodies_of_residents_were_told(helmond: Profiel, client: Client) -> None:
    lid, ambtenaar = wijkorgaan(), vakambtenaar()
    bewoner = persoon("bewoner", gebied="brouwhuis")
    over = geef(bewoner).onderwerp
    standpunt = neem_in(
        over, ambtenaar, oordeel="wijkt_af", motivering="Er is geen geld.", aanspreekpunt="vakambtenaar"
    )
    als(client, ambtenaar)

    client.post(adres("afronding", over.pk))
    standpunt.refresh_from_db()
    assert standpunt.stand == "ingenomen"

    client.post(adres("mededeling", over.pk), {"anders": ""})
    standpunt.refresh_from_db()
    assert standpunt.gecommuniceerd_op is not None
    assert set(Bericht.objects.filter(soort="standpunt-ingenomen").values_list("ontvanger", flat=True)) == {
        lid.pk,
        bewoner.pk,
    }
    client.post(adres("afronding", over.pk))
    standpunt.refresh_from_db()
    assert standpunt.stand == "afgerond"
    assert "Er is geen geld." in als(client, lid).get(over.get_absolute_url()).text


@pytest.mark.eis("HEL-29")
def test_whom_no_message_reaches_was_told_otherwise(helmond: Profiel) -> None:
    ambtenaar = vakambtenaar()
    standpunt = neem_in(geef(persoon("bewoner", gebied="brouwhuis")).onderwerp, ambtenaar)

    [klacht] = klachten(acties.deel_mee, standpunt=standpunt, door=ambtenaar)
    assert "Wijkraad Brouwhuis" in klacht
    acties.deel_mee(standpunt=standpunt, door=ambtenaar, anders="Gebeld met de voorzitter.")

    standpunt.refresh_from_db()
    assert standpunt.stand == "meegedeeld"


@pytest.mark.eis("HEL-30")
def test_without_formal_inspraak_the_department_decides(helmond: Profiel, client: Client) -> None:
    advies = geef(wijkorgaan())
    for rol in ("college", "raad"):
        als(client, persoon(rol))
        antwoord = client.post(
            adres("standpunt", advies.onderwerp_id), formulier([advies.pk], orgaan=f"rol:{rol}")
        )
        assert antwoord.status_code == 403

    neem_in(advies.onderwerp, vakambtenaar())

    assert Standpunt.objects.get().orgaan == "rol:vakambtenaar"


@pytest.mark.eis("HEL-30")
def test_in_formal_inspraak_college_or_raad_decides(helmond: Profiel) -> None:
    ambtenaar, lid = vakambtenaar(), wijkorgaan()
    over = vraag(ambtenaar, formele_inspraak=True)
    acties.dien_in(advies=over.adviezen.get(), inhoud=inhoud(), door=lid)

    assert "Kies wie het standpunt bepaalde." in klachten(neem_in, over, ambtenaar)
    assert "Noem het kenmerk van het besluit van: college." in klachten(
        neem_in, over, ambtenaar, orgaan="rol:college"
    )
    neem_in(over, ambtenaar, orgaan="rol:college", kenmerk="B&W 2026-14")

    assert Standpunt.objects.get().orgaan_naam == "college"
    assert Besluit.objects.get().kenmerk == "B&W 2026-14"


def inhoud() -> acties.Inhoud:
    return acties.Inhoud(**INHOUD)


@pytest.mark.eis("HEL-30")
def test_the_body_itself_decides_without_a_number(helmond: Profiel) -> None:
    over = vraag(vakambtenaar(), formele_inspraak=True)
    acties.dien_in(advies=over.adviezen.get(), inhoud=inhoud(), door=wijkorgaan())

    neem_in(over, persoon("raad"), orgaan="rol:raad")

    assert Standpunt.objects.get().orgaan == "rol:raad"


@pytest.mark.eis("HEL-31", "HEL-33")
def test_advice_is_never_a_decision(helmond: Profiel, client: Client) -> None:
    """Whoever advises takes no standpunt, and no state of an advice says that anything was decided."""
    lid = wijkorgaan()
    advies = geef(lid)

    antwoord = als(client, lid).post(adres("standpunt", advies.onderwerp_id), formulier([advies.pk]))

    assert antwoord.status_code == 403
    neem_in(advies.onderwerp, vakambtenaar())
    advies.refresh_from_db()
    assert advies.stand == "ingediend"
    assert set(Advies.Stand.values) == {"aangevraagd", "ingediend", "vervallen"}
    with pytest.raises(PermissionDenied):
        neem_in(geef(lid).onderwerp, lid)


@pytest.mark.eis("HEL-82")
def test_who_was_asked_is_heard_or_let_the_term_pass(helmond: Profiel) -> None:
    ambtenaar = vakambtenaar()
    over = vraag(ambtenaar)
    geef(persoon("bewoner", gebied="brouwhuis"), over=None)
    eigen = Advies.objects.get(gevraagd=False)
    acties.verplaats(advies=eigen, naar=over, door=ambtenaar)

    assert any(
        "Nog niet gehoord: Wijkraad Brouwhuis" in klacht for klacht in klachten(neem_in, over, ambtenaar)
    )
    over.adviezen.filter(gevraagd=True).update(uiterlijk=dag(-1))
    neem_in(over, ambtenaar)

    assert over.adviezen.get(gevraagd=True).stand == "vervallen"


def test_one_standpunt_on_a_subject(helmond: Profiel) -> None:
    ambtenaar, lid = vakambtenaar(), wijkorgaan()
    over = geef(lid).onderwerp
    neem_in(over, ambtenaar)

    assert klachten(neem_in, over, ambtenaar) == ["Er is al een standpunt op dit onderwerp."]
    assert "Op dit onderwerp is al een standpunt ingenomen." in klachten(geef, lid, over=over)[0]


def test_who_advised_reads_the_standpunt_once_it_was_told(helmond: Profiel, client: Client) -> None:
    lid, ambtenaar = wijkorgaan(), vakambtenaar()
    over = geef(lid).onderwerp
    standpunt = neem_in(over, ambtenaar)

    assert standpunt.tekst not in als(client, lid).get(over.get_absolute_url()).text
    acties.deel_mee(standpunt=standpunt, door=ambtenaar)

    assert standpunt.tekst in client.get(over.get_absolute_url()).text


@pytest.mark.eis("HEL-29")
def test_nobody_else_reads_the_judgement_anywhere_before_it_was_told(
    helmond: Profiel, client: Client
) -> None:
    lid, ambtenaar = wijkorgaan(), vakambtenaar()
    over = vraag(ambtenaar, uiterlijk=dag(1))
    acties.verplaats(advies=geef(persoon("bewoner", gebied="brouwhuis")), naar=over, door=ambtenaar)
    over.adviezen.filter(gevraagd=True).update(uiterlijk=dag(-1))
    Adviesonderwerp.objects.filter(pk=over.pk).update(bron_soort="dossier", bron_id=1)
    standpunt = neem_in(over, ambtenaar, oordeel="wijkt_af", motivering="Nee.", aanspreekpunt="vakambtenaar")
    klaar = f"{adres('lijst')}?stand=klaar"

    assert "Wij wijken af" in als(client, ambtenaar).get(klaar).text
    assert [vars(rij)["toont_oordeel"] for rij in over_bron("dossier", 1, ambtenaar)] == [True]
    als(client, lid)
    assert over.titel not in client.get(klaar).text
    assert over.titel in client.get(adres("lijst")).text
    assert "standpunt" not in over.adviezen.get(gevraagd=True).vervallen_reden
    assert [vars(rij)["toont_oordeel"] for rij in over_bron("dossier", 1, lid)] == [False]

    acties.deel_mee(standpunt=standpunt, door=ambtenaar)

    assert "Wij wijken af" in client.get(klaar).text
    assert over.titel not in client.get(adres("lijst")).text
    assert [vars(rij)["toont_oordeel"] for rij in over_bron("dossier", 1, lid)] == [True]


@pytest.mark.eis("HEL-32")
def test_the_public_page_names_the_municipality_and_not_the_body(helmond: Profiel, client: Client) -> None:
    lid, ambtenaar, plaatst = wijkorgaan(), vakambtenaar(), adviseur()
    orgaan = partij("wijkraad-brouwhuis")
    orgaan.e_mail = "wijkraad@voorbeeld.example"
    orgaan.save()
    over = geef(lid).onderwerp
    standpunt = neem_in(
        over,
        ambtenaar,
        oordeel="wijkt_af",
        motivering="Er is geen geld.",
        aanspreekpunt="adviseur wijkgericht werken",
        aanspreekpunt_e_mail="wijken@gemeente.example",
    )
    als(client, plaatst)
    assert client.get(adres("publicatie", over.pk)).status_code == 200
    assert client.post(adres("publicatie", over.pk)).status_code == 422
    acties.deel_mee(standpunt=standpunt, door=ambtenaar)
    voorbeeld = client.get(adres("publicatie", over.pk))
    assert "Wij wijken af van het advies." in voorbeeld.text
    bevindingen = voorbeeld.context["bevindingen"]

    ticks = {"bevestigd": [rij.sleutel for rij in bevindingen]}
    assert client.post(adres("publicatie", over.pk), ticks).status_code == 422
    publiceer(client, adres("publicatie", over.pk), **ticks)

    publicatie = Publicatie.objects.get()
    client.logout()
    pagina = client.get(publicatie.get_absolute_url())
    assert pagina.status_code == 200
    assert "Er is geen geld." in pagina.text
    assert "wijken@gemeente.example" in pagina.text
    assert "wijkraad@voorbeeld.example" not in pagina.text
    assert [punt.functie for punt in pagina.context["inhoud"].contact] == ["adviseur wijkgericht werken"]


@pytest.mark.eis("HEL-32")
def test_the_contact_is_not_an_address_of_residents(helmond: Profiel) -> None:
    orgaan = partij("wijkraad-brouwhuis")
    orgaan.e_mail = "wijkraad@voorbeeld.example"
    orgaan.save()

    assert "Het aanspreekpunt is van de gemeente, niet van bewoners." in klachten(
        neem_in,
        geef(wijkorgaan()).onderwerp,
        vakambtenaar(),
        aanspreekpunt_e_mail="Wijkraad@voorbeeld.example",
    )


@pytest.mark.eis("HEL-32")
def test_the_contact_is_a_function_that_somebody_fills_there(helmond: Profiel) -> None:
    over = geef(wijkorgaan()).onderwerp
    persoon("adviseur-wgw", gebied="brandevoort")
    naam = helmond.rol("adviseur-wgw").naam
    assert naam not in acties.functies(over)

    adviseur()

    assert naam in acties.functies(over)


def test_advice_of_last_night_counts_for_the_day_that_it_was_here(helmond: Profiel, client: Client) -> None:
    over = geef(wijkorgaan()).onderwerp
    # Half past twelve at night in the Netherlands is still the day before in UTC.
    nacht = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    over.adviezen.update(ingediend_op=nacht)

    uiterlijk = als(client, vakambtenaar()).get(over.get_absolute_url()).context["uiterlijk"]

    assert uiterlijk == uiterlijk_standpunt(date(2026, 11, 21), None)


def test_words_of_a_resident_are_not_published(helmond: Profiel, client: Client) -> None:
    bewoner, ambtenaar = persoon("bewoner", gebied="brouwhuis"), vakambtenaar()
    woorden = "De muur achter het gemaal is zo scheef dat hij straks omvalt."
    standpunt = neem_in(geef(bewoner, tekst=woorden).onderwerp, ambtenaar, tekst=f"Ja. {woorden}")
    acties.deel_mee(standpunt=standpunt, door=ambtenaar, anders="Gebeld.")

    antwoord = als(client, adviseur()).post(adres("publicatie", standpunt.onderwerp_id))

    assert antwoord.status_code == 422
    assert not Publicatie.objects.exists()


@pytest.mark.parametrize("veld", ["tekst", "draagvlak", "totstandkoming", "raadplegingen"])
def test_words_of_a_resident_stand_in_no_publication_of_the_area(helmond: Profiel, veld: str) -> None:
    woorden = "de muur achter het gemaal is zo scheef dat hij straks omvalt"
    geef(persoon("bewoner", gebied="brouwhuis"), **{veld: (woorden,) if veld == "raadplegingen" else woorden})
    wijk = gebied("brouwhuis")
    buiten = gebied("brandevoort")

    for pk, gevonden in ((wijk.pk, True), (wijk.ouder_id, True), (buiten.pk, False)):
        assert pk is not None
        treffers = zoek_met_kennis([("Tekst", f"Ja: {woorden}.")], gebieden=frozenset({pk}))
        assert bool(treffers) is gevonden


def test_the_share_that_was_answered_in_time(helmond: Profiel, client: Client) -> None:
    lid, ambtenaar = wijkorgaan(), vakambtenaar()
    for _ in range(2):
        acties.deel_mee(standpunt=neem_in(geef(lid).onderwerp, ambtenaar), door=ambtenaar)
    Standpunt.objects.filter(pk=Standpunt.objects.latest("pk").pk).update(
        gecommuniceerd_op=timezone.now() + timedelta(weeks=20)
    )
    geef(lid)

    cijfer = op_tijd(ambtenaar, timezone.localdate().year)

    assert (cijfer.op_tijd, cijfer.te_laat, cijfer.loopt, cijfer.procent) == (1, 1, 1, 50)
    assert "50%" in als(client, ambtenaar).get(adres("lijst")).text
    assert "50%" not in als(client, lid).get(adres("lijst")).text


def test_the_database_refuses_deviating_without_reasons(helmond: Profiel) -> None:
    standpunt = neem_in(geef(wijkorgaan()).onderwerp, vakambtenaar())
    standpunt.oordeel = "wijkt_af"

    with pytest.raises(IntegrityError, match="standpunt_afwijken_met_motivering"):
        standpunt.save()
