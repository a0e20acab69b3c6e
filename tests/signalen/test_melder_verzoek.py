"""What a melder may ask: see, correct, take along, and be forgotten; by whom, and what the log says of it."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from signalen import acties, opruimen, service
from signalen.acties.basis import geef_statusadres
from signalen.models import Melder, Signaal, Statusadres
from tests.hulp import persoon
from tests.signalen.hulp import MERK, signaal, zet_uit
from tests.signalen.test_afsluiting import _beantwoord as beantwoord
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.service import zet_klaar
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
JAN = acties.Melderinvoer(
    hoedanigheid="huurder", naam="Jan Jansen", e_mail="jan@voorbeeld.example", terugkoppeling_gewenst=True
)


@pytest.fixture
def van_jan(concierge: Gebruiker) -> Signaal:
    return signaal(concierge, "visbuurt", "openbare-ruimte", melder=JAN)


def _url(naam: str, rij: Signaal, *args: str) -> str:
    return reverse(f"signalen:{naam}", args=[rij.pk, *args])


# --- reading


def test_the_page_of_a_signal_says_what_is_known_and_not_the_data(
    client: Client, van_jan: Signaal, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    pagina = client.get(van_jan.get_absolute_url()).content.decode()

    assert "Naam, e-mailadres" in pagina
    assert "Jan Jansen" not in pagina
    assert "jan@voorbeeld.example" not in pagina
    assert not Logregel.objects.filter(aard="inzage").exists()


def test_reading_the_data_is_logged(client: Client, van_jan: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    antwoord = client.get(_url("melder", van_jan))

    assert "jan@voorbeeld.example" in antwoord.content.decode()
    assert "no-store" in antwoord.headers["Cache-Control"]
    regel = Logregel.objects.get(aard="inzage")
    assert (regel.door, regel.object_soort, regel.object_id) == (manager, "melder", van_jan.melder_id)


def test_who_only_does_a_part_gets_nothing(
    client: Client, van_jan: Signaal, manager: Gebruiker, medewerker: Gebruiker, vreemde: Gebruiker
) -> None:
    zet_uit(van_jan, manager)
    for naam, args in (("melder", ()), ("melder-uitvoer", ("json",)), ("melder-verwijdering", ())):
        for wie, status in ((medewerker, 403), (vreemde, 404)):
            client.force_login(wie)
            assert client.get(_url(naam, van_jan, *args)).status_code == status


# --- correcting


def test_correcting_moves_the_mail_that_waits(client: Client, van_jan: Signaal, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    antwoord = client.post(
        _url("melder", van_jan),
        {"naam": "Jan Janssen", "e_mail": "janssen@voorbeeld.example", "terugkoppeling_gewenst": "on"},
    )

    assert antwoord.status_code == 302
    assert van_jan.melder_id is not None
    assert service.adres_van_melder(van_jan.melder_id) == "janssen@voorbeeld.example"
    assert Melder.objects.get().naam == "Jan Janssen"
    regel = Logregel.objects.get(stap="signaal.melder-corrigeren")
    assert "anssen" not in json.dumps(regel.gegevens)


def test_somebody_can_be_added_afterwards(client: Client, rij: Signaal, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    client.post(_url("melder", rij), {"telefoon": "0612345678"})

    rij.refresh_from_db()
    assert rij.melder is not None
    assert rij.melder.telefoon == "0612345678"


def test_emptying_is_not_correcting(client: Client, van_jan: Signaal, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    antwoord = client.post(_url("melder", van_jan), {})

    assert antwoord.status_code == 422
    assert "verwijderen" in antwoord.content.decode()
    assert Melder.objects.get().naam == "Jan Jansen"


# --- taking along


def test_one_file_with_everything(client: Client, van_jan: Signaal, concierge: Gebruiker) -> None:
    tweede = signaal(concierge, "visbuurt", "wonen", melder=JAN, tekst="=1+1 is de muur nat")
    signaal(concierge, "visbuurt", "wonen", melder=acties.Melderinvoer(e_mail="ander@voorbeeld.example"))
    client.force_login(concierge)

    als_json = json.loads(client.get(_url("melder-uitvoer", van_jan, "json")).content)
    als_csv = client.get(_url("melder-uitvoer", van_jan, "csv"))

    assert [rij["nummer"] for rij in als_json["signalen"]] == [van_jan.nummer, tweede.nummer]
    assert als_json["gegevens"][0]["e_mail"] == "jan@voorbeeld.example"
    assert als_json["berichten"]
    tekst = als_csv.content.decode("utf-8-sig")
    rijen = dict(csv.reader(io.StringIO(tekst), delimiter=";"))
    assert rijen["signalen 2.tekst"] == "'=1+1 is de muur nat"
    assert "ander@voorbeeld.example" not in tekst
    assert "attachment" in als_csv.headers["Content-Disposition"]
    assert Logregel.objects.filter(stap="signaal.melder-uitvoeren", door=concierge).count() == 2


def test_a_file_holds_no_signal_that_its_maker_does_not_see(
    client: Client, van_jan: Signaal, concierge: Gebruiker, manager: Gebruiker
) -> None:
    signaal(concierge, "visbuurt", "zorg", melder=JAN, tekst=MERK)
    client.force_login(manager)

    inhoud = client.get(_url("melder-uitvoer", van_jan, "json")).content.decode()

    assert [rij["nummer"] for rij in json.loads(inhoud)["signalen"]] == [van_jan.nummer]
    assert MERK not in inhoud


def test_no_such_form_of_file(client: Client, van_jan: Signaal, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    assert client.get(_url("melder-uitvoer", van_jan, "xml")).status_code == 404


# --- being forgotten (R34)


def test_forgetting_keeps_the_signal_and_nothing_of_the_person(
    client: Client, van_jan: Signaal, concierge: Gebruiker
) -> None:
    adres = geef_statusadres(van_jan).get_absolute_url()
    client.force_login(concierge)
    vraag = client.get(_url("melder-verwijdering", van_jan))

    antwoord = client.post(_url("melder-verwijdering", van_jan), {"waar": "overal"})

    assert "voorgoed" in vraag.content.decode()
    assert antwoord.status_code == 302
    van_jan.refresh_from_db()
    assert (van_jan.melder, van_jan.stand) == (None, "geregistreerd")
    assert not Melder.objects.exists()
    assert not Statusadres.objects.exists()
    assert client.get(adres).status_code == 404
    regel = Logregel.objects.get(stap="signaal.melder-verwijderen")
    assert (regel.door, regel.object_id) == (concierge, van_jan.pk)
    assert "an" not in json.dumps(regel.gegevens).replace("melder", "")


def test_mail_that_waits_is_taken_back(van_jan: Signaal, concierge: Gebruiker) -> None:
    assert Bericht.objects.filter(adressant_soort="melder", stand="klaar").exists()

    acties.wis_melder(signaal=van_jan, door=concierge)

    assert {rij.stand for rij in Bericht.objects.filter(adressant_soort="melder")} == {"ingetrokken"}


def test_everywhere_is_also_where_one_does_not_look(
    van_jan: Signaal, concierge: Gebruiker, manager: Gebruiker
) -> None:
    geheim = signaal(concierge, "visbuurt", "zorg", melder=JAN)

    acties.wis_melder(signaal=van_jan, door=manager, overal=True)

    geheim.refresh_from_db()
    assert geheim.melder is None


def test_here_is_only_here(van_jan: Signaal, concierge: Gebruiker) -> None:
    tweede = signaal(concierge, "visbuurt", "wonen", melder=JAN)

    acties.wis_melder(signaal=van_jan, door=concierge)

    tweede.refresh_from_db()
    assert tweede.melder is not None


def test_forgetting_twice_is_once(client: Client, van_jan: Signaal, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    eerste, tweede = (client.post(_url("melder-verwijdering", van_jan), {"waar": "hier"}) for _ in range(2))

    assert (eerste.status_code, tweede.status_code) == (302, 302)
    assert Logregel.objects.filter(stap="signaal.melder-verwijderen").count() == 1


def test_a_forgotten_melder_does_not_keep_a_signal_open(
    van_jan: Signaal, concierge: Gebruiker, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    rij = beantwoord(zet_uit(van_jan, manager), medewerker, manager)
    acties.wis_melder(signaal=rij, door=concierge)
    rij.refresh_from_db()

    rij = acties.koppel_terug(signaal=rij, aan="niet-gewenst", door=manager)

    assert acties.sluit(signaal=rij, door=manager).is_gesloten


# --- finding who asks


def test_search_finds_what_one_sees_and_logs_it_without_the_address(
    client: Client, van_jan: Signaal, concierge: Gebruiker, vreemde: Gebruiker
) -> None:
    url = reverse("signalen:melders")
    client.force_login(concierge)
    gevonden = client.post(url, {"contact": "JAN@voorbeeld.example "}).content.decode()
    client.force_login(vreemde)
    elders = client.post(url, {"contact": "jan@voorbeeld.example"}).content.decode()

    assert van_jan.nummer in gevonden
    assert van_jan.nummer not in elders
    regel = Logregel.objects.get(stap="signaal.melder-zoeken")
    assert "jan" not in json.dumps(regel.gegevens)


def test_beheerder_forgets_everywhere_and_reads_nothing(client: Client, van_jan: Signaal) -> None:
    client.force_login(persoon("beheerder"))
    url = reverse("signalen:melders")

    zoek = client.post(url, {"contact": "jan@voorbeeld.example"}).content.decode()
    weg = client.post(url, {"contact": "jan@voorbeeld.example", "actie": "wis"}, follow=True)
    niets = client.post(url, {"contact": "niemand@voorbeeld.example", "actie": "wis"}, follow=True)

    assert van_jan.nummer not in zoek
    assert not Melder.objects.exists()
    melding = "Als er gegevens waren"
    assert melding in weg.content.decode()
    assert melding in niets.content.decode()


def test_others_do_not_search_or_forget_everywhere(
    client: Client, van_jan: Signaal, concierge: Gebruiker, medewerker: Gebruiker
) -> None:
    url = reverse("signalen:melders")
    client.force_login(medewerker)
    assert client.get(url).status_code == 403
    client.force_login(concierge)
    assert client.post(url, {"contact": "jan@voorbeeld.example", "actie": "wis"}).status_code == 403
    assert Melder.objects.exists()


# --- by itself


def _gesloten(van_jan: Signaal, manager: Gebruiker, medewerker: Gebruiker) -> Signaal:
    rij = beantwoord(zet_uit(van_jan, manager), medewerker, manager)
    rij = acties.koppel_terug(signaal=rij, aan="melder", wijze="gesproken", door=manager)
    return acties.sluit(signaal=rij, door=manager)


def test_contact_leaves_after_the_term_with_its_address_and_mail_and_a_line_in_the_log(
    van_jan: Signaal, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    rij = _gesloten(van_jan, manager, medewerker)
    assert rij.melder is not None
    tot = rij.melder.bewaren_tot
    assert tot is not None
    zet_klaar("signaal-antwoord", adressant=("melder", rij.melder.pk), ding=rij, moment="laat")

    with time_machine.travel(tot):
        op_de_dag = opruimen.ruim_op()
    with time_machine.travel(tot + timedelta(days=1)):
        erna = [opruimen.ruim_op() for _ in range(2)]

    assert (op_de_dag, erna) == (0, [1, 0])
    assert Signaal.objects.filter(melder=None, stand="gesloten").count() == 1
    assert not Statusadres.objects.exists()
    assert not Bericht.objects.filter(adressant_soort="melder", stand="klaar").exists()
    assert Logregel.objects.get(stap="signaal.melder-opruimen").door is None


def test_an_address_on_paper_leaves_as_well(rij: Signaal, manager: Gebruiker, medewerker: Gebruiker) -> None:
    geef_statusadres(rij)
    _gesloten(rij, manager, medewerker)

    with time_machine.travel(timezone.now() + timedelta(days=370)):
        opruimen.ruim_op()

    assert not Statusadres.objects.exists()


def test_reopening_stops_the_clock(van_jan: Signaal, manager: Gebruiker, medewerker: Gebruiker) -> None:
    rij = _gesloten(van_jan, manager, medewerker)
    acties.heropen(signaal=rij, reden="Toch niet klaar.", door=manager)

    with time_machine.travel(timezone.now() + timedelta(days=800)):
        opruimen.ruim_op()

    assert Melder.objects.exists()


def test_the_owner_is_told_two_weeks_before(
    van_jan: Signaal, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    rij = _gesloten(van_jan, manager, medewerker)
    assert rij.melder is not None
    tot = rij.melder.bewaren_tot
    assert tot is not None

    def aan(dag: object) -> list[str]:
        rijen = service.herinneringen(dag)  # type: ignore[arg-type]
        return [h.moment for h in rijen if h.moment.startswith("wissen") and h.ontvanger == medewerker]

    assert aan(tot - timedelta(days=20)) == []
    assert aan(tot - timedelta(days=10)) == aan(tot - timedelta(days=1)) == [f"wissen:{tot}"]


def test_words_of_a_shielded_signal_leave_everywhere(den_helder: Profiel, concierge: Gebruiker) -> None:
    zorg = persoon("zorgmedewerker", partij="team-zorg")
    rij = zet_uit(signaal(concierge, "visbuurt", "zorg", tekst=MERK, waar=MERK), concierge, wat=MERK)
    deel = rij.delen.get()
    acties.neem_aan(deel=deel, door=zorg)
    acties.werk_bij(deel=deel, stand="loopt", tekst=MERK, door=zorg)
    acties.meld_klaar(deel=deel, resultaat=MERK, door=zorg)
    acties.beantwoord(signaal=rij, soort="antwoord", velden={"toelichting": MERK}, door=zorg)
    acties.koppel_terug(signaal=rij, aan="niet-mogelijk", reden=MERK, door=zorg)
    acties.sluit(signaal=rij, door=zorg)

    with time_machine.travel(timezone.now() + timedelta(days=200)):
        opruimen.ruim_op()

    rij.refresh_from_db()
    deel.afspraak.refresh_from_db()
    bewaard = [
        rij.tekst,
        rij.waar,
        rij.antwoorden.get().motivering,
        json.dumps(rij.antwoorden.get().velden),
        rij.terugkoppelingen.get().reden,
        deel.afspraak.wat,
        deel.afspraak.resultaat,
        *deel.afspraak.voortgang.values_list("tekst", flat=True),
    ]
    assert not any(MERK in tekst for tekst in bewaard)
    assert Logregel.objects.filter(stap="signaal.tekst-opruimen", object_id=rij.pk).exists()


def test_the_page_takes_few_queries(
    client: Client, van_jan: Signaal, concierge: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(concierge)
    client.get("/signalen/")

    # Session, user, version, roles and their parties, the signal, and the line in the log.
    with django_assert_num_queries(6):
        client.get(_url("melder", van_jan))
