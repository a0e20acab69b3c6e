"""A report that was destroyed: its words, files, publication and the notes of the meeting are gone, its pages answer."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from overleggen import acties
from overleggen.models import (
    Aanmelding,
    Aantekening,
    Agendapuntafspraak,
    Overleg,
    Programmaonderdeel,
    Verslag,
)
from signalen.models import Dossier
from tests.hulp import gebied, partij, persoon, profieltekst
from tests.overleggen.hulp import begonnen, punt
from wijkwerk.afspraken import acties as afspraken
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.huis import acties as huis
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
MERK = "merkwoordzwaluw"
VORM = 'sleutel = "wijkpartneroverleg"\n'


@pytest.fixture
def manager(etten_leur: Profiel) -> Gebruiker:
    met = f'{VORM}archief = {{ procestype = "Overleg", resultaat = "Gehouden", jaren = 1 }}\n'
    tekst = profieltekst("etten-leur").replace(VORM, met)
    gemeente_acties.activeer(tekst=tekst, bestand="etten-leur.toml", door=None)
    return persoon("wijkmanager", gebied="centrum-west", naam="Wim de Manager")


@pytest.fixture
def verslag(manager: Gebruiker) -> Verslag:
    """Held, established and published three years ago, with a made up file."""
    with time_machine.travel(timezone.now() - timedelta(days=1100)):
        overleg = begonnen("wijkpartneroverleg", "centrum-west", manager, delen=["wijkcontactmoment"])
        for deel in overleg.delen.all():
            agendapunt = punt(overleg, manager, f"{MERK} op straat", deel=deel)
            acties.bespreek(
                punt=agendapunt,
                uitkomst=MERK,
                versie=agendapunt.versie,
                door=manager,
                gegevens={"uit-plan": "ja"},
            )
            acties.teken_aan(onder=deel, tekst=MERK, door=manager)
        acties.rond_af(overleg=overleg, door=manager)
        rij = overleg.verslagen.get()
        acties.stel_vast(verslag=rij, door=manager)
        rij.refresh_from_db()
        rij.documenten.update(pdf=MERK.encode(), sha256="a" * 64, gemaakt_op=timezone.now())
        bevestigd = [vondst.sleutel for vondst in acties.te_plaatsen(rij).bevindingen()]
        acties.publiceer(verslag=rij, bevestigd=bevestigd, door=manager)
    return rij


def _vernietig() -> None:
    maker, tweede = persoon("beheerder"), persoon("beheerder")
    lijst = huis.maak_vernietigingslijst(door=maker)
    huis.keur_vernietiging_goed(lijst=lijst, door=tweede)
    huis.voer_vernietiging_uit(lijst.pk)


def test_what_people_wrote_around_the_meeting_goes_with_the_last_version(
    verslag: Verslag, manager: Gebruiker
) -> None:
    overleg = verslag.overleg
    Overleg.objects.filter(pk=overleg.pk).update(velden={"iets": MERK})
    Aanmelding.objects.create(overleg=overleg, persoon=manager, komt="vervanger", toelichting=MERK)
    Programmaonderdeel.objects.create(overleg=overleg, begin=time(14), wat="Rondgang", gastheer=MERK)

    _vernietig()

    overleg.refresh_from_db()
    assert overleg.velden == {}
    assert overleg.aanmeldingen.get().toelichting == "Vernietigd."
    assert overleg.programma.get().gastheer == ""


def test_nothing_of_it_is_readable_and_no_page_breaks(
    client: Client, verslag: Verslag, manager: Gebruiker
) -> None:
    overleg = verslag.overleg
    rij = Publicatie.objects.get()
    client.force_login(manager)
    pagina = reverse("overleggen:verslag", args=[overleg.pk])
    assert MERK in client.get(pagina).text

    _vernietig()

    adressen = [
        overleg.get_absolute_url(),
        pagina,
        f"{pagina}?toon=openbaar",
        rij.get_absolute_url(),
        reverse("publicaties:detail", args=[rij.pk]),
        reverse("publiek:gebied", args=["centrum-west"]),
        reverse("publiek:kort", args=["centrum-west"]),
        reverse("publiek:atom"),
        reverse("publiek:sitemap"),
        reverse("publiek:zoeken") + f"?q={MERK}x",
    ]
    for adres in adressen:
        antwoord = client.get(adres)
        assert antwoord.status_code < 500, adres
        assert MERK not in antwoord.text.replace(f"{MERK}x", ""), adres
    for naam, args in (
        ("verslag_pdf", [1, "volledig"]),
        ("verslag_docx", [1, "openbaar"]),
        ("verslag_archief", [1]),
    ):
        assert client.get(reverse(f"overleggen:{naam}", args=[overleg.pk, *args])).status_code == 404
    assert client.get(rij.get_absolute_url()).status_code == 410
    assert "Dit verslag is vernietigd" in client.get(pagina).text


def test_rows_files_and_notes_hold_no_word_and_the_checksum_stays(verslag: Verslag) -> None:
    _vernietig()

    verslag.refresh_from_db()
    assert (verslag.inhoud, verslag.openbaar) == ([], [])
    assert {bytes(rij.pdf) for rij in verslag.documenten.all()} == {b""}
    assert {rij.sha256 for rij in verslag.documenten.all()} == {"a" * 64}
    assert not Aantekening.objects.filter(deel__overleg=verslag.overleg).exists()
    woorden = {f"{rij.titel}{rij.uitkomst}{rij.velden}" for rij in verslag.overleg.punten.all()}
    assert woorden == {"VernietigdVernietigd.{}"}


def test_no_new_version_is_made_of_it(verslag: Verslag, manager: Gebruiker) -> None:
    _vernietig()

    with pytest.raises(StapGeweigerd, match="vernietigd"):
        acties.verbeter(overleg=verslag.overleg, correctie="x", openbaar="x", door=manager)


def test_the_database_refuses_without_a_list(verslag: Verslag) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Verslag.objects.update(inhoud=[], openbaar=[], vernietigd_op=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        verslag.documenten.update(pdf=b"")


def _gesproken_van(
    overleg: Overleg, bron: Overleg | Dossier, hoe: Agendapuntafspraak.Hoe, door: Gebruiker
) -> Afspraak:
    """One that has ended, and that stands at a point of this meeting."""
    afspraak = afspraken.maak(
        wat=MERK,
        houder=Houder(partij=partij("politie")),
        uiterlijk=timezone.localdate() + timedelta(days=9),
        bron=bron,
        gebieden=[gebied("centrum-west")],
        door=door,
    )
    Agendapuntafspraak.objects.create(punt=overleg.punten.all()[0], afspraak=afspraak, hoe=hoe)
    return afspraken.laat_vervallen(afspraak=afspraak, reden="Niet nodig.", door=door)


def test_only_an_afspraak_of_the_meeting_itself_goes_with_it(verslag: Verslag, manager: Gebruiker) -> None:
    overleg = verslag.overleg
    dossier = Dossier.objects.create(titel="Stoepen", gebied=overleg.gebied, geopend_door=manager)
    eigen = _gesproken_van(overleg, overleg, Agendapuntafspraak.Hoe.GEMAAKT, manager)
    elders = _gesproken_van(overleg, dossier, Agendapuntafspraak.Hoe.BESPROKEN, manager)

    _vernietig()

    assert list(Afspraak.objects.filter(pk__in=[eigen.pk, elders.pk])) == [elders]
    [regel] = Logregel.objects.filter(stap="afspraak.vernietigen")
    assert (regel.object_id, regel.reden, regel.gegevens) == (eigen.pk, "", {})


def test_a_correction_in_the_making_holds_the_report_back(verslag: Verslag, manager: Gebruiker) -> None:
    maker, tweede = persoon("beheerder"), persoon("beheerder")
    lijst = huis.maak_vernietigingslijst(door=maker)
    concept = acties.verbeter(overleg=verslag.overleg, correctie="x", openbaar="x", door=manager)
    huis.keur_vernietiging_goed(lijst=lijst, door=tweede)

    huis.voer_vernietiging_uit(lijst.pk)

    assert "Er ligt een concept" in lijst.regels.get().overgeslagen_reden
    verslag.refresh_from_db()
    assert verslag.vernietigd_op is None
    with pytest.raises(StapGeweigerd):
        huis.maak_vernietigingslijst(door=maker)
    assert acties.stel_vast(verslag=concept, door=manager)[0].is_vastgesteld


def test_a_correction_of_a_destroyed_report_is_not_established(verslag: Verslag, manager: Gebruiker) -> None:
    _vernietig()
    concept = Verslag.objects.create(
        overleg=verslag.overleg, versie=2, opsteller=manager, correctie="Naam verbeterd."
    )

    with pytest.raises(StapGeweigerd, match="vernietigd"):
        acties.stel_vast(verslag=concept, door=manager)


def test_a_hold_on_one_version_holds_them_all(verslag: Verslag, manager: Gebruiker) -> None:
    maker, tweede = persoon("beheerder"), persoon("beheerder")
    concept = acties.verbeter(overleg=verslag.overleg, correctie="x", openbaar="x", door=manager)
    volgend, _ = acties.stel_vast(verslag=concept, door=manager)
    lijst = huis.maak_vernietigingslijst(door=maker)
    huis.keur_vernietiging_goed(lijst=lijst, door=tweede)
    huis.schort_bewaren_op(ding=volgend, reden="Bezwaar.", door=maker)

    huis.voer_vernietiging_uit(lijst.pk)

    redenen = set(lijst.regels.values_list("overgeslagen_reden", flat=True))
    assert redenen == {"Het bewaren is opgeschort."}
    assert not Verslag.objects.exclude(vernietigd_op=None).exists()
