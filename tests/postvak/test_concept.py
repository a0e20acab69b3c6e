"""A concept: seen by its forwarder alone, confirmed once, and gone after that."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from signalen.acties.mailconcept import bevestig, gooi_weg, neem_mail_in, ruim_mail_op
from signalen.models import Mailconcept, Signaal, Verwezen
from signalen.postvak.vandaag import herinneringen, werkvoorraad
from tests.hulp import gebied, persoon
from wijkwerk.berichten.dagbericht import Rekening, maak_dagberichten, zet_herinneringen_klaar
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StandVeranderd

pytestmark = pytest.mark.django_db
TEKST = "De lantaarn is stuk. <script>alert(1)</script>"
Stand = Mailconcept.Stand


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="stad-binnen-de-linie")


@pytest.fixture
def concept(manager: Gebruiker) -> Mailconcept:
    rij = neem_mail_in(
        kenmerk="k", van=manager, tekst=TEKST, briefje="Kijk jij?", naam="Anneke", e_mail="a@bewoner.example"
    )
    assert rij is not None
    return rij


def _invoer(**anders: Any) -> dict[str, Any]:
    velden = {
        "tekst": "De lantaarn is stuk.",
        "soort": "openbare-ruimte",
        "gebied": gebied("visbuurt").pk,
        "urgentie": "normaal",
        "kanaal": "e-mail",
        "naam": "Anneke",
        "e_mail": "a@bewoner.example",
    }
    return velden | anders


def ververs(concept: Mailconcept) -> Mailconcept:
    return Mailconcept.objects.get(pk=concept.pk)


def test_it_waits_on_vandaag_for_its_forwarder_and_says_no_word(client: Client, concept: Mailconcept) -> None:
    ander = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    [taak] = werkvoorraad(concept.van)
    client.force_login(concept.van)

    pagina = client.get("/vandaag/").content.decode()

    assert (taak.groep, taak.knop in pagina) == ("vandaag", True)
    assert "lantaarn" not in pagina
    assert list(werkvoorraad(ander)) == []


def test_the_form_proposes_what_the_mail_said(client: Client, concept: Mailconcept) -> None:
    client.force_login(concept.van)

    pagina = client.get(concept.get_absolute_url()).content.decode()

    assert "De lantaarn is stuk. &lt;script&gt;" in pagina
    assert "<script>alert" not in pagina
    assert all(woord in pagina for woord in ("Kijk jij?", "Anneke", "a@bewoner.example"))


@pytest.mark.parametrize("rol", ["wijkmanager", "wijkconcierge", "beheerder"])
def test_for_everybody_else_it_does_not_exist(client: Client, concept: Mailconcept, rol: str) -> None:
    client.force_login(persoon(rol, gebied=None if rol == "beheerder" else "stad-binnen-de-linie"))
    url = concept.get_absolute_url()

    assert client.get(url).status_code == 404
    assert client.post(url, _invoer()).status_code == 404
    assert client.post(f"{url}verwijdering/").status_code == 404
    assert ververs(concept).stand == Stand.CONCEPT


def test_confirming_makes_a_signal_and_leaves_nothing_of_the_mail(
    client: Client, concept: Mailconcept
) -> None:
    client.force_login(concept.van)

    antwoord = client.post(concept.get_absolute_url(), _invoer(terugkoppeling_gewenst="on"))

    signaal = Signaal.objects.get()
    assert antwoord.status_code == 302
    assert (signaal.tekst, signaal.kanaal) == ("De lantaarn is stuk.", "e-mail")
    assert signaal.melder is not None
    assert signaal.melder.e_mail == "a@bewoner.example"
    assert (ververs(concept).stand, ververs(concept).tekst, ververs(concept).e_mail) == (
        Stand.BEVESTIGD,
        "",
        "",
    )
    assert Logregel.objects.filter(stap="signaal.bevestigen", object_id=signaal.pk).exists()
    assert "Bevestigd: kwam per mail" in client.get(signaal.get_absolute_url()).content.decode()


def test_what_is_missing_is_asked_and_what_was_typed_stays(client: Client, concept: Mailconcept) -> None:
    client.force_login(concept.van)

    antwoord = client.post(concept.get_absolute_url(), _invoer(soort="", tekst="Mijn eigen woorden"))

    assert antwoord.status_code == 422
    assert "Mijn eigen woorden" in antwoord.content.decode()
    assert ververs(concept).stand == Stand.CONCEPT


def test_confirming_twice_makes_one_signal(client: Client, concept: Mailconcept, manager: Gebruiker) -> None:
    client.force_login(manager)
    client.post(concept.get_absolute_url(), _invoer())

    assert client.post(concept.get_absolute_url(), _invoer()).status_code == 404
    with pytest.raises(StandVeranderd, match="al verwerkt"):
        bevestig(concept=concept, invoer={}, door=manager)
    assert Signaal.objects.count() == 1


def test_thrown_away_is_gone(client: Client, concept: Mailconcept) -> None:
    client.force_login(concept.van)

    antwoord = client.post(f"{concept.get_absolute_url()}verwijdering/", follow=True)

    assert "niets van bewaard" in antwoord.content.decode()
    assert (ververs(concept).stand, ververs(concept).tekst) == (Stand.WEG, "")
    assert client.get(concept.get_absolute_url()).status_code == 404


def test_danger_now_keeps_nothing_of_the_mail(client: Client, concept: Mailconcept) -> None:
    client.force_login(concept.van)

    antwoord = client.post(concept.get_absolute_url(), _invoer(soort="zorg", gevaar="ja"))

    assert "/nood/" in antwoord["Location"]
    assert ververs(concept).tekst == ""
    assert not Signaal.objects.exists()
    assert Verwezen.objects.count() == 1


def test_what_nobody_confirms_disappears_and_is_not_taken_in_again(
    concept: Mailconcept, manager: Gebruiker
) -> None:
    Mailconcept.objects.update(ontvangen_op=timezone.now() - timedelta(days=15))

    ruim_mail_op()

    assert (ververs(concept).stand, ververs(concept).tekst) == (Stand.VERLOPEN, "")
    assert neem_mail_in(kenmerk="k", van=manager, tekst="Nog eens") is None
    Mailconcept.objects.update(afgedaan_op=timezone.now() - timedelta(days=91))
    ruim_mail_op()
    assert not Mailconcept.objects.exists()


def test_its_forwarder_is_reminded_once_without_a_word_of_it(
    concept: Mailconcept, mailoutbox: list[Any], settings: Any
) -> None:
    settings.DAGBERICHT_ELKE_DAG, settings.DAGBERICHT_VANAF_UUR = True, 0
    vandaag = timezone.localdate()
    nog_niet = list(herinneringen(vandaag))
    Mailconcept.objects.update(ontvangen_op=timezone.now() - timedelta(days=11))

    for _ in range(2):
        zet_herinneringen_klaar(Rekening())
        maak_dagberichten()
        verstuur_klaargezette()

    assert nog_niet == []
    assert len(mailoutbox) == 1
    assert "doorgestuurde mail" in mailoutbox[0].body
    assert "lantaarn" not in mailoutbox[0].body


def test_thrown_away_by_another_is_refused(concept: Mailconcept) -> None:
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied, match="wie deze mail doorstuurde"):
        gooi_weg(concept=concept, door=persoon("wijkmanager", gebied="stad-binnen-de-linie"))


def test_the_address_stands_where_signals_are_written_down(
    client: Client, manager: Gebruiker, settings: Any
) -> None:
    client.force_login(manager)
    zonder = client.get("/signalen/nieuw/").content.decode()
    settings.POSTVAK = settings.POSTVAK | {"adres": "signalen@gemeente.example"}

    assert "per mail?" not in zonder
    assert "signalen@gemeente.example" in client.get("/signalen/nieuw/").content.decode()
