"""What is past its term goes only by a list that two people stand for, wholly, once; and a stone stays at its address."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django import Settings

from tests.hulp import persoon
from tests.pdf.test_pdf import controleer
from tests.wijkagenda.plannen import Helmond, activeer_met_termijn, helmond_gepubliceerd
from wijkagenda.models import Plan
from wijkwerk import pdf
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.huis import acties, tasks
from wijkwerk.huis.acties import vernietigen
from wijkwerk.huis.bewaren import met_termijn
from wijkwerk.huis.verklaring import verklaring_context
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie import bestand
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.regels.models import Bewaarstop, Vernietigingslijst, Vernietigingsregel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
LIJSTEN = "/beheer/vernietiging/"
kan_pdf = pytest.mark.skipif(not pdf.is_mogelijk(), reason="WeasyPrint's system libraries are missing")
MERK = "merkwoordzwaluw"


@pytest.fixture
def h(helmond: Profiel, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Helmond:
    """A published plan with its PDF, of which the term of ten years has passed; the marker stands in its item."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(bestand, "maak_document", lambda publicatie: b"%PDF " + MERK.encode())
    monkeypatch.setattr(tasks, "bewaar_verklaring", lambda pk: False)
    activeer_met_termijn()
    h = helmond_gepubliceerd()
    bestand.bewaar_pdf(Publicatie.objects.get().pk)
    dag = timezone.localdate() - timedelta(days=3700)
    Plan.objects.filter(pk=h.plan.pk).update(periode_van=dag, periode_tot=dag, samenvatting=MERK)
    h.plan.refresh_from_db()
    return h


@pytest.fixture
def maker(helmond: Profiel) -> Gebruiker:
    return persoon("beheerder", naam="Maker")


@pytest.fixture
def tweede(helmond: Profiel) -> Gebruiker:
    return persoon("beheerder", naam="Tweede")


@pytest.fixture
def goedgekeurd(h: Helmond, maker: Gebruiker, tweede: Gebruiker) -> Vernietigingslijst:
    lijst = acties.maak_vernietigingslijst(door=maker)
    return acties.keur_vernietiging_goed(lijst=lijst, opmerking="Akkoord.", door=tweede)


def test_a_second_person_approves_and_the_worker_destroys(
    client: Client, h: Helmond, maker: Gebruiker, tweede: Gebruiker
) -> None:
    client.force_login(maker)
    gemaakt = client.post(LIJSTEN)
    lijst = Vernietigingslijst.objects.get()
    besluit = reverse("beheer:vernietigingsbesluit", args=[lijst.pk])
    zelf = client.post(besluit, {"besluit": "goedkeuren", "opmerking": "Ik vind het goed."})
    client.force_login(tweede)
    pagina = client.get(lijst.get_absolute_url()).text
    goed = client.post(besluit, {"besluit": "goedkeuren", "opmerking": "Akkoord."})
    nog_eens = client.post(besluit, {"besluit": "afwijzen", "opmerking": "Toch niet."})

    assert (gemaakt.status_code, zelf.status_code, goed.status_code, nog_eens.status_code) == (
        302,
        422,
        302,
        422,
    )
    assert "Ik vind het goed." in zelf.text
    assert h.plan.titel in pagina
    assert MERK not in pagina
    tasks.vernietig(lijst.pk)
    lijst.refresh_from_db()
    regel = lijst.regels.get()
    assert (lijst.stand, lijst.besloten_door, regel.titel) == ("uitgevoerd", tweede, h.plan.titel)
    assert regel.vernietigd_op
    assert {"bewaren.vernietigen"} <= set(
        Logregel.objects.stappen().van(h.plan).values_list("stap", flat=True)
    )
    assert h.plan.titel in client.get(lijst.get_absolute_url()).text


