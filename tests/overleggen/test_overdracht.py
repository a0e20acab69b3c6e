"""A matter that moves: it comes back by itself, and goes to another form without what was said behind closed doors."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from overleggen import acties, service
from overleggen.models import Agendapunt, Agendapuntafspraak, Overleg
from overleggen.voorstel import stel_voor
from tests.hulp import gebied, geef_rol, partij, persoon
from tests.overleggen.hulp import begonnen, besproken, gepland, klaar, punt
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Partij

pytestmark = pytest.mark.django_db
MERK = "marktekst-besloten"
WIJK = "nieuw-den-helder"


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def team(manager: Gebruiker) -> Overleg:
    return begonnen("coordinatieteam", WIJK, manager)


@pytest.fixture
def platform(manager: Gebruiker) -> Overleg:
    """Coming, open to everybody."""
    return gepland("wijkplatform", WIJK, persoon("platformvoorzitter", gebied=WIJK), over=10)


def _spreek_af(rij: Agendapunt, door: Gebruiker) -> Afspraak:
    return acties.maak_afspraak(
        punt=rij,
        wat=MERK,
        houder=Houder(partij=partij("wijkbeheer")),
        uiterlijk=timezone.localdate() + timedelta(days=30),
        door=door,
    )


def _volgend(door: Gebruiker, over: int = 14) -> Overleg:
    return gepland("coordinatieteam", WIJK, door, over=over, begin=time(15))


# --- coming back


def test_a_point_with_an_open_afspraak_comes_back_and_the_afspraak_is_followed(
    team: Overleg, manager: Gebruiker
) -> None:
    rij = besproken(team, manager)
    afspraak = _spreek_af(rij, manager)
    acties.koppel_terug(punt=rij, tekst="Wordt gemaakt.", door=manager)
    klaar(team, manager)
    volgend = _volgend(manager)

    [voorstel] = stel_voor(volgend, manager)
    acties.neem_over(overleg=volgend, voorstellen=[voorstel], door=manager)

    assert "staat nog open" in voorstel.reden
    nieuw = volgend.punten.get()
    assert (nieuw.doorgeschoven_van, nieuw.doorgeschoven) == (rij, 1)
    # One afspraak, two meetings, and not proposed twice.
    assert set(nieuw.afspraakregels.values_list("afspraak", "hoe")) == {
        (afspraak.pk, Agendapuntafspraak.Hoe.BESPROKEN)
    }
    assert [regel.overleg for regel in service.agenda_bij("afspraak", afspraak.pk, manager)] == [
        team,
        volgend,
    ]
    assert stel_voor(_volgend(manager, over=28), manager) == []


def test_when_the_afspraak_is_done_the_point_stays_away(team: Overleg, manager: Gebruiker) -> None:
    rij = besproken(team, manager)
    _spreek_af(rij, manager)
    acties.koppel_terug(punt=rij, tekst="Is gemaakt.", door=manager)
    klaar(team, manager)
    Afspraak.objects.update(stand="klaar", klaar_op=timezone.now(), resultaat="Gemaakt.")

    assert stel_voor(_volgend(manager), manager) == []


def test_an_overdue_afspraak_is_not_proposed_beside_its_point(team: Overleg, manager: Gebruiker) -> None:
    rij = besproken(team, manager)
    _spreek_af(rij, manager)
    klaar(team, manager)
    Afspraak.objects.update(uiterlijk=timezone.localdate() - timedelta(days=3))

    assert [voorstel.van for voorstel in stel_voor(_volgend(manager), manager)] == [rij]


def test_history_shows_every_meeting_and_only_to_who_may_see_it(
    client: Client, team: Overleg, manager: Gebruiker
) -> None:
    acties.schuif_door(punt=punt(team, manager, MERK), door=manager)
    klaar(team, manager)
    volgend = _volgend(manager)
    acties.neem_over(overleg=volgend, voorstellen=stel_voor(volgend, manager), door=manager)
    nieuw = volgend.punten.get()

    assert [regel.overleg for regel in service.verloop(nieuw, manager)] == [team, volgend]
    client.force_login(manager)
    pagina = client.get(reverse("overleggen:verloop", args=[nieuw.pk]))
    assert pagina.text.count("Nieuw Den Helder, ") >= 2
    client.force_login(persoon("platformvoorzitter", gebied=WIJK))
    assert client.get(reverse("overleggen:verloop", args=[nieuw.pk])).status_code == 404


# --- to another form


@pytest.mark.eis("BER-06")
def test_point_of_the_preparing_meeting_is_promoted(bergen: Profiel) -> None:
    vereniging = Partij.objects.create(sleutel="wv-1", naam="Wijkvereniging 1", soort="bewonersorgaan")
    vereniging.gebieden.add(gebied("schoorl"))
    voorzitter = persoon("vertegenwoordiger", partij="wv-1")
    coordinator = persoon("wijkcoordinator", gebied="schoorl")
    kern = gepland("kernoverleg", "schoorl", coordinator, over=20, begin=time(19, 30))
    voor = gepland("voorbereidend-kernoverleg", "schoorl", voorzitter, over=5, begin=time(19, 30))
    rij = acties.draag_aan(overleg=voor, titel="Dorpshart", door=voorzitter)
    deel = kern.delen.get()

    nieuw = acties.draag_over(
        punt=rij, naar=kern, deel=deel, reden="Speelt in de hele kern.", door=voorzitter
    )

    rij.refresh_from_db()
    # It was on no agenda yet, and never comes on this one.
    assert (rij.stand, rij.afvoerreden) == (Agendapunt.Stand.AFGEVOERD, "Speelt in de hele kern.")
    assert rij not in Agendapunt.objects.op_agenda()
    assert (nieuw.titel, nieuw.overleg, nieuw.doorgeschoven_van, nieuw.stand) == (
        "Dorpshart",
        kern,
        rij,
        "aangedragen",
    )
    # Moved, not postponed, and not twice.
    assert nieuw.doorgeschoven == 0
    with pytest.raises(StapGeweigerd, match="al klaar, of van de agenda"):
        acties.draag_over(punt=rij, naar=kern, deel=deel, reden="Nog eens", door=voorzitter)


def test_what_was_held_does_not_change_when_it_is_handed_over(
    team: Overleg, platform: Overleg, manager: Gebruiker
) -> None:
    rij = punt(team, manager)
    acties.schuif_door(punt=rij, door=manager)
    acties.rond_af(overleg=team, door=manager)
    voor = Agendapunt.objects.filter(pk=rij.pk).values().get()

    acties.draag_over(
        punt=rij,
        naar=platform,
        deel=platform.delen.get(),
        titel="Parkeren",
        reden="Voor iedereen",
        door=manager,
    )

    assert Agendapunt.objects.filter(pk=rij.pk).values().get() == voor


@pytest.mark.eis("HEL-40")
def test_closed_words_do_not_go_into_a_more_open_part(
    team: Overleg, platform: Overleg, manager: Gebruiker
) -> None:
    rij = punt(team, manager, MERK, toelichting=MERK)
    deel = platform.delen.get()
    with pytest.raises(StapGeweigerd, match="eigen woorden"):
        acties.draag_over(punt=rij, naar=platform, deel=deel, reden="Voor bewoners", door=manager)
    with pytest.raises(StapGeweigerd, match="eigen woorden"):
        acties.draag_over(punt=rij, naar=platform, deel=deel, titel=MERK, reden="Voor bewoners", door=manager)

    nieuw = acties.draag_over(
        punt=rij, naar=platform, deel=deel, titel="Veilig naar school", reden=MERK, door=manager
    )

    nieuw.refresh_from_db()
    assert nieuw.titel == "Veilig naar school"
    assert MERK not in f"{nieuw.titel} {nieuw.toelichting} {nieuw.aanleiding} {nieuw.velden} {nieuw.uitkomst}"
    assert (nieuw.bron_soort, nieuw.bron_id, nieuw.doorgeschoven_van) == ("vrij", None, rij)


@pytest.mark.eis("HEL-40")
def test_open_readers_see_nothing_of_where_it_came_from(
    client: Client, team: Overleg, platform: Overleg, manager: Gebruiker
) -> None:
    rij = punt(team, manager, MERK)
    nieuw = acties.draag_over(
        punt=rij,
        naar=platform,
        deel=platform.delen.get(),
        titel="Veilig naar school",
        reden=MERK,
        door=manager,
    )
    client.force_login(platform.gepland_door)

    for naam, pk in (("detail", platform.pk), ("verloop", nieuw.pk), ("agendering", nieuw.pk)):
        pagina = client.get(reverse(f"overleggen:{naam}", args=[pk]))
        assert (pagina.status_code, MERK in pagina.text) == (200, False), naam
    assert [regel.overleg for regel in service.verloop(nieuw, platform.gepland_door)] == [platform]


@pytest.mark.eis("DHR-39")
def test_a_shielded_point_does_not_go_where_more_people_listen(
    team: Overleg, platform: Overleg, manager: Gebruiker
) -> None:
    rij = punt(team, manager, MERK)
    Agendapunt.objects.filter(pk=rij.pk).update(gevoelig="ja")

    with pytest.raises(StapGeweigerd, match="afgeschermd punt"):
        acties.draag_over(
            punt=rij,
            naar=platform,
            deel=platform.delen.get(),
            titel="Iets",
            reden="Voor bewoners",
            door=manager,
        )
    assert not platform.punten.exists()


def test_a_returned_point_is_not_agended_into_a_more_open_part(etten_leur: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="centrum-west")
    eerste = begonnen("wijkpartneroverleg", "centrum-west", manager, delen=["wijkcontactmoment"])
    dicht = eerste.delen.get(toegang="professionals")
    acties.schuif_door(punt=punt(eerste, manager, MERK, deel=dicht), door=manager)
    klaar(eerste, manager)
    volgend = gepland(
        "wijkpartneroverleg", "centrum-west", manager, over=30, delen=["wijkcontactmoment"], begin=time(9)
    )
    acties.neem_over(overleg=volgend, voorstellen=stel_voor(volgend, manager), door=manager)
    nieuw = volgend.punten.get()
    assert nieuw.deel.toegang == "professionals"
    Agendapunt.objects.filter(pk=nieuw.pk).update(stand="aangedragen")

    with pytest.raises(StapGeweigerd, match="achter gesloten deuren"):
        acties.agendeer(punt=nieuw, deel=volgend.delen.get(toegang="openbaar"), door=manager)


def test_not_to_the_same_form_another_area_or_without_a_reason(
    team: Overleg, platform: Overleg, manager: Gebruiker
) -> None:
    rij = punt(team, manager)
    geef_rol(manager, "wijkmanager", gebied="stad-binnen-de-linie")
    zelfde, elders = _volgend(manager), gepland("coordinatieteam", "stad-binnen-de-linie", manager, over=9)

    for naar, reden, klacht in (
        (zelfde, "x", "Schuif het punt door"),
        (elders, "x", "ander gebied"),
        (platform, " ", "waarom"),
    ):
        with pytest.raises(StapGeweigerd, match=klacht):
            acties.draag_over(
                punt=rij, naar=naar, deel=naar.delen.first(), titel="Anders", reden=reden, door=manager
            )


def test_who_only_takes_part_does_not_hand_over(team: Overleg, platform: Overleg, manager: Gebruiker) -> None:
    rij = punt(team, manager)

    with pytest.raises(PermissionDenied):
        acties.draag_over(
            punt=rij,
            naar=platform,
            deel=platform.delen.get(),
            titel="Anders",
            reden="x",
            door=persoon("handhaving", gebied=WIJK),
        )


def test_page_hands_over_and_keeps_what_was_typed(
    client: Client, team: Overleg, platform: Overleg, manager: Gebruiker
) -> None:
    rij = punt(team, manager, MERK)
    client.force_login(manager)
    url = reverse("overleggen:overdracht", args=[rij.pk])
    deel = platform.delen.get()
    assert f'value="{deel.pk}"' in client.get(url).text

    fout = client.post(url, {"deel": deel.pk, "titel": MERK, "reden": "Voor bewoners"})
    goed = client.post(url, {"deel": deel.pk, "titel": "Veilig naar school", "reden": "Voor bewoners"})

    assert (fout.status_code, "Voor bewoners" in fout.text) == (422, True)
    assert goed.status_code == 302
    assert platform.punten.get().titel == "Veilig naar school"
