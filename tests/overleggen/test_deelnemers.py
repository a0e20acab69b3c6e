"""Who takes part: excluded sides stay out, required ones must be there, crucial ones are missed aloud."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from overleggen import acties, planner
from overleggen.models import Deelnemer, Overleg
from tests.hulp import gebied, partij, persoon
from tests.overleggen.hulp import gepland, iedereen_is_er, punt, uitgenodigd
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="nieuw-den-helder")


@pytest.fixture
def team(manager: Gebruiker) -> Overleg:
    return gepland("coordinatieteam", "nieuw-den-helder", manager)


@pytest.mark.eis("DHR-33")
def test_resident_cannot_take_part_in_the_coordinatieteam(team: Overleg, manager: Gebruiker) -> None:
    bewoner = persoon("bewoner", gebied="nieuw-den-helder")

    with pytest.raises(StapGeweigerd, match="Wie niet deelneemt"):
        acties.voeg_deelnemer_toe(overleg=team, persoon=bewoner, door=manager)
    assert not team.deelnemers.filter(persoon=bewoner).exists()


@pytest.mark.eis("DHR-33")
def test_no_other_way_in_for_an_excluded_side(team: Overleg, manager: Gebruiker) -> None:
    elders = persoon("bewoner", gebied="stad-binnen-de-linie")
    wegen = [
        {"persoon": elders},
        {"selector": Selector("rol", "bewoner")},
        {"partij": partij("wijkplatform-nieuw-den-helder")},
        {"functie": "voorzitter speeltuin", "kant": "bewoners"},
    ]

    for weg in wegen:
        with pytest.raises(StapGeweigerd):
            acties.voeg_deelnemer_toe(overleg=team, door=manager, **weg)  # type: ignore[arg-type]


def test_guest_says_on_whose_side(team: Overleg, manager: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="kant"):
        acties.voeg_deelnemer_toe(overleg=team, functie="directeur school", door=manager)

    rij = acties.voeg_deelnemer_toe(overleg=team, functie="directeur school", kant="partner", door=manager)
    assert rij.naam == "directeur school"


@pytest.mark.eis("DHR-27")
def test_unorganised_resident_takes_part_in_the_wijkplatform_and_brings_points(den_helder: Profiel) -> None:
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")
    platform = gepland("wijkplatform", "nieuw-den-helder", voorzitter, over=3)
    bewoner = persoon("bewoner", gebied="nieuw-den-helder")

    ingebracht = acties.draag_aan(overleg=platform, titel="Meer banken", door=bewoner)

    assert ingebracht.stand == "aangedragen"


def test_party_that_takes_part_sees_the_meeting(
    den_helder: Profiel, manager: Gebruiker, team: Overleg
) -> None:
    medewerker = persoon("partner", partij="opbouwwerk")
    assert not Overleg.objects.zichtbaar_voor(medewerker).filter(pk=team.pk).exists()

    acties.voeg_deelnemer_toe(overleg=team, partij=partij("opbouwwerk"), door=manager)

    assert Overleg.objects.zichtbaar_voor(medewerker).filter(pk=team.pk).exists()
    team.refresh_from_db()
    assert partij("opbouwwerk").pk in team.plek_partijen


def _wijktafel() -> tuple[Overleg, Gebruiker]:
    overleg = uitgenodigd("wijktafel", "brandevoort", persoon("adviseur-wgw", gebied="brandevoort"))
    return overleg, persoon("wethouder-wijkbeleid")


@pytest.mark.eis("HEL-36", "HEL-18")
def test_wijktafel_is_not_held_without_whom_it_requires(helmond: Profiel) -> None:
    overleg, wethouder = _wijktafel()
    iedereen_is_er(overleg, wethouder)
    orgaan = overleg.deelnemers.get(selector="soort:bewonersorgaan")
    acties.leg_aanwezigheid_vast(overleg=overleg, aanwezig={orgaan.pk: "nee"}, door=wethouder)

    with pytest.raises(StapGeweigerd, match="gaat niet door zonder") as geweigerd:
        acties.houd(overleg=overleg, door=wethouder)
    assert orgaan.naam in str(geweigerd.value)

    acties.leg_aanwezigheid_vast(overleg=overleg, aanwezig={orgaan.pk: "vervangen"}, door=wethouder)
    acties.houd(overleg=overleg, door=wethouder)


def test_button_to_add_somebody_is_for_who_may(client: Client, helmond: Profiel) -> None:
    adviseur, voorzitter = persoon("adviseur-wgw", gebied="brandevoort"), persoon("wethouder-wijkbeleid")
    overleg = uitgenodigd("wijktafel", "brandevoort", adviseur, over=3)
    bladzijde, nieuw = (
        reverse(f"overleggen:{naam}", args=[overleg.pk]) for naam in ("deelnemers", "nieuwe_deelnemer")
    )

    for wie, status in ((adviseur, 200), (voorzitter, 403)):
        client.force_login(wie)
        assert (nieuw in client.get(bladzijde).text) == (status == 200)
        assert client.get(nieuw).status_code == status


@pytest.mark.eis("HEL-43")
def test_vakwethouder_chairs_the_wijkwerkoverleg(helmond: Profiel) -> None:
    adviseur, vakwethouder = persoon("adviseur-wgw", gebied="dierdonk"), persoon("vakwethouder")
    overleg = gepland("wijkwerkoverleg", "dierdonk", adviseur)
    punt(overleg, adviseur, dossier=True)
    acties.nodig_uit(overleg=overleg, door=adviseur)
    iedereen_is_er(overleg, vakwethouder)

    acties.houd(overleg=overleg, door=vakwethouder)


@pytest.mark.eis("HEL-38")
def test_only_the_chair_of_the_form_begins(helmond: Profiel) -> None:
    overleg, wethouder = _wijktafel()
    iedereen_is_er(overleg, wethouder)

    with pytest.raises(PermissionDenied):
        acties.houd(overleg=overleg, door=persoon("vakambtenaar"))


def test_required_participant_stays_on_the_list(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    overleg = gepland("wijktafel", "brandevoort", adviseur)
    verplicht = overleg.deelnemers.filter(hoe=Deelnemer.Hoe.VERPLICHT).first()
    assert verplicht is not None

    with pytest.raises(StapGeweigerd, match="blijft op de lijst"):
        acties.verwijder_deelnemer(deelnemer=verplicht, door=adviseur)


@pytest.mark.eis("DHR-35")
def test_absent_crucial_discipline_is_a_warning_and_no_block(manager: Gebruiker, team: Overleg) -> None:
    acties.nodig_uit(overleg=team, door=manager)
    iedereen_is_er(team, manager)
    agent = team.deelnemers.get(selector="rol:wijkagent")
    acties.leg_aanwezigheid_vast(overleg=team, aanwezig={agent.pk: "nee"}, door=manager)

    adviezen = acties.houd(overleg=team, door=manager)

    assert any(agent.naam in advies.tekst for advies in adviezen)
    team.refresh_from_db()
    assert team.is_gehouden


@pytest.mark.eis("DHR-36")
def test_team_without_the_same_discipline_twice_must_be_strengthened(
    den_helder: Profiel, manager: Gebruiker
) -> None:
    def stand() -> planner.Teamstand:
        regels = planner.planner([gebied("nieuw-den-helder")], vorm="coordinatieteam")
        return planner.teamstanden(regels)[0][1]

    assert stand() == planner.Teamstand("slapend", "Dit overleg is lang niet gehouden.")
    for uur in (9, 13):
        overleg = uitgenodigd("coordinatieteam", "nieuw-den-helder", manager, begin=_uur(uur))
        iedereen_is_er(overleg, manager)
        agent = overleg.deelnemers.get(selector="rol:wijkagent")
        acties.leg_aanwezigheid_vast(overleg=overleg, aanwezig={agent.pk: "nee"}, door=manager)
        acties.houd(overleg=overleg, door=manager)

    assert stand().stand == "te-versterken"
    assert agent.naam in stand().reden


def _uur(uur: int):  # type: ignore[no-untyped-def]
    from datetime import time

    return time(uur)


def test_page_refuses_with_the_form_filled_in(client: Client, manager: Gebruiker, team: Overleg) -> None:
    bewoner = persoon("bewoner", gebied="nieuw-den-helder")
    client.force_login(manager)

    antwoord = client.post(
        reverse("overleggen:nieuwe_deelnemer", args=[team.pk]),
        {"persoon": bewoner.pk, "hoe": "deelnemer", "rol": "", "functie": "", "kant": ""},
    )

    assert antwoord.status_code == 422
    assert "Wie niet deelneemt" in antwoord.text


def test_participant_may_look_but_not_change(client: Client, manager: Gebruiker, team: Overleg) -> None:
    client.force_login(persoon("handhaving", gebied="nieuw-den-helder"))

    assert client.get(reverse("overleggen:deelnemers", args=[team.pk])).status_code == 200
    antwoord = client.post(
        reverse("overleggen:nieuwe_deelnemer", args=[team.pk]),
        {"partij": partij("politie").pk, "hoe": "deelnemer"},
    )
    assert antwoord.status_code == 403


def test_opening_page_saves_attendance_and_begins(client: Client, manager: Gebruiker, team: Overleg) -> None:
    acties.nodig_uit(overleg=team, door=manager)
    punt(team, manager)
    client.force_login(manager)
    url = reverse("overleggen:opening", args=[team.pk])
    assert client.get(url).status_code == 200

    antwoord = client.post(url, {f"d{rij.pk}": "ja" for rij in team.deelnemers.all()})

    assert antwoord.status_code == 302
    team.refresh_from_db()
    assert team.is_gehouden


def test_beginning_twice_gives_a_message(client: Client, manager: Gebruiker, team: Overleg) -> None:
    acties.nodig_uit(overleg=team, door=manager)
    client.force_login(manager)
    gegevens = {f"d{rij.pk}": "ja" for rij in team.deelnemers.all()}
    url = reverse("overleggen:opening", args=[team.pk])
    client.post(url, gegevens)

    antwoord = client.post(url, gegevens)

    assert antwoord.status_code == 422
    assert "Dit kan niet meer" in antwoord.text


def test_meeting_does_not_begin_before_its_day(manager: Gebruiker, den_helder: Profiel) -> None:
    overleg = uitgenodigd("coordinatieteam", "nieuw-den-helder", manager, over=2)
    iedereen_is_er(overleg, manager)

    with pytest.raises(StapGeweigerd, match="pas op"):
        acties.houd(overleg=overleg, door=manager)


@pytest.mark.eis("BER-23")
def test_wijkcoordinator_is_missed_at_a_ledenvergadering(bergen: Profiel) -> None:
    from tests.overleggen.test_plannen import _wijk
    from wijkwerk.wijken.models import Gebied, Partij

    vereniging = Partij.objects.create(sleutel="wv-1", naam="Wijkvereniging 1", soort="bewonersorgaan")
    vereniging.gebieden.add(Gebied.objects.get(sleutel=_wijk()))
    bestuur = persoon("wijkvereniging", partij="wv-1")
    overleg = gepland("ledenvergadering", "wijk-1", bestuur)
    punt(overleg, bestuur)
    acties.nodig_uit(overleg=overleg, door=bestuur, gegevens={"ontvangen-op": "2026-11-01"})
    iedereen_is_er(overleg, bestuur)
    coordinator = overleg.deelnemers.get(selector="rol:wijkcoordinator")
    acties.leg_aanwezigheid_vast(overleg=overleg, aanwezig={coordinator.pk: "nee"}, door=bestuur)

    adviezen = acties.houd(overleg=overleg, door=bestuur)

    assert any(coordinator.naam in advies.tekst for advies in adviezen)