def test_nothing_of_it_is_readable_and_no_page_breaks(
    client: Client, h: Helmond, goedgekeurd: Vernietigingslijst, tweede: Gebruiker
) -> None:
    rij = Publicatie.objects.get()
    woorden = [h.opgave.titel, h.actie.titel, h.plan.titel, MERK]
    adressen = [
        *(
            reverse(f"publiek:{naam}")
            for naam in (
                "voorpagina",
                "sitemap",
                "themas",
                "vergelijken",
                "open_data",
                "open_data_dcat",
                "atom",
            )
        ),
        *(
            reverse(f"publiek:{naam}", args=["brouwhuis"])
            for naam in ("gebied", "kort", "atom_gebied", "open_data_json", "open_data_csv", "ics_gebied")
        ),
        reverse("publiek:zoeken") + "?q=" + h.actie.titel.split()[0],
        rij.get_absolute_url(),
        reverse("publiek:pdf", args=["brouwhuis", rij.vorm, rij.nummer]),
        reverse("publiek:punt", args=["brouwhuis", rij.vorm, h.opgave.spoor]),
    ]
    intern = [
        h.plan.get_absolute_url(),
        h.actie.get_absolute_url(),
        reverse("wijkagenda:lijst"),
        reverse("wijkagenda:archief", args=[h.plan.pk]),
        reverse("wijkagenda:docx", args=[h.plan.pk]),
        reverse("wijkagenda:geschiedenis", args=[h.plan.pk]),
        reverse("publicaties:lijst"),
        *(reverse(f"publicaties:{naam}", args=[rij.pk]) for naam in ("detail", "pdf", "docx", "intrekking")),
    ]
    naam = str(rij.pdf.name)
    assert any(woord in client.get(rij.get_absolute_url()).text for woord in woorden)

    tasks.vernietig(goedgekeurd.pk)

    for adres in adressen:
        _zonder(client.get(adres), woorden, adres)
    steen = client.get(rij.get_absolute_url())
    assert steen.status_code == 410
    for tekst in (
        rij.inhoud_sha256,
        rij.pdf_sha256,
        "Beleid uitvoeren",
        f"Vernietigingslijst {goedgekeurd.pk}",
    ):
        assert tekst in steen.text, tekst
    client.force_login(h.adviseur)
    for adres in intern:
        _zonder(client.get(adres), woorden, adres)
    assert client.get(h.plan.get_absolute_url()).status_code == 410
    assert not default_storage.exists(naam)


def _zonder(antwoord, woorden: list[str], adres: str) -> None:  # type: ignore[no-untyped-def]
    assert antwoord.status_code < 500, adres
    tekst = b"".join(antwoord) if antwoord.streaming else antwoord.content
    for woord in woorden:
        assert woord.encode() not in tekst, (adres, woord)


def test_a_hold_between_approval_and_destroying_wins(
    h: Helmond, goedgekeurd: Vernietigingslijst, maker: Gebruiker
) -> None:
    acties.schort_bewaren_op(ding=h.plan, reden="Bezwaar.", door=maker)

    tasks.vernietig(goedgekeurd.pk)

    regel = goedgekeurd.regels.get()
    assert regel.overgeslagen_reden == "Het bewaren is opgeschort."
    assert Publicatie.objects.get().inhoud
    assert Plan.objects.get(pk=h.plan.pk).vernietigd_op is None


def test_a_hold_that_comes_too_late_says_so(
    client: Client, h: Helmond, goedgekeurd: Vernietigingslijst, maker: Gebruiker
) -> None:
    tasks.vernietig(goedgekeurd.pk)
    client.force_login(maker)

    antwoord = client.post(
        reverse("beheer:bewaarstop", args=["plan", h.plan.pk]), {"wat": "opschorten", "reden": "Bezwaar."}
    )

    assert antwoord.status_code == 422
    assert (
        f"Dit is al vernietigd op {date_format(timezone.localdate())}, lijst {goedgekeurd.pk}."
        in antwoord.text
    )
    # `h.plan` is as it was before: what waited for the lock reads the row again.
    with pytest.raises(StapGeweigerd, match="al vernietigd"):
        acties.schort_bewaren_op(ding=h.plan, reden="Bezwaar.", door=maker)
    assert not Bewaarstop.objects.exists()


def test_a_hold_wins_in_the_database_too(
    h: Helmond, goedgekeurd: Vernietigingslijst, maker: Gebruiker
) -> None:
    regel = goedgekeurd.regels.get()
    acties.schort_bewaren_op(ding=h.plan, reden="Bezwaar.", door=maker)

    with pytest.raises(DatabaseError, match="goedgekeurde"), transaction.atomic():
        _leeg(regel)


