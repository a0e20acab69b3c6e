"""The form for everybody: what it opens, what it keeps, who sees what came by it, and who is kept out."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.mail import EmailMessage
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from signalen import acties, service
from signalen.forms.melden import keuzes_van
from signalen.models import Melder, Signaal, Verwezen
from signalen.regels import onderwerp
from signalen.zicht import Niveau, zicht
from tests.hulp import GEMEENTEN, activeer, gebied, persoon, profieltekst
from tests.profiel.conftest import ZESDE
from tests.signalen.hulp import MERK, signaal, spreekuur, zet_uit
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.models import Logregel
from wijkwerk.mensformulier import KORTST, begin
from wijkwerk.openbaar import Grens
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.acties import vul_uit_profiel
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db
URL = "/melden/"


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests come from one address; the limit has its own."""
    ruim = Grens(f"proef-{uuid.uuid4()}", hoogstens=10_000, per=timedelta(hours=1))
    monkeypatch.setattr("signalen.views.melden.MELDINGEN", ruim)


def keuze(soort: str) -> str:
    return next(waarde for waarde, (_, van) in keuzes_van(actief_profiel()).items() if van == soort)


def ingevuld(plek: str = "visbuurt", soort: str = "openbare-ruimte", **anders: Any) -> dict[str, Any]:
    """The form as somebody sends it who took his time."""
    with time_machine.travel(timezone.now() - timedelta(seconds=KORTST + 60)):
        begonnen = begin()
    basis = {"tekst": "De lamp bij de school is stuk.", "keuze": keuze(soort), "gebied": gebied(plek).pk}
    return basis | {"begonnen": begonnen, "client_id": uuid.uuid4(), "waar": "", **anders}


@pytest.fixture
def zesde(db: None) -> Profiel:
    """An invented municipality that opens a shielded kind."""
    gemeente_acties.activeer(tekst=ZESDE.read_text(encoding="utf-8"), bestand="ravenburg.toml", door=None)
    vul_uit_profiel(profiel=actief_profiel())
    return actief_profiel()


@pytest.mark.eis("BER-20")
@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_every_kind_that_a_profile_opens_can_be_brought_in(client: Client, gemeente: str) -> None:
    activeer(gemeente)
    plek = Gebied.objects.filter(kinderen=None).order_by("pk").first()
    assert plek is not None
    for waarde, (_, soort) in keuzes_van(actief_profiel()).items():
        antwoord = client.post(URL, ingevuld(plek.sleutel, soort, keuze=waarde))

        assert antwoord.status_code == 302, antwoord.content.decode()
        rij = Signaal.objects.latest("pk")
        assert (rij.soort, rij.geregistreerd_door, rij.stand) == (soort, None, "geregistreerd")
        assert rij.kanaal == actief_profiel().formulierkanaal.sleutel  # type: ignore[union-attr]


def test_it_gets_route_term_log_and_a_page_to_follow(client: Client, den_helder: Profiel) -> None:
    antwoord = client.post(URL, ingevuld(), follow=True)

    rij = Signaal.objects.get()
    assert (rij.route, rij.gevoelig, rij.melder) == ("wijkbeheer", "nee", None)
    assert rij.uiterlijk is not None
    assert Logregel.objects.get(stap="signaal.registreren").door is None
    pagina = antwoord.content.decode()
    assert rij.nummer in pagina
    assert rij.statusadres.get_absolute_url() in pagina
    assert rij.tekst not in pagina
    assert antwoord.headers["Cache-Control"] == "no-store"


def test_it_waits_for_who_may_send_it_and_shows_how_it_came(
    client: Client, concierge: Gebruiker, manager: Gebruiker, vreemde: Gebruiker
) -> None:
    client.post(URL, ingevuld())
    rij = Signaal.objects.get()

    taken = {wie: [taak.titel for taak in service.werkvoorraad(wie)] for wie in (concierge, vreemde)}
    client.force_login(manager)
    pagina = client.get(rij.get_absolute_url()).content.decode()

    assert any(rij.nummer in titel for titel in taken[concierge])
    assert taken[vreemde] == []
    assert "iemand zonder account" in pagina
    assert "formulier op de website" in pagina
    assert zet_uit(rij, manager).stand == "uitgezet"
    assert client.get("/signalen/").status_code == 200


