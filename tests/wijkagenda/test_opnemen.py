"""From a signaal, afspraak, overleg or agendapunt onto a plan; shielded sources bring nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from signalen.acties import open_dossier, registreer
from signalen.models import Dossier, Signaal
from tests.hulp import gebied, partij, persoon
from tests.wijkagenda.plannen import Helmond, dag, houd_overleg
from wijkagenda import service
from wijkagenda.acties.publiceren import besloten_teksten
from wijkagenda.models import Plan
from wijkwerk.afspraken import service as afspraken
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Instemming

pytestmark = pytest.mark.django_db


def maak_afspraak(h: Helmond, gevoelig: str = "nee") -> Afspraak:
    """An afspraak out of a wijktafel, promised by woCom."""
    overleg = houd_overleg("wijktafel", h.plan, h.adviseur)
    afspraak = afspraken.maak(
        wat="Bankjes plaatsen",
        houder=Houder(partij=partij("wocom")),
        uiterlijk=dag(45),
        bron=overleg,
        gebieden=[h.plan.gebied],
        gevoelig=gevoelig,
        door=h.adviseur,
    )
    return afspraken.zeg_toe(afspraak=afspraak, door=h.wocom)


def maak_signaal(h: Helmond, gevoelig: str = "nee") -> Signaal:
    signaal = Signaal(
        jaar=2026,
        volgnummer=7,
        tekst="Het is donker bij ons achter.",
        soort=h.plan.profiel.signaalsoorten[0].sleutel,
        gebied=h.plan.gebied,
        kanaal=h.plan.profiel.kanalen[0].sleutel,
        gevoelig=gevoelig,
        geregistreerd_door=h.adviseur,
    )
    signaal.zet_plek([h.plan.gebied])
    signaal.save()
    return signaal


def test_an_afspraak_becomes_an_item_and_stays_one(als_adviseur: Client, h: Helmond) -> None:
    afspraak = maak_afspraak(h)
    keuze = als_adviseur.post(service.opnemen_url("afspraak", afspraak.pk), {"keuze": f"{h.plan.pk}:actie"})
    volgende = keuze.headers["Location"]

    pagina = als_adviseur.get(volgende).text
    assert "Bankjes plaatsen" in pagina
    assert "Wie het doet en wanneer staat al in de afspraak" in pagina
    velden = {
        "titel": "Bankjes plaatsen",
        "ouder": h.opgave.pk,
        "v-resultaat": "x",
        "v-meetbaar": "x",
        "v-middelen": "x",
    }
    assert als_adviseur.post(volgende, velden).status_code == 302

    item = h.plan.items.get(titel="Bankjes plaatsen")
    assert item.afspraak == afspraak
    assert Afspraak.objects.count() == 1
    assert (str(item.trekker), item.uiterlijk) == ("woCom", dag(45))
    assert item.herkomsten.get().soort == "overleg"


def test_a_dossier_brings_its_name_and_none_of_its_signals(als_adviseur: Client, h: Helmond) -> None:
    signaal = registreer(
        tekst="Het is donker bij ons achter.",
        soort=h.plan.profiel.signaalsoorten[0].sleutel,
        gebieden=[h.plan.gebied],
        kanaal="wijktafel",
        door=h.adviseur,
    )
    dossier = open_dossier(titel="Licht achter de huizen", signalen=[signaal], door=h.adviseur)
    assert service.opnemen_url("dossier", dossier.pk) in als_adviseur.get(dossier.get_absolute_url()).text

    keuze = als_adviseur.post(service.opnemen_url("dossier", dossier.pk), {"keuze": f"{h.plan.pk}:actie"})
    volgende = keuze.headers["Location"]
    pagina = als_adviseur.get(volgende).text
    assert "Licht achter de huizen" in pagina
    assert "donker bij ons" not in pagina
    velden = {
        "titel": "Licht",
        "ouder": h.opgave.pk,
        "v-resultaat": "x",
        "v-meetbaar": "x",
        "v-middelen": "x",
    }
    assert als_adviseur.post(volgende, velden).status_code == 302

    herkomst = h.plan.items.get(titel="Licht").herkomsten.get()
    assert (herkomst.soort, herkomst.object_soort, herkomst.object_id) == ("dossier", "dossier", dossier.pk)
    assert "Licht achter" not in herkomst.tekst
    # Words of the residents in it come in no publication of the plan.
    assert "Het is donker bij ons achter." in besloten_teksten(h.plan)


@pytest.mark.parametrize("gevoelig", ["beperkt", "ja"])
def test_a_shielded_dossier_brings_nothing(als_adviseur: Client, h: Helmond, gevoelig: str) -> None:
    dossier = open_dossier(titel="Licht achter de huizen", signalen=[maak_signaal(h)], door=h.adviseur)
    Dossier.objects.update(gevoelig=gevoelig)

    antwoord = als_adviseur.get(service.opnemen_url("dossier", dossier.pk))

    assert antwoord.status_code in {403, 404}
    assert "Licht achter de huizen" not in antwoord.text
    adres = f"{reverse('wijkagenda:item_nieuw', args=[h.plan.pk, 'actie'])}?bron=dossier:{dossier.pk}"
    assert als_adviseur.get(adres).status_code == 404


@pytest.mark.eis("HEL-53")
def test_who_promised_it_has_agreed(als_adviseur: Client, h: Helmond) -> None:
    afspraak = maak_afspraak(h)
    adres = reverse("wijkagenda:item_nieuw", args=[h.plan.pk, "actie"])

    als_adviseur.post(f"{adres}?bron=afspraak:{afspraak.pk}", {"titel": "Bankjes", "ouder": h.opgave.pk})

    rij = Instemming.objects.bij(h.plan.items.get(titel="Bankjes")).get()
    assert (rij.stand, rij.door) == ("akkoord", h.wocom)


def test_an_afspraak_stands_once_on_a_plan(als_adviseur: Client, h: Helmond) -> None:
    afspraak = maak_afspraak(h)
    adres = f"{reverse('wijkagenda:item_nieuw', args=[h.plan.pk, 'actie'])}?bron=afspraak:{afspraak.pk}"
    als_adviseur.post(adres, {"titel": "Bankjes", "ouder": h.opgave.pk})

    antwoord = als_adviseur.post(adres, {"titel": "Bankjes", "ouder": h.opgave.pk})

    assert antwoord.status_code == 422
    assert "staat al in dit plan" in antwoord.text


@pytest.mark.parametrize("gevoelig", ["beperkt", "ja"])
def test_a_shielded_afspraak_is_refused(als_adviseur: Client, h: Helmond, gevoelig: str) -> None:
    afspraak = maak_afspraak(h, gevoelig)

    assert als_adviseur.get(service.opnemen_url("afspraak", afspraak.pk)).status_code == 403
    adres = f"{reverse('wijkagenda:item_nieuw', args=[h.plan.pk, 'actie'])}?bron=afspraak:{afspraak.pk}"
    assert als_adviseur.get(adres).status_code == 404
    assert als_adviseur.post(adres, {"titel": "x", "ouder": h.opgave.pk}).status_code == 404


@pytest.mark.parametrize("pk", ["²", "9" * 40])
def test_a_source_that_is_no_number_does_not_exist(als_adviseur: Client, h: Helmond, pk: str) -> None:
    bron = {"bron": f"afspraak:{pk}"}
    nieuw = {"plan": "wijkactieplan", "gebied": gebied("dierdonk").pk, "periode_van": "2027-01-01"}

    item = als_adviseur.get(reverse("wijkagenda:item_nieuw", args=[h.plan.pk, "actie"]), bron)
    als_adviseur.force_login(persoon("adviseur-wgw", gebied="dierdonk"))
    begonnen = als_adviseur.post(reverse("wijkagenda:nieuw", query=bron), nieuw)

    assert item.status_code == 404
    assert begonnen.headers["Location"] == Plan.objects.get(gebied__sleutel="dierdonk").get_absolute_url()


def test_a_signal_brings_its_kind_and_never_its_words(als_adviseur: Client, h: Helmond) -> None:
    signaal = maak_signaal(h)
    adres = f"{reverse('wijkagenda:item_nieuw', args=[h.plan.pk, 'opgave'])}?bron=signaal:{signaal.pk}"

    pagina = als_adviseur.get(adres).text
    assert "Het is donker" not in pagina
    als_adviseur.post(adres, {"titel": "Licht op achterpaden"})

    herkomst = h.plan.items.get(titel="Licht op achterpaden").herkomsten.get()
    assert herkomst.tekst.startswith("Signaal uit de wijk, ")
    [terug] = service.op_plannen("signaal", signaal.pk, h.adviseur)
    assert "Licht op achterpaden" in terug.titel


def test_a_shielded_signal_is_refused(als_adviseur: Client, h: Helmond) -> None:
    signaal = maak_signaal(h, "ja")

    antwoord = als_adviseur.get(service.opnemen_url("signaal", signaal.pk))

    assert antwoord.status_code in {403, 404}
    assert "Het is donker" not in antwoord.text


def test_an_overleg_can_be_the_origin(als_adviseur: Client, h: Helmond) -> None:
    overleg = houd_overleg("wijktafel", h.plan, h.adviseur)

    assert "Wijkactieplan Brouwhuis" in als_adviseur.get(service.opnemen_url("overleg", overleg.pk)).text


def test_without_a_plan_in_the_making_one_can_be_started(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="dierdonk")
    overleg = houd_overleg("wijktafel", Plan(gebied=gebied("dierdonk")), adviseur)
    client.force_login(adviseur)

    tekst = client.get(service.opnemen_url("overleg", overleg.pk)).text

    assert "Er is hier nog geen plan in de maak" in tekst
    assert "Wijkactieplan Dierdonk" in tekst


@pytest.mark.parametrize("soort", ["afspraak", "signaal", "overleg", "agendapunt", "onzin"])
def test_unknown_sources(als_adviseur: Client, h: Helmond, soort: str) -> None:
    assert als_adviseur.get(service.opnemen_url(soort, 999999)).status_code == 404


def test_somebody_elses_source_is_not_found(client: Client, h: Helmond) -> None:
    afspraak = maak_afspraak(h)
    client.force_login(persoon("adviseur-wgw", gebied="dierdonk"))

    assert client.get(service.opnemen_url("afspraak", afspraak.pk)).status_code == 404


def test_a_new_plan_goes_on_with_what_one_came_with(als_adviseur: Client, h: Helmond) -> None:
    afspraak = maak_afspraak(h)
    # The plan in the making is one of another wijk.
    Plan.objects.filter(pk=h.plan.pk).update(gebied=gebied("dierdonk"))
    adres = service.opnemen_url("afspraak", afspraak.pk)
    start = f"{reverse('wijkagenda:nieuw')}?plan=wijkactieplan&amp;gebied={h.plan.gebied_id}&amp;bron=afspraak:{afspraak.pk}"
    assert start in als_adviseur.get(adres).text

    keuze = {"plan": "wijkactieplan", "gebied": h.plan.gebied_id, "periode_van": dag(0).isoformat()}
    assert als_adviseur.post(start.replace("&amp;", "&"), keuze).headers["Location"] == adres
