"""What a mail says, to whom, and what it keeps silent about."""

from __future__ import annotations

import email
from email.message import EmailMessage as Bericht2822
from email.policy import default

import pytest
from bs4 import BeautifulSoup
from django.core.mail import EmailMessage, EmailMultiAlternatives
from pytest_django import Settings

from tests.berichten.conftest import MaakAfspraak
from tests.hulp import persoon
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten import teksten
from wijkwerk.berichten.models import Bericht, Berichttekst
from wijkwerk.berichten.service import zet_klaar
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.berichten.titels import veilige_titel
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
GEHEIM = "Marjolein slaapt in haar auto"


def stuur(mailoutbox: list[EmailMessage], soort: str, **velden: object) -> EmailMultiAlternatives:
    assert zet_klaar(soort, **velden)  # type: ignore[arg-type]
    verstuur_klaargezette()
    mail = mailoutbox[-1]
    assert isinstance(mail, EmailMultiAlternatives)
    return mail


def html_van(mail: EmailMultiAlternatives) -> str:
    [deel] = mail.alternatives
    return str(deel[0])


def alles(mail: EmailMultiAlternatives) -> str:
    return f"{mail.subject}\n{mail.body}\n{html_van(mail)}"


def test_a_mail_has_a_text_and_an_html_part_that_say_the_same(
    noor: Gebruiker, afspraak: Afspraak, mailoutbox: list[EmailMessage]
) -> None:
    mail = stuur(mailoutbox, "afspraak-gevraagd", ontvanger=noor, ding=afspraak)
    soep = BeautifulSoup(html_van(mail), "html.parser")
    assert mail.to == [noor.email]
    assert mail.subject == "Gevraagd: Lantaarnpaal maken"
    assert soep.html is not None
    assert soep.html["lang"] == "nl"
    for tekst in (
        "Beste Noor de Vries,",
        "Er is u iets gevraagd: Lantaarnpaal maken.",
        "Het moet klaar zijn op 1 december 2026.",
    ):
        assert tekst in str(mail.body)
        assert tekst in soep.get_text(" ", strip=True)
    assert "Gemeente Den Helder" in str(mail.body)


def test_the_headers_never_change_and_tell_that_a_machine_wrote(
    noor: Gebruiker, afspraak: Afspraak, mailoutbox: list[EmailMessage]
) -> None:
    mail = stuur(mailoutbox, "afspraak-gevraagd", ontvanger=noor, ding=afspraak)
    rauw: Bericht2822 = email.message_from_bytes(mail.message().as_bytes(), policy=default)
    assert rauw["Message-ID"] == Bericht.objects.get().message_id
    assert str(rauw["Message-ID"]).endswith("@wijkwerk.example>")
    assert rauw["Auto-Submitted"] == "auto-generated"
    assert [deel.get_content_type() for deel in rauw.iter_parts()] == ["text/plain", "text/html"]


def test_links_are_whole_addresses_of_a_page(
    noor: Gebruiker, afspraak: Afspraak, mailoutbox: list[EmailMessage]
) -> None:
    mail = stuur(mailoutbox, "afspraak-gevraagd", ontvanger=noor, ding=afspraak)
    links = {str(a["href"]) for a in BeautifulSoup(html_van(mail), "html.parser").find_all("a")}
    assert links
    assert all(link.startswith("https://wijkwerk.example/") for link in links)
    assert all(link in str(mail.body) for link in links)


def test_words_of_a_resident_are_no_html(
    noor: Gebruiker, afspraak_van: MaakAfspraak, mailoutbox: list[EmailMessage]
) -> None:
    mail = stuur(mailoutbox, "x", ontvanger=noor, ding=afspraak_van(noor, wat="<b>Gat</b> & kuil\nin de weg"))
    assert "<b>Gat" not in html_van(mail)
    assert "<b>Gat</b> & kuil" in str(mail.body)
    assert "\n" not in mail.subject


@pytest.mark.parametrize("gevoelig", ["beperkt", "ja"])
def test_of_a_shielded_thing_a_mail_names_only_the_kind(
    noor: Gebruiker,
    afspraak_van: MaakAfspraak,
    mailoutbox: list[EmailMessage],
    settings: Settings,
    gevoelig: str,
) -> None:
    settings.BERICHTVELDEN = {"afspraak": "tests.berichten.test_opmaak.velden"}
    Berichttekst.objects.create(
        soort="x",
        onderwerp="Over {{ titel }} {{ reden }}",
        tekst="De reden: {{ reden }}\n\n{{ uiterlijk }}",
        gewijzigd_door=noor,
    )
    afspraak = afspraak_van(noor, wat=GEHEIM, gevoelig=gevoelig)
    mail = stuur(mailoutbox, "x", ontvanger=noor, ding=afspraak, context={"stand": "knelpunt"})
    assert GEHEIM not in alles(mail)
    assert "omdat het lekt" not in alles(mail)
    assert mail.subject == "Over afspraak (afgeschermd)"
    assert "De reden" not in str(mail.body)