def test_an_account_does_not_change_who_told_it(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    client.post(URL, ingevuld())

    assert Signaal.objects.get().geregistreerd_door is None


@pytest.mark.eis("HEL-06")
def test_who_wants_to_hear_gets_mail_with_the_address(
    client: Client, den_helder: Profiel, mailoutbox: list[EmailMessage]
) -> None:
    client.post(URL, ingevuld(terugkoppeling_gewenst="on", e_mail="b@voorbeeld.example", naam="Bo"))
    verstuur_klaargezette()

    melder = Melder.objects.get()
    assert (melder.e_mail, melder.terugkoppeling_gewenst) == ("b@voorbeeld.example", True)
    [mail] = mailoutbox
    assert Signaal.objects.get().statusadres.get_absolute_url() in str(mail.body)


def test_contact_without_purpose_is_not_kept(client: Client, den_helder: Profiel) -> None:
    antwoord = client.post(URL, ingevuld(e_mail="b@voorbeeld.example"))

    assert antwoord.status_code == 422
    assert "niet nodig hebben" in antwoord.content.decode()
    assert not Melder.objects.exists()


def test_wanting_to_hear_needs_an_address(client: Client, den_helder: Profiel) -> None:
    antwoord = client.post(URL, ingevuld(terugkoppeling_gewenst="on"))

    assert antwoord.status_code == 422
    assert not Signaal.objects.exists()


def test_sending_twice_is_once(client: Client, den_helder: Profiel) -> None:
    data = ingevuld()

    adressen = {client.post(URL, data).headers["Location"] for _ in range(2)}

    assert len(adressen) == 1
    assert Signaal.objects.count() == 1


def test_somebody_elses_form_gives_no_address(client: Client, concierge: Gebruiker) -> None:
    eigen = signaal(concierge, "visbuurt", "wonen", client_id=uuid.uuid4())

    antwoord = client.post(URL, ingevuld(client_id=eigen.client_id))

    assert antwoord.status_code == 422
    assert "al gebruikt" in antwoord.content.decode()


# --- what is open


@pytest.mark.parametrize("soort", ["zorg", "beleidsvraag", "bestaat-niet"])
def test_a_kind_that_is_not_opened_cannot_be_chosen(client: Client, den_helder: Profiel, soort: str) -> None:
    antwoord = client.post(URL, ingevuld(keuze=f"0-{soort}"))

    assert antwoord.status_code == 422
    with pytest.raises(StapGeweigerd):
        acties.meld_zonder_account(tekst="x", soort=soort, gebied=gebied("visbuurt"))
    assert not Signaal.objects.exists()


def test_without_a_form_in_the_profile_there_is_no_page(client: Client) -> None:
    tekst = profieltekst("den-helder")
    begin_rij = tekst.index('[[kanaal]]\nsleutel = "formulier"')
    zonder = tekst[:begin_rij] + tekst[tekst.index("# --- signalen: soorten") :]
    gemeente_acties.activeer(tekst=zonder, bestand="x.toml", door=None)
    vul_uit_profiel(profiel=actief_profiel())

    assert client.get(URL).status_code == 404
    assert client.get("/melden/visbuurt/").status_code == 404
    assert "melden" not in client.get("/").content.decode()
    with pytest.raises(StapGeweigerd):
        acties.meld_zonder_account(tekst="x", soort="wonen", gebied=gebied("visbuurt"))


def test_an_area_in_the_address_is_chosen_already(client: Client, den_helder: Profiel) -> None:
    soep = BeautifulSoup(client.get("/melden/stad-binnen-de-linie/").content, "html.parser")

    keuzes = {optie.text: optie.has_attr("selected") for optie in soep.select("select[name=gebied] option")}
    assert keuzes["Ergens in Stad Binnen de Linie"] is True
    assert "Nieuw Den Helder" not in keuzes
    assert client.get("/melden/atlantis/").status_code == 404


def test_areas_stand_below_the_one_they_lie_in(client: Client, den_helder: Profiel) -> None:
    soep = BeautifulSoup(client.get(URL).content, "html.parser")

    groepen = {
        groep["label"]: [o.text for o in groep.find_all("option")] for groep in soep.select("optgroup")
    }
    assert "Visbuurt" in groepen["Stad Binnen de Linie"]
    assert "Den Helder" not in [optie.text for optie in soep.select("option")]


def test_an_owner_that_the_profile_wants_is_whom_the_route_names(
    client: Client, oude_ijsselstreek: Profiel
) -> None:
    client.post(URL, ingevuld("ulft", "wonen"))

    assert str(Signaal.objects.get().houder) == "Wonion"


def test_what_a_kind_asks_more_is_asked_after_sending(client: Client, etten_leur: Profiel) -> None:
    tekst = profieltekst("etten-leur").replace(
        '{ soort = "vraag", naam = "Ik heb een vraag" },', '{ soort = "idee-wel", naam = "Idee voor WEL" },'
    )
    gemeente_acties.activeer(tekst=tekst, bestand="x.toml", door=None)
    data = ingevuld("banakkers", "idee-wel")

    eerst = client.post(URL, data)
    daarna = client.post(URL, data | {"eigen-inbreng": "Wij helpen mee."})

    assert eerst.status_code == 422
    assert "eigen-inbreng" in eerst.content.decode()
    assert daarna.status_code == 302
    assert Signaal.objects.get().velden == {"eigen-inbreng": "Wij helpen mee."}


# --- shielded


def test_a_shielded_one_goes_to_its_team_at_once_and_says_nothing(
    client: Client, zesde: Profiel, mailoutbox: list[EmailMessage]
) -> None:
    plek = Gebied.objects.filter(kinderen=None).first()
    assert plek is not None
    data = ingevuld(plek.sleutel, "schulden", tekst=MERK, gevaar="nee", waar=f"bij {MERK}")
    data |= {"terugkoppeling_gewenst": "on", "e_mail": "b@voorbeeld.example"}

    antwoord = client.post(URL, data, follow=True)
    verstuur_klaargezette()

    rij = Signaal.objects.get()
    assert rij.gevoelig == "ja"
    assert rij.houder is not None
    pagina = antwoord.content.decode()
    stand = client.get(rij.statusadres.get_absolute_url()).content.decode()
    for tekst in (pagina, stand, *(str(mail.body) for mail in mailoutbox)):
        assert MERK not in tekst
        assert rij.nummer not in tekst
    assert zicht(persoon("inwoner", gebied=plek), rij) == Niveau.NIETS


def test_first_safety_then_the_form(client: Client, zesde: Profiel) -> None:
    plek = Gebied.objects.filter(kinderen=None).first()
    assert plek is not None
    data = ingevuld(plek.sleutel, "schulden", tekst=MERK)

    zonder = client.post(URL, data)
    met = client.post(URL, data | {"gevaar": "ja"}, follow=True)

    assert zonder.status_code == 422
    assert "Bel 112" in met.content.decode()
    assert Verwezen.objects.count() == 1
    assert not Signaal.objects.exists()


def test_the_kinds_of_a_shielded_nature_are_not_asked_after_where_none_is_open(
    client: Client, den_helder: Profiel
) -> None:
    pagina = client.get(URL).content.decode()

    assert "112" in pagina
    assert 'name="gevaar"' not in pagina


# --- who is kept out


def test_a_program_that_fills_in_everything_is_asked_to_look_again(
    client: Client, den_helder: Profiel
) -> None:
    antwoord = client.post(URL, ingevuld(website="https://koop.example"))

    assert antwoord.status_code == 422
    assert "De lamp bij de school" in antwoord.content.decode()
    assert not Signaal.objects.exists()


def test_too_quick_is_one_more_click(client: Client, den_helder: Profiel) -> None:
    data = ingevuld(begonnen=begin())

    snel = client.post(URL, data)
    with time_machine.travel(timezone.now() + timedelta(seconds=KORTST + 2)):
        nog_eens = client.post(URL, data)

    assert "erg snel" in snel.content.decode()
    assert (snel.status_code, nog_eens.status_code) == (422, 302)


@pytest.mark.parametrize("begonnen", ["", "verzonnen:abc:def"])
def test_a_made_up_beginning_gets_a_real_one(client: Client, den_helder: Profiel, begonnen: str) -> None:
    antwoord = client.post(URL, ingevuld(begonnen=begonnen))

    nieuw = BeautifulSoup(antwoord.content, "html.parser").select_one("input[name=begonnen]")
    assert antwoord.status_code == 422
    assert nieuw is not None
    with time_machine.travel(timezone.now() + timedelta(seconds=KORTST + 2)):
        assert client.post(URL, ingevuld(begonnen=nieuw["value"])).status_code == 302


def test_a_form_of_yesterday_is_one_more_click(client: Client, den_helder: Profiel) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        oud = begin()

    antwoord = client.post(URL, ingevuld(begonnen=oud))

    assert "te lang open" in antwoord.content.decode()


def test_too_many_from_one_address_keep_what_was_typed(
    client: Client, den_helder: Profiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    krap = Grens(f"proef-{uuid.uuid4()}", hoogstens=1, per=timedelta(days=400))
    monkeypatch.setattr("signalen.views.melden.MELDINGEN", krap)

    standen = [client.post(URL, ingevuld()).status_code for _ in range(2)]
    pagina = client.post(URL, ingevuld())
    elders = client.post(URL, ingevuld(), REMOTE_ADDR="10.1.1.1")

    assert standen == [302, 429]
    assert "De lamp bij de school" in pagina.content.decode()
    assert elders.status_code == 302


def test_mistakes_do_not_count_as_attempts(
    client: Client, den_helder: Profiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    krap = Grens(f"proef-{uuid.uuid4()}", hoogstens=1, per=timedelta(days=400))
    monkeypatch.setattr("signalen.views.melden.MELDINGEN", krap)

    fout = [client.post(URL, ingevuld(tekst="")).status_code for _ in range(3)]

    assert fout == [422] * 3
    assert client.post(URL, ingevuld()).status_code == 302


def test_an_empty_form_keeps_nothing_and_names_what_is_missing(client: Client, den_helder: Profiel) -> None:
    antwoord = client.post(URL, {})

    assert antwoord.status_code == 422
    assert not Signaal.objects.exists()


def test_a_foreign_site_cannot_send_it(den_helder: Profiel) -> None:
    streng = Client(enforce_csrf_checks=True)

    assert streng.post(URL, ingevuld()).status_code == 403


# --- model, queries, search engines


def test_constraint_somebody_writes_down_at_a_spreekuur(concierge: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "wonen", spreekuur=spreekuur(concierge, "visbuurt"))

    with pytest.raises(IntegrityError, match="signaal_op_spreekuur_door_iemand"):
        Signaal.objects.filter(pk=rij.pk).update(geregistreerd_door=None)


def test_rules_that_ask_who_brought_it_find_nobody(client: Client, den_helder: Profiel) -> None:
    client.post(URL, ingevuld())

    assert not onderwerp(Signaal.objects.get()).feit("van-bewonersorgaan")


def test_the_page_takes_two_queries(
    client: Client, den_helder: Profiel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # The version of the profile, and the areas.
    with django_assert_num_queries(2):
        client.get(URL)


def test_saving_takes_few_queries(
    client: Client, den_helder: Profiel, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    data = ingevuld(terugkoppeling_gewenst="on", e_mail="b@voorbeeld.example")

    with django_assert_max_num_queries(25):
        client.post(URL, data)

    assert Signaal.objects.count() == 1


def test_the_form_may_be_found_and_what_follows_may_not(client: Client, den_helder: Profiel) -> None:
    antwoord = client.get(URL)

    assert "X-Robots-Tag" not in antwoord.headers
    assert "noindex" not in antwoord.content.decode()
    assert f"{URL}</loc>" in client.get("/sitemap.xml").content.decode()
    assert "Allow: /melden/" in client.get("/robots.txt").content.decode()
    assert client.get(reverse("melden:nood")).headers["X-Robots-Tag"] == "noindex, nofollow"


def test_public_pages_lead_to_the_form(client: Client, den_helder: Profiel) -> None:
    assert reverse("melden:begin") in client.get("/").content.decode()


def test_answering_and_closing_works_as_with_any_other(
    client: Client, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    client.post(URL, ingevuld())
    rij = zet_uit(Signaal.objects.get(), manager)
    deel = rij.delen.get()
    acties.neem_aan(deel=deel, door=medewerker)
    acties.meld_klaar(deel=deel, resultaat="Gemaakt.", door=medewerker)
    velden = {"toelichting": "Gemaakt.", "actie": "Lamp vervangen."}
    acties.beantwoord(signaal=rij, soort="oplossing", velden=velden, door=manager)
    acties.koppel_terug(signaal=rij, aan="niet-gewenst", door=manager)

    assert acties.sluit(signaal=rij, door=manager).is_gesloten


def test_a_refused_part_goes_to_who_sent_it(
    client: Client, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    client.post(URL, ingevuld())
    rij = zet_uit(Signaal.objects.get(), manager)

    acties.weiger(deel=rij.delen.get(), reden="Niet van ons.", door=medewerker)

    rij.refresh_from_db()
    assert rij.houder == Houder(rol="wijkmanager", gebied=rij.gebied)
