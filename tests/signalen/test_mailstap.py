"""A holder answers by the link in its mail: opening changes nothing, acting is once, and it dies in time."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from signalen import acties
from signalen.models import Deelactie, Signaal
from tests.hulp import partij, persoon
from tests.signalen.hulp import MERK, over, signaal, zet_uit
from wijkwerk.afspraken import acties as register
from wijkwerk.afspraken import mailstap
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import maak_herinneringen, verstuur_klaargezette
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def _url(deel: Deelactie, wie: Gebruiker | None) -> str:
    link = mailstap.link_voor_houder(deel.afspraak, wie)
    assert link is not None
    return link.url


def _sleutel(zout: str = mailstap.ZOUT, **inhoud: Any) -> str:
    return reverse("mail:stap", args=[signing.dumps(inhoud, salt=zout)])


@pytest.fixture
def gevraagd(rij: Signaal, manager: Gebruiker, medewerker: Gebruiker) -> Deelactie:
    """A part asked of team Wijkbeheer, in which somebody has an account."""
    Signaal.objects.filter(pk=rij.pk).update(tekst=MERK)
    return zet_uit(rij, manager, wat="Leg de stoep recht.").delen.get()


@pytest.fixture
def url(gevraagd: Deelactie, medewerker: Gebruiker) -> str:
    return _url(gevraagd, medewerker)


def _stand(deel: Deelactie) -> str:
    deel.afspraak.refresh_from_db()
    return deel.afspraak.stand


def test_opening_shows_what_is_asked_and_changes_nothing(
    client: Client, gevraagd: Deelactie, url: str
) -> None:
    voor = Logregel.objects.count()

    pagina = client.get(url)
    client.head(url)

    assert pagina.status_code == 200
    assert "Leg de stoep recht." in pagina.content.decode()
    assert MERK not in pagina.content.decode()
    assert _stand(gevraagd) == "gevraagd"
    assert Logregel.objects.count() == voor


@pytest.mark.eis("DHR-17", "DHR-38")
def test_taking_it_on_counts_for_the_person_and_says_how_it_came(
    client: Client, gevraagd: Deelactie, url: str, medewerker: Gebruiker, manager: Gebruiker
) -> None:
    antwoord = client.post(url, {"stap": "aanname"}, follow=True)

    assert "Afgesproken" in antwoord.content.decode()
    assert _stand(gevraagd) == "toegezegd"
    regels = Logregel.objects.filter(object_soort="afspraak", object_id=gevraagd.afspraak_id)
    assert [(r.stap, r.door) for r in regels.exclude(stap="afspraak.maken")] == [
        ("afspraak.per-mail", medewerker),
        ("afspraak.toezeggen", medewerker),
    ]
    client.force_login(manager)
    assert "met de link in de mail" in client.get(gevraagd.signaal.get_absolute_url()).content.decode()


@pytest.mark.eis("DHR-17", "DHR-38")
def test_refusing_needs_a_reason_and_returns_to_the_sender(
    client: Client, gevraagd: Deelactie, url: str, manager: Gebruiker
) -> None:
    zonder = client.post(url, {"stap": "weigering", "reden": " "})
    met = client.post(url, {"stap": "weigering", "reden": "Dit is van de woningstichting."})

    assert (zonder.status_code, met.status_code) == (422, 302)
    assert _stand(gevraagd) == "geweigerd"
    gevraagd.signaal.refresh_from_db()
    assert gevraagd.signaal.houder == Houder(rol="wijkmanager", gebied=gevraagd.signaal.gebied)


def test_what_was_taken_on_is_finished_by_the_next_link(
    client: Client, gevraagd: Deelactie, url: str, medewerker: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    client.post(url, {"stap": "aanname"})
    verstuur_klaargezette()
    [volgende] = re.findall(r"/mail/\S+/", str(mailoutbox[-1].body))

    leeg = client.post(volgende, {"stap": "gereedmelding", "resultaat": ""})
    klaar = client.post(volgende, {"stap": "gereedmelding", "resultaat": "De stoep ligt recht."})

    assert mailoutbox[-1].subject.startswith("U doet dit")
    assert (leeg.status_code, klaar.status_code) == (422, 302)
    assert _stand(gevraagd) == "klaar"
    assert gevraagd.afspraak.resultaat == "De stoep ligt recht."


@pytest.mark.parametrize("stap", ["gereedmelding", "bestaat-niet", ""])
def test_a_link_has_one_purpose(client: Client, gevraagd: Deelactie, url: str, stap: str) -> None:
    assert client.post(url, {"stap": stap, "resultaat": "x"}).status_code == 404
    assert _stand(gevraagd) == "gevraagd"


# --- dead links


def test_twice_is_once_and_explained(client: Client, gevraagd: Deelactie, url: str) -> None:
    client.post(url, {"stap": "aanname"})

    nog_eens = client.post(url, {"stap": "weigering", "reden": "Toch niet."})

    assert nog_eens.status_code == 410
    assert "al beantwoord" in nog_eens.content.decode()
    assert _stand(gevraagd) == "toegezegd"


def test_answered_elsewhere_in_between(
    client: Client, gevraagd: Deelactie, url: str, medewerker: Gebruiker
) -> None:
    acties.weiger(deel=gevraagd, reden="Nee.", door=medewerker)

    assert client.get(url).status_code == 410


def test_shielded_in_between(client: Client, gevraagd: Deelactie, url: str, manager: Gebruiker) -> None:
    acties.scherm_af(signaal=gevraagd.signaal, gevoelig="beperkt", door=manager)

    antwoord = client.get(url)

    assert antwoord.status_code == 410
    assert "Leg de stoep recht." not in antwoord.content.decode()


def test_who_left_the_party_answers_no_more(
    client: Client, gevraagd: Deelactie, url: str, medewerker: Gebruiker
) -> None:
    medewerker.roltoewijzingen.update(tot=timezone.localdate() - timedelta(days=1))

    assert client.get(url).status_code == 410


def test_a_closed_account_answers_no_more(client: Client, url: str, medewerker: Gebruiker) -> None:
    medewerker.is_active = False
    medewerker.save()

    assert client.get(url).status_code == 410


def test_too_old(client: Client, url: str) -> None:
    with time_machine.travel(timezone.now() + mailstap.GELDIG + timedelta(days=1)):
        antwoord = client.get(url)

    assert antwoord.status_code == 410
    assert "te oud" in antwoord.content.decode()


def test_what_was_taken_on_can_be_finished_after_its_day(
    client: Client, rij: Signaal, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    deel = zet_uit(rij, manager, dagen=90).delen.get()
    acties.neem_aan(deel=deel, door=medewerker)
    url = _url(Deelactie.objects.get(pk=deel.pk), medewerker)

    with time_machine.travel(timezone.now() + timedelta(days=100)):
        assert client.get(url).status_code == 200


def test_a_changed_link_opens_nothing(client: Client, url: str) -> None:
    inhoud, tijd, teken = url.removeprefix("/mail/").removesuffix("/").split(":")
    ander = f"{'A' if teken[0] != 'A' else 'B'}{teken[1:]}"
    meer = f"{inhoud[:-2]}{'A' if inhoud[-2] != 'A' else 'B'}{inhoud[-1]}"

    for kapot in (f"{inhoud}:{tijd}:{ander}", f"{meer}:{tijd}:{teken}", inhoud, "x"):
        assert client.get(reverse("mail:stap", args=[kapot])).status_code == 410


def test_a_link_of_another_kind_opens_nothing(client: Client, gevraagd: Deelactie) -> None:
    ander = signing.dumps({"deel": gevraagd.pk}, salt="iets.anders")

    assert client.get(reverse("mail:stap", args=[ander])).status_code == 410


def test_a_link_for_another_person_does_not_work(client: Client, gevraagd: Deelactie) -> None:
    """Signed by us all the same: the holder is asked again when the link is opened."""
    vreemde = persoon("teammedewerker", partij="vvh")
    tot = (timezone.localdate() + timedelta(days=3)).isoformat()
    partij = gevraagd.afspraak.houder_partij_id
    url = _sleutel(afspraak=gevraagd.afspraak_id, wie=vreemde.pk, partij=partij, doel="vraag", tot=tot)

    assert client.get(url).status_code == 410
    assert mailstap.link_voor_houder(gevraagd.afspraak, vreemde) is None


def test_a_link_that_was_mailed_before_still_works(
    client: Client, gevraagd: Deelactie, medewerker: Gebruiker
) -> None:
    """When only parts had links, they named the part and were signed by another name."""
    tot = (timezone.localdate() + timedelta(days=3)).isoformat()
    partij = gevraagd.afspraak.houder_partij_id
    oud = {"deel": gevraagd.pk, "wie": medewerker.pk, "partij": partij, "doel": "vraag", "tot": tot}
    url = _sleutel("signalen.mailstap", **oud)

    assert "Leg de stoep recht." in client.get(url).text
    assert client.post(url, {"stap": "aanname"}).status_code == 302
    assert _stand(gevraagd) == "toegezegd"
    assert client.get(_sleutel("signalen.mailstap", **{**oud, "deel": 0})).status_code == 410


def test_of_a_shielded_part_there_is_no_link(den_helder: Profiel, concierge: Gebruiker) -> None:
    zorg = persoon("zorgmedewerker", partij="team-zorg")
    deel = zet_uit(signaal(concierge, "visbuurt", "zorg"), concierge).delen.get()

    assert mailstap.link_voor_houder(deel.afspraak, zorg) is None


# --- a party with an address and no accounts


@pytest.fixture
def zonder_account(rij: Signaal, manager: Gebruiker) -> Deelactie:
    wonen = partij("woningstichting")
    wonen.e_mail = "balie@woningstichting.example"
    wonen.save()
    vraag = acties.Deelvraag(Houder(partij=wonen), "Kijk naar de muur.", over(10))
    acties.zet_uit(signaal=rij, door=manager, delen=[vraag], route="wonen")
    return rij.delen.get()


def test_a_party_without_accounts_gets_the_mail_and_answers_as_party(
    client: Client, zonder_account: Deelactie, manager: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    Bericht.objects.update(niet_voor=timezone.now())
    verstuur_klaargezette()
    [mail] = [mail for mail in mailoutbox if mail.to == ["balie@woningstichting.example"]]
    [url] = set(re.findall(r"/mail/\S+/", str(mail.body)))

    client.post(url, {"stap": "aanname"})
    verstuur_klaargezette()

    assert _stand(zonder_account) == "toegezegd"
    assert "uw organisatie met de gemeente samenwerkt" in str(mail.body)
    assert mailoutbox[-1].to == ["balie@woningstichting.example"]
    regel = Logregel.objects.get(stap="afspraak.per-mail")
    assert regel.door is None
    assert regel.gegevens["partij"] == zonder_account.afspraak.houder_partij_id
    client.force_login(manager)
    assert "de gevraagde partij" in client.get(zonder_account.signaal.get_absolute_url()).content.decode()


def test_a_party_without_accounts_refuses_and_is_done(client: Client, zonder_account: Deelactie) -> None:
    url = _url(zonder_account, None)

    client.post(url, {"stap": "weigering", "reden": "Dit is niet onze flat."})

    assert _stand(zonder_account) == "geweigerd"


def test_a_party_without_accounts_is_reminded_once_per_occasion(zonder_account: Deelactie) -> None:
    dagen = [zonder_account.afspraak.uiterlijk + timedelta(days=n) for n in (-20, 0, 0, 1, 2)]

    keren = [register.herinner_partijen(dag=dag) for dag in dagen]

    assert keren == [0, 1, 0, 1, 0]


def test_where_somebody_has_an_account_the_address_is_left_alone(
    rij: Signaal, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    team = partij("wijkbeheer")
    team.e_mail = "team@wijkbeheer.example"
    team.save()

    deel = zet_uit(rij, manager).delen.get()

    assert [b.ontvanger for b in Bericht.objects.filter(soort="afspraak-gevraagd")] == [medewerker]
    assert register.herinner_partijen(dag=deel.afspraak.uiterlijk) == 0


# --- mail and page


def test_the_mail_leads_past_the_login_and_says_so(
    client: Client, gevraagd: Deelactie, mailoutbox: list[EmailMessage], medewerker: Gebruiker
) -> None:
    Bericht.objects.update(niet_voor=timezone.now())

    verstuur_klaargezette()

    [mail] = [m for m in mailoutbox if m.to == [medewerker.email] and m.subject.startswith("Gevraagd")]
    assert "Antwoord meteen, zonder inloggen" in str(mail.body)
    assert MERK not in str(mail.body)


def test_the_digest_gives_the_link_for_what_falls_due(
    gevraagd: Deelactie, medewerker: Gebruiker, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    settings.DAGBERICHT_VANAF_UUR, settings.DAGBERICHT_ELKE_DAG = 0, True
    Bericht.objects.all().delete()
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        maak_herinneringen()
        verstuur_klaargezette()

    [mail] = [m for m in mailoutbox if m.to == [medewerker.email]]
    assert "/mail/" in str(mail.body)


def test_page_is_not_found_or_kept_and_its_form_can_be_sent(client: Client, url: str) -> None:
    antwoord = client.get(url)

    assert antwoord.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert antwoord.headers["Cache-Control"] == "no-store"
    assert antwoord.headers["Referrer-Policy"] == "same-origin"
    assert "/mail/" not in client.get("/sitemap.xml").content.decode()
    assert "/mail/" not in client.get("/robots.txt").content.decode()


def test_a_foreign_site_cannot_act(gevraagd: Deelactie, url: str) -> None:
    assert Client(enforce_csrf_checks=True).post(url, {"stap": "aanname"}).status_code == 403
    assert _stand(gevraagd) == "gevraagd"


def test_who_is_logged_in_acts_as_whom_the_mail_was_for(
    client: Client, gevraagd: Deelactie, url: str, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    client.force_login(manager)

    client.post(url, {"stap": "aanname"})

    assert Logregel.objects.get(stap="afspraak.toezeggen").door == medewerker


def test_the_page_takes_few_queries(
    client: Client, url: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # The version of the profile, the afspraak, the person, the two of its roles, and the part with its signal.
    with django_assert_num_queries(6):
        client.get(url)