def velden(ding: Afspraak, soort: str, context: object) -> dict[str, str]:
    return {"reden": f"omdat het lekt: {ding.wat}"}


def test_a_thing_that_became_shielded_after_it_was_put_in_is_shielded(
    noor: Gebruiker, afspraak: Afspraak, mailoutbox: list[EmailMessage]
) -> None:
    zet_klaar("x", ontvanger=noor, ding=afspraak)
    Afspraak.objects.update(gevoelig="ja")
    verstuur_klaargezette()
    assert afspraak.wat not in mailoutbox[0].subject


def test_a_thing_that_does_not_say_it_is_open_is_shielded(noor: Gebruiker) -> None:
    assert veilige_titel(noor) == "gebruiker (afgeschermd)"


def test_who_may_not_see_a_thing_reads_only_its_kind(
    afspraak: Afspraak, mailoutbox: list[EmailMessage]
) -> None:
    mail = stuur(mailoutbox, "x", ontvanger=persoon(), ding=afspraak)
    assert afspraak.wat not in alles(mail)
    assert "afspraak" in mail.subject


def test_what_is_needed_is_looked_up_when_the_mail_leaves(
    noor: Gebruiker, afspraak: Afspraak, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    settings.BERICHTVELDEN = {"afspraak": "tests.berichten.test_opmaak.velden"}
    Berichttekst.objects.create(
        soort="x", onderwerp="Ja", tekst="De reden: {{ reden }}\n\nStand: {{ stand }}", gewijzigd_door=noor
    )
    mail = stuur(mailoutbox, "x", ontvanger=noor, ding=afspraak, context={"stand": "knelpunt"})
    assert "De reden: omdat het lekt: Lantaarnpaal maken" in str(mail.body)
    assert "Stand: knelpunt" in str(mail.body)


def adres(pk: int) -> str | None:
    return {7: "bewoner@voorbeeld.example"}.get(pk)


def test_the_address_of_a_melder_is_asked_when_the_mail_leaves_and_kept_nowhere(
    afspraak: Afspraak, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    settings.ADRESSEN = {"melder": "tests.berichten.test_opmaak.adres"}
    mail = stuur(mailoutbox, "x", adressant=("melder", 7), ding=afspraak)
    assert mail.to == ["bewoner@voorbeeld.example"]
    assert "Goedendag," in str(mail.body)
    assert "uw e-mailadres gaf" in str(mail.body)
    assert "voorbeeld.example" not in str(Bericht.objects.values().get())


def test_a_melder_without_address_gets_nothing(
    afspraak: Afspraak, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    settings.ADRESSEN = {"melder": "tests.berichten.test_opmaak.adres"}
    zet_klaar("x", adressant=("melder", 8), ding=afspraak)
    verstuur_klaargezette()
    assert mailoutbox == []
    assert Bericht.objects.get().stand == Bericht.Stand.INGETROKKEN


def test_the_municipality_may_choose_its_own_words(
    noor: Gebruiker, afspraak: Afspraak, den_helder: Profiel, mailoutbox: list[EmailMessage]
) -> None:
    Berichttekst.objects.create(
        soort="afspraak-gevraagd",
        onderwerp="{{ gemeente }} vraagt u iets",
        tekst="Vraag uw {{ term_gebiedsfunctie }}.\n\n- {{ titel }}\n- {{ onbekend }}\n\n{% now 'Y' %}",
        gewijzigd_door=noor,
    )
    mail = stuur(mailoutbox, "afspraak-gevraagd", ontvanger=noor, ding=afspraak)
    assert mail.subject == "Den Helder vraagt u iets"
    assert f"Vraag uw {den_helder.term('gebiedsfunctie').enkel}." in str(mail.body)
    assert "- Lantaarnpaal maken\n\n" in str(mail.body)
    assert "{% now 'Y' %}" in str(mail.body)
    assert "<li>Lantaarnpaal maken</li>" in html_van(mail)


@pytest.mark.parametrize("soort", [*teksten.soorten(), teksten.ALGEMEEN])
def test_shipped_texts_have_a_subject_a_text_and_no_template_tags(soort: str) -> None:
    tekst = teksten.standaardtekst(soort)
    assert 0 < len(tekst.onderwerp) <= 80
    assert tekst.tekst
    assert "{%" not in tekst.onderwerp + tekst.tekst
