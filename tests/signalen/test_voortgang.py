"""What whoever waits for a definite answer hears, and whose task it is when the day passes."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from signalen import acties, service
from signalen.models import Signaal, Voortgangsbericht
from signalen.termijnen import tussenmoment
from tests.hulp import persoon
from tests.signalen.hulp import over
from tests.signalen.test_volgen import later_beantwoord
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.berichten.termijnen import plus_maanden, plus_werkdagen
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def ooit(helmond: Profiel) -> Signaal:
    """Answered with "ooit", for in 200 days."""
    return later_beantwoord(200)


def _berichten(soort: str) -> list[Bericht]:
    return list(Bericht.objects.filter(soort=soort, adressant_soort="melder"))


def _na_maanden(n: int, werkdagen: int = 0) -> date:
    return plus_werkdagen(plus_maanden(over(0), n), werkdagen)


def test_moments_come_every_so_many_months() -> None:
    begin = date(2026, 1, 31)

    dagen = (date(2026, 4, 29), date(2026, 4, 30), date(2026, 7, 30), date(2026, 7, 31))

    assert [tussenmoment(begin, 3, dag) for dag in dagen] == [
        None,
        date(2026, 4, 30),
        date(2026, 4, 30),
        date(2026, 7, 31),
    ]


@pytest.mark.eis("HEL-69", "ETL-39")
def test_the_clock_tells_when_nobody_did_and_only_once(ooit: Signaal) -> None:
    te_vroeg = acties.stuur_tussenberichten(dag=_na_maanden(3, 4))
    keren = [acties.stuur_tussenberichten(dag=_na_maanden(3, dagen)) for dagen in (5, 6, 20)]

    assert te_vroeg == 0
    assert keren == [1, 0, 0]
    assert len(_berichten("signaal-voortgang")) == 1


@pytest.mark.eis("HEL-69")
def test_what_a_person_tells_goes_by_mail_and_stands_on_the_page(
    client: Client, ooit: Signaal, mailoutbox: list[EmailMessage]
) -> None:
    vak = persoon("vakambtenaar")
    client.force_login(vak)
    url = reverse("signalen:bericht", args=[ooit.pk])

    leeg = client.post(url, {"tekst": " "})
    antwoord = client.post(url, {"tekst": "De raad beslist in mei."})
    verstuur_klaargezette()

    assert (leeg.status_code, antwoord.status_code) == (422, 302)
    assert "De raad beslist in mei." in str(mailoutbox[-1].body)
    client.logout()
    pagina = client.get(ooit.statusadres.get_absolute_url()).content.decode()
    assert "De raad beslist in mei." in pagina


def test_the_clock_is_silent_after_a_person_told_it(ooit: Signaal) -> None:
    with time_machine.travel(_na_maanden(3, -2)):
        acties.vertel_voortgang(signaal=ooit, tekst="Wij wachten op de raad.", door=persoon("vakambtenaar"))

    assert acties.stuur_tussenberichten(dag=_na_maanden(3, 6)) == 0
    assert not [rij for rij in service.herinneringen(_na_maanden(3)) if "Vertel" in rij.titel]


def test_nothing_to_tell_when_the_answer_is_definite(helmond: Profiel, ooit: Signaal) -> None:
    vak = persoon("vakambtenaar")
    acties.beantwoord(
        signaal=ooit, soort="nooit", velden={"reden": "te duur", "motivering": "Te duur."}, door=vak
    )

    with pytest.raises(StapGeweigerd):
        acties.vertel_voortgang(signaal=ooit, tekst="Nog even.", door=vak)
    assert not Voortgangsbericht.objects.exists()


def test_who_may_not_answer_may_not_tell(client: Client, ooit: Signaal) -> None:
    client.force_login(persoon("wijkopzichter", gebied="mierlo-hout"))

    assert client.post(reverse("signalen:bericht", args=[ooit.pk]), {"tekst": "x"}).status_code == 403


@pytest.mark.eis("HEL-69")
def test_when_the_day_passes_the_melder_hears_it_once(ooit: Signaal, mailoutbox: list[EmailMessage]) -> None:
    op_de_dag = acties.stuur_tussenberichten(dag=over(200))
    erna = [acties.stuur_tussenberichten(dag=over(dagen)) for dagen in (201, 202)]
    verstuur_klaargezette()

    assert len(_berichten("signaal-te-laat")) == 1
    assert erna == [1, 0]
    assert op_de_dag in {0, 1}
    assert "niet op tijd gelukt" in str(mailoutbox[-1].body)


@pytest.mark.eis("HEL-69")
def test_when_the_day_passes_it_is_a_task_of_owner_and_adviser(ooit: Signaal) -> None:
    """R10."""
    vak, adviseur = persoon("vakambtenaar"), persoon("adviseur-wgw", gebied="mierlo-hout")
    elders = persoon("adviseur-wgw", gebied="brouwhuis")
    voor = [taak for wie in (vak, adviseur) for taak in service.werkvoorraad(wie)]

    with time_machine.travel(over(201)):
        taken = {
            wie.naam: [taak.titel for taak in service.werkvoorraad(wie)] for wie in (vak, adviseur, elders)
        }

    assert voor == []
    assert any(ooit.nummer in titel for titel in taken[adviseur.naam])
    assert taken[elders.naam] == []


def test_no_mail_to_who_did_not_ask(helmond: Profiel, ooit: Signaal) -> None:
    assert ooit.melder is not None
    ooit.melder.terugkoppeling_gewenst = False
    ooit.melder.save()

    assert acties.stuur_tussenberichten(dag=over(201)) == 0


def test_nothing_by_the_clock_about_a_shielded_signal(ooit: Signaal) -> None:
    Signaal.objects.filter(pk=ooit.pk).update(gevoelig="ja")

    assert acties.stuur_tussenberichten(dag=over(201)) == 0
