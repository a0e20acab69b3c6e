"""The yearly report to the council: collected by itself, sentences asked, frozen, published, withdrawn (BER-57, J11)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.hulp import gebied, persoon
from tests.verantwoording.toneel import KERN, VORIG, adres, als, begin, gehoord, maker, vastgesteld
from verantwoording import acties
from verantwoording.models import Raadsrapportage
from verantwoording.service import herinneringen, werkvoorraad
from verantwoording.verzamelen import inhoud_van
from wijkwerk.berichten.models import Bericht
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.inhoud import Inhoud, Telblok
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


def blok(inhoud: Inhoud, titel: str) -> Telblok:
    return next(rij for rij in inhoud.cijfers if rij.titel == titel)


def cellen(inhoud: Inhoud, titel: str, naam: str) -> list[str]:
    return [cel.tekst for rij in blok(inhoud, titel).regels if rij.naam == naam for cel in rij.cellen]


@pytest.mark.eis("BER-57")
def test_report_is_collected_established_and_published_per_kern(bergen: Profiel) -> None:
    coordinator, raadslid, door = persoon("wijkcoordinator", gebied=KERN), persoon("raad"), maker()
    gehoord(coordinator, KERN, "klein-knelpunt", 7)
    client = als(door)

    client.post(adres("nieuw"), {"rapportage": "raad"})
    rapport = Raadsrapportage.objects.get()
    als(coordinator).post(adres("zin", rapport.pk, gebied(KERN).pk), {"tekst": "De duinrand werd stiller."})
    client.post(adres("delen", rapport.pk), {"inleiding": "Een jaar met veel gesprekken."})
    pagina = client.get(adres("vaststelling", rapport.pk))
    client.post(adres("vaststelling", rapport.pk), {"gezien": pagina.context["gezien"]})
    pagina = client.get(adres("publicatie", rapport.pk))
    client.post(adres("publicatie", rapport.pk), {"gezien": pagina.context["gezien"]})

    publicatie = Publicatie.objects.get()
    openbaar = Client().get(publicatie.get_absolute_url()).content.decode()
    assert str(VORIG) in publicatie.titel
    assert "De duinrand werd stiller." in openbaar
    assert "Een jaar met veel gesprekken." in openbaar
    assert cellen(inhoud_van(Raadsrapportage.objects.get()), "Signalen per gebied", "Schoorl")[0] == "7"
    assert Bericht.objects.filter(soort="rapportage-klaar", ontvanger=raadslid).exists()


def test_every_part_of_the_profile_has_its_section(bergen: Profiel) -> None:
    inhoud = inhoud_van(begin(maker()))

    titels = [rij.titel for rij in inhoud.cijfers]
    assert {"Signalen per gebied", "Overleggen per vorm", "Participatietrajecten"} <= set(titels)
    namen = [rij.naam for rij in inhoud.secties]
    assert namen[:5] == ["Signalen", "Doorlooptijd", "Later beloofd", "Overleggen", "Afspraken nagekomen"]


def test_numbers_are_live_until_they_are_established(bergen: Profiel) -> None:
    coordinator, door = persoon("wijkcoordinator", gebied=KERN), maker()
    rapport = begin(door)
    gehoord(coordinator, KERN, "klein-knelpunt", 6)
    assert cellen(inhoud_van(rapport), "Signalen per gebied", "Schoorl")[0] == "6"
    rapport = acties.stel_vast(rapport=rapport, bevestigd=(), door=door)
    gehoord(coordinator, KERN, "klein-knelpunt", 3)

    assert cellen(inhoud_van(rapport), "Signalen per gebied", "Schoorl")[0] == "6"


def test_what_is_established_is_what_was_previewed(bergen: Profiel) -> None:
    coordinator, door = persoon("wijkcoordinator", gebied=KERN), maker()
    rapport = begin(door)
    gezien = als(door).get(adres("vaststelling", rapport.pk)).context["gezien"]
    gehoord(coordinator, KERN, "klein-knelpunt", 6)

    antwoord = als(door).post(adres("vaststelling", rapport.pk), {"gezien": gezien})

    assert antwoord.status_code == 422
    assert "Er veranderde iets" in antwoord.content.decode()


def test_who_must_write_is_asked_reminded_and_counted(bergen: Profiel) -> None:
    coordinator, door = persoon("wijkcoordinator", gebied=KERN), maker()
    rapport = begin(door)

    assert Bericht.objects.filter(soort="rapportage-tekst", ontvanger=coordinator).count() == 1
    assert [taak.titel for taak in werkvoorraad(coordinator)] == [f"Schrijf over Schoorl: {rapport}"]
    assert rapport.teksten_voor is not None
    nog = [h for h in herinneringen(rapport.teksten_voor) if h.ontvanger == coordinator]
    assert len(nog) == 1
    pagina = als(door).get(rapport.get_absolute_url())
    assert len(pagina.context["ontbreekt"]) == len(pagina.context["zinnen"])

    acties.schrijf_zin(rapport=rapport, gebied=gebied(KERN), tekst="Rustig jaar.", door=coordinator)

    assert list(werkvoorraad(coordinator)) == []
    assert [h for h in herinneringen(rapport.teksten_voor) if h.ontvanger == coordinator] == []
    pagina = als(door).get(rapport.get_absolute_url())
    assert len(pagina.context["ontbreekt"]) == len(pagina.context["zinnen"]) - 1


def test_maker_is_reminded_in_the_month_of_the_profile(bergen: Profiel) -> None:
    door = maker()
    with time_machine.travel(date(2027, 3, 10), tick=False):
        taken = [taak.titel for taak in werkvoorraad(door)]
        assert "Maak: Jaarverslag aan de raad 2026" in taken
        op_tijd, te_laat = (
            [h for h in herinneringen(dag) if h.ontvanger == door and h.titel.startswith("Stel vast: ")]
            for dag in (date(2027, 3, 10), date(2027, 4, 1))
        )

    assert [h.uiterlijk for h in op_tijd] == [date(2027, 3, 31)]
    assert [h.moment.endswith("te-laat") for h in te_laat] == [True]


def test_only_who_the_profile_names_makes_one(bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied=KERN)

    assert als(coordinator).get(adres("nieuw")).status_code == 403
    assert als(coordinator).post(adres("nieuw"), {"rapportage": "raad"}).status_code == 403
    with pytest.raises(PermissionDenied):
        begin(coordinator)


def test_a_writer_writes_only_of_the_own_area(bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied=KERN)
    rapport = begin(maker())

    elders = als(coordinator).get(adres("zin", rapport.pk, gebied("egmond-binnen").pk))

    assert elders.status_code == 403


def test_a_concept_is_for_who_works_on_it(bergen: Profiel) -> None:
    rapport = begin(maker())
    raadslid = persoon("raad")

    assert als(raadslid).get(rapport.get_absolute_url()).status_code == 404
    assert str(rapport) not in als(raadslid).get(adres("lijst")).content.decode()


def test_what_is_established_is_for_the_house_until_it_is_published(bergen: Profiel) -> None:
    rapport = vastgesteld(maker())

    assert als(persoon("raad")).get(rapport.get_absolute_url()).status_code == 200
    assert als(persoon("bewoner", gebied=KERN)).get(rapport.get_absolute_url()).status_code == 404


def test_the_same_period_is_begun_once(bergen: Profiel) -> None:
    door = maker()
    begin(door)

    antwoord = als(door).post(adres("nieuw"), {"rapportage": "raad"})

    assert antwoord.status_code == 422
    assert "Deze rapportage is er al." in antwoord.content.decode()
    assert Raadsrapportage.objects.count() == 1


def test_a_name_in_a_sentence_is_found_and_must_be_looked_at(bergen: Profiel) -> None:
    coordinator, door = persoon("wijkcoordinator", gebied=KERN, naam="Piet Voorbeeld"), maker()
    rapport = begin(door)
    acties.schrijf_zin(
        rapport=rapport, gebied=gebied(KERN), tekst="Dank aan Piet Voorbeeld.", door=coordinator
    )

    with pytest.raises(StapGeweigerd, match="Piet Voorbeeld"):
        acties.stel_vast(rapport=rapport, bevestigd=(), door=door)


def test_words_of_a_signal_do_not_leave_in_a_sentence(bergen: Profiel) -> None:
    """What a resident wrote in a closed place is found, and cannot be acknowledged."""
    coordinator, door = persoon("wijkcoordinator", gebied=KERN), maker()
    rapport = begin(door)
    acties.schrijf_delen(rapport=rapport, teksten={"inleiding": "NL91ABNA0417164300"}, door=door)
    assert coordinator.pk

    antwoord = als(door).post(
        adres("vaststelling", rapport.pk), {"bevestigd": ["iban|Samenvatting|NL91ABNA0417164300"]}
    )

    assert antwoord.status_code == 422
    assert Raadsrapportage.objects.get().is_concept


def test_established_is_not_written_in_any_more(bergen: Profiel) -> None:
    coordinator, door = persoon("wijkcoordinator", gebied=KERN), maker()
    rapport = vastgesteld(door)

    assert als(coordinator).get(adres("zin", rapport.pk, gebied(KERN).pk)).status_code == 403
    assert als(door).get(adres("delen", rapport.pk)).status_code == 403
    with pytest.raises(StapGeweigerd, match="Dit kan niet meer"):
        acties.stel_vast(rapport=rapport, bevestigd=(), door=door)


def test_withdrawn_with_a_reason_and_then_opened_again(bergen: Profiel) -> None:
    door = maker()
    rapport = vastgesteld(door)
    publicatie = acties.publiceer(rapport=rapport, bevestigd=(), door=door)
    dicht = als(door).post(adres("heropening", rapport.pk), {"reden": "Een cijfer klopt niet."})
    assert dicht.status_code == 422

    als(door).post(adres("intrekking", rapport.pk), {"reden": "Een cijfer klopt niet."})
    als(door).post(adres("heropening", rapport.pk), {"reden": "Een cijfer klopt niet."})

    assert Client().get(publicatie.get_absolute_url()).status_code == 410
    assert Raadsrapportage.objects.get().is_concept


def test_the_same_report_is_published_once(bergen: Profiel) -> None:
    door = maker()
    rapport = vastgesteld(door)
    acties.publiceer(rapport=rapport, bevestigd=(), door=door)

    with pytest.raises(StapGeweigerd, match="niets veranderd"):
        acties.publiceer(rapport=rapport, bevestigd=(), door=door)


def test_a_concept_is_not_published(bergen: Profiel) -> None:
    door = maker()
    rapport = begin(door)

    assert als(door).get(adres("publicatie", rapport.pk)).status_code == 403
    with pytest.raises(StapGeweigerd, match="eerst vast"):
        acties.publiceer(rapport=rapport, bevestigd=(), door=door)


def test_a_report_for_some_is_read_inside_and_told_to_them(den_helder: Profiel) -> None:
    door, manager = persoon("accountmanager"), persoon("wijkmanager", gebied="nieuw-den-helder")
    vreemde = persoon("bewoner", gebied="nieuw-den-helder")
    rapport = vastgesteld(door, "inzet")

    assert als(manager).get(rapport.get_absolute_url()).status_code == 200
    assert Bericht.objects.filter(soort="rapportage-klaar", ontvanger=manager).exists()
    assert als(vreemde).get(rapport.get_absolute_url()).status_code == 404
    assert als(door).get(adres("publicatie", rapport.pk)).status_code == 403
    assert rapport.periode.endswith("helft")
    titels = {rij.titel for rij in inhoud_van(rapport).cijfers}
    assert {"Afgesproken en geleverd", "Subsidie en inzet per buurt", "Contact per buurt"} <= titels


def test_what_an_organisation_gets_is_for_no_other_partner_in_the_stuurgroep(den_helder: Profiel) -> None:
    """DHR-19: the profile reports to a meeting in which a landlord and a chair of residents sit as well."""
    wethouder = persoon("wethouder")
    buiten = [
        persoon("partner", partij="woningstichting"),
        persoon("platformvoorzitter", gebied="nieuw-den-helder"),
    ]
    rapport = vastgesteld(persoon("accountmanager"), "inzet")

    assert als(wethouder).get(rapport.get_absolute_url()).status_code == 200
    for mens in buiten:
        assert als(mens).get(rapport.get_absolute_url()).status_code == 404
        assert not Raadsrapportage.objects.zichtbaar_voor(mens).exists()
    gehoord = set(Bericht.objects.filter(soort="rapportage-klaar").values_list("ontvanger", flat=True))
    assert wethouder.pk in gehoord
    assert not gehoord & {mens.pk for mens in buiten}


def test_found_by_search_and_as_open_data(bergen: Profiel) -> None:
    door = maker()
    rapport = begin(door)
    acties.schrijf_delen(rapport=rapport, teksten={"inleiding": "Over schelpenpaden."}, door=door)
    rapport = acties.stel_vast(rapport=rapport, bevestigd=(), door=door)
    acties.publiceer(rapport=rapport, bevestigd=(), door=door)

    gezocht = Client().get("/zoeken/?zoek=schelpenpaden").content.decode()
    data = Client().get(f"/gebied/{rapport.gebied.sleutel}/data.json")

    assert str(rapport) in gezocht
    if data.status_code == 200:
        tabel = data.json()["rapportages"][0]["tabellen"][0]
        assert tabel["rijen"][0]["cellen"][0].keys() == {"waarde", "tekst", "voorlopig"}


def test_the_list_costs_the_same_for_one_report_and_for_three(
    bergen: Profiel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    door = maker()
    begin(door)
    client = als(door)
    client.get(adres("lijst"))
    for jaren in (1, 2):
        with time_machine.travel(timezone.now() - timedelta(days=366 * jaren), tick=False):
            begin(door)

    with django_assert_num_queries(6):
        client.get(adres("lijst"))


def test_a_page_is_a_table_with_headings_and_a_source(bergen: Profiel) -> None:
    soep = BeautifulSoup(als(maker()).get(begin(maker()).get_absolute_url()).content, "html.parser")

    assert all(tabel.select_one("caption") for tabel in soep.select("table"))
    assert all(figuur.select_one("svg title") for figuur in soep.select("figure"))
    assert soep.select(".ww-grafiek__bron")
