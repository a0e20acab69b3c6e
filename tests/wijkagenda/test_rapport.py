"""Telling how a plan goes every so many months: when it is due, what is sent, to whom, and who reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.db import InternalError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.hulp import activeer, partij, persoon, profieltekst
from tests.wijkagenda.plannen import Helmond, al_vastgesteld, helmond_gepubliceerd
from wijkagenda import service
from wijkagenda.bewaking_rapport import plichten
from wijkagenda.models import Plan, Planitem, Rapport
from wijkwerk.afspraken import acties as afspraken
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import maak_herinneringen, verstuur_klaargezette
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.acties import vul_uit_profiel

pytestmark = pytest.mark.django_db


@pytest.fixture
def h(helmond: Profiel) -> Helmond:
    """A wijkactieplan of Brouwhuis that is published, with one promise of woCom."""
    return helmond_gepubliceerd()


def _vers(gebruiker: Gebruiker) -> Gebruiker:
    return Gebruiker.objects.get(pk=gebruiker.pk)


def _url(plan: Plan, soort: str = "tussenstand") -> str:
    return reverse("wijkagenda:rapport_nieuw", args=[plan.pk, soort])


def _op(dag: date) -> time_machine.travel:
    return time_machine.travel(datetime.combine(dag, time(12), tzinfo=UTC))


def _knoppen(gebruiker: Gebruiker) -> list[tuple[str, date | None]]:
    taken = service.werkvoorraad(_vers(gebruiker))
    return [(taak.titel, taak.uiterlijk) for taak in taken if taak.knop == "Maak en verstuur"]


def _inhoud(client: Client, rapport: Rapport) -> str:
    """The page without what differs by session."""
    return (
        client.get(rapport.get_absolute_url()).text.partition("<h2>Per afspraak")[2].partition("</main>")[0]
    )


def _stel_uit(h: Helmond) -> None:
    afspraak = h.actie.afspraak
    assert afspraak is not None
    afspraken.werk_bij(afspraak=afspraak, stand="loopt", tekst="Begonnen.", door=h.wocom)
    afspraken.verzet(
        afspraak=afspraak,
        uiterlijk=afspraak.uiterlijk + timedelta(days=60),
        reden="Het wijkhuis is dicht.",
        door=h.adviseur,
    )


@pytest.mark.eis("HEL-57")
def test_due_every_six_months_for_the_author_with_a_reminder(h: Helmond) -> None:
    vastgesteld = h.plan.vastgesteld_op
    assert vastgesteld is not None
    uiterlijk = plus_maanden(vastgesteld, 6)

    assert _knoppen(h.adviseur) == []
    with _op(uiterlijk - timedelta(days=10)):
        assert _knoppen(h.adviseur) == [("Tussenstand van het wijkactieplan", uiterlijk)]
        assert _knoppen(h.wijkraad) == _knoppen(persoon("adviseur-wgw", gebied="dierdonk")) == []
    with _op(uiterlijk + timedelta(days=1)):
        [herinnering] = [
            rij for rij in service.herinneringen(timezone.localdate()) if "tussenstand" in rij.moment
        ]
        assert (herinnering.ontvanger, herinnering.uiterlijk) == (h.adviseur, uiterlijk)
        assert herinnering.url == _url(h.plan)


@pytest.mark.eis("HEL-57")
def test_sent_to_the_wijkorgaan_and_the_next_follows(
    client: Client, h: Helmond, mailoutbox: list[EmailMessage]
) -> None:
    tweede = persoon("wijkorgaan", partij="wijkraad-brouwhuis")
    _stel_uit(h)
    client.force_login(h.adviseur)
    pagina = client.get(_url(h.plan))
    assert "Wijkraad Brouwhuis" in pagina.text
    assert "2 personen krijgen een mail" in pagina.text
    assert "Later dan afgesproken" in pagina.text

    zin = f"zin-{h.actie.spoor}"
    antwoord = client.post(
        _url(h.plan), {"nummer": 1, "toelichting": "Het gaat goed.", zin: "In mei is het open."}
    )
    assert antwoord.headers["Location"] == h.plan.get_absolute_url()
    mailoutbox.clear()
    verstuur_klaargezette()

    rapport = Rapport.objects.get()
    assert (rapport.aan, rapport.verstuurd_door) == ("Wijkraad Brouwhuis", h.adviseur)
    mails = [mail for mail in mailoutbox if "Tussenstand" in mail.subject]
    assert sorted(adres for mail in mails for adres in mail.to) == sorted([h.wijkraad.email, tweede.email])
    assert "wijkhuis is dicht" not in str(mails[0].body)
    assert rapport.get_absolute_url() in str(mails[0].body)
    client.force_login(h.wijkraad)
    gelezen = client.get(rapport.get_absolute_url()).text
    for woorden in (
        "Het gaat goed.",
        "In mei is het open.",
        "Reden: Het wijkhuis is dicht.",
        "Voor de eerste keer uitgesteld, eerst",
    ):
        assert woorden in gelezen
    [plicht] = plichten([h.plan])
    assert plicht.uiterlijk == plus_maanden(timezone.localdate(), 6)


@pytest.mark.eis("HEL-57")
def test_next_one_tells_what_changed_since_the_last(client: Client, h: Helmond) -> None:
    client.force_login(h.adviseur)
    client.post(_url(h.plan), {"nummer": 1, "toelichting": ""})
    _stel_uit(h)
    client.post(_url(h.plan), {"nummer": 2, "toelichting": ""})
    derde = client.get(_url(h.plan)).text

    eerste, tweede = (client.get(rij.get_absolute_url()).text for rij in Rapport.objects.order_by("nummer"))

    assert "Later dan afgesproken" not in eerste
    assert "Later dan afgesproken" in tweede
    assert "Later dan afgesproken" not in derde


def test_twice_is_sent_once(client: Client, h: Helmond) -> None:
    client.force_login(h.adviseur)
    gegevens = {"nummer": 1, "toelichting": "Mijn hele verhaal."}
    client.post(_url(h.plan), gegevens)
    nog_eens = client.post(_url(h.plan), gegevens)

    assert nog_eens.status_code == 422
    assert "is net al verstuurd" in nog_eens.text
    assert "Mijn hele verhaal." in nog_eens.text
    assert Rapport.objects.count() == 1
    assert Bericht.objects.filter(soort="rapport-verstuurd").count() == 1


def test_who_gets_it_and_who_does_not(client: Client, h: Helmond) -> None:
    client.force_login(h.adviseur)
    client.post(_url(h.plan), {"nummer": 1})
    url = Rapport.objects.get().get_absolute_url()
    later_erbij = persoon("wijkorgaan", partij="wijkraad-brouwhuis")
    elders = persoon("wijkorgaan", partij="wijkraad-dierdonk")

    antwoorden = {}
    for naam, wie in {"wijkraad": h.wijkraad, "later": later_erbij, "elders": elders}.items():
        client.force_login(wie)
        antwoorden[naam] = client.get(url).status_code
    client.force_login(h.wijkraad)
    antwoorden["maken"] = client.get(_url(h.plan)).status_code
    antwoorden["versturen"] = client.post(_url(h.plan), {"nummer": 2}).status_code
    client.force_login(elders)
    antwoorden["maken elders"] = client.get(_url(h.plan)).status_code

    assert antwoorden == {
        "wijkraad": 200,
        "later": 200,
        "elders": 404,
        "maken": 403,
        "versturen": 403,
        "maken elders": 404,
    }


def test_what_was_sent_is_frozen(client: Client, h: Helmond) -> None:
    client.force_login(h.adviseur)
    client.post(_url(h.plan), {"nummer": 1})
    rapport = Rapport.objects.get()
    voor = _inhoud(client, rapport)
    _stel_uit(h)
    Planitem.objects.filter(pk=h.actie.pk).update(titel="Heel anders")

    assert "Inlooptafel" in voor
    assert _inhoud(client, rapport) == voor
    for doe in (lambda: Rapport.objects.update(aan="niemand"), lambda: Rapport.objects.all().delete()):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            doe()


def test_promise_that_is_shielded_later_loses_its_words(client: Client, h: Helmond) -> None:
    _stel_uit(h)
    Afspraak.objects.update(gevoelig="ja")
    client.force_login(h.adviseur)

    assert "Het wijkhuis is dicht." not in client.get(_url(h.plan)).text


def test_nobody_has_an_account(client: Client, h: Helmond) -> None:
    h.wijkraad.roltoewijzingen.all().delete()
    client.force_login(h.adviseur)

    assert "Niemand krijgt een mail" in client.get(_url(h.plan)).text
    assert client.post(_url(h.plan), {"nummer": 1}).status_code == 302
    assert Rapport.objects.get().aan == "Wijkraad Brouwhuis"


def test_plan_in_the_making_or_unknown_report_is_not_found(client: Client, h: Helmond) -> None:
    client.force_login(h.adviseur)
    assert client.get(_url(h.plan, "bestaat-niet")).status_code == 404
    Plan.objects.filter(pk=h.plan.pk).update(stand=Plan.Stand.VERVANGEN)

    assert client.get(_url(h.plan)).status_code == 404
    assert plichten(list(Plan.objects.all())) == []


def test_page_of_the_plan_says_when_and_what_was_sent(client: Client, h: Helmond) -> None:
    client.force_login(h.adviseur)
    client.post(_url(h.plan), {"nummer": 1})
    rapport = Rapport.objects.get()

    van_adviseur = client.get(h.plan.get_absolute_url()).text
    client.force_login(h.wijkraad)
    van_wijkraad = client.get(h.plan.get_absolute_url()).text

    assert _url(h.plan) in van_adviseur
    assert _url(h.plan) not in van_wijkraad
    for tekst in (van_adviseur, van_wijkraad):
        assert rapport.get_absolute_url() in tekst


def test_digest_reminds_the_author(h: Helmond, mailoutbox: list[EmailMessage]) -> None:
    assert h.plan.vastgesteld_op is not None
    # A working day on which it is late.
    dag = plus_maanden(h.plan.vastgesteld_op, 6) + timedelta(days=1)
    while dag.weekday() > 4:
        dag += timedelta(days=1)
    with _op(dag):
        mailoutbox.clear()
        maak_herinneringen()
        verstuur_klaargezette()

    [mail] = [mail for mail in mailoutbox if mail.to == [h.adviseur.email]]
    assert "Tussenstand van het wijkactieplan: Brouwhuis" in str(mail.body)
    assert _url(h.plan) in str(mail.body)


def test_number_of_queries(
    client: Client, h: Helmond, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(h.adviseur)
    client.post(_url(h.plan), {"nummer": 1})
    rapport = Rapport.objects.get()
    client.force_login(h.wijkraad)

    # Session, profile, user, roles, the report, the other times, the plan; four for whether this person may withdraw it.
    with django_assert_num_queries(7):
        client.get(rapport.get_absolute_url())


# --- a municipality of which nobody here has heard

ANDERS = """
[[rapportage]]
sleutel = "hoe-gaat-het"
naam = "Hoe gaat het?"
aan = ["rol:raad", "rol:partner"]
frequentie = { n = 3, per = "jaar", norm = "%s", anker = "vaststelling" }
onderdelen = ["voortgang per actie"]
"""


def _andere_gemeente(norm: str) -> Plan:
    tekst = profieltekst("etten-leur") + ANDERS % norm
    gemeente_acties.activeer(tekst=tekst, bestand="anders.toml", door=None)
    vul_uit_profiel(profiel=actief_profiel())
    manager = persoon("wijkmanager", gebied="banakkers")
    plan = al_vastgesteld("wijkagenda", "banakkers", manager, ("onderwerp", "Bomen planten"))
    item = plan.items.get()
    item.afspraak = afspraken.maak(
        wat="Bomen planten",
        houder=Houder(partij=partij("wel")),
        uiterlijk=timezone.localdate() + timedelta(days=30),
        gebieden=[plan.gebied],
        bron=plan,
        door=manager,
    )
    item.save()
    return plan


@pytest.mark.parametrize(("norm", "moet"), [("hard", True), ("streven", False)])
def test_other_period_and_other_readers(client: Client, norm: str, moet: bool) -> None:
    plan = _andere_gemeente(norm)
    manager = plan.gestart_door
    assert plan.vastgesteld_op is not None
    uiterlijk = plus_maanden(plan.vastgesteld_op, 4)
    raadslid, partner = persoon("raad"), persoon("partner", partij="wel", gebied="banakkers")

    with _op(uiterlijk + timedelta(days=1)):
        assert _knoppen(manager) == [("Hoe gaat het?", uiterlijk if moet else None)]
        herinnerd = [
            rij for rij in service.herinneringen(timezone.localdate()) if "hoe-gaat-het" in rij.moment
        ]
        assert bool(herinnerd) is moet
        client.force_login(manager)
        assert client.post(_url(plan, "hoe-gaat-het"), {"nummer": 1}).status_code == 302
        rapport = Rapport.objects.get()
        assert set(rapport.ontvangers.all()) == {raadslid, partner}
        for wie in (raadslid, partner):
            client.force_login(wie)
            tekst = client.get(rapport.get_absolute_url()).text
            assert "Bomen planten" in tekst
            # It was never published: nobody can say what changed.
            assert "Niets veranderd" not in tekst
        assert _knoppen(manager) == []


def test_profile_without_it_asks_nothing(client: Client) -> None:
    activeer("etten-leur")
    manager = persoon("wijkmanager", gebied="banakkers")
    plan = al_vastgesteld("wijkagenda", "banakkers", manager)

    assert plichten([plan]) == []


@pytest.mark.parametrize("veld", ["toelichting", "zin"])
def test_a_private_address_in_it_is_not_sent(client: Client, helmond: Profiel, veld: str) -> None:
    h = helmond_gepubliceerd()
    client.force_login(h.adviseur)
    naam = veld if veld == "toelichting" else f"zin-{h.actie.spoor}"

    antwoord = client.post(_url(h.plan), {"nummer": 1, naam: "Bel jan.bewoner@privepost.example"})

    assert antwoord.status_code == 422
    assert "niet meer te veranderen" in antwoord.text
    assert "jan.bewoner@privepost.example" in antwoord.text
    assert not Rapport.objects.exists()


def _intrekken(rapport: Rapport) -> str:
    return reverse("wijkagenda:rapport_intrekking", args=[rapport.pk])


def test_withdrawn_shows_who_got_it_the_day_and_the_reason_and_no_word(client: Client, h: Helmond) -> None:
    client.force_login(h.adviseur)
    client.post(_url(h.plan), {"nummer": 1})
    rapport = Rapport.objects.get()
    assert _intrekken(rapport) in client.get(rapport.get_absolute_url()).text

    leeg = client.post(_intrekken(rapport), {"reden": " "})
    gelukt = client.post(_intrekken(rapport), {"reden": "De cijfers klopten niet."})
    nog_eens = client.post(_intrekken(rapport), {"reden": "Weer."})
    client.force_login(h.wijkraad)
    pagina = client.get(rapport.get_absolute_url())

    assert (leeg.status_code, gelukt.status_code, nog_eens.status_code) == (422, 302, 422)
    assert "Weer." in nog_eens.text
    assert pagina.status_code == 410
    assert "De cijfers klopten niet." in pagina.text
    assert "Inlooptafel" not in pagina.text
    rapport.refresh_from_db()
    assert (rapport.ingetrokken_door, rapport.ingetrokken_reden) == (h.adviseur, "De cijfers klopten niet.")
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        Rapport.objects.update(ingetrokken_reden="Iets anders.")


def test_only_who_may_send_it_withdraws_it(client: Client, h: Helmond) -> None:
    client.force_login(h.adviseur)
    client.post(_url(h.plan), {"nummer": 1})
    rapport = Rapport.objects.get()

    for wie, antwoord in ((h.wijkraad, 403), (persoon("wijkorgaan", partij="wijkraad-dierdonk"), 404)):
        client.force_login(wie)
        assert client.get(_intrekken(rapport)).status_code == antwoord
        assert client.post(_intrekken(rapport), {"reden": "x"}).status_code == antwoord
        assert _intrekken(rapport) not in client.get(rapport.get_absolute_url()).text
    rapport.refresh_from_db()
    assert not rapport.is_ingetrokken


def test_after_a_withdrawal_the_next_one_is_due_again_and_looks_back_further(
    client: Client, h: Helmond
) -> None:
    client.force_login(h.adviseur)
    client.post(_url(h.plan), {"nummer": 1})
    [verstuurd] = plichten([h.plan])
    client.post(_intrekken(Rapport.objects.get()), {"reden": "Fout."})

    [weer] = plichten([h.plan])

    assert (verstuurd.vorig, weer.vorig) == (timezone.localdate(), None)
    assert client.post(_url(h.plan), {"nummer": 2}).status_code == 302
