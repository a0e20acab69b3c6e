"""What comes on an agenda: who decides, what the profile guards, what leaves it and how."""

from __future__ import annotations

import uuid
from datetime import time

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from overleggen import acties
from overleggen.models import Agendapunt, Overleg
from tests.hulp import persoon
from tests.overleggen.hulp import begonnen, besproken, gepland, punt
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StandVeranderd, StapGeweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="nieuw-den-helder")


@pytest.fixture
def team(manager: Gebruiker) -> Overleg:
    return gepland("coordinatieteam", "nieuw-den-helder", manager, over=5)


@pytest.fixture
def kernoverleg(bergen: Profiel) -> tuple[Overleg, Gebruiker]:
    coordinator = persoon("wijkcoordinator", gebied="schoorl")
    return gepland("kernoverleg", "schoorl", coordinator, over=5, begin=time(19)), coordinator


@pytest.mark.eis("DHR-35")
def test_participant_brings_in_and_the_chair_decides(manager: Gebruiker, team: Overleg) -> None:
    collega = persoon("handhaving", gebied="nieuw-den-helder")
    rij = acties.draag_aan(overleg=team, titel="Overlast bij het plein", door=collega)

    with pytest.raises(PermissionDenied):
        acties.agendeer(punt=rij, door=collega)
    acties.agendeer(punt=rij, door=manager)

    rij.refresh_from_db()
    assert rij.stand == Agendapunt.Stand.GEAGENDEERD
    assert Bericht.objects.filter(soort="agendapunt-op-agenda", ontvanger=collega).count() == 1


def test_outsider_brings_nothing_in(team: Overleg) -> None:
    with pytest.raises((PermissionDenied, StapGeweigerd)):
        acties.draag_aan(overleg=team, titel="Iets", door=persoon("teammedewerker", partij="wijkbeheer"))


def test_wijkmanager_helps_make_the_agenda_of_the_wijkplatform(
    den_helder: Profiel, manager: Gebruiker
) -> None:
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")
    platform = gepland("wijkplatform", "nieuw-den-helder", voorzitter, over=5)

    assert punt(platform, manager).stand == Agendapunt.Stand.GEAGENDEERD
    assert punt(platform, voorzitter, "Bankjes").stand == Agendapunt.Stand.GEAGENDEERD


@pytest.mark.eis("BER-11")
def test_wijkcoordinator_makes_the_agenda_of_the_kernoverleg(kernoverleg: tuple[Overleg, Gebruiker]) -> None:
    overleg, coordinator = kernoverleg

    rij = punt(overleg, coordinator, schaalniveau="kern", gegevens={"raakt-de-kern": "direct"})

    assert rij.stand == Agendapunt.Stand.GEAGENDEERD


@pytest.mark.eis("BER-09")
def test_point_of_the_kernoverleg_says_whether_it_touches_the_kern(
    kernoverleg: tuple[Overleg, Gebruiker],
) -> None:
    overleg, coordinator = kernoverleg

    with pytest.raises(StapGeweigerd, match="Raakt de kern"):
        punt(overleg, coordinator, schaalniveau="kern")
    assert not overleg.punten.exists()


@pytest.mark.eis("BER-01", "BER-10")
def test_small_matter_is_sent_to_the_level_of_the_wijk(kernoverleg: tuple[Overleg, Gebruiker]) -> None:
    overleg, coordinator = kernoverleg

    with pytest.raises(StapGeweigerd, match="Overleg op wijkniveau"):
        punt(overleg, coordinator, schaalniveau="wijk", gegevens={"raakt-de-kern": "direct"})


@pytest.mark.eis("BER-17")
def test_small_matter_at_a_kernbezoek_is_only_advice(bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied="schoorl")
    bezoek = gepland("kernbezoek", "schoorl", coordinator, over=5)

    rij, adviezen = acties.zet_op_agenda(
        overleg=bezoek, titel="Losse tegel", schaalniveau="wijk", door=coordinator
    )

    assert rij.stand == Agendapunt.Stand.GEAGENDEERD
    assert [advies.eis for advies in adviezen] == [("BER-16", "BER-17")]


