"""A running meeting: several people write at once, see each other's lines, and lose nothing."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from overleggen import acties
from overleggen.bronnen import van_signaal
from overleggen.klok import maak_klok
from overleggen.models import Aantekening, Agendapunt, Overleg
from signalen import service as signalen
from tests.hulp import partij, persoon
from tests.overleggen.hulp import begonnen, besproken, gepland, punt
from tests.signalen.hulp import signaal, zet_uit
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}
MERK = "marktekst-besloten"


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="nieuw-den-helder")


@pytest.fixture
def overleg(manager: Gebruiker) -> Overleg:
    return begonnen("coordinatieteam", "nieuw-den-helder", manager)


@pytest.fixture
def platform(den_helder: Profiel) -> Overleg:
    return begonnen(
        "wijkplatform", "nieuw-den-helder", persoon("platformvoorzitter", gebied="nieuw-den-helder")
    )


@pytest.fixture
def rij(overleg: Overleg, manager: Gebruiker) -> Agendapunt:
    return punt(overleg, manager)


def _pagina(client: Client, overleg: Overleg, wie: Gebruiker) -> str:
    client.force_login(wie)
    antwoord = client.get(reverse("overleggen:tijdens", args=[overleg.pk]))
    assert antwoord.status_code == 200
    return antwoord.text


def _op_het_scherm(pagina: str) -> dict[str, list[str]]:
    """What the page sends when it asks for news."""
    import re

    return {
        "stempel": re.findall(r'name="stempel" value="(\w+)"', pagina),
        "g": re.findall(r'name="g" value="([\d]+\.\w+)"', pagina),
    }


def _nieuws(client: Client, overleg: Overleg, gezien: dict[str, list[str]]) -> Any:
    return client.get(reverse("overleggen:nieuws", args=[overleg.pk]), gezien, headers=HTMX)


# --- seeing each other


def test_nothing_new_is_an_empty_answer(
    client: Client, overleg: Overleg, rij: Agendapunt, manager: Gebruiker
) -> None:
    gezien = _op_het_scherm(_pagina(client, overleg, manager))

    antwoord = _nieuws(client, overleg, gezien)

    # At the turn of a minute the clock is new, and nothing else.
    assert antwoord.status_code == 204 or f'id="punt-{rij.pk}"' not in antwoord.text


def test_another_writers_text_comes_with_the_news_and_nothing_else(
    client: Client, overleg: Overleg, rij: Agendapunt, manager: Gebruiker
) -> None:
    ander = punt(overleg, manager, "Zwerfvuil")
    gezien = _op_het_scherm(_pagina(client, overleg, manager))
    acties.bespreek(
        punt=rij,
        uitkomst="Er komt een hek.",
        versie=rij.versie,
        door=persoon("vvh", gebied="nieuw-den-helder"),
    )

    tekst = _nieuws(client, overleg, gezien).text

    assert "Er komt een hek." in tekst
    assert f'id="punt-{rij.pk}"' in tekst
    assert f'id="punt-{ander.pk}"' not in tekst


def test_a_line_an_afspraak_and_a_new_point_come_with_the_news(
    client: Client, overleg: Overleg, rij: Agendapunt, manager: Gebruiker
) -> None:
    gezien = _op_het_scherm(_pagina(client, overleg, manager))
    acties.teken_aan(onder=rij, tekst="De school doet mee.", door=manager)
    nieuw = punt(overleg, manager, "Ingebracht tijdens het overleg")

    tekst = _nieuws(client, overleg, gezien).text

    assert "De school doet mee." in tekst
    assert f'hx-swap-oob="beforeend:#punten-{nieuw.deel_id}"' in tekst


def test_a_point_that_left_the_agenda_leaves_the_screen(
    client: Client, overleg: Overleg, rij: Agendapunt, manager: Gebruiker
) -> None:
    gezien = _op_het_scherm(_pagina(client, overleg, manager))
    acties.voer_af(punt=rij, reden="Al beantwoord", door=manager)

    assert f'<div id="punt-{rij.pk}" hx-swap-oob="delete">' in _nieuws(client, overleg, gezien).text


def test_without_htmx_the_news_is_the_page(client: Client, overleg: Overleg, manager: Gebruiker) -> None:
    client.force_login(manager)
    assert client.get(reverse("overleggen:nieuws", args=[overleg.pk])).status_code == 302


def test_page_and_news_take_as_many_queries_for_sixty_points(
    client: Client,
    overleg: Overleg,
    manager: Gebruiker,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    concierge = persoon("wijkconcierge", gebied="nieuw-den-helder")
    for nummer in range(3):
        _spreek_af(besproken(overleg, manager, f"Punt {nummer}"), manager)
        tegel = signaal(concierge, "nieuw-den-helder", "openbare-ruimte")
        punt(overleg, manager, bron=van_signaal(tegel))
    gezien = _op_het_scherm(_pagina(client, overleg, manager))
    with django_assert_max_num_queries(100) as weinig:
        _pagina(client, overleg, manager)
    for nummer in range(6):
        rij = besproken(overleg, manager, f"Meer {nummer}")
        acties.teken_aan(onder=rij, tekst="Regel", door=manager)
        _spreek_af(rij, manager)
    with django_assert_max_num_queries(100) as veel:
        _pagina(client, overleg, manager)
    with django_assert_max_num_queries(100) as erbij:
        _nieuws(client, overleg, gezien)

    assert (len(veel), len(erbij)) == (len(weinig), 15)


def _spreek_af(rij: Agendapunt, door: Gebruiker) -> None:
    dag = timezone.localdate() + timedelta(days=7)
    houder = Houder(partij=partij("wijkbeheer"))
    acties.maak_afspraak(punt=rij, wat="Kijken", houder=houder, uiterlijk=dag, door=door)


# --- lines


def test_two_writers_at_once_both_keep_their_line(
    overleg: Overleg, rij: Agendapunt, manager: Gebruiker
) -> None:
    versie = rij.versie
    acties.teken_aan(onder=rij, tekst="Van de een.", door=manager)
    acties.teken_aan(onder=rij, tekst="Van de ander.", door=persoon("vvh", gebied="nieuw-den-helder"))

    acties.bespreek(punt=rij, uitkomst="En de uitkomst.", versie=versie, door=manager)

    assert [regel.tekst for regel in rij.aantekeningen.all()] == ["Van de een.", "Van de ander."]


def test_a_line_sent_twice_is_one_line(client: Client, rij: Agendapunt, manager: Gebruiker) -> None:
    client.force_login(manager)
    gegevens = {"tekst": "Een keer.", "client_id": str(uuid.uuid4())}
    url = reverse("overleggen:aantekening_punt", args=[rij.pk])

    for _ in range(2):
        assert client.post(url, gegevens, headers=HTMX).status_code == 204

    assert rij.aantekeningen.count() == 1


def test_an_empty_line_comes_back(client: Client, rij: Agendapunt, manager: Gebruiker) -> None:
    client.force_login(manager)
    url = reverse("overleggen:aantekening_punt", args=[rij.pk])

    assert client.post(url, {"tekst": " "}).status_code == 422
    assert not Aantekening.objects.exists()


def test_a_resident_asks_in_the_open_part_alone(
    overleg: Overleg, platform: Overleg, manager: Gebruiker
) -> None:
    voorzitter = platform.gepland_door
    openbaar = platform.delen.get(toegang="openbaar")

    vraag = acties.teken_aan(onder=openbaar, tekst="Komt er een zebrapad?", soort="vraag", door=voorzitter)
    acties.herschrijf(
        aantekening=vraag, tekst=vraag.tekst, antwoord="Ja, in maart.", versie=1, door=voorzitter
    )
    with pytest.raises(StapGeweigerd, match="openbare deel"):
        acties.teken_aan(onder=overleg.delen.get(), tekst="En hier?", soort="vraag", door=manager)

    vraag.refresh_from_db()
    assert (vraag.antwoord, vraag.is_vraag) == ("Ja, in maart.", True)


def test_page_notes_a_question_and_its_answer(client: Client, platform: Overleg) -> None:
    deel = platform.delen.get(toegang="openbaar")
    client.force_login(platform.gepland_door)
    client.post(
        reverse("overleggen:aantekening_deel", args=[deel.pk]),
        {"tekst": "Wanneer begint het?", "soort": "vraag"},
    )
    rij = Aantekening.objects.get()
    url = reverse("overleggen:herschrijving", args=[rij.pk])
    client.post(url, {"tekst": rij.tekst, "antwoord": "In mei.", "versie": rij.versie})

    pagina = _pagina(client, platform, platform.gepland_door)

    assert "Vraag van een bewoner" in pagina
    assert "In mei." in pagina


def test_second_who_mends_a_line_sees_both_texts(client: Client, rij: Agendapunt, manager: Gebruiker) -> None:
    regel = acties.teken_aan(onder=rij, tekst="Begin.", door=manager)
    acties.herschrijf(aantekening=regel, tekst="Van de een.", versie=1, door=manager)
    client.force_login(manager)

    antwoord = client.post(
        reverse("overleggen:herschrijving", args=[regel.pk]), {"tekst": "Van de ander.", "versie": 1}
    )

    assert antwoord.status_code == 409
    assert "Van de een." in antwoord.text
    assert "Van de ander." in antwoord.text


def test_a_line_made_empty_goes(rij: Agendapunt, manager: Gebruiker) -> None:
    regel = acties.teken_aan(onder=rij, tekst="Vergissing", door=manager)

    assert acties.herschrijf(aantekening=regel, tekst="", versie=1, door=manager) is None
    assert not Aantekening.objects.exists()


def test_who_does_not_keep_the_minutes_adds_no_line(rij: Agendapunt) -> None:
    with pytest.raises(PermissionDenied):
        acties.teken_aan(onder=rij, tekst="Ik ook", door=persoon("handhaving", gebied="nieuw-den-helder"))


def test_no_line_before_or_after_the_meeting(overleg: Overleg, rij: Agendapunt, manager: Gebruiker) -> None:
    straks = punt(gepland("coordinatieteam", "nieuw-den-helder", manager, over=7), manager)
    with pytest.raises(StapGeweigerd, match="Begin eerst"):
        acties.teken_aan(onder=straks, tekst="Vast", door=manager)
    acties.bespreek(punt=rij, uitkomst="Klaar.", versie=rij.versie, door=manager)
    regel = acties.teken_aan(onder=rij, tekst="Zo was het.", door=manager)
    acties.rond_af(overleg=overleg, door=manager)

    with pytest.raises(StapGeweigerd, match="verandert niet meer"):
        acties.teken_aan(onder=rij, tekst="Nog iets", door=manager)
    with pytest.raises(StapGeweigerd, match="verandert niet meer"):
        acties.herschrijf(aantekening=regel, tekst="Anders", versie=1, door=manager)


@pytest.mark.eis("DHR-39")
def test_of_a_shielded_point_no_line_is_written(client: Client, overleg: Overleg, manager: Gebruiker) -> None:
    zorg = signaal(persoon("wijkconcierge", gebied="nieuw-den-helder"), "nieuw-den-helder", "zorg")
    dicht = punt(overleg, manager, bron=van_signaal(zorg))
    client.force_login(manager)

    with pytest.raises(StapGeweigerd, match="mondeling"):
        acties.teken_aan(onder=dicht, tekst=MERK, door=manager)
    client.post(reverse("overleggen:aantekening_punt", args=[dicht.pk]), {"tekst": MERK})
    assert not Aantekening.objects.exists()


# --- who reads what


def test_lines_of_a_closed_part_are_for_who_belongs_there(
    client: Client, overleg: Overleg, rij: Agendapunt, manager: Gebruiker
) -> None:
    gezien = _op_het_scherm(_pagina(client, overleg, manager))
    regel = acties.teken_aan(onder=rij, tekst=MERK, door=manager)
    acties.teken_aan(onder=rij.deel, tekst=MERK, door=manager)
    bewoner = persoon("platformvoorzitter", gebied="nieuw-den-helder")
    client.force_login(bewoner)

    for naam, pk in (
        ("tijdens", overleg.pk),
        ("nieuws", overleg.pk),
        ("herschrijving", regel.pk),
        ("tijden", overleg.pk),
    ):
        antwoord = client.get(reverse(f"overleggen:{naam}", args=[pk]), gezien, headers=HTMX)
        assert antwoord.status_code == 404, naam
    assert (
        client.post(reverse("overleggen:aantekening_deel", args=[rij.deel_id]), {"tekst": "x"}).status_code
        == 404
    )


def test_log_has_no_words_of_a_line(rij: Agendapunt, manager: Gebruiker) -> None:
    from wijkwerk.logboek.models import Logregel

    acties.teken_aan(onder=rij, tekst=MERK, door=manager)

    assert not any(MERK in str(vars(regel)) for regel in Logregel.objects.all())


def test_report_has_the_lines_of_each_part_and_the_public_one_only_the_open(platform: Overleg) -> None:
    voorzitter = platform.gepland_door
    for deel in platform.delen.all():
        tekst = "Voor iedereen" if deel.is_openbaar else MERK
        acties.teken_aan(onder=deel, tekst=tekst, door=voorzitter)
    besproken(platform, voorzitter)
    acties.rond_af(overleg=platform, door=voorzitter)

    verslag = platform.verslagen.get()

    assert "Voor iedereen" in str(verslag.openbaar)
    assert MERK not in str(verslag.openbaar)


# --- attendance, order, time


def test_who_writes_down_one_person_changes_nothing_of_the_others(
    client: Client, overleg: Overleg, manager: Gebruiker
) -> None:
    een, twee, *_ = overleg.deelnemers.all()
    acties.leg_aanwezigheid_vast(overleg=overleg, aanwezig={een.pk: "nee"}, door=manager)
    client.force_login(manager)

    antwoord = client.post(
        reverse("overleggen:aanwezigheid", args=[overleg.pk]), {f"d{twee.pk}": "vervangen"}, headers=HTMX
    )

    assert (antwoord.status_code, antwoord["HX-Trigger"]) == (204, "ververs")
    assert [overleg.deelnemers.get(pk=rij.pk).aanwezig for rij in (een, twee)] == ["nee", "vervangen"]


def test_order_changes_during_the_meeting(client: Client, overleg: Overleg, manager: Gebruiker) -> None:
    _, tweede = punt(overleg, manager, "Eerste"), punt(overleg, manager, "Tweede")
    client.force_login(manager)

    antwoord = client.post(
        reverse("overleggen:volgorde", args=[tweede.pk]), {"naar": "boven", "terug": "tijdens"}
    )

    assert antwoord["Location"] == f"{reverse('overleggen:tijdens', args=[overleg.pk])}#punt-{tweede.pk}"
    assert [rij.titel for rij in overleg.punten.order_by("volgorde")] == ["Tweede", "Eerste"]


def test_everybody_sees_which_point_is_spoken_of(
    client: Client, overleg: Overleg, manager: Gebruiker
) -> None:
    eerste, tweede = punt(overleg, manager, "Eerste"), punt(overleg, manager, "Tweede")
    client.force_login(manager)
    for rij in (eerste, tweede):
        client.post(reverse("overleggen:begin", args=[rij.pk]))

    klok = maak_klok(overleg, overleg.punten.order_by("volgorde"))

    assert (klok.nu, klok.volgende) == (tweede, eerste)
    assert "Nu aan de orde" in _pagina(client, overleg, persoon("vvh", gebied="nieuw-den-helder"))


def test_clock_tells_how_late_it_will_be(overleg: Overleg, manager: Gebruiker) -> None:
    eerste, tweede = punt(overleg, manager, "Eerste"), punt(overleg, manager, "Tweede")
    acties.plan_tijd(overleg=overleg, minuten={eerste.pk: 10, tweede.pk: 20}, door=manager)
    acties.begin_punt(punt=eerste, door=manager)
    overleg.eind = None
    nu = overleg.moment + timedelta(minutes=5)
    punten = list(overleg.punten.order_by("volgorde"))
    punten[0].begonnen_op = nu - timedelta(minutes=15)

    klok = maak_klok(overleg, punten, op=nu)

    # 15 of 10 minutes at the first, 20 to come: half past instead of twenty-five past.
    assert (klok.bezig, klok.over, klok.verwacht) == (15, 5, nu + timedelta(minutes=20))
    assert klok.uitloop == -5


def test_times_are_planned_on_one_page(client: Client, overleg: Overleg, manager: Gebruiker) -> None:
    eerste, tweede = punt(overleg, manager, "Eerste"), punt(overleg, manager, "Tweede")
    client.force_login(manager)
    url = reverse("overleggen:tijden", args=[overleg.pk])

    fout = client.post(url, {f"p{eerste.pk}": "0"})
    goed = client.post(url, {f"p{eerste.pk}": "15", f"p{tweede.pk}": ""})

    assert (fout.status_code, goed.status_code) == (422, 302)
    eerste.refresh_from_db()
    assert eerste.velden["minuten"] == 15


def test_who_takes_part_does_not_plan_time_or_lead(client: Client, overleg: Overleg, rij: Agendapunt) -> None:
    client.force_login(persoon("handhaving", gebied="nieuw-den-helder"))

    assert client.get(reverse("overleggen:tijden", args=[overleg.pk])).status_code == 403
    assert client.post(reverse("overleggen:begin", args=[rij.pk])).status_code == 403


def test_a_signal_is_answered_from_the_meeting_and_one_comes_back(
    client: Client, overleg: Overleg, manager: Gebruiker
) -> None:
    tegel = zet_uit(signaal(manager, "nieuw-den-helder", "openbare-ruimte"), manager)
    medewerker = persoon("teammedewerker", partij="wijkbeheer")
    for deel in tegel.delen.all():
        signalen.neem_aan(deel=deel, door=medewerker)
        signalen.meld_klaar(deel=deel, resultaat="Gelegd.", door=medewerker)
    rij = punt(overleg, manager, bron=van_signaal(tegel))
    url = reverse("signalen:antwoord", args=[tegel.pk])
    terug = f"{reverse('overleggen:tijdens', args=[overleg.pk])}#punt-{rij.pk}"

    assert f"{url}?{urlencode({'terug': terug})}" in _pagina(client, overleg, manager)
    antwoord = client.post(
        f"{url}?{urlencode({'terug': terug})}", {"soort": "antwoord", "toelichting": "Gemaakt."}
    )
    assert antwoord["Location"] == terug
    assert url not in _pagina(client, overleg, manager)


def test_answering_never_leads_to_another_site(client: Client, manager: Gebruiker) -> None:
    from django.test import RequestFactory

    from signalen.views.antwoord import _terug

    def naar(terug: str) -> str:
        return _terug(RequestFactory().get("/", {"terug": terug}))  # type: ignore[arg-type]

    assert [naar("/overleggen/1/"), naar("//elders.example/"), naar("https://elders.example/")] == [
        "/overleggen/1/",
        "",
        "",
    ]
