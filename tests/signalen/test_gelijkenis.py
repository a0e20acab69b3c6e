"""Earlier signals that say the same: found by their Dutch words, only among what one may read; a repeat has no second term."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from signalen import acties, service
from signalen.gelijkenis import lijkt_op
from signalen.models import Signaal
from tests.hulp import gebied, persoon
from tests.signalen.hulp import MERK, signaal, zet_uit
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
VERWACHTING = "/signalen/verwachting/"


def _nummers(gebruiker: Gebruiker, tekst: str, waar: str = "visbuurt", soort: str = "x") -> list[str]:
    gevonden = lijkt_op(gebruiker, gebied=gebied(waar), soort=soort, tekst=tekst)
    return [ander.regel.nummer for ander in gevonden]


# --- by words


def test_other_forms_of_the_same_words_are_found(concierge: Gebruiker) -> None:
    fiets = signaal(
        concierge, "visbuurt", "wonen", tekst="Er staan steeds fietsen op de stoep bij de school."
    )
    signaal(concierge, "visbuurt", "wonen", tekst="De lantaarn bij het water is stuk.")

    assert _nummers(concierge, "Een fiets op de stoepen, vlak bij de scholen") == [fiets.nummer]


def test_the_most_alike_comes_first(concierge: Gebruiker) -> None:
    half = signaal(concierge, "visbuurt", "wonen", tekst="Hondenpoep op het grasveld en afval.")
    heel = signaal(concierge, "visbuurt", "wonen", tekst="Hondenpoep op het grasveld naast de speeltuin.")

    assert _nummers(concierge, "Hondenpoep, grasveld, speeltuin") == [heel.nummer, half.nummer]


def test_words_that_every_sentence_has_find_nothing(concierge: Gebruiker) -> None:
    signaal(concierge, "visbuurt", "wonen", tekst="Er is een gat in de weg.")

    assert _nummers(concierge, "Er is iets met de buren, en dat is niet goed.") == []


def test_nothing_shielded_is_found(concierge: Gebruiker) -> None:
    signaal(concierge, "visbuurt", "zorg", tekst=f"{MERK} loopt verward over straat.")
    signaal(concierge, "visbuurt", "wonen", tekst="Iemand loopt verward over straat.", gevoelig="ja")

    assert _nummers(concierge, "verward over straat", soort="wonen") == []


def test_what_one_may_not_see_is_not_found(concierge: Gebruiker, vreemde: Gebruiker) -> None:
    signaal(concierge, "visbuurt", "wonen", tekst="Vuurwerk bij de haven.")

    assert _nummers(vreemde, "vuurwerk haven") == []
    assert len(_nummers(concierge, "vuurwerk haven")) == 1


def test_around_the_corner_counts_and_last_year_does_not(concierge: Gebruiker) -> None:
    naast = signaal(concierge, "tuindorp", "wonen", tekst="Vuurwerk bij de haven.")
    oud = signaal(concierge, "visbuurt", "wonen", tekst="Vuurwerk bij de haven.")
    Signaal.objects.filter(pk=oud.pk).update(geregistreerd_op=timezone.now() - timedelta(days=366))

    assert _nummers(concierge, "vuurwerk haven") == [naast.nummer]


# --- on the pages


def test_same_area_and_theme_within_ninety_days_is_a_repeat(concierge: Gebruiker) -> None:
    eerste = signaal(concierge, "visbuurt", "wonen", tekst="Lekkage.")
    oud = signaal(concierge, "visbuurt", "wonen", tekst="Lekkage.")
    Signaal.objects.filter(pk=oud.pk).update(geregistreerd_op=timezone.now() - timedelta(days=91))

    gevonden = lijkt_op(concierge, gebied=gebied("visbuurt"), themas=["wonen"], tekst="Lekkage")

    assert [(ander.regel.pk, ander.herhaling) for ander in gevonden] == [
        (eerste.pk, True),
        (oud.pk, False),
    ]


def test_form_shows_them_while_typing_and_keeps_nothing(client: Client, concierge: Gebruiker) -> None:
    eerder = signaal(concierge, "visbuurt", "wonen", tekst="Er staat water in de kelder.")
    client.force_login(concierge)
    data = {
        "soort": "openbare-ruimte",
        "gebied": str(gebied("visbuurt").pk),
        "tekst": "Water in kelders",
        "herhaling_van": "",
    }

    deel = client.post(VERWACHTING, data, headers={"hx-request": "true"}).content.decode()

    assert eerder.nummer in deel
    assert "<html" not in deel
    assert Signaal.objects.count() == 1


def test_a_shielded_kind_is_compared_with_nothing(client: Client, concierge: Gebruiker) -> None:
    signaal(concierge, "visbuurt", "wonen", tekst="Verward in de straat.")
    client.force_login(concierge)

    deel = client.post(
        VERWACHTING,
        {"soort": "zorg", "gebied": str(gebied("visbuurt").pk), "tekst": "Verward in de straat"},
        headers={"hx-request": "true"},
    ).content.decode()

    assert "Verward" not in deel


def _invoer(**anders: object) -> dict[str, object]:
    kanaal = "toezichthouder"
    return {
        "tekst": "De stoep is scheef.",
        "soort": "openbare-ruimte",
        "gebied": gebied("visbuurt").pk,
        "urgentie": "normaal",
        "kanaal": kanaal,
    } | anders


def test_chosen_as_a_repeat_it_is_linked_at_once(client: Client, rij: Signaal, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    client.post("/signalen/nieuw/", _invoer(herhaling_van=rij.pk))

    nieuw = Signaal.objects.latest("pk")
    assert nieuw.herhaling_van == rij
    assert rij.herhalingen.count() == 1


def test_the_choice_stays_when_the_form_is_refused(
    client: Client, rij: Signaal, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    antwoord = client.post("/signalen/nieuw/", _invoer(tekst="", herhaling_van=rij.pk))

    assert antwoord.status_code == 422
    gekozen = antwoord.content.decode().partition(f'value="{rij.pk}"')[2][:60]
    assert "checked" in gekozen


def test_what_one_may_not_see_cannot_be_chosen(
    client: Client, concierge: Gebruiker, vreemde: Gebruiker
) -> None:
    daar = signaal(vreemde, "nieuw-den-helder", "openbare-ruimte")
    client.force_login(concierge)

    client.post("/signalen/nieuw/", _invoer(herhaling_van=daar.pk))

    assert Signaal.objects.latest("pk").herhaling_van is None


# --- a repeat has no second term


@pytest.fixture
def herhaling(rij: Signaal, concierge: Gebruiker) -> Signaal:
    melder = acties.Melderinvoer(e_mail="m@voorbeeld.example", terugkoppeling_gewenst=True)
    tweede = signaal(concierge, "visbuurt", "openbare-ruimte", melder=melder)
    return acties.koppel_herhaling(signaal=tweede, van=rij, door=concierge)


def test_a_repeat_has_no_term_and_no_task_of_its_own(
    rij: Signaal, herhaling: Signaal, manager: Gebruiker
) -> None:
    assert (herhaling.uitzetten_voor, herhaling.uiterlijk) == (None, rij.uiterlijk)
    assert [taak.titel for taak in service.werkvoorraad(manager)] == [f"{rij.titel} ({rij.nummer})"]
    verstreken = timezone.localdate() + timedelta(days=60)
    dingen = {h.ding for h in service.herinneringen(verstreken)}
    assert dingen == {rij}


def test_taken_back_it_gets_its_own_term(herhaling: Signaal, rij: Signaal, concierge: Gebruiker) -> None:
    los = acties.koppel_herhaling(signaal=herhaling, van=None, door=concierge)

    assert (los.uitzetten_voor, los.uiterlijk) == (rij.uitzetten_voor, rij.uiterlijk)
    assert los.herhaling_van is None


def test_the_first_of_a_row_cannot_become_a_repeat(
    herhaling: Signaal, rij: Signaal, concierge: Gebruiker
) -> None:
    derde = signaal(concierge, "visbuurt", "openbare-ruimte")

    with pytest.raises(StapGeweigerd, match="zelf herhalingen"):
        acties.koppel_herhaling(signaal=rij, van=derde, door=concierge)
    with pytest.raises(StapGeweigerd, match="van zichzelf"):
        acties.koppel_herhaling(signaal=rij, van=herhaling, door=concierge)


def test_the_answer_of_the_first_is_taken_over_and_told_apart(
    client: Client, herhaling: Signaal, rij: Signaal, manager: Gebruiker, medewerker: Gebruiker
) -> None:
    client.force_login(manager)
    te_vroeg = client.post(reverse("signalen:overname", args=[herhaling.pk]), follow=True).content.decode()
    eerste = zet_uit(rij, manager)
    deel = eerste.delen.get()
    acties.neem_aan(deel=deel, door=medewerker)
    acties.meld_klaar(deel=deel, resultaat="Recht.", door=medewerker)
    acties.beantwoord(
        signaal=eerste, soort="oplossing", velden={"toelichting": "Recht", "actie": "Gelegd"}, door=manager
    )

    pagina = client.get(herhaling.get_absolute_url()).content.decode()
    client.post(reverse("signalen:overname", args=[herhaling.pk]))

    herhaling.refresh_from_db()
    eerste.refresh_from_db()
    assert "Er is geen antwoord dat u kunt overnemen" in te_vroeg
    assert "Neem het antwoord over" in pagina
    assert (herhaling.stand, herhaling.houder) == ("beantwoord", eerste.houder)
    assert herhaling.antwoorden.get().velden == {"toelichting": "Recht", "actie": "Gelegd"}
    assert acties.nog_terug_te_koppelen(herhaling) == ["melder"]


def test_who_may_not_read_the_first_takes_nothing_over(rij: Signaal, concierge: Gebruiker) -> None:
    ander = persoon("wijkmanager", gebied="nieuw-den-helder")
    daar = signaal(ander, "nieuw-den-helder", "openbare-ruimte")
    Signaal.objects.filter(pk=daar.pk).update(herhaling_van=rij)
    acties.los_op(signaal=rij, soort="antwoord", velden={"toelichting": "Zo."}, door=concierge)

    with pytest.raises(PermissionDenied):
        acties.neem_antwoord_over(signaal=daar, door=ander)


def test_finding_costs_one_query(
    rij: Signaal, concierge: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(4):
        signaal(concierge, "visbuurt", "openbare-ruimte")
    waar = gebied("visbuurt")
    assert concierge.vervullingen

    with django_assert_num_queries(1):
        gevonden = lijkt_op(concierge, gebied=waar, themas=["openbare-ruimte"], tekst="De stoep ligt los")

    assert len(gevonden) == 5


@pytest.mark.parametrize("adres", [VERWACHTING, "/signalen/nieuw/"])
def test_a_theme_that_is_not_ours_is_not_searched_with(
    client: Client, concierge: Gebruiker, adres: str
) -> None:
    client.force_login(concierge)
    velden = {"soort": "wonen", "gebied": gebied("visbuurt").pk, "themas": ["x\x00", "x"], "tekst": "a\x00b"}

    assert client.post(adres, velden).status_code == (200 if adres == VERWACHTING else 422)
