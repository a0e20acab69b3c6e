"""At the meeting: minutes, two writers at once, afspraken on the spot, terugkoppeling, moving on."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from overleggen import acties, service
from overleggen.models import Agendapunt, Overleg
from signalen import service as signalen
from signalen.models import Signaal
from tests.hulp import gebied, partij, persoon
from tests.overleggen.hulp import begonnen, besproken, gepland, klaar, punt
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="nieuw-den-helder")


@pytest.fixture
def overleg(manager: Gebruiker) -> Overleg:
    return begonnen("coordinatieteam", "nieuw-den-helder", manager)


@pytest.fixture
def rij(overleg: Overleg, manager: Gebruiker) -> Agendapunt:
    return punt(overleg, manager)


def _bewaar(client: Client, rij: Agendapunt, uitkomst: str, versie: int, **kop: str):  # type: ignore[no-untyped-def]
    url = reverse("overleggen:bespreking", args=[rij.pk])
    return client.post(url, {"uitkomst": uitkomst, "besluit": "", "versie": versie}, headers=kop)


def test_minutes_are_saved_and_can_be_written_again(
    client: Client, rij: Agendapunt, manager: Gebruiker
) -> None:
    client.force_login(manager)

    assert _bewaar(client, rij, "Eerste zin.", rij.versie).status_code == 302
    rij.refresh_from_db()
    assert _bewaar(client, rij, "Betere zin.", rij.versie).status_code == 302

    rij.refresh_from_db()
    assert (rij.stand, rij.uitkomst) == (Agendapunt.Stand.BESPROKEN, "Betere zin.")


def test_second_writer_sees_both_texts_and_loses_nothing(
    client: Client, rij: Agendapunt, manager: Gebruiker
) -> None:
    collega = persoon("vvh", gebied="nieuw-den-helder")
    begin = rij.versie
    acties.bespreek(punt=rij, uitkomst="Tekst van de eerste.", versie=begin, door=manager)
    client.force_login(collega)

    antwoord = _bewaar(client, rij, "Tekst van de tweede.", begin)

    assert antwoord.status_code == 409
    assert "Tekst van de eerste." in antwoord.text
    assert "Tekst van de tweede." in antwoord.text
    rij.refresh_from_db()
    assert rij.uitkomst == "Tekst van de eerste."
    assert f'value="{rij.versie}"' in antwoord.text
    assert _bewaar(client, rij, "Beide teksten.", rij.versie).status_code == 302


def test_conflict_is_swapped_in_by_htmx(client: Client, rij: Agendapunt, manager: Gebruiker) -> None:
    begin = rij.versie
    acties.bespreek(punt=rij, uitkomst="Tekst van de eerste.", versie=begin, door=manager)
    client.force_login(manager)

    antwoord = _bewaar(client, rij, "Tekst van de tweede.", begin, **{"hx-request": "true"})

    assert antwoord.status_code == 422
    assert "<html" not in antwoord.text
    assert "Tekst van de eerste." in antwoord.text


def test_htmx_gets_the_point_alone(client: Client, rij: Agendapunt, manager: Gebruiker) -> None:
    client.force_login(manager)

    antwoord = _bewaar(client, rij, "Bewaard.", rij.versie, **{"hx-request": "true"})

    assert antwoord.status_code == 200
    assert "<html" not in antwoord.text
    assert f'id="punt-{rij.pk}"' in antwoord.text


def test_empty_outcome_comes_back(client: Client, rij: Agendapunt, manager: Gebruiker) -> None:
    client.force_login(manager)

    assert _bewaar(client, rij, "", rij.versie).status_code == 422


def test_participant_does_not_write_the_minutes(client: Client, rij: Agendapunt) -> None:
    client.force_login(persoon("handhaving", gebied="nieuw-den-helder"))

    assert _bewaar(client, rij, "Iets", rij.versie).status_code == 403


def test_minutes_wait_until_the_meeting_begins(den_helder: Profiel, manager: Gebruiker) -> None:
    gepland_punt = punt(gepland("coordinatieteam", "nieuw-den-helder", manager), manager)

    with pytest.raises(StapGeweigerd, match="Begin eerst"):
        acties.bespreek(punt=gepland_punt, uitkomst="Vast", versie=gepland_punt.versie, door=manager)


def test_finished_meeting_never_changes(overleg: Overleg, rij: Agendapunt, manager: Gebruiker) -> None:
    rij, _ = acties.bespreek(punt=rij, uitkomst="Zo is het.", versie=rij.versie, door=manager)
    acties.rond_af(overleg=overleg, door=manager)

    with pytest.raises(StapGeweigerd, match="nieuwe versie"):
        acties.bespreek(punt=rij, uitkomst="Toch anders.", versie=rij.versie, door=manager)
    with pytest.raises(StapGeweigerd):
        acties.leg_aanwezigheid_vast(overleg=overleg, aanwezig={}, door=manager)
    rij.refresh_from_db()
    assert rij.uitkomst == "Zo is het."


def test_afspraak_made_at_a_point_is_in_the_register(
    overleg: Overleg, rij: Agendapunt, manager: Gebruiker
) -> None:
    dag = timezone.localdate() + timedelta(days=14)

    afspraak = acties.maak_afspraak(
        punt=rij,
        wat="Banken plaatsen",
        houder=Houder(partij=partij("wijkbeheer")),
        uiterlijk=dag,
        door=manager,
    )

    assert (afspraak.stand, afspraak.bron_soort, afspraak.bron_id) == ("toegezegd", "overleg", overleg.pk)
    assert [rij.overleg for rij in service.agenda_bij("afspraak", afspraak.pk, manager)] == [overleg]


def test_page_makes_an_afspraak(client: Client, rij: Agendapunt, manager: Gebruiker) -> None:
    client.force_login(manager)
    url = reverse("overleggen:afspraak", args=[rij.pk])
    dag = (timezone.localdate() + timedelta(days=14)).isoformat()
    keuze = f"partij:{partij('wijkbeheer').pk}"
    assert client.get(url).status_code == 200

    leeg = client.post(url, {"wat": "", "houder": "", "uiterlijk": ""})
    gelukt = client.post(url, {"wat": "Hek maken", "houder": keuze, "uiterlijk": dag, "toegezegd": "on"})

    assert (leeg.status_code, gelukt.status_code) == (422, 302)
    assert Afspraak.objects.get().wat == "Hek maken"
    eenmalig = {"wat": "Nog een", "houder": keuze, "uiterlijk": dag, "client_id": str(uuid.uuid4())}
    assert [client.post(url, eenmalig).status_code for _ in range(2)] == [302, 302]
    assert Afspraak.objects.count() == 2
    assert "Hek maken" in client.get(reverse("overleggen:tijdens", args=[rij.overleg_id])).text


@pytest.mark.eis("DHR-39")
def test_point_stays_until_its_result_was_reported_back(rij: Agendapunt, manager: Gebruiker) -> None:
    rij, _ = acties.bespreek(punt=rij, uitkomst="Uitzoeken.", versie=rij.versie, door=manager)
    with pytest.raises(StapGeweigerd, match="Koppel eerst"):
        acties.voer_af(punt=rij, reden="Klaar", door=manager)

    acties.koppel_terug(punt=rij, tekst="Het hek is gemaakt.", door=manager)
    acties.voer_af(punt=rij, door=manager)

    rij.refresh_from_db()
    assert (rij.stand, rij.teruggekoppeld_door) == (Agendapunt.Stand.AFGEVOERD, manager)


@pytest.mark.eis("DHR-39")
def test_page_refuses_to_take_off_an_open_point(client: Client, rij: Agendapunt, manager: Gebruiker) -> None:
    acties.bespreek(punt=rij, uitkomst="Uitzoeken.", versie=rij.versie, door=manager)
    client.force_login(manager)

    antwoord = client.post(reverse("overleggen:afvoer", args=[rij.pk]), {"reden": "Klaar"})

    assert antwoord.status_code == 422
    assert "Koppel eerst" in antwoord.text


@pytest.mark.eis("DHR-39")
def test_reporting_back_later_finishes_the_earlier_point_too(
    overleg: Overleg, rij: Agendapunt, manager: Gebruiker
) -> None:
    acties.bespreek(punt=rij, uitkomst="Uitzoeken.", versie=rij.versie, door=manager)
    klaar(overleg, manager)
    from datetime import time

    from overleggen.voorstel import stel_voor
    from tests.overleggen.hulp import uitgenodigd

    volgend = uitgenodigd("coordinatieteam", "nieuw-den-helder", manager, begin=time(15))
    acties.neem_over(overleg=volgend, voorstellen=stel_voor(volgend, manager), door=manager)
    acties.leg_aanwezigheid_vast(
        overleg=volgend, aanwezig={d.pk: "ja" for d in volgend.deelnemers.all()}, door=manager
    )
    acties.houd(overleg=volgend, door=manager)

    acties.koppel_terug(punt=volgend.punten.get(), tekst="Het hek is gemaakt.", door=manager)

    rij.refresh_from_db()
    assert (rij.stand, rij.uitkomst) == (Agendapunt.Stand.TERUGGEKOPPELD, "Uitzoeken.")


@pytest.mark.eis("ETL-60")
def test_point_outside_any_plan_needs_owner_treatment_and_communication(etten_leur: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="centrum-west")
    overleg = begonnen("wijkpartneroverleg", "centrum-west", manager)
    rij = punt(overleg, manager)
    with pytest.raises(StapGeweigerd) as geweigerd:
        acties.bespreek(punt=rij, uitkomst="Besproken.", versie=rij.versie, door=manager)
    assert len(geweigerd.value.klachten) == 3

    acties.bespreek(
        punt=rij, uitkomst="In het plan.", versie=rij.versie, gegevens={"uit-plan": "ja"}, door=manager
    )


@pytest.mark.eis("ETL-60")
def test_page_asks_those_fields(client: Client, etten_leur: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="centrum-west")
    rij = punt(begonnen("wijkpartneroverleg", "centrum-west", manager), manager)
    client.force_login(manager)

    antwoord = _bewaar(client, rij, "Besproken.", rij.versie)

    assert antwoord.status_code == 422
    for naam in ("Probleemeigenaar", "Behandeltraject", "Communicatie"):
        assert f"Vul in: {naam}." in antwoord.text


def test_shielded_point_is_recorded_without_words(
    client: Client, overleg: Overleg, manager: Gebruiker
) -> None:
    from overleggen.voorstel import stel_voor

    signalen.registreer(
        tekst="verwarde buurman",
        soort="zorg",
        gebieden=[gebied("nieuw-den-helder")],
        kanaal="spreekuur",
        door=persoon("wijkconcierge", gebied="nieuw-den-helder"),
    )
    acties.neem_over(overleg=overleg, voorstellen=stel_voor(overleg, manager), door=manager)
    rij = overleg.punten.get()
    client.force_login(manager)

    client.post(reverse("overleggen:bespreking", args=[rij.pk]), {"uitkomst": "inhoud", "versie": rij.versie})
    client.post(reverse("overleggen:terugkoppeling", args=[rij.pk]), {"tekst": "inhoud"})

    rij.refresh_from_db()
    assert (rij.stand, rij.uitkomst) == (Agendapunt.Stand.TERUGGEKOPPELD, "Mondeling besproken.")


def test_shielded_afspraak_follows_its_point(overleg: Overleg, manager: Gebruiker) -> None:
    from overleggen.voorstel import stel_voor

    signalen.registreer(
        tekst="verwarde buurman",
        soort="zorg",
        gebieden=[gebied("nieuw-den-helder")],
        kanaal="spreekuur",
        door=persoon("wijkconcierge", gebied="nieuw-den-helder"),
    )
    acties.neem_over(overleg=overleg, voorstellen=stel_voor(overleg, manager), door=manager)

    afspraak = acties.maak_afspraak(
        punt=overleg.punten.get(),
        wat="Huisbezoek",
        houder=Houder(partij=partij("team-zorg")),
        uiterlijk=timezone.localdate(),
        door=manager,
    )

    assert afspraak.gevoelig == "ja"


def test_points_not_reached_move_on(client: Client, rij: Agendapunt, manager: Gebruiker) -> None:
    client.force_login(manager)

    antwoord = client.post(reverse("overleggen:doorschuiving", args=[rij.pk]))

    assert antwoord.status_code == 302
    rij.refresh_from_db()
    assert rij.stand == Agendapunt.Stand.DOORGESCHOVEN


def test_only_who_notes_may_make_an_afspraak(rij: Agendapunt) -> None:
    with pytest.raises(PermissionDenied):
        acties.maak_afspraak(
            punt=rij,
            wat="Iets",
            houder=Houder(partij=partij("wijkbeheer")),
            uiterlijk=timezone.localdate(),
            door=persoon("handhaving", gebied="nieuw-den-helder"),
        )


@pytest.mark.eis("DHR-39")
def test_answered_signal_is_told_in_the_meeting(overleg: Overleg, manager: Gebruiker) -> None:
    from overleggen.voorstel import stel_voor

    signaal = signalen.registreer(
        tekst="Losse tegel",
        soort="wonen",
        gebieden=[gebied("nieuw-den-helder")],
        kanaal="spreekuur",
        door=manager,
    )
    route = next(r.sleutel for r in overleg.profiel.routes if r.terugkoppeling == "overleg")
    Signaal.objects.filter(pk=signaal.pk).update(
        stand="beantwoord", route=route, houder_partij=partij("woningstichting")
    )

    [voorstel] = stel_voor(overleg, manager)
    assert voorstel.doel == Agendapunt.Doel.TERUGKOPPELEN
    acties.neem_over(overleg=overleg, voorstellen=[voorstel], door=manager)
    acties.koppel_terug(punt=overleg.punten.get(), tekst="De tegel ligt vast.", door=manager)

    signaal.refresh_from_db()
    assert signaal.stand == "teruggekoppeld"
    assert signaal.terugkoppelingen.get().aan == "overleg"


def test_held_point_shows_on_the_page_of_the_meeting(
    client: Client, overleg: Overleg, manager: Gebruiker
) -> None:
    besproken(overleg, manager, "Fietspad")
    client.force_login(persoon("handhaving", gebied="nieuw-den-helder"))

    assert "We gaan kijken." in client.get(reverse("overleggen:tijdens", args=[overleg.pk])).text