def test_without_an_approved_row_the_database_refuses(h: Helmond, maker: Gebruiker) -> None:
    regel = acties.maak_vernietigingslijst(door=maker).regels.get()

    for poging in (
        lambda: _leeg(regel),
        lambda: Publicatie.objects.update(vernietigd_op=timezone.now(), vernietigd_met=None),
        lambda: Publicatie.objects.all()._raw_delete("default"),
        lambda: Plan.objects.filter(pk=h.plan.pk).update(
            vernietigd_op=timezone.now(), vernietigd_met=regel, stand="vervangen"
        ),
        lambda: Vernietigingslijst.objects.update(
            stand="goedgekeurd", besloten_op=timezone.now(), besloten_door=maker
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            poging()
    assert Publicatie.objects.get().inhoud


def test_an_approved_list_takes_nothing_more_and_stays(goedgekeurd: Vernietigingslijst) -> None:
    for poging in (
        lambda: Vernietigingsregel.objects.create(
            lijst=goedgekeurd,
            object_soort="plan",
            object_id=0,
            jaren=1,
            vastgesteld_op=timezone.localdate(),
            termijn_vanaf=timezone.localdate(),
            bewaren_tot=timezone.localdate(),
        ),
        lambda: goedgekeurd.regels.update(publicaties=[1, 2, 3]),
        lambda: goedgekeurd.regels.update(object_id=0),
        lambda: goedgekeurd.regels.all()._raw_delete("default"),
        lambda: Vernietigingslijst.objects.update(opmerking="Iets anders."),
        lambda: Vernietigingslijst.objects.update(stand="voorstel", besloten_op=None, besloten_door=None),
    ):
        with (
            pytest.raises(DatabaseError, match=r"verandert niet|komt niets|niet gewist"),
            transaction.atomic(),
        ):
            poging()


def _leeg(regel: Vernietigingsregel) -> None:
    Publicatie.objects.update(
        inhoud={}, zoektekst="", pdf="", vernietigd_op=timezone.now(), vernietigd_met=regel
    )


def test_a_killed_worker_goes_on_and_twice_does_nothing(
    h: Helmond, goedgekeurd: Vernietigingslijst, monkeypatch: pytest.MonkeyPatch
) -> None:
    naam = str(Publicatie.objects.get().pdf.name)
    vernietigen._wis(goedgekeurd.regels.get().pk)
    goedgekeurd.refresh_from_db()
    assert (goedgekeurd.stand, default_storage.exists(naam)) == ("goedgekeurd", True)

    tasks.vernietig_goedgekeurde()
    eerst = goedgekeurd.regels.get()
    tasks.vernietig(goedgekeurd.pk)

    goedgekeurd.refresh_from_db()
    assert (goedgekeurd.stand, default_storage.exists(naam)) == ("uitgevoerd", False)
    assert goedgekeurd.regels.get().vernietigd_op == eerst.vernietigd_op
    assert Logregel.objects.filter(stap="bewaren.vernietigen").count() == 1


def test_a_row_that_fails_shows_it_and_stops_nothing(
    client: Client,
    h: Helmond,
    goedgekeurd: Vernietigingslijst,
    maker: Gebruiker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def faal(**_: object) -> None:
        raise DatabaseError("kapot")

    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr("wijkagenda.acties.vernietig_plan", faal)
        tasks.vernietig_goedgekeurde()
    client.force_login(maker)
    pagina = client.get(goedgekeurd.get_absolute_url()).text
    plan = Plan.objects.get(pk=h.plan.pk)

    assert "Mislukt op" in pagina
    assert plan.vernietigd_op is None
    tasks.vernietig_goedgekeurde()
    assert "Mislukt op" not in client.get(goedgekeurd.get_absolute_url()).text
    goedgekeurd.refresh_from_db()
    assert goedgekeurd.stand == "uitgevoerd"


def test_a_list_that_fails_stops_no_later_one(
    goedgekeurd: Vernietigingslijst, maker: Gebruiker, tweede: Gebruiker, monkeypatch: pytest.MonkeyPatch
) -> None:
    goedgekeurd.regels.update(overgeslagen_op=timezone.now(), overgeslagen_reden="Eerst niet.")
    later = acties.maak_vernietigingslijst(door=maker)
    acties.keur_vernietiging_goed(lijst=later, door=tweede)
    gezien: list[int] = []

    def faal(pk: int) -> None:
        gezien.append(pk)
        raise DatabaseError("kapot")

    monkeypatch.setattr(tasks, "voer_vernietiging_uit", faal)
    tasks.vernietig_goedgekeurde()

    assert gezien == [goedgekeurd.pk, later.pk]


def test_a_row_taken_off_stays_and_a_list_can_be_declined(
    client: Client, h: Helmond, maker: Gebruiker, tweede: Gebruiker
) -> None:
    lijst = acties.maak_vernietigingslijst(door=maker)
    adres = reverse("beheer:vernietigingsregel", args=[lijst.regels.get().pk])
    client.force_login(tweede)

    antwoorden = [
        client.post(adres, {"reden": reden}).status_code for reden in (" ", "Lopend bezwaar.", "Weer.")
    ]
    besluit = reverse("beheer:vernietigingsbesluit", args=[lijst.pk])
    leeg = client.post(besluit, {"besluit": "goedkeuren"})
    zonder = client.post(besluit, {"besluit": "afwijzen", "opmerking": " "})
    afgewezen = client.post(besluit, {"besluit": "afwijzen", "opmerking": "Niets over."})

    assert antwoorden == [422, 302, 422]
    assert (leeg.status_code, zonder.status_code, afgewezen.status_code) == (422, 422, 302)
    assert "Lopend bezwaar." in client.get(lijst.get_absolute_url()).text
    tasks.vernietig(lijst.pk)
    assert Publicatie.objects.get().inhoud
    assert [regel.kan_op_lijst for regel in met_termijn()] == [True]
    assert acties.maak_vernietigingslijst(door=maker).regels.count() == 1


def test_what_is_on_a_list_or_held_or_in_term_comes_on_none(h: Helmond, maker: Gebruiker) -> None:
    acties.maak_vernietigingslijst(door=maker)
    with pytest.raises(StapGeweigerd):
        acties.maak_vernietigingslijst(door=maker)


def test_a_held_plan_comes_on_no_list(h: Helmond, maker: Gebruiker) -> None:
    acties.schort_bewaren_op(ding=h.plan, reden="Bezwaar.", door=maker)
    with pytest.raises(StapGeweigerd):
        acties.maak_vernietigingslijst(door=maker)


@kan_pdf
def test_the_statement_is_made_once_and_stays(
    client: Client, h: Helmond, goedgekeurd: Vernietigingslijst, tweede: Gebruiker, tmp_path: Path
) -> None:
    acties.voer_vernietiging_uit(goedgekeurd.pk)

    keren = [vernietigen.bewaar_verklaring(goedgekeurd.pk) for _ in range(2)]

    client.force_login(tweede)
    antwoord = client.get(reverse("beheer:verklaring", args=[goedgekeurd.pk]))
    assert keren == [True, False]
    pad = tmp_path / "verklaring.pdf"
    pad.write_bytes(antwoord.content)
    assert "FAIL" not in controleer(pad)
    assert MERK.encode() not in antwoord.content
    with pytest.raises(DatabaseError, match="verandert niet"), transaction.atomic():
        Vernietigingslijst.objects.update(verklaring=b"anders")


def test_the_statement_names_what_went_and_on_which_basis(
    h: Helmond, goedgekeurd: Vernietigingslijst
) -> None:
    som = Publicatie.objects.get().inhoud_sha256
    acties.voer_vernietiging_uit(goedgekeurd.pk)
    goedgekeurd.refresh_from_db()

    tekst = render_to_string("pdf/verklaring.html", verklaring_context(goedgekeurd))

    for deel in (h.plan.titel, "Beleid uitvoeren", "10 jaar", som, "Maker", "Tweede", "Akkoord."):
        assert deel in tekst, deel


def test_an_afspraak_that_ended_goes_with_its_plan_and_an_open_one_stays(
    h: Helmond, goedgekeurd: Vernietigingslijst
) -> None:
    afspraak = Afspraak.objects.get(planitems=h.actie)
    tasks.vernietig(goedgekeurd.pk)

    assert Afspraak.objects.filter(pk=afspraak.pk).exists() is afspraak.is_open


def test_a_plan_in_the_making_that_follows_holds_it_back(h: Helmond, goedgekeurd: Vernietigingslijst) -> None:
    volgend = Plan.objects.get(pk=h.plan.pk)
    volgend.pk, volgend.vorige, volgend.nummer, volgend.stand = None, h.plan, 9, "concept"
    volgend.vastgesteld_op, volgend.vastgesteld_door, volgend.gepubliceerd_op = None, "", None
    volgend.save()

    tasks.vernietig(goedgekeurd.pk)

    assert "volgt" in goedgekeurd.regels.get().overgeslagen_reden
    assert Publicatie.objects.get().inhoud


def test_only_who_sets_up_the_municipality(
    client: Client, h: Helmond, goedgekeurd: Vernietigingslijst
) -> None:
    client.force_login(h.adviseur)
    for naam, pk in (
        ("vernietigingslijst", goedgekeurd.pk),
        ("vernietigingsbesluit", goedgekeurd.pk),
        ("verklaring", goedgekeurd.pk),
        ("vernietigingsregel", goedgekeurd.regels.get().pk),
    ):
        assert client.get(reverse(f"beheer:{naam}", args=[pk])).status_code == 403
    assert client.post(LIJSTEN).status_code == 403
