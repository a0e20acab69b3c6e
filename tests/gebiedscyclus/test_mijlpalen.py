"""Cycles that come once: the milestones of Oude IJsselstreek, the evaluation of Helmond."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gebiedscyclus import acties
from gebiedscyclus.models import Ronde, Stap
from tests.gebiedscyclus.hulp import als, dagelijks, druk, gemaand, op, ronde, stap
from tests.hulp import gebied, persoon, profieltekst
from verantwoording.models import Evaluatie
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
TOEN = date(2010, 1, 1)


def begin(cyclus: str, waar: str, door: Gebruiker, dag: date) -> Ronde:
    als(door).post(
        f"/cyclus/kiezen/{cyclus}/", {"gebieden": [gebied(waar).pk], "begin": dag.isoformat(), "reden": ""}
    )
    return ronde(cyclus, waar)


@pytest.mark.eis("OIJ-35")
def test_milestones_have_their_days_and_are_reminded(oude_ijsselstreek: Profiel) -> None:
    beheerder = persoon("beheerder", van=TOEN)
    with op(date(2012, 9, 3)):
        rij = begin("invoering", "oude-ijsselstreek", beheerder, date(2012, 9, 3))
        dagen = {deze.sleutel: deze.uiterlijk for deze in rij.stappen.all()}
        assert dagen == {
            "organisatie": date(2012, 10, 31),
            "regisseurs": date(2012, 11, 30),
            "raad-informeren": date(2012, 11, 30),
            "buurtbudgetten": date(2013, 6, 30),
        }
        pagina = als(beheerder).get(rij.get_absolute_url()).content.decode()
        assert "september/oktober 2012" in pagina
        assert "eerste helft 2013: buurtbudgetten gestart" in pagina
    for dag, keer in ((date(2012, 9, 20), 0), (date(2012, 10, 19), 1), (date(2012, 11, 1), 2)):
        with op(dag):
            dagelijks()
            assert len(gemaand(beheerder, stap(rij, "organisatie"))) == keer, dag


@pytest.mark.eis("OIJ-36")
def test_the_raad_reads_each_milestone_and_is_told_when_it_is_done(oude_ijsselstreek: Profiel) -> None:
    beheerder, raad = persoon("beheerder", van=TOEN), persoon("raad", van=TOEN)
    with op(date(2012, 9, 3)):
        rij = begin("invoering", "oude-ijsselstreek", beheerder, date(2012, 9, 3))
        eerste = stap(rij, "organisatie")
    with op(date(2012, 10, 20)):
        antwoord = druk(
            als(beheerder),
            eerste,
            "afronding",
            bevindingen="De kaders zijn vastgesteld met de kernpartners.",
            vervolg="De regisseurs worden geplaatst.",
            einddatum="2012-10-18",
            vaststellen="on",
        )
        assert antwoord.status_code == 200
        eerste = stap(rij, "organisatie")
        assert (eerste.stand, eerste.klaar_op) == (Stap.Stand.VASTGESTELD, date(2012, 10, 18))
        assert stap(rij, "regisseurs").stand == Stap.Stand.BEZIG
        assert Bericht.objects.filter(ontvanger=raad, soort="stap-afgerond", object_id=eerste.pk).count() == 1
        pagina = als(raad).get(eerste.get_absolute_url()).content.decode()
        for woord in ("De kaders zijn vastgesteld", "De regisseurs worden geplaatst."):
            assert woord in pagina
        # Reads, and changes nothing.
        assert druk(als(raad), stap(rij, "regisseurs"), "afronding").status_code == 403
        assert als(raad).get(f"{rij.get_absolute_url()}sluiting/").status_code == 403
        # Whoever lives there reads it nowhere.
        assert (
            als(persoon("bewoner", gebied="ulft", van=TOEN)).get(eerste.get_absolute_url()).status_code == 404
        )


def _evalueer(client: Client, oordeel: str = "niet") -> None:
    """Fill in every point of the evaluation that is planned, and finish it today."""
    rij = Evaluatie.objects.get(stand="gepland")
    punten = {f"oordeel{punt.pk}": oordeel for punt in rij.punten.all()}
    client.post(reverse("verantwoording:evaluatiepunten", args=[rij.pk]), punten)
    af = {"uitkomst": "Het is te veel werk.", "afgerond_op": timezone.localdate().isoformat()}
    client.post(reverse("verantwoording:evaluatie-afronding", args=[rij.pk]), af)


@pytest.mark.eis("HEL-72")
def test_quickscan_and_evaluation_are_steps_that_the_evaluation_carries(helmond: Profiel) -> None:
    programma, adviseur = (
        persoon("programmamanager", van=TOEN),
        persoon("adviseur-wgw", gebied="brouwhuis", van=TOEN),
    )
    client, doet = als(programma), als(adviseur)
    nieuw = reverse("verantwoording:evaluatie-nieuw")
    tijd = {"van": "2010-01-01", "tot": "2011-12-01"}
    with op(date(2011, 3, 1)):
        rij = begin("evaluatie", "helmond", programma, date(2011, 3, 1))
        scan, eind = stap(rij, "quickscan"), stap(rij, "eindevaluatie")
        assert (scan.uiterlijk, eind.uiterlijk) == (date(2011, 12, 31), date(2014, 12, 31))
        assert "Dit kan pas als is vastgesteld: Quickscan." in druk(client, eind, "start").content.decode()
        # It is planned as an evaluation, not begun or judged at the step.
        assert (
            "als het overleg, de peiling of de evaluatie is gepland"
            in druk(client, scan, "start").content.decode()
        )
        geweigerd = doet.post(nieuw, {"sleutel": "evaluatie", "gepland_op": "2014-12-01", **tijd})
        assert geweigerd.status_code == 422
        assert "Dit kan pas als is vastgesteld: Quickscan." in geweigerd.content.decode()
        # Who does it may plan it from here, wherever they work; who only keeps the cycle as well. Others read who does it.
        for wie in (client, doet):
            assert f"{nieuw}?evaluatie=quickscan" in wie.get(scan.get_absolute_url()).content.decode()
        lezer = als(persoon("college", van=TOEN)).get(scan.get_absolute_url()).content.decode()
        assert "Wie de evaluatie doet, plant haar bij Verantwoording." in lezer
        assert (
            als(persoon("professional", partij="wocom", van=TOEN)).get(rij.get_absolute_url()).status_code
            == 404
        )
        doet.post(nieuw, {"sleutel": "quickscan", "gepland_op": "2011-12-20", **tijd})
        assert stap(rij, "quickscan").stand == Stap.Stand.BEZIG
        evaluatie = Evaluatie.objects.get()
        assert evaluatie.get_absolute_url() in client.get(scan.get_absolute_url()).content.decode()
        assert scan.get_absolute_url() in client.get(evaluatie.get_absolute_url()).content.decode()
    with op(date(2011, 12, 20)):
        dagelijks()
        assert len(gemaand(programma, scan)) == 1
        pagina = client.get(scan.get_absolute_url()).content.decode()
        assert "Hoeveel er van mensen is gevraagd" in pagina
        velden = {"bevindingen": "Het werkt.", "einddatum": "2011-12-20", "vaststellen": "on"}
        assert client.post(f"{scan.get_absolute_url()}afronding/", velden).status_code in {403, 422}
        assert len(helmond.oordeel("aandachtspunten").criteria) == evaluatie.punten.count()
        _evalueer(doet)
        klaar = stap(rij, "quickscan")
        assert (klaar.stand, klaar.vastgesteld_op) == (Stap.Stand.VASTGESTELD, date(2011, 12, 20))
        assert "Het is te veel werk." in client.get(scan.get_absolute_url()).content.decode()
        tijd = {"van": "2012-01-01", "tot": "2014-12-01"}
        doet.post(nieuw, {"sleutel": "evaluatie", "gepland_op": "2014-12-01", **tijd})
        assert stap(rij, "eindevaluatie").stand == Stap.Stand.BEZIG
    with op(date(2014, 12, 1)):
        _evalueer(doet, "goed")
        assert stap(rij, "eindevaluatie").stand == Stap.Stand.VASTGESTELD
        assert not ronde("evaluatie", "helmond").is_open


def test_an_evaluation_without_a_round_stands_alone_and_finds_a_round_that_came_later(
    helmond: Profiel,
) -> None:
    programma, doet = (
        persoon("programmamanager", van=TOEN),
        als(persoon("adviseur-wgw", gebied="brouwhuis", van=TOEN)),
    )
    with op(date(2011, 3, 1)):
        velden = {
            "sleutel": "quickscan",
            "gepland_op": "2011-12-20",
            "van": "2010-01-01",
            "tot": "2011-12-01",
        }
        doet.post(reverse("verantwoording:evaluatie-nieuw"), velden)
        assert Evaluatie.objects.get().stap is None
        rij = begin("evaluatie", "helmond", programma, date(2011, 3, 1))
    with op(date(2011, 12, 20)):
        _evalueer(doet)
    assert stap(rij, "quickscan").stand == Stap.Stand.VASTGESTELD
    assert Evaluatie.objects.get().stap == stap(rij, "quickscan")


def test_in_an_area_within_the_municipality_the_step_is_ended_by_hand(helmond: Profiel) -> None:
    """An evaluation is of the whole municipality: it would never reach the round of a wijk."""
    tekst = profieltekst("helmond")
    voor, na = tekst.split(
        'sleutel = "evaluatie"\nnaam = "Evaluatie van het wijkgericht werken"\nniveaus = ["stad"]'
    )
    tekst = f'{voor}sleutel = "evaluatie"\nnaam = "Evaluatie per wijk"\nniveaus = ["wijk"]{na}'
    gemeente_acties.activeer(tekst=tekst, bestand="helmond.toml", door=None)
    programma = persoon("programmamanager", van=TOEN)
    client, doet = als(programma), als(persoon("adviseur-wgw", gebied="brouwhuis", van=TOEN))
    with op(date(2011, 3, 1)):
        rij = begin("evaluatie", "brouwhuis", programma, date(2011, 3, 1))
        nieuw = {"sleutel": "quickscan", "gepland_op": "2011-12-20", "van": "2010-01-01", "tot": "2011-12-01"}
        doet.post(reverse("verantwoording:evaluatie-nieuw"), nieuw)
        assert Evaluatie.objects.get().stap is None
        scan = stap(rij, "quickscan")
        pagina = client.get(scan.get_absolute_url()).content.decode()
        assert "als evaluatie" not in pagina
        assert f"{scan.get_absolute_url()}start/" in pagina
        druk(client, scan, "start")
        for criterium in helmond.oordeel("aandachtspunten").criteria:
            druk(client, scan, f"oordeel/{criterium.sleutel}", ja="ja", toelichting="Dat zegt iedereen.")
        druk(client, scan, "afronding", bevindingen="Het werkt.", einddatum="2011-03-01", vaststellen="on")
    assert stap(rij, "quickscan").stand == Stap.Stand.VASTGESTELD


def test_what_was_done_before_the_round_began_is_no_step_of_it(helmond: Profiel) -> None:
    programma, doet = (
        persoon("programmamanager", van=TOEN),
        als(persoon("adviseur-wgw", gebied="brouwhuis", van=TOEN)),
    )
    with op(date(2011, 3, 1)):
        velden = {
            "sleutel": "quickscan",
            "gepland_op": "2011-04-01",
            "van": "2010-01-01",
            "tot": "2011-02-01",
        }
        doet.post(reverse("verantwoording:evaluatie-nieuw"), velden)
        _evalueer(doet)
    with op(date(2011, 3, 20)):
        rij = begin("evaluatie", "helmond", programma, date(2011, 3, 20))
        velden = {
            "sleutel": "quickscan",
            "gepland_op": "2011-12-01",
            "van": "2011-03-01",
            "tot": "2011-12-01",
        }
        doet.post(reverse("verantwoording:evaluatie-nieuw"), velden)

    eerste, tweede = Evaluatie.objects.order_by("pk")
    assert eerste.stap is None
    assert tweede.stap == stap(rij, "quickscan")
    assert stap(rij, "quickscan").stand == Stap.Stand.BEZIG
    # Nor can what is a step of it be finished on a day before it.
    with op(date(2011, 12, 20)):
        af = {"uitkomst": "Het is te veel werk.", "afgerond_op": "2011-03-10"}
        antwoord = doet.post(reverse("verantwoording:evaluatie-afronding", args=[tweede.pk]), af)
        assert antwoord.status_code == 422
        assert "begon op 20 maart 2011" in antwoord.content.decode()
        assert stap(rij, "quickscan").stand == Stap.Stand.BEZIG


def test_a_round_that_was_closed_meanwhile_stays_as_it_was(helmond: Profiel) -> None:
    programma, doet = (
        persoon("programmamanager", van=TOEN),
        als(persoon("adviseur-wgw", gebied="brouwhuis", van=TOEN)),
    )
    with op(date(2011, 3, 1)):
        rij = begin("evaluatie", "helmond", programma, date(2011, 3, 1))
        velden = {
            "sleutel": "quickscan",
            "gepland_op": "2011-12-20",
            "van": "2010-01-01",
            "tot": "2011-12-01",
        }
        doet.post(reverse("verantwoording:evaluatie-nieuw"), velden)
        als(programma).post(f"{rij.get_absolute_url()}sluiting/", {"reden": "Wij stoppen ermee."})
    with op(date(2011, 12, 20)):
        _evalueer(doet)
    assert Evaluatie.objects.get().stand == "afgerond"
    assert stap(rij, "quickscan").stand == Stap.Stand.BEZIG


def test_findings_are_established_by_another_later_and_can_be_taken_back(oude_ijsselstreek: Profiel) -> None:
    beheerder = persoon("beheerder", van=TOEN)
    client = als(beheerder)
    with op(date(2012, 9, 3)):
        rij = begin("invoering", "oude-ijsselstreek", beheerder, date(2012, 9, 3))
        eerste = stap(rij, "organisatie")
    with op(date(2012, 10, 20)):
        druk(client, eerste, "afronding", bevindingen="Klaar.", einddatum="2012-10-18")
        assert stap(rij, "organisatie").stand == Stap.Stand.GEREED
        assert client.post(f"{eerste.get_absolute_url()}heropening/", {"reden": ""}).status_code == 422
        druk(client, eerste, "heropening", reden="Er mist iets.")
        assert stap(rij, "organisatie").stand == Stap.Stand.BEZIG
        druk(client, eerste, "afronding", bevindingen="Nu klaar.", einddatum="2012-10-19")
        te_vroeg = client.post(
            f"{eerste.get_absolute_url()}vaststelling/", {"op": "2012-10-01", "orgaan": ""}
        )
        assert te_vroeg.status_code == 422
        druk(client, eerste, "vaststelling", op="2012-10-20", orgaan="het college")
        assert stap(rij, "organisatie").orgaan == "het college"


def test_a_last_day_moves_with_a_reason(oude_ijsselstreek: Profiel) -> None:
    beheerder = persoon("beheerder", van=TOEN)
    client = als(beheerder)
    with op(date(2012, 9, 3)):
        rij = begin("invoering", "oude-ijsselstreek", beheerder, date(2012, 9, 3))
        adres = f"{stap(rij, 'organisatie').get_absolute_url()}termijn/"
        for velden in (
            {"uiterlijk": "2012-12-31", "reden": ""},
            {"uiterlijk": "2011-01-01", "reden": "Druk."},
        ):
            assert client.post(adres, velden).status_code == 422
        client.post(adres, {"uiterlijk": "2012-12-31", "reden": "Het overleg kwam later."})
        deze = stap(rij, "organisatie")
        assert (deze.uiterlijk, deze.verzet_reden) == (date(2012, 12, 31), "Het overleg kwam later.")
        assert "Het overleg kwam later." in client.get(deze.get_absolute_url()).content.decode()


def test_a_future_day_or_no_words_at_all_is_told_at_the_field(oude_ijsselstreek: Profiel) -> None:
    beheerder = persoon("beheerder", van=TOEN)
    with op(date(2012, 9, 3)):
        rij = begin("invoering", "oude-ijsselstreek", beheerder, date(2012, 9, 3))
        adres = f"{stap(rij, 'organisatie').get_absolute_url()}afronding/"
        antwoord = als(beheerder).post(adres, {"bevindingen": "", "einddatum": "2013-01-01"})
        assert antwoord.status_code == 422
        for woord in ("Schrijf op wat u heeft gevonden.", "Deze dag is nog niet geweest."):
            assert woord in antwoord.content.decode()
        with pytest.raises(KeyError):
            acties.beoordeel(
                stap=stap(rij, "organisatie"), criterium="x", ja=True, toelichting="a", door=beheerder
            )