@pytest.mark.eis("HEL-81")
def test_paving_stone_at_the_wijktafel_is_advice_with_the_other_way(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    tafel = gepland("wijktafel", "brandevoort", adviseur, over=5)

    _, adviezen = acties.zet_op_agenda(
        overleg=tafel, titel="Losse tegel", schaalniveau="straat", door=adviseur
    )

    assert len(adviezen) == 1
    assert "te klein" in adviezen[0].tekst


@pytest.mark.eis("HEL-60")
def test_answered_beforehand_leaves_the_agenda_with_a_reason(
    client: Client, manager: Gebruiker, team: Overleg
) -> None:
    collega = persoon("handhaving", gebied="nieuw-den-helder")
    rij = acties.draag_aan(overleg=team, titel="Wanneer komt de lamp?", door=collega)
    with pytest.raises(StapGeweigerd, match="waarom"):
        acties.voer_af(punt=rij, door=manager)

    acties.voer_af(punt=rij, reden="Al beantwoord: de lamp komt morgen.", door=manager)
    client.force_login(collega)

    assert "de lamp komt morgen" in client.get(reverse("overleggen:lijst")).text


def test_point_is_taken_off_once(manager: Gebruiker, team: Overleg) -> None:
    rij = punt(team, manager)
    acties.voer_af(punt=rij, reden="Dubbel", door=manager)

    with pytest.raises(StandVeranderd):
        acties.voer_af(punt=rij, reden="Dubbel", door=manager)


def test_nothing_comes_on_the_agenda_of_a_finished_meeting(den_helder: Profiel, manager: Gebruiker) -> None:
    overleg = begonnen("coordinatieteam", "nieuw-den-helder", manager)
    besproken(overleg, manager)
    acties.rond_af(overleg=overleg, door=manager)

    with pytest.raises(StapGeweigerd, match="afgelopen"):
        punt(overleg, manager, "Nakomer")


def test_points_change_places(manager: Gebruiker, team: Overleg) -> None:
    eerste, tweede = punt(team, manager, "Een"), punt(team, manager, "Twee")

    acties.orden(punt=tweede, omhoog=True, door=manager)

    assert list(team.punten.op_agenda().order_by("volgorde")) == [tweede, eerste]


def test_page_brings_in_and_puts_on(client: Client, manager: Gebruiker, team: Overleg) -> None:
    client.force_login(manager)

    antwoord = client.post(
        reverse("overleggen:nieuw_punt", args=[team.pk]),
        {"titel": "Fietspad", "toelichting": "", "doel": "bespreken"},
    )

    assert antwoord.status_code == 302
    assert team.punten.get().stand == Agendapunt.Stand.GEAGENDEERD


def test_a_point_sent_twice_is_one(client: Client, manager: Gebruiker, team: Overleg) -> None:
    client.force_login(manager)
    data = {"titel": "Fietspad", "toelichting": "", "doel": "bespreken", "client_id": str(uuid.uuid4())}

    for _ in range(2):
        antwoord = client.post(reverse("overleggen:nieuw_punt", args=[team.pk]), data)
        assert (antwoord.status_code, antwoord["Location"]) == (302, team.get_absolute_url())

    assert team.punten.count() == 1


def test_page_goes_on_to_what_the_form_asks(client: Client, kernoverleg: tuple[Overleg, Gebruiker]) -> None:
    overleg, coordinator = kernoverleg
    client.force_login(coordinator)
    client.post(
        reverse("overleggen:nieuw_punt", args=[overleg.pk]), {"titel": "Dorpshart", "doel": "bespreken"}
    )
    rij = overleg.punten.get()
    url = reverse("overleggen:agendering", args=[rij.pk])
    pagina = client.get(url).text
    assert "Raakt de kern" in pagina
    assert "niet verplicht" not in pagina

    geweigerd = client.post(url, {"doel": "bespreken", "schaalniveau": "kern"})
    gelukt = client.post(url, {"doel": "bespreken", "schaalniveau": "kern", "raakt-de-kern": "direct"})

    assert (geweigerd.status_code, gelukt.status_code) == (422, 302)
    rij.refresh_from_db()
    assert rij.velden == {"raakt-de-kern": "direct"}


def test_empty_title_comes_back(client: Client, manager: Gebruiker, team: Overleg) -> None:
    client.force_login(manager)

    antwoord = client.post(
        reverse("overleggen:nieuw_punt", args=[team.pk]), {"titel": "", "doel": "bespreken"}
    )

    assert antwoord.status_code == 422
    assert not team.punten.exists()


def test_participant_gets_403_on_deciding(client: Client, manager: Gebruiker, team: Overleg) -> None:
    rij = acties.draag_aan(overleg=team, titel="Iets", door=persoon("handhaving", gebied="nieuw-den-helder"))
    client.force_login(persoon("handhaving", gebied="nieuw-den-helder"))

    antwoord = client.post(reverse("overleggen:agendering", args=[rij.pk]), {"doel": "bespreken"})

    assert antwoord.status_code == 403


@pytest.mark.eis("HEL-39")
def test_wijkwerkoverleg_invites_only_with_a_dossier(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="dierdonk")
    overleg = gepland("wijkwerkoverleg", "dierdonk", adviseur, over=5)
    punt(overleg, adviseur, "Los punt")
    with pytest.raises(StapGeweigerd, match="dossiers"):
        acties.nodig_uit(overleg=overleg, door=adviseur)

    punt(overleg, adviseur, "Verkeer", dossier=True)
    acties.nodig_uit(overleg=overleg, door=adviseur)


@pytest.mark.eis("BER-24")
def test_invitation_of_a_ledenvergadering_names_its_points(bergen: Profiel) -> None:
    from tests.overleggen.test_plannen import _wijk
    from wijkwerk.wijken.models import Gebied, Partij

    wijk = _wijk()
    vereniging = Partij.objects.create(sleutel="wv-1", naam="Wijkvereniging 1", soort="bewonersorgaan")
    vereniging.gebieden.add(Gebied.objects.get(sleutel=wijk))
    bestuur = persoon("wijkvereniging", partij="wv-1")
    overleg = gepland("ledenvergadering", wijk, bestuur, over=30)

    with pytest.raises(StapGeweigerd) as geweigerd:
        acties.nodig_uit(overleg=overleg, door=bestuur)
    assert len(geweigerd.value.klachten) == 2

    punt(overleg, bestuur, "Jaarverslag")
    acties.nodig_uit(overleg=overleg, door=bestuur, gegevens={"ontvangen-op": "2026-11-01"})
    overleg.refresh_from_db()
    assert overleg.velden == {"ontvangen-op": "2026-11-01"}


def test_one_invitation_per_person(den_helder: Profiel, manager: Gebruiker, team: Overleg) -> None:
    agent = persoon("handhaving", gebied="nieuw-den-helder")
    acties.voeg_deelnemer_toe(overleg=team, persoon=agent, door=manager)

    acties.nodig_uit(overleg=team, door=manager)

    assert Bericht.objects.filter(soort="overleg-uitnodiging", ontvanger=agent).count() == 1


def test_open_parts_are_announced_closed_ones_not(helmond: Profiel) -> None:
    bewoner, pers = persoon("bewoner", gebied="brandevoort"), persoon("pers")
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    overleg = gepland("wijktafel", "brandevoort", adviseur, over=5)

    acties.nodig_uit(overleg=overleg, door=adviseur)

    aangekondigd = Bericht.objects.filter(soort="overleg-aankondiging")
    assert {rij.ontvanger for rij in aangekondigd} >= {bewoner, pers}
    slot = overleg.delen.get(toegang="openbaar")
    assert set(aangekondigd.values_list("object_soort", "object_id")) == {("overlegdeel", slot.pk)}


def test_lapsing_takes_back_and_tells(manager: Gebruiker, team: Overleg) -> None:
    collega = persoon("handhaving", gebied="nieuw-den-helder")
    acties.nodig_uit(overleg=team, door=manager)

    acties.laat_vervallen(overleg=team, reden="Te weinig punten", door=manager)

    standen = dict(Bericht.objects.filter(ontvanger=collega).values_list("soort", "stand"))
    assert standen == {"overleg-uitnodiging": "ingetrokken", "overleg-vervallen": "klaar"}


def test_lapsing_needs_a_reason(client: Client, manager: Gebruiker, team: Overleg) -> None:
    client.force_login(manager)

    assert client.post(reverse("overleggen:verval", args=[team.pk]), {"reden": ""}).status_code == 422
    assert client.post(reverse("overleggen:verval", args=[team.pk]), {"reden": "Ziekte"}).status_code == 302
