"""One owner, one answer and one round of telling for a dossier; each signal by its own rules."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from signalen import acties, service
from signalen.acties.basis import van_dossier
from signalen.models import Dossier, Signaal
from tests.hulp import partij, persoon
from tests.signalen.hulp import over, signaal
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


def _url(naam: str, dossier: Dossier) -> str:
    return reverse(f"signalen:dossier-{naam}", args=[dossier.pk])


def _melder(nummer: int, **anders: object) -> acties.Melderinvoer:
    vast = {"e_mail": f"melder{nummer}@voorbeeld.example", "terugkoppeling_gewenst": True}
    return acties.Melderinvoer(**(vast | anders))  # type: ignore[arg-type]


@pytest.fixture
def dossier(concierge: Gebruiker, manager: Gebruiker) -> Dossier:
    """Two who want a mail, one who can only be called, one who wants nothing."""
    melders = [_melder(1), _melder(2), _melder(3, e_mail="", telefoon="0223-000000"), None]
    rijen = [signaal(concierge, "visbuurt", "openbare-ruimte", melder=melder) for melder in melders]
    return acties.open_dossier(titel="Losse stoepen", signalen=rijen, door=manager)


@pytest.fixture
def gevraagd(dossier: Dossier, manager: Gebruiker) -> Afspraak:
    """Asked of team Wijkbeheer, for all of it."""
    acties.zet_dossier_uit(
        dossier=dossier, houder=_wijkbeheer(), wat="Leg de stoepen recht.", uiterlijk=over(9), door=manager
    )
    return van_dossier(dossier.pk).get()


def _wijkbeheer() -> Houder:
    return Houder(partij=partij("wijkbeheer"))


def _klaar(afspraak: Afspraak, medewerker: Gebruiker) -> None:
    from wijkwerk.afspraken import acties as register

    register.zeg_toe(afspraak=afspraak, door=medewerker)
    register.meld_klaar(afspraak=afspraak, resultaat="Recht gelegd.", door=medewerker)


# --- one owner


def test_one_party_takes_all_with_one_question(
    client: Client, dossier: Dossier, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    client.force_login(manager)
    data = {
        "houder": f"partij:{partij('wijkbeheer').pk}",
        "wat": "Leg recht.",
        "uiterlijk": over(9).isoformat(),
    }

    client.post(_url("eigenaar", dossier), data)

    dossier.refresh_from_db()
    assert {(lid.stand, lid.houder) for lid in dossier.signalen.all()} == {("uitgezet", _wijkbeheer())}
    assert dossier.houder == _wijkbeheer()
    assert van_dossier(dossier.pk).count() == 1
    assert Bericht.objects.filter(ontvanger=medewerker).count() == 1


def test_what_was_typed_stays_when_it_is_refused(
    client: Client, dossier: Dossier, manager: Gebruiker
) -> None:
    client.force_login(manager)

    antwoord = client.post(_url("eigenaar", dossier), {"houder": "", "wat": "Kijk er eens naar."})

    assert antwoord.status_code == 422
    assert "Kijk er eens naar." in antwoord.content.decode()
    assert dossier.signalen.first().stand == "geregistreerd"  # type: ignore[union-attr]


def test_only_who_may_send_each_of_them_may_send_all(
    client: Client, dossier: Dossier, den_helder: Profiel
) -> None:
    client.force_login(persoon("adviseur"))
    assert client.get(_url("eigenaar", dossier)).status_code == 403

    with pytest.raises(PermissionDenied):
        acties.zet_dossier_uit(
            dossier=dossier, houder=_wijkbeheer(), wat="x", uiterlijk=over(3), door=persoon("adviseur")
        )


@pytest.mark.eis("DHR-09")
def test_concierge_finds_no_way_to_an_adviser_by_a_dossier(dossier: Dossier, concierge: Gebruiker) -> None:
    adviseur = Houder(rol="adviseur", gebied=dossier.gebied)

    with pytest.raises(PermissionDenied):
        acties.zet_dossier_uit(dossier=dossier, houder=adviseur, wat="x", uiterlijk=over(3), door=concierge)


@pytest.mark.eis("DHR-17")
def test_a_party_that_refuses_hands_all_of_it_back(
    client: Client, gevraagd: Afspraak, dossier: Dossier, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    client.force_login(medewerker)

    client.post(reverse("afspraken:weigering", args=[gevraagd.pk]), {"reden": "Niet van ons."})

    dossier.refresh_from_db()
    eigenaar = Houder(rol="wijkmanager", gebied=dossier.gebied)
    assert dossier.houder == eigenaar
    assert {lid.houder for lid in dossier.signalen.all()} == {eigenaar}
    assert not Signaal.objects.zichtbaar_voor(medewerker).exists()


def test_asked_twice_is_refused(gevraagd: Afspraak, dossier: Dossier, manager: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="is al gevraagd"):
        acties.zet_dossier_uit(
            dossier=dossier, houder=_wijkbeheer(), wat="x", uiterlijk=over(3), door=manager
        )


# --- one answer


def test_no_answer_while_the_party_is_busy_with_it(
    gevraagd: Afspraak, dossier: Dossier, manager: Gebruiker
) -> None:
    velden = {"toelichting": "Gedaan."}

    with pytest.raises(StapGeweigerd, match="Nog niet klaar met het dossier: team Wijkbeheer"):
        acties.beantwoord_dossier(dossier=dossier, soort="antwoord", velden=velden, door=manager)
    with pytest.raises(StapGeweigerd, match="Nog niet klaar met het dossier"):
        acties.beantwoord(
            signaal=dossier.signalen.earliest("pk"), soort="antwoord", velden=velden, door=manager
        )


def test_one_answer_for_all_and_each_its_own_telling(
    client: Client, gevraagd: Afspraak, dossier: Dossier, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    _klaar(gevraagd, medewerker)
    client.force_login(manager)

    client.post(_url("antwoord", dossier), {"soort": "antwoord", "toelichting": "De stoepen liggen recht."})
    pagina = client.get(_url("terugkoppeling", dossier)).content.decode()
    klaar = client.post(_url("terugkoppeling", dossier), follow=True).content.decode()

    assert "Per e-mail: 2. Wil of hoeft niets te horen: 1. Dit vertelt u zelf, per signaal: 1." in pagina
    standen = list(dossier.signalen.order_by("pk").values_list("stand", flat=True))
    assert standen == ["gesloten", "gesloten", "beantwoord", "gesloten"]
    assert Bericht.objects.filter(soort="signaal-antwoord", adressant_soort="melder").count() == 2
    assert "3 signalen zijn verteld" in klaar
    assert "Dit vertelt u zelf" in klaar


def test_an_answer_that_misses_something_changes_nothing(
    client: Client, gevraagd: Afspraak, dossier: Dossier, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    _klaar(gevraagd, medewerker)
    client.force_login(manager)

    antwoord = client.post(_url("antwoord", dossier), {"soort": "oplossing", "toelichting": "Zo is het."})

    assert antwoord.status_code == 422
    assert "Zo is het." in antwoord.content.decode()
    assert not dossier.signalen.exclude(stand="uitgezet").exists()


def test_one_that_had_its_answer_keeps_it(
    gevraagd: Afspraak, dossier: Dossier, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    _klaar(gevraagd, medewerker)
    eigen = dossier.signalen.earliest("pk")
    acties.beantwoord(signaal=eigen, soort="niet", velden={"motivering": "Dat is een tuin."}, door=manager)

    uitslag = acties.beantwoord_dossier(
        dossier=dossier, soort="antwoord", velden={"toelichting": "Recht."}, door=manager
    )

    assert len(uitslag.gelukt) == 3
    assert eigen.antwoorden.geldend().get().soort == "niet"


@pytest.mark.eis("HEL-67")
def test_what_is_promised_to_all_is_promised_once(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    vak = persoon("vakambtenaar")
    rijen = [signaal(adviseur, "brouwhuis", "vraag-wijkorgaan") for _ in range(3)]
    dossier = acties.open_dossier(titel="Parkeren", signalen=rijen, door=adviseur)
    acties.zet_dossier_uit(
        dossier=dossier, houder=Houder(persoon=vak), wat="Kijk.", uiterlijk=over(5), door=adviseur
    )
    _klaar(van_dossier(dossier.pk).get(), vak)
    velden = {"uitvoerder": "partij:klantmeldsysteem", "streefdatum": over(20).isoformat()}

    acties.beantwoord_dossier(dossier=dossier, soort="nu", velden=velden, door=vak)

    belofte = Afspraak.objects.get(houder_partij=partij("klantmeldsysteem"))
    assert belofte.antwoorden.count() == 3
    assert (belofte.bron_soort, belofte.bron_id) == ("dossier", dossier.pk)


# --- on the desk


def test_all_of_it_is_one_task(dossier: Dossier, manager: Gebruiker) -> None:
    (taak,) = service.werkvoorraad(manager)

    assert taak.titel == "Losse stoepen (4 signalen)"
    assert (taak.url, taak.knop) == (dossier.get_absolute_url(), "Zet uit")


def test_nothing_waits_while_the_party_is_busy(gevraagd: Afspraak, manager: Gebruiker) -> None:
    assert list(service.werkvoorraad(manager)) == []


def test_buttons_cost_no_queries(
    client: Client,
    gevraagd: Afspraak,
    dossier: Dossier,
    manager: Gebruiker,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(manager)

    with django_assert_num_queries(11):
        client.get(dossier.get_absolute_url())
