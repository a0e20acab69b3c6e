"""From idea to owner; carried out by residents, or weighed and made a project; always ended by a solution or an answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from signalen import service
from signalen.acties import initiatief as acties
from signalen.acties import project as projectacties
from signalen.models import Initiatief
from tests.hulp import gebied, persoon
from tests.signalen.hulp import adres, idee_van, over, signaal
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StandVeranderd, StapGeweigerd

pytestmark = pytest.mark.django_db
WIJK = "stad-binnen-de-linie"


# --- handing in, and an owner


def test_resident_hands_an_idea_in_and_follows_it(client: Client, bewoner: Gebruiker) -> None:
    client.force_login(bewoner)
    data = {"titel": "Geveltuinen", "omschrijving": "Met de straat.", "gebied": gebied(WIJK).pk}

    antwoord = client.post(reverse("initiatieven:nieuw"), data, follow=True)

    assert antwoord.status_code == 200
    assert "Geveltuinen" in antwoord.content.decode()
    assert Initiatief.objects.get().indiener == bewoner


def test_what_was_typed_stays(client: Client, bewoner: Gebruiker) -> None:
    client.force_login(bewoner)

    antwoord = client.post(reverse("initiatieven:nieuw"), {"titel": "", "omschrijving": "Met de straat."})

    assert antwoord.status_code == 422
    assert "Met de straat." in antwoord.content.decode()


@pytest.mark.parametrize("kosten", ["99999999999999", "1,234"])
def test_more_money_than_fits_is_refused_by_the_form(client: Client, bewoner: Gebruiker, kosten: str) -> None:
    client.force_login(bewoner)
    data = {"titel": "x", "omschrijving": "x", "gebied": gebied(WIJK).pk}

    antwoord = client.post(reverse("initiatieven:nieuw"), data | {"kosten": kosten})

    assert antwoord.status_code == 422
    assert kosten in antwoord.content.decode()


@pytest.mark.eis("DHR-06")
def test_it_is_taken_up_only_with_an_owner(client: Client, idee: Initiatief, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    zonder = client.post(adres("behandeling", idee), {"titel": "x", "omschrijving": "x", "eigenaar": ""})
    data = {"titel": idee.titel, "omschrijving": idee.omschrijving, "groep": idee.groep}
    client.post(adres("behandeling", idee), data | {"eigenaar": "rol:wijkconcierge"})

    idee.refresh_from_db()
    assert zonder.status_code == 422
    assert (idee.stand, idee.houder) == ("in_behandeling", Houder(rol="wijkconcierge", gebied=idee.gebied))


@pytest.mark.parametrize("wie", ["rol:bestaatniet", "persoon:²", f"persoon:{'9' * 40}"])
def test_an_owner_that_does_not_exist_is_refused_by_the_form(
    client: Client, idee: Initiatief, concierge: Gebruiker, wie: str
) -> None:
    client.force_login(concierge)

    antwoord = client.post(adres("behandeling", idee), {"eigenaar": wie, "groep": "De straat"})

    assert antwoord.status_code == 422
    assert "Kies iemand uit de lijst." in antwoord.content.decode()


def test_the_signal_is_locked_before_its_initiative(concierge: Gebruiker) -> None:
    rij = signaal(concierge, WIJK, "initiatief")
    nieuw = acties.dien_in(
        gebieden=[rij.gebied], door=concierge, signaal=rij, titel="x", omschrijving="x", groep="De straat"
    )
    eigenaar = Houder(rol="wijkconcierge", gebied=rij.gebied)

    with CaptureQueriesContext(connection) as vragen:
        acties.neem_in_behandeling(
            initiatief=Initiatief.objects.get(pk=nieuw.pk), eigenaar=eigenaar, door=concierge
        )

    sloten = [vraag["sql"].partition(" OF ")[2] for vraag in vragen if "FOR UPDATE" in vraag["sql"]]
    assert sloten[:2] == ['"signalen_signaal"', '"signalen_initiatief"']


@pytest.mark.eis("DHR-11")
def test_without_residents_it_is_no_initiative_of_residents(concierge: Gebruiker) -> None:
    leeg = idee_van(concierge, groep="", bewoners=None)
    eigenaar = Houder(rol="wijkconcierge", gebied=leeg.gebied)

    with pytest.raises(StapGeweigerd) as geweigerd:
        acties.neem_in_behandeling(initiatief=leeg, eigenaar=eigenaar, door=concierge)
    assert any("DHR-11" in klacht.eis for klacht in geweigerd.value.klachten)


@pytest.mark.eis("HEL-65")
def test_who_may_not_pull_one_does_not_become_the_owner(helmond: Profiel) -> None:
    rij = idee_van(persoon("bewoner", gebied="brouwhuis"), "brouwhuis")
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    eigenaar = Houder(rol="adviseur-wgw", gebied=rij.gebied)

    with pytest.raises(PermissionDenied):
        acties.neem_in_behandeling(initiatief=rij, eigenaar=eigenaar, door=adviseur)
    orgaan = persoon("wijkorgaan", partij=_orgaan(), gebied=None)
    with pytest.raises(StapGeweigerd, match="mag hier niet een initiatief trekken"):
        acties.neem_in_behandeling(initiatief=rij, eigenaar=eigenaar, door=orgaan)


def _orgaan() -> Any:
    from wijkwerk.wijken.models import Partij

    rij = Partij.objects.filter(soort="bewonersorgaan").order_by("pk").first()
    assert rij is not None
    rij.gebieden.add(gebied("brouwhuis"))
    return rij


def test_where_nobody_pulls_them_the_route_says_who_takes_it_up(etten_leur: Profiel) -> None:
    rij = idee_van(persoon("bewoner", gebied="banakkers"), "banakkers")
    manager = persoon("wijkmanager", gebied="banakkers")
    eigenaar = Houder(rol="wijkmanager", gebied=rij.gebied)

    opgepakt = acties.neem_in_behandeling(initiatief=rij, eigenaar=eigenaar, door=manager)

    assert opgepakt.houder == eigenaar


def test_a_signal_becomes_one_and_gets_the_same_owner(client: Client, concierge: Gebruiker) -> None:
    rij = signaal(concierge, WIJK, "initiatief", tekst="Wij willen geveltuinen.")
    client.force_login(concierge)
    pagina = client.get(rij.get_absolute_url()).content.decode()

    client.post(
        reverse("signalen:initiatief", args=[rij.pk]),
        {"titel": "Geveltuinen", "omschrijving": "Met de straat.", "groep": "De straat"},
    )
    nieuw = Initiatief.objects.get()
    eigenaar = Houder(rol="wijkconcierge", gebied=rij.gebied)
    acties.neem_in_behandeling(initiatief=nieuw, eigenaar=eigenaar, door=concierge)

    rij.refresh_from_db()
    assert "Maak er een initiatief van" in pagina
    assert (rij.stand, rij.houder, nieuw.signaal) == ("uitgezet", eigenaar, rij)
    assert not rij.delen.exists()


def test_a_shielded_signal_becomes_none(client: Client, concierge: Gebruiker) -> None:
    rij = signaal(concierge, WIJK, "initiatief", gevoelig="ja")

    with pytest.raises(StapGeweigerd, match="afgeschermd"):
        acties.dien_in(gebieden=[rij.gebied], door=concierge, signaal=rij, titel="x", omschrijving="x")


def test_one_signal_becomes_one_initiative(concierge: Gebruiker) -> None:
    rij = signaal(concierge, WIJK, "initiatief")
    acties.dien_in(gebieden=[rij.gebied], door=concierge, signaal=rij, titel="x", omschrijving="x")

    with pytest.raises(StapGeweigerd, match="al een initiatief"):
        acties.dien_in(gebieden=[rij.gebied], door=concierge, signaal=rij, titel="x", omschrijving="x")


# --- which way


def test_residents_carry_it_out_when_no_elaboration_is_needed(
    client: Client, opgepakt: Initiatief, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    client.post(adres("uitvoering", opgepakt), {"vergunning_nodig": "on"})

    opgepakt.refresh_from_db()
    assert (opgepakt.stand, opgepakt.uitwerking_nodig, opgepakt.vergunning_nodig) == (
        "uitvoering",
        False,
        True,
    )


@pytest.mark.eis("DHR-12")
def test_college_weighs_with_priority_and_preconditions(
    client: Client, opgepakt: Initiatief, manager: Gebruiker, college: Gebruiker
) -> None:
    client.force_login(manager)
    client.post(adres("voorlegging", opgepakt), {"reden": "Het hele park."})
    client.force_login(college)
    data = {"besluit": "ja", "datum": over(0).isoformat()}

    half = client.post(adres("weging", opgepakt), data)
    client.post(adres("weging", opgepakt), data | {"prioriteit": "hoog", "randvoorwaarden": "Binnen budget."})

    opgepakt.refresh_from_db()
    assert half.status_code == 422
    assert "DHR-12" in half.content.decode()
    assert (opgepakt.stand, opgepakt.gewogen, opgepakt.prioriteit) == ("gewogen", "ja", "hoog")
    assert Bericht.objects.filter(soort="initiatief-weging", ontvanger=college).exists()


@pytest.mark.eis("DHR-12")
def test_only_who_weighs_may_weigh(client: Client, opgepakt: Initiatief, manager: Gebruiker) -> None:
    rij = acties.leg_ter_weging(initiatief=opgepakt, reden="x", door=manager)
    client.force_login(manager)

    assert client.post(adres("weging", rij), {"besluit": "ja"}).status_code == 403
    assert Logregel.objects.filter(aard="geweigerd", stap="initiatief.wegen").exists()


def test_a_no_needs_a_motivation_and_ends_in_an_answer(
    opgepakt: Initiatief, manager: Gebruiker, college: Gebruiker
) -> None:
    rij = acties.leg_ter_weging(initiatief=opgepakt, reden="x", door=manager)

    with pytest.raises(StapGeweigerd, match="waarom het nee is"):
        acties.weeg(initiatief=rij, besluit="nee", datum=over(0), door=college)
    rij = acties.weeg(initiatief=rij, besluit="nee", datum=over(0), motivering="Geen geld.", door=college)
    with pytest.raises(StapGeweigerd, match="nee besloten"):
        acties.maak_project(
            initiatief=rij,
            projectleider=Houder(rol="projectleider", gebied=rij.gebied),
            naam="x",
            door=college,
        )


@pytest.mark.eis("DHR-12")
def test_without_the_decision_of_the_college_there_is_no_project(
    opgepakt: Initiatief, manager: Gebruiker, leider: Gebruiker
) -> None:
    with pytest.raises(StapGeweigerd) as geweigerd:
        acties.maak_project(initiatief=opgepakt, projectleider=Houder(persoon=leider), naam="x", door=manager)
    assert any("DHR-12" in klacht.eis for klacht in geweigerd.value.klachten)


# --- contact, and the end


@pytest.mark.eis("DHR-65")
def test_contact_is_written_down_and_not_for_residents(
    client: Client, opgepakt: Initiatief, concierge: Gebruiker, bewoner: Gebruiker
) -> None:
    client.force_login(concierge)
    data = {"op": over(0).isoformat(), "soort": "gesprek", "tekst": "Wij keken samen in het park."}

    client.post(adres("contact", opgepakt), data)
    van_ons = client.get(opgepakt.get_absolute_url()).content.decode()
    client.force_login(bewoner)
    van_hen = client.get(opgepakt.get_absolute_url()).content.decode()

    assert "Wij keken samen in het park." in van_ons
    assert "Wij keken samen in het park." not in van_hen
    assert "In behandeling genomen" in van_hen
    assert "Conciërge" not in van_hen.partition("Wat er gebeurde")[2]


@pytest.mark.eis("DHR-06")
def test_it_ends_with_an_answer_that_was_told(
    client: Client, opgepakt: Initiatief, concierge: Gebruiker, bewoner: Gebruiker
) -> None:
    client.force_login(concierge)
    data = {"uitkomst": "oplossing", "antwoord": "Het park is ingeplant.", "verteld": "gesproken"}

    zonder = client.post(adres("afronding", opgepakt), data)
    client.post(adres("afronding", opgepakt), data | {"toelichting": "Samen gedaan."})

    opgepakt.refresh_from_db()
    assert zonder.status_code == 422
    assert opgepakt.stand == "afgerond"
    assert Bericht.objects.filter(soort="initiatief-stap", ontvanger=bewoner).count() == 2


def test_not_told_needs_the_reason(opgepakt: Initiatief, concierge: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="waarom vertellen niet kon"):
        acties.rond_af(
            initiatief=opgepakt, uitkomst="antwoord", antwoord="x", toelichting="x", verteld="niet-mogelijk",
            door=concierge,
        )  # fmt: skip


def test_while_its_project_runs_it_does_not_end(
    gewogen: Initiatief, manager: Gebruiker, concierge: Gebruiker, leider: Gebruiker
) -> None:
    project = acties.maak_project(
        initiatief=gewogen, projectleider=Houder(persoon=leider), naam="Park", door=manager
    )
    einde = {
        "uitkomst": "oplossing", "antwoord": "x", "toelichting": "x", "verteld": "gesproken", "door": concierge,
    }  # fmt: skip

    with pytest.raises(StapGeweigerd, match="project loopt nog"):
        acties.rond_af(initiatief=gewogen, **einde)  # type: ignore[arg-type]
    projectacties.start(project=project, door=leider)
    projectacties.sluit_af(project=project, resultaat="Een park.", door=leider)

    assert acties.rond_af(initiatief=gewogen, **einde).stand == "afgerond"  # type: ignore[arg-type]


def test_handed_over_there_is_no_moment_without_owner(
    opgepakt: Initiatief, concierge: Gebruiker, manager: Gebruiker
) -> None:
    with pytest.raises(StapGeweigerd, match="Kies een eigenaar"):
        acties.draag_over(initiatief=opgepakt, eigenaar=None, reden="x", door=concierge)
    anders = acties.draag_over(
        initiatief=opgepakt, eigenaar=Houder(persoon=manager), reden="Kent het park.", door=concierge
    )

    assert anders.houder == Houder(persoon=manager)


def test_twice_taken_up_the_second_hears_it(opgepakt: Initiatief, manager: Gebruiker) -> None:
    with pytest.raises(StandVeranderd):
        acties.neem_in_behandeling(initiatief=opgepakt, eigenaar=Houder(persoon=manager), door=manager)


def test_the_signal_waits_until_it_is_known_how_the_initiative_goes_on(
    client: Client, concierge: Gebruiker
) -> None:
    rij = signaal(concierge, WIJK, "initiatief")

    def knop() -> list[str]:
        return [taak.knop for taak in service.werkvoorraad(concierge) if rij.nummer in taak.titel]

    assert knop() == ["Maak er een initiatief van"]
    nieuw = acties.dien_in(
        gebieden=[rij.gebied], door=concierge, signaal=rij, titel="x", omschrijving="x", groep="De straat"
    )
    assert knop() == []
    eigenaar = Houder(rol="wijkconcierge", gebied=rij.gebied)
    acties.neem_in_behandeling(initiatief=nieuw, eigenaar=eigenaar, door=concierge)
    assert knop() == []
    client.force_login(concierge)
    assert "Loopt als initiatief" in client.get(rij.get_absolute_url()).content.decode()
    acties.laat_uitvoeren(initiatief=nieuw, door=concierge)
    assert knop() == ["Geef antwoord"]


def test_another_kind_of_signal_becomes_none(concierge: Gebruiker) -> None:
    rij = signaal(concierge, WIJK, "openbare-ruimte")

    with pytest.raises(StapGeweigerd, match="Verander eerst de soort"):
        acties.dien_in(gebieden=[rij.gebied], door=concierge, signaal=rij, titel="x", omschrijving="x")


def test_the_owner_hears_who_lays_it_before_the_college(
    client: Client, opgepakt: Initiatief, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    pagina = client.get(opgepakt.get_absolute_url()).content.decode()

    assert "Vraag dan wijkmanager" in pagina
    assert client.get(adres("voorlegging", opgepakt)).status_code == 403
