"""Cycles that come once: the milestones of Oude IJsselstreek, the evaluation of Helmond."""

from __future__ import annotations

from datetime import date

import pytest

from gebiedscyclus import acties
from gebiedscyclus.models import Ronde, Stap
from tests.gebiedscyclus.hulp import als, dagelijks, druk, gemaand, op, ronde, stap
from tests.hulp import gebied, persoon
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Beoordeling

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


@pytest.mark.eis("HEL-72")
def test_quickscan_and_evaluation_judge_what_was_asked_to_look_at(helmond: Profiel) -> None:
    programma = persoon("programmamanager", van=TOEN)
    client = als(programma)
    with op(date(2011, 3, 1)):
        rij = begin("evaluatie", "helmond", programma, date(2011, 3, 1))
        scan, eind = stap(rij, "quickscan"), stap(rij, "eindevaluatie")
        assert (scan.uiterlijk, eind.uiterlijk) == (date(2011, 12, 31), date(2014, 12, 31))
        assert "Dit kan pas als is vastgesteld: Quickscan." in druk(client, eind, "start").content.decode()
        druk(client, scan, "start")
    with op(date(2011, 12, 20)):
        dagelijks()
        assert len(gemaand(programma, scan)) == 1
        pagina = client.get(scan.get_absolute_url()).content.decode()
        assert "Hoeveel er van mensen is gevraagd" in pagina
        velden = {"bevindingen": "Het werkt.", "einddatum": "2011-12-20", "vaststellen": "on"}
        geweigerd = client.post(f"{scan.get_absolute_url()}afronding/", velden)
        assert geweigerd.status_code == 422
        assert geweigerd.content.decode().count("Nog niet beoordeeld:") >= 4
        oordeel = helmond.oordeel("aandachtspunten")
        for criterium in oordeel.criteria:
            druk(client, scan, f"oordeel/{criterium.sleutel}", ja="nee", toelichting="Het is te veel werk.")
        assert Beoordeling.objects.bij(scan).count() == len(oordeel.criteria)
        assert client.post(f"{scan.get_absolute_url()}afronding/", velden).status_code == 302
        assert stap(rij, "quickscan").stand == Stap.Stand.VASTGESTELD
        druk(client, eind, "start")
        assert stap(rij, "eindevaluatie").stand == Stap.Stand.BEZIG


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
