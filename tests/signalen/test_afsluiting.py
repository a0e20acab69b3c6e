"""Telling it back, closing, reopening."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from signalen import acties, service
from signalen.models import Signaal
from tests.hulp import persoon
from tests.signalen.hulp import signaal, zet_uit
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StandVeranderd, StapGeweigerd

pytestmark = pytest.mark.django_db


def _url(naam: str, rij: Signaal) -> str:
    return reverse(f"signalen:{naam}", args=[rij.pk])


def _beantwoord(rij: Signaal, door: Gebruiker, antwoorder: Gebruiker | None = None) -> Signaal:
    for deel in rij.delen.all():
        acties.neem_aan(deel=deel, door=door)
        acties.meld_klaar(deel=deel, resultaat="Klaar.", door=door)
    acties.beantwoord(signaal=rij, soort="antwoord", velden={"toelichting": "Zo."}, door=antwoorder or door)
    rij.refresh_from_db()
    return rij


@pytest.fixture
def beantwoord(uitgezet: Signaal, medewerker: Gebruiker, manager: Gebruiker) -> Signaal:
    return _beantwoord(uitgezet, medewerker, manager)


@pytest.fixture
def met_melder(concierge: Gebruiker, manager: Gebruiker, medewerker: Gebruiker) -> Signaal:
    melder = acties.Melderinvoer(e_mail="a@voorbeeld.example", terugkoppeling_gewenst=True)
    rij = zet_uit(signaal(concierge, "visbuurt", "openbare-ruimte", melder=melder), manager)
    return _beantwoord(rij, medewerker, manager)


@pytest.mark.eis("DHR-18")
def test_front_keeps_the_contact_until_it_is_told(
    client: Client, beantwoord: Signaal, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    client.post(_url("terugkoppeling", beantwoord), {"aan": "melder", "wijze": "gesproken"})

    beantwoord.refresh_from_db()
    assert beantwoord.stand == "teruggekoppeld"


def test_the_holder_of_a_part_does_not_close(client: Client, beantwoord: Signaal) -> None:
    client.force_login(persoon("partner", partij="politie"))

    assert client.post(_url("sluiting", beantwoord)).status_code == 404


@pytest.mark.eis("HEL-06", "ETL-13")
def test_who_wanted_to_hear_must_hear(client: Client, met_melder: Signaal, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    geweigerd = client.post(_url("terugkoppeling", met_melder), {"aan": "niet-gewenst"})
    gelukt = client.post(_url("terugkoppeling", met_melder), {"aan": "melder", "wijze": "mail"})

    assert (geweigerd.status_code, gelukt.status_code) == (422, 302)
    bericht = Bericht.objects.get(soort="signaal-antwoord")
    assert bericht.adressant_id == met_melder.melder_id


def test_not_possible_needs_a_reason(client: Client, met_melder: Signaal, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    geweigerd = client.post(_url("terugkoppeling", met_melder), {"aan": "niet-mogelijk", "reden": ""})
    gelukt = client.post(_url("terugkoppeling", met_melder), {"aan": "niet-mogelijk", "reden": "Verhuisd."})

    assert (geweigerd.status_code, gelukt.status_code) == (422, 302)


def test_mail_without_address_is_refused(beantwoord: Signaal, concierge: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="geen e-mailadres"):
        acties.koppel_terug(signaal=beantwoord, aan="melder", wijze="mail", door=concierge)


@pytest.mark.eis("HEL-06")
def test_who_wants_nothing_needs_nothing(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="mierlo-hout")
    rij = signaal(adviseur, "mierlo-hout", "eenvoudig-fysiek", kanaal="klantmeldsysteem")
    rij = acties.zet_uit(signaal=rij, door=adviseur, systeemnummer="KMS-1")
    velden = {"reden": "anders", "motivering": "Gemaakt."}
    acties.beantwoord(signaal=rij, soort="nooit", velden=velden, door=persoon("vakambtenaar"))

    rij = acties.koppel_terug(signaal=rij, aan="niet-gewenst", door=adviseur)

    assert acties.sluit(signaal=rij, door=adviseur).is_gesloten


@pytest.mark.eis("DHR-39")
def test_what_came_from_the_team_is_told_in_the_team(manager: Gebruiker, concierge: Gebruiker) -> None:
    rij = signaal(concierge, "visbuurt", "wonen", kanaal="coordinatieteam")
    rij = zet_uit(rij, manager, route="coordinatieteam")
    _beantwoord(rij, manager)

    rij = acties.koppel_terug(signaal=rij, aan="melder", wijze="gesproken", door=manager)
    alleen_melder = rij.stand
    wacht = service.wacht_op_terugkoppeling(rij.gebied, manager)
    rij = acties.koppel_terug(signaal=rij, aan="overleg", door=manager)

    assert (alleen_melder, rij.stand) == ("beantwoord", "teruggekoppeld")
    assert wacht == [rij]


def test_closing_without_terugkoppeling_is_refused(beantwoord: Signaal, manager: Gebruiker) -> None:
    with pytest.raises(StandVeranderd):
        acties.sluit(signaal=beantwoord, door=manager)


def test_closing_twice_says_so(client: Client, beantwoord: Signaal, manager: Gebruiker) -> None:
    acties.koppel_terug(signaal=beantwoord, aan="niet-gewenst", door=manager)
    client.force_login(manager)

    eerste = client.post(_url("sluiting", beantwoord))
    tweede = client.post(_url("sluiting", beantwoord))

    assert (eerste.status_code, tweede.status_code) == (302, 422)


def test_contact_leaves_after_its_term_and_the_signal_stays(
    met_melder: Signaal, concierge: Gebruiker
) -> None:
    acties.koppel_terug(signaal=met_melder, aan="melder", wijze="gesproken", door=concierge)
    rij = acties.sluit(signaal=met_melder, door=concierge)
    assert rij.melder is not None
    rij.melder.bewaren_tot = rij.melder.bewaren_tot and rij.melder.bewaren_tot.replace(year=2020)
    rij.melder.save()

    service.ruim_op()

    rij.refresh_from_db()
    assert rij.melder is None
    assert Signaal.objects.filter(pk=rij.pk).exists()


def test_words_of_a_shielded_one_leave_after_their_term(concierge: Gebruiker) -> None:
    rij = zet_uit(signaal(concierge, "visbuurt", "zorg"), concierge)
    rij = _beantwoord(rij, persoon("zorgmedewerker", partij="team-zorg"))
    acties.koppel_terug(signaal=rij, aan="niet-gewenst", door=concierge)
    acties.sluit(signaal=rij, door=concierge)
    Signaal.objects.update(gesloten_op="2020-01-01T12:00:00Z")

    service.ruim_op()

    rij.refresh_from_db()
    assert rij.tekst == ""
    assert rij.antwoorden.get().motivering == ""


@pytest.fixture
def afgeschermd(concierge: Gebruiker) -> Signaal:
    rij = zet_uit(signaal(concierge, "visbuurt", "zorg"), concierge)
    return _beantwoord(rij, persoon("zorgmedewerker", partij="team-zorg"))


@pytest.mark.eis("DHR-08")
def test_a_shielded_one_is_not_handled_by_who_sees_its_state(
    client: Client, afgeschermd: Signaal, concierge: Gebruiker, manager: Gebruiker
) -> None:
    client.force_login(manager)
    terug = client.post(_url("terugkoppeling", afgeschermd), {"aan": "niet-gewenst"})
    acties.koppel_terug(signaal=afgeschermd, aan="niet-gewenst", door=concierge)
    sluiting = client.post(_url("sluiting", afgeschermd))
    acties.sluit(signaal=afgeschermd, door=concierge)
    heropening = client.post(_url("heropening", afgeschermd), {"reden": "Ik wil het zien."})

    assert [terug.status_code, sluiting.status_code, heropening.status_code] == [403, 403, 403]


def test_a_shielded_one_is_handled_by_who_holds_it(afgeschermd: Signaal) -> None:
    houder = persoon("zorgmedewerker", partij="team-zorg")

    acties.koppel_terug(signaal=afgeschermd, aan="niet-gewenst", door=houder)
    acties.sluit(signaal=afgeschermd, door=houder)
    acties.heropen(signaal=afgeschermd, reden="Het is weer zo.", door=houder)

    afgeschermd.refresh_from_db()
    assert afgeschermd.gesloten_op is None


def test_reopening_needs_a_reason_and_sets_the_answer_aside(
    client: Client, beantwoord: Signaal, manager: Gebruiker
) -> None:
    acties.koppel_terug(signaal=beantwoord, aan="niet-gewenst", door=manager)
    acties.sluit(signaal=beantwoord, door=manager)
    client.force_login(manager)

    zonder = client.post(_url("heropening", beantwoord), {"reden": ""})
    client.post(_url("heropening", beantwoord), {"reden": "Het is weer kapot."})

    beantwoord.refresh_from_db()
    assert zonder.status_code == 422
    assert (beantwoord.stand, beantwoord.gesloten_op) == ("uitgezet", None)
    assert not beantwoord.antwoorden.geldend().exists()


def test_somebody_from_elsewhere_reopens_nothing(
    client: Client, beantwoord: Signaal, vreemde: Gebruiker
) -> None:
    client.force_login(vreemde)

    assert client.post(_url("heropening", beantwoord), {"reden": "x"}).status_code == 404
