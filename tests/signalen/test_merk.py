"""A shielded text shows up nowhere for who may not read it: pages, lists, search, counts, mail, log."""

from __future__ import annotations

import json

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from signalen import acties, service
from signalen.beeld import Beeld
from signalen.models import Deelactie, Signaal
from signalen.urls import urlpatterns
from tests.hulp import persoon
from tests.signalen.hulp import MERK, over, signaal, zet_uit
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.fixture
def concierge(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkconcierge", gebied="stad-binnen-de-linie")


@pytest.fixture
def zorg(concierge: Gebruiker) -> Signaal:
    """A care signal with the mark in every text that it has."""
    melder = acties.Melderinvoer(
        hoedanigheid="buur", naam=MERK, e_mail="m@voorbeeld.example", terugkoppeling_gewenst=True
    )
    rij = signaal(
        concierge,
        "visbuurt",
        "zorg",
        tekst=f"Wat er is: {MERK}.",
        waar=MERK,
        belevingsgebied=MERK,
        melder=melder,
    )
    rij = zet_uit(rij, concierge)
    acties.voeg_foto_toe(signaal=rij, beeld=Beeld(MERK.encode(), 8, 8), omschrijving=MERK, door=concierge)
    medewerker = persoon("zorgmedewerker", partij="team-zorg")
    deel = Deelactie.objects.get()
    acties.neem_aan(deel=deel, door=medewerker)
    acties.meld_klaar(deel=deel, resultaat=f"Gedaan: {MERK}", door=medewerker)
    acties.beantwoord(
        signaal=rij, soort="antwoord", velden={"toelichting": f"Uitleg: {MERK}"}, door=medewerker
    )
    rij.refresh_from_db()
    return rij


def _adressen(rij: Signaal) -> list[str]:
    """Every address of this app, with the ids of this signal and its part."""
    deel = rij.delen.get()
    foto = rij.fotos.get()
    adressen = []
    for patroon in urlpatterns:
        namen = patroon.pattern.converters
        waarden = {
            "pk": rij.pk,
            "deel_pk": deel.pk,
            "foto_pk": foto.pk,
            "vorm": "csv",
            "gebied": "visbuurt",
            "soort": "spreekuur",
        }
        adressen.append(reverse(f"signalen:{patroon.name}", kwargs={naam: waarden[naam] for naam in namen}))
    return [
        *adressen,
        reverse("vandaag"),
        f"{reverse('signalen:lijst')}?stand=alle",
        f"{reverse('signalen:lijst-bestand', args=['csv'])}?stand=alle",
        f"{reverse('signalen:lijst')}?zoek={MERK}&stand=alle",
    ]


@pytest.mark.parametrize(
    ("rol", "gebied"),
    [
        ("wijkmanager", "visbuurt"),
        ("wijkconcierge", "visbuurt"),
        ("vvh", "visbuurt"),
        ("adviseur", None),
        ("college", None),
        ("beheerder", None),
        ("bewoner", "visbuurt"),
        ("wijkmanager", "nieuw-den-helder"),
    ],
)
@pytest.mark.eis("DHR-08")
def test_no_page_shows_it(client: Client, zorg: Signaal, rol: str, gebied: str | None) -> None:
    client.force_login(persoon(rol, gebied=gebied))

    for adres in _adressen(zorg):
        # The search page repeats what was typed, in its field and in its links, not what was found.
        pagina = client.get(adres).getvalue().decode()
        pagina = pagina.replace(f'value="{MERK}"', "").replace(f"zoek={MERK}", "")
        assert MERK not in pagina, adres


@pytest.mark.eis("DHR-08")
def test_who_asked_for_the_part_does_not_read_what_came_of_it(
    client: Client, zorg: Signaal, concierge: Gebruiker
) -> None:
    afspraak = zorg.delen.get().afspraak
    client.force_login(concierge)

    pagina = client.get(reverse("afspraken:detail", args=[afspraak.pk])).content.decode()
    eigen = client.get(zorg.get_absolute_url()).content.decode()

    assert afspraak.gevraagd_door == concierge
    assert MERK not in pagina
    # The own words, and not the result or the answer.
    assert f"Gedaan: {MERK}" not in eigen
    assert f"Uitleg: {MERK}" not in eigen


def test_search_finds_nothing_shielded(client: Client, zorg: Signaal) -> None:
    client.force_login(persoon("zorgmedewerker", partij="team-zorg"))

    pagina = client.get(reverse("signalen:lijst"), {"zoek": MERK, "stand": "alle"}).content.decode()

    assert "Geen signalen gevonden" in pagina


def test_a_refused_form_gives_nothing_away(client: Client, zorg: Signaal) -> None:
    client.force_login(persoon("wijkmanager", gebied="visbuurt"))

    for naam in ("uitzetting", "antwoord", "terugkoppeling", "sluiting", "afscherming", "herhaling"):
        assert MERK not in client.post(reverse(f"signalen:{naam}", args=[zorg.pk])).content.decode()


def test_who_reads_it_sees_it_and_is_logged(client: Client, zorg: Signaal) -> None:
    medewerker = persoon("zorgmedewerker", partij="team-zorg")
    client.force_login(medewerker)

    pagina = client.get(zorg.get_absolute_url()).content.decode()

    assert MERK in pagina
    assert "staat in het logboek" in pagina
    assert Logregel.objects.filter(aard="inzage", door=medewerker, object_id=zorg.pk).count() == 1


def test_who_sees_only_the_state_is_not_logged_as_reader(client: Client, zorg: Signaal) -> None:
    client.force_login(persoon("wijkmanager", gebied="visbuurt"))

    client.get(zorg.get_absolute_url())

    assert not Logregel.objects.filter(aard="inzage").exists()


def test_outbox_and_logboek_keep_no_text(zorg: Signaal) -> None:
    berichten = json.dumps(list(Bericht.objects.values("soort", "context", "reden")))
    logboek = json.dumps(list(Logregel.objects.values("stap", "reden", "gegevens")))

    assert MERK not in berichten
    assert MERK not in logboek


def test_mail_says_nothing_of_it(zorg: Signaal, concierge: Gebruiker, mailoutbox: list[EmailMessage]) -> None:
    from wijkwerk.berichten.tasks import verstuur_klaargezette

    acties.koppel_terug(signaal=zorg, aan="melder", wijze="mail", door=concierge)
    Bericht.objects.update(niet_voor="2020-01-01T00:00:00Z")
    verstuur_klaargezette()

    assert mailoutbox
    for mail in mailoutbox:
        assert MERK not in f"{mail.subject} {mail.message()}"


def test_reminders_and_work_name_kind_and_area_only(zorg: Signaal) -> None:
    regels = [herinnering.titel for herinnering in service.herinneringen(over(30))]
    taken = [taak.titel for taak in service.werkvoorraad(persoon("wijkmanager", gebied="visbuurt"))]

    assert MERK not in json.dumps([regels, taken])
    assert MERK not in str(zorg)


def test_contact_data_are_unreadable_in_the_database(zorg: Signaal) -> None:
    assert zorg.melder is not None
    assert MERK.encode() not in bytes(zorg.melder.naam_gesloten)
    assert b"voorbeeld" not in bytes(zorg.melder.e_mail_gesloten)
    assert zorg.melder.naam == MERK
