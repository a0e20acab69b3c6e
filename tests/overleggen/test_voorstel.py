"""The agenda proposes itself: what is open, over term or waits for terugkoppeling, each with the reason."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from overleggen import acties
from overleggen.models import Agendapunt, Overleg
from overleggen.voorstel import stel_voor
from signalen import service as signalen
from signalen.models import Signaal
from tests.hulp import gebied, partij, persoon
from tests.overleggen.hulp import begonnen, besproken, gepland, punt
from tests.wijkagenda.plannen import al_vastgesteld
from wijkwerk.afspraken import service as afspraken
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="nieuw-den-helder")


@pytest.fixture
def team(manager: Gebruiker) -> Overleg:
    return gepland("coordinatieteam", "nieuw-den-helder", manager, over=14)


def _signaal(
    door: Gebruiker,
    soort: str = "openbare-ruimte",
    waar: str = "nieuw-den-helder",
    tekst: str = "Losse tegel",
) -> Signaal:
    return signalen.registreer(
        tekst=tekst, soort=soort, gebieden=[gebied(waar)], kanaal="spreekuur", door=door
    )


def test_open_signals_of_the_area_are_proposed(manager: Gebruiker, team: Overleg) -> None:
    hier = _signaal(manager)
    _signaal(persoon("wijkmanager", gebied="stad-binnen-de-linie"), waar="visbuurt")

    voorstellen = stel_voor(team, manager)

    assert [rij.sleutel for rij in voorstellen] == [f"signaal-{hier.pk}"]
    assert voorstellen[0].reden == "Open signaal zonder antwoord."


def test_shielded_signal_is_proposed_without_words(manager: Gebruiker, team: Overleg) -> None:
    signaal = _signaal(
        persoon("wijkconcierge", gebied="nieuw-den-helder"), soort="zorg", tekst="verwarde buurman"
    )

    [voorstel] = [rij for rij in stel_voor(team, manager) if rij.sleutel == f"signaal-{signaal.pk}"]

    assert voorstel.afgeschermd
    assert "buurman" not in voorstel.titel


def test_overdue_afspraak_is_proposed_with_its_age(manager: Gebruiker, team: Overleg) -> None:
    afspraak = afspraken.maak(
        wat="Hek maken",
        houder=Houder(partij=partij("wijkbeheer")),
        uiterlijk=timezone.localdate() - timedelta(days=3),
        bron=team,
        gebieden=[gebied("nieuw-den-helder")],
        door=manager,
        toegezegd=True,
    )

    [voorstel] = stel_voor(team, manager)

    assert voorstel.sleutel == f"afspraak-{afspraak.pk}"
    assert "3 dagen over de termijn" in voorstel.reden


@pytest.mark.eis("DHR-39")
def test_point_without_terugkoppeling_returns_moved_not_copied(
    den_helder: Profiel, manager: Gebruiker
) -> None:
    eerder = begonnen("coordinatieteam", "nieuw-den-helder", manager)
    oud = besproken(eerder, manager)
    acties.rond_af(overleg=eerder, door=manager)
    acties.stel_vast(verslag=eerder.verslagen.get(), door=manager)
    volgend = gepland("coordinatieteam", "nieuw-den-helder", manager, over=14)

    [voorstel] = stel_voor(volgend, manager)
    assert voorstel.doel == Agendapunt.Doel.TERUGKOPPELEN
    acties.neem_over(overleg=volgend, voorstellen=[voorstel], door=manager)

    nieuw = volgend.punten.get()
    assert (nieuw.doorgeschoven_van, nieuw.doorgeschoven, nieuw.titel) == (oud, 1, oud.titel)
    assert stel_voor(volgend, manager) == []
    assert stel_voor(gepland("coordinatieteam", "nieuw-den-helder", manager, over=28), manager) == []


def test_other_forms_do_not_wait_for_terugkoppeling(helmond: Profiel) -> None:
    opzichter = persoon("wijkopzichter", gebied="brandevoort")
    eerder = begonnen("uitvoeringsnetwerk", "brandevoort", opzichter)
    besproken(eerder, opzichter)

    assert stel_voor(gepland("uitvoeringsnetwerk", "brandevoort", opzichter, over=14), opzichter) == []


def test_postponed_point_counts_how_often(den_helder: Profiel, manager: Gebruiker) -> None:
    eerder = begonnen("coordinatieteam", "nieuw-den-helder", manager)
    acties.schuif_door(punt=punt(eerder, manager), door=manager)
    volgend = gepland("coordinatieteam", "nieuw-den-helder", manager, over=14)

    [voorstel] = stel_voor(volgend, manager)

    assert "Doorgeschoven" in voorstel.reden


@pytest.mark.eis("BER-06")
def test_preparing_meeting_hands_points_on(bergen: Profiel) -> None:
    from wijkwerk.wijken.models import Partij

    vereniging = Partij.objects.create(sleutel="wv-1", naam="Wijkvereniging 1", soort="bewonersorgaan")
    vereniging.gebieden.add(gebied("schoorl"))
    vertegenwoordiger = persoon("vertegenwoordiger", partij="wv-1")
    coordinator = persoon("wijkcoordinator", gebied="schoorl")
    voor = begonnen("voorbereidend-kernoverleg", "schoorl", vertegenwoordiger)
    acties.schuif_door(punt=punt(voor, vertegenwoordiger, "Dorpshart"), door=vertegenwoordiger)
    kern = gepland("kernoverleg", "schoorl", coordinator, over=14)
    acties.voeg_deelnemer_toe(overleg=voor, persoon=coordinator, door=vertegenwoordiger)

    assert [rij.titel for rij in stel_voor(kern, coordinator)] == ["Dorpshart"]


def test_proposal_that_misses_something_waits_with_the_reason(bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied="schoorl")
    kern = gepland("kernoverleg", "schoorl", coordinator, over=14)
    signalen.registreer(
        tekst="Dorpshart",
        soort="wijkoverstijgend",
        gebieden=[gebied("schoorl")],
        kanaal=_kanaal(bergen),
        door=coordinator,
    )

    gelukt, niet = acties.neem_over(overleg=kern, voorstellen=stel_voor(kern, coordinator), door=coordinator)

    assert gelukt == []
    assert "Raakt de kern" in str(niet[0][1][0])
    assert kern.punten.get().stand == Agendapunt.Stand.AANGEDRAGEN


def _kanaal(profiel: Profiel) -> str:
    return next(rij.sleutel for rij in profiel.kanalen if rij.richting != "uit")


def test_page_takes_what_is_ticked_and_leaves_the_rest(
    client: Client, manager: Gebruiker, team: Overleg
) -> None:
    een, twee = _signaal(manager), _signaal(manager, tekst="Kapotte lamp")
    client.force_login(manager)
    url = reverse("overleggen:voorstel", args=[team.pk])
    assert een.nummer in client.get(url).text

    antwoord = client.post(url, {"kies": [f"signaal-{een.pk}"]})

    assert antwoord.status_code == 302
    assert [rij.bron_id for rij in team.punten.all()] == [een.pk]
    assert twee.nummer in client.get(url).text


def test_nothing_ticked_comes_back(client: Client, manager: Gebruiker, team: Overleg) -> None:
    _signaal(manager)
    client.force_login(manager)

    assert client.post(reverse("overleggen:voorstel", args=[team.pk]), {}).status_code == 422


def test_taking_twice_puts_it_on_once(client: Client, manager: Gebruiker, team: Overleg) -> None:
    signaal = _signaal(manager)
    client.force_login(manager)
    url = reverse("overleggen:voorstel", args=[team.pk])
    client.post(url, {"kies": [f"signaal-{signaal.pk}"]})

    antwoord = client.post(url, {"kies": [f"signaal-{signaal.pk}"]})

    assert antwoord.status_code == 422
    assert team.punten.count() == 1


def test_participant_does_not_make_the_agenda(client: Client, manager: Gebruiker, team: Overleg) -> None:
    client.force_login(persoon("handhaving", gebied="nieuw-den-helder"))

    assert client.get(reverse("overleggen:voorstel", args=[team.pk])).status_code == 403


def test_proposal_costs_the_same_for_many(
    manager: Gebruiker, team: Overleg, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(6):
        _signaal(manager, tekst=f"Signaal {nummer}")
    assert manager.vervullingen

    with django_assert_num_queries(4):
        assert len(stel_voor(team, manager)) == 6


def test_afspraak_of_a_taken_proposal_is_linked_not_copied(manager: Gebruiker, team: Overleg) -> None:
    afspraken.maak(
        wat="Hek maken",
        houder=Houder(partij=partij("wijkbeheer")),
        uiterlijk=timezone.localdate() - timedelta(days=3),
        bron=team,
        gebieden=[gebied("nieuw-den-helder")],
        door=manager,
        toegezegd=True,
    )

    acties.neem_over(overleg=team, voorstellen=stel_voor(team, manager), door=manager)

    assert Afspraak.objects.count() == 1
    assert team.punten.get().afspraakregels.get().hoe == "besproken"


def test_what_a_followed_plan_promises_comes_back_at_each_meeting(bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied="schoorl")
    overeenkomst = al_vastgesteld("kernovereenkomst", "schoorl", coordinator)
    anders = al_vastgesteld("jaaroverzicht", "schoorl", coordinator)
    speelplek, _, gedaan = (
        afspraken.maak(
            wat=wat,
            houder=Houder(partij=partij("swb")),
            uiterlijk=timezone.localdate() + timedelta(days=90),
            bron=bron,
            gebieden=[gebied("schoorl")],
            door=coordinator,
            toegezegd=True,
        )
        for wat, bron in (("Speelplek", overeenkomst), ("Riolering", anders), ("Bankjes", overeenkomst))
    )
    Afspraak.objects.filter(pk=gedaan.pk).update(stand=Afspraak.Stand.VERVALLEN)
    eerste = gepland("kernoverleg", "schoorl", coordinator, begin=time(19))
    volgende = gepland("kernoverleg", "schoorl", coordinator, over=90, begin=time(19))

    [voorstel] = stel_voor(eerste, coordinator)
    assert (voorstel.sleutel, voorstel.reden) == (
        f"afspraak-{speelplek.pk}",
        "Voortgang: Kernovereenkomst, toegezegd.",
    )
    acties.zet_op_agenda(
        overleg=eerste,
        bron=voorstel.bron,
        schaalniveau="kern",
        gegevens={"raakt-de-kern": "direct"},
        door=coordinator,
    )

    assert stel_voor(volgende, coordinator) == []
    gehouden = {
        "stand": Overleg.Stand.GEHOUDEN,
        "uitgenodigd_op": timezone.now(),
        "gehouden_op": timezone.now(),
    }
    Overleg.objects.filter(pk=eerste.pk).update(**gehouden)
    assert [rij.sleutel for rij in stel_voor(volgende, coordinator)] == [f"afspraak-{speelplek.pk}"]
