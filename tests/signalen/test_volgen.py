"""Following a signal without an account: who has the address, what it says, and what it never says."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from signalen import acties
from signalen.acties.basis import geef_statusadres
from signalen.models import Signaal, Statusadres
from tests.hulp import persoon
from tests.signalen.hulp import MERK, over, signaal, zet_uit
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.openbaar import Grens
from wijkwerk.profiel import Profiel
from wijkwerk.sleuteladres import LENGTE, schoon

pytestmark = pytest.mark.django_db
MELDER = acties.Melderinvoer(
    naam=f"Jansen {MERK}", e_mail="bewoner@voorbeeld.example", terugkoppeling_gewenst=True
)


@pytest.fixture
def gevolgd(concierge: Gebruiker) -> Signaal:
    """A signal with a melder who gets mail."""
    return signaal(concierge, "visbuurt", "openbare-ruimte", melder=MELDER, tekst=MERK, waar=f"bij {MERK}")


def _adres(rij: Signaal) -> str:
    return geef_statusadres(rij).get_absolute_url()


def _pagina(client: Client, rij: Signaal) -> str:
    antwoord = client.get(_adres(rij))
    assert antwoord.status_code == 200
    return antwoord.content.decode()


@pytest.mark.eis("ETL-69")
def test_says_what_where_whose_turn_and_until_when(
    client: Client, gevolgd: Signaal, manager: Gebruiker
) -> None:
    voor = _pagina(client, gevolgd)
    zet_uit(gevolgd, manager)

    na = _pagina(client, gevolgd)

    assert "wij zoeken uit wie dit oppakt" in voor
    assert "Team Wijkbeheer" in na
    assert "Visbuurt" in na
    assert gevolgd.nummer in na
    assert "U krijgt uiterlijk" in na


def test_never_says_what_was_said_or_by_whom(client: Client, gevolgd: Signaal, manager: Gebruiker) -> None:
    acties.zet_uit(
        signaal=gevolgd,
        door=manager,
        delen=[acties.Deelvraag(Houder(persoon=persoon(naam="Piet Persoon")), MERK, over(3))],
    )

    pagina = _pagina(client, gevolgd)

    assert MERK not in pagina
    assert "Piet Persoon" not in pagina
    assert "Medewerker" in pagina


@pytest.mark.eis("ETL-69", "ETL-13")
def test_the_answer_stands_there_when_given(client: Client, gevolgd: Signaal, manager: Gebruiker) -> None:
    rij = zet_uit(gevolgd, manager)
    team = persoon("teammedewerker", partij="wijkbeheer")
    deel = rij.delen.get()
    acties.neem_aan(deel=deel, door=team)
    acties.meld_klaar(deel=deel, resultaat=MERK, door=team)
    velden = {"toelichting": "De stoep ligt weer vast.", "actie": "Tegels gelegd."}
    acties.beantwoord(signaal=rij, soort="oplossing", velden=velden, door=manager)

    pagina = _pagina(client, gevolgd)

    assert "De stoep ligt weer vast." in pagina
    assert "Tegels gelegd." in pagina
    assert MERK not in pagina


@pytest.mark.eis("HEL-68")
def test_later_says_the_conditions_and_until_when(client: Client, helmond: Profiel) -> None:
    rij = later_beantwoord()

    pagina = _pagina(client, rij)

    for tekst in ("Ooit", "Goed idee.", "Geld in 2028.", "budget", "het definitieve antwoord"):
        assert tekst in pagina


def later_beantwoord(dagen: int = 60) -> Signaal:
    """A signal in Helmond that was answered with "ooit" and told."""
    adviseur = persoon("adviseur-wgw", gebied="mierlo-hout")
    rij = signaal(adviseur, "mierlo-hout", "vraag-wijkorgaan", kanaal="wijkorgaan", melder=MELDER)
    rij = acties.zet_uit(
        signaal=rij,
        door=adviseur,
        delen=[acties.Deelvraag(Houder(rol="adviseur-wgw", gebied=rij.gebied), "Zoek uit.", over(5))],
    )
    deel = rij.delen.get()
    acties.neem_aan(deel=deel, door=adviseur)
    acties.meld_klaar(deel=deel, resultaat="Nog geen geld.", door=adviseur)
    velden = {"reden": "budget", "motivering": "Goed idee.", "randvoorwaarden": "Geld in 2028."}
    velden |= {"datum-definitief": over(dagen).isoformat()}
    acties.beantwoord(signaal=rij, soort="ooit", velden=velden, door=persoon("vakambtenaar"))
    return acties.koppel_terug(signaal=rij, aan="melder", wijze="mail", door=adviseur)


@pytest.mark.parametrize("gevoelig", ["beperkt", "ja"])
def test_of_a_shielded_signal_only_that_it_is_handled(
    client: Client, gevolgd: Signaal, concierge: Gebruiker, gevoelig: str
) -> None:
    acties.scherm_af(signaal=gevolgd, gevoelig=gevoelig, door=concierge)

    pagina = _pagina(client, gevolgd)

    assert "In behandeling" in pagina
    for tekst in (MERK, "Visbuurt", gevolgd.nummer, gevolgd.soortnaam, "uiterlijk"):
        assert tekst not in pagina


def test_a_late_one_says_so(client: Client, gevolgd: Signaal) -> None:
    Signaal.objects.filter(pk=gevolgd.pk).update(uiterlijk=over(-1))

    assert "langer dan wij zeiden" in _pagina(client, gevolgd)


def test_is_not_found_kept_or_told_to_others(client: Client, gevolgd: Signaal) -> None:
    antwoord = client.get(_adres(gevolgd))

    assert antwoord.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert antwoord.headers["Cache-Control"] == "no-store"
    assert antwoord.headers["Referrer-Policy"] == "no-referrer"
    assert not antwoord.cookies
    assert 'name="robots" content="noindex' in antwoord.content.decode()
    for kaart in ("/sitemap.xml", "/.well-known/security.txt"):
        assert "volg" not in client.get(kaart).content.decode()
    assert not re.search(r"Allow: /volg", client.get("/robots.txt").content.decode())


def test_a_copy_of_the_database_opens_no_page(client: Client, gevolgd: Signaal) -> None:
    adres = geef_statusadres(gevolgd)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text FROM signalen_statusadres s")
        rij = str(cursor.fetchone()[0])

    assert schoon(adres.sleutel) not in rij
    assert adres.sleutel not in rij
    assert len(schoon(adres.sleutel)) * 5 >= 128
    assert client.get(reverse("volgen:stand", args=[adres.kenmerk])).status_code == 404


def test_with_a_new_key_of_ours_old_addresses_still_work(
    client: Client, gevolgd: Signaal, settings: Settings
) -> None:
    url = _adres(gevolgd)
    settings.MELDER_SLEUTELS = ["A" * 43 + "=", *settings.MELDER_SLEUTELS]

    assert client.get(url).status_code == 200
    assert _adres(gevolgd) == url


def test_without_our_key_a_new_address_is_made(client: Client, gevolgd: Signaal, settings: Settings) -> None:
    oud = _adres(gevolgd)
    settings.MELDER_SLEUTELS = ["A" * 43 + "="]

    nieuw = _adres(gevolgd)

    assert (client.get(oud).status_code, client.get(nieuw).status_code) == (404, 200)


def test_guessing_is_stopped_and_having_the_address_is_not(
    client: Client, gevolgd: Signaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "signalen.views.volgen.MISSERS", Grens(f"proef-{uuid4()}", hoogstens=2, per=timedelta(days=400))
    )
    goed, fout = _adres(gevolgd), reverse("volgen:stand", args=["x" * LENGTE])

    goede = [client.get(goed).status_code for _ in range(4)]
    foute = [client.get(fout, REMOTE_ADDR="10.9.9.9").status_code for _ in range(4)]

    assert goede == [200] * 4
    assert foute == [404, 404, 429, 429]
    assert client.get(goed, REMOTE_ADDR="10.9.9.8").status_code == 200


def test_code_from_paper_may_be_typed_in_many_ways(client: Client, gevolgd: Signaal) -> None:
    adres = geef_statusadres(gevolgd)
    getypt = f" {adres.sleutel.upper().replace('-', ' ').replace('0', 'O').replace('1', 'l')} "

    antwoord = client.post(reverse("volgen:begin"), {"code": getypt})

    assert antwoord.headers["Location"] == adres.get_absolute_url()


def test_unknown_code_keeps_what_was_typed(client: Client, den_helder: Profiel) -> None:
    antwoord = client.post(reverse("volgen:begin"), {"code": "abcd-efgh"})

    assert antwoord.status_code == 422
    assert "abcd-efgh" in antwoord.content.decode()
    assert "Deze code kennen wij niet" in antwoord.content.decode()


def test_the_page_takes_few_queries(
    client: Client, gevolgd: Signaal, manager: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    zet_uit(gevolgd, manager)
    url = _adres(gevolgd)

    # The version of the profile, the address with its signal, the answer, the parts.
    with django_assert_num_queries(4):
        client.get(url)


def test_every_mail_to_the_melder_gives_the_address(
    client: Client, gevolgd: Signaal, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    settings.SITE_URL = "https://wijkwerk.example"

    verstuur_klaargezette()

    [mail] = [mail for mail in mailoutbox if mail.to == ["bewoner@voorbeeld.example"]]
    [url] = set(re.findall(r"https://wijkwerk\.example(/volg/\S+/)", str(mail.body)))
    assert client.get(url).status_code == 200


def test_a_mail_about_a_shielded_signal_gives_the_address_and_no_more(
    concierge: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    rij = signaal(concierge, "visbuurt", "zorg", melder=MELDER, tekst=MERK)

    verstuur_klaargezette()

    [mail] = [mail for mail in mailoutbox if mail.to == ["bewoner@voorbeeld.example"]]
    assert "/volg/" in str(mail.body)
    for tekst in (MERK, rij.nummer, "Visbuurt", rij.soortnaam):
        assert tekst not in str(mail.body)


def test_no_address_is_made_for_who_leaves_none(concierge: Gebruiker) -> None:
    signaal(concierge, "visbuurt", "openbare-ruimte")

    assert not Statusadres.objects.exists()


# --- on paper


def test_slip_for_who_has_no_mail(client: Client, rij: Signaal, concierge: Gebruiker) -> None:
    client.force_login(concierge)
    url = reverse("signalen:briefje", args=[rij.pk])

    voor = client.get(url)
    client.post(url)
    na = client.get(url)
    client.post(url)

    assert "Maak het briefje" in voor.content.decode()
    adres = Statusadres.objects.get()
    assert adres.sleutel in na.content.decode()
    assert "data:image/svg+xml" in na.content.decode()
    assert "no-store" in na.headers["Cache-Control"]
    assert rij.tekst not in na.content.decode()


def test_slip_is_for_who_has_to_do_with_the_melder(
    client: Client, uitgezet: Signaal, medewerker: Gebruiker, vreemde: Gebruiker
) -> None:
    url = reverse("signalen:briefje", args=[uitgezet.pk])

    client.force_login(medewerker)
    assert client.post(url).status_code == 403
    client.force_login(vreemde)
    assert client.post(url).status_code == 404
    assert not Statusadres.objects.exists()


def test_limit_counts_per_network_and_not_per_phone(rf: RequestFactory) -> None:
    grens = Grens(f"proef-{uuid4()}", hoogstens=1, per=timedelta(days=400))

    eerste = grens.is_voorbij(rf.get("/", REMOTE_ADDR="2001:db8:1:2::1"))
    zelfde = grens.is_voorbij(rf.get("/", REMOTE_ADDR="2001:db8:1:2:3::9"))
    ander = grens.is_voorbij(rf.get("/", REMOTE_ADDR="2001:db8:1:3::1"))

    assert (eerste, zelfde, ander) == (False, True, False)
