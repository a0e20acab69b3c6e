"""Who sees an initiative and its project, and what waits for whom; shielded when the signal it came from is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from overleggen import acties as overlegacties
from overleggen.bronnen import bron_van
from signalen import acties as signaalacties
from signalen import vandaag_initiatieven
from signalen.acties import initiatief as acties
from signalen.acties import project as projectacties
from signalen.acties.klussen import vraag_klus
from signalen.models import Initiatief, Project, Signaal
from signalen.opruimen import ruim_op
from tests.hulp import gebied, persoon
from tests.overleggen.hulp import gepland
from tests.signalen.hulp import adres, idee_van, over, signaal
from wijkagenda.bronnen import vind_bron
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.opmaak import maak_mail
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel

pytestmark = pytest.mark.django_db
WIJK = "stad-binnen-de-linie"


# --- who sees it, what waits


def test_from_elsewhere_and_for_other_residents_it_does_not_exist(
    client: Client, opgepakt: Initiatief, vreemde: Gebruiker
) -> None:
    for wie in (vreemde, persoon("bewoner", gebied=WIJK), persoon("raadslid")):
        client.force_login(wie)
        assert client.get(opgepakt.get_absolute_url()).status_code == 404
        assert client.post(adres("afronding", opgepakt)).status_code == 404


def test_each_finds_the_own_step_on_the_desk(
    idee: Initiatief, concierge: Gebruiker, manager: Gebruiker, college: Gebruiker, leider: Gebruiker
) -> None:
    def knoppen(wie: Gebruiker) -> list[str]:
        return [taak.knop for taak in vandaag_initiatieven.werkvoorraad(wie)]

    assert knoppen(concierge) == ["Neem in behandeling"]
    eigenaar = Houder(rol="wijkconcierge", gebied=idee.gebied)
    rij = acties.neem_in_behandeling(initiatief=idee, eigenaar=eigenaar, door=concierge)
    assert knoppen(concierge) == ["Kies hoe het verder gaat"]
    rij = acties.leg_ter_weging(initiatief=rij, reden="x", door=manager)
    assert (knoppen(concierge), knoppen(college)) == ([], ["Weeg het"])
    rij = acties.weeg(
        initiatief=rij, besluit="ja", datum=over(0), prioriteit="x", randvoorwaarden="x", door=college
    )
    assert knoppen(manager) == ["Maak er een project van"]
    acties.maak_project(initiatief=rij, projectleider=Houder(persoon=leider), naam="Park", door=manager)
    assert knoppen(leider) == ["Start het project"]


def test_own_work_stays_on_the_desk_behind_much_of_others(
    monkeypatch: pytest.MonkeyPatch,
    bewoner: Gebruiker,
    concierge: Gebruiker,
    manager: Gebruiker,
    leider: Gebruiker,
) -> None:
    monkeypatch.setattr(vandaag_initiatieven, "HOOGSTENS", 2)
    ander = persoon("projectleider")
    for eigenaar, leidt in ((manager, ander), (manager, ander), (concierge, leider)):
        acties.neem_in_behandeling(
            initiatief=idee_van(bewoner), eigenaar=Houder(persoon=eigenaar), door=concierge
        )
        projectacties.open_project(
            gebieden=[gebied(WIJK)], projectleider=Houder(persoon=leidt), door=leidt, naam="Park"
        )

    van_concierge = [taak.knop for taak in vandaag_initiatieven.werkvoorraad(concierge)]
    van_leider = [taak.knop for taak in vandaag_initiatieven.werkvoorraad(leider)]

    assert van_concierge == ["Kies hoe het verder gaat"]
    assert van_leider == ["Start het project"]


def test_without_owner_the_reminder_goes_to_who_guards_there(
    idee: Initiatief, manager: Gebruiker, vreemde: Gebruiker
) -> None:
    assert idee.uiterlijk is not None

    ontvangers = {h.ontvanger for h in vandaag_initiatieven.herinneringen(idee.uiterlijk)}

    assert manager in ontvangers
    assert vreemde not in ontvangers


def test_number_of_queries_does_not_grow(
    client: Client,
    manager: Gebruiker,
    bewoner: Gebruiker,
    concierge: Gebruiker,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(5):
        rij = idee_van(bewoner)
        eigenaar = Houder(rol="wijkconcierge", gebied=rij.gebied)
        acties.neem_in_behandeling(initiatief=rij, eigenaar=eigenaar, door=concierge)
    client.force_login(manager)

    with django_assert_num_queries(4):
        pagina = client.get(reverse("initiatieven:lijst")).content.decode()

    assert pagina.count('class="ww-taak"') == 5


def test_the_pages_take_as_many_queries_whatever_hangs_on_them(
    client: Client,
    gewogen: Initiatief,
    manager: Gebruiker,
    concierge: Gebruiker,
    leider: Gebruiker,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    project = acties.maak_project(
        initiatief=gewogen, projectleider=Houder(persoon=leider), naam="Park", door=manager
    )
    client.force_login(manager)
    for _ in range(2):
        for ding in (gewogen, project):
            vraag_klus(
                ding=ding, soort="uitvoeren", houder=Houder(persoon=leider), wat="x", uiterlijk=over(5),
                door=manager,
            )  # fmt: skip
        acties.schrijf_contact(initiatief=gewogen, op=over(0), soort="gesprek", tekst="x", door=concierge)
        projectacties.voeg_toe(project=project, gebruiker=persoon("adviseur"), taak="", door=leider)
        with django_assert_num_queries(11):
            client.get(gewogen.get_absolute_url())
        with django_assert_num_queries(12):
            client.get(project.get_absolute_url())


# --- the shield of the signal it came from

GEHEIM = "Loopuytpark-geheim"


@pytest.fixture
def klaar(concierge: Gebruiker, manager: Gebruiker, college: Gebruiker) -> Initiatief:
    """An initiative of a signal, weighed: it may become a project."""
    rij = signaal(concierge, WIJK, "initiatief", tekst=GEHEIM)
    idee = acties.dien_in(
        gebieden=[rij.gebied], door=concierge, signaal=rij, titel=GEHEIM, omschrijving=GEHEIM, groep="Buren"
    )
    eigenaar = Houder(rol="wijkconcierge", gebied=rij.gebied)
    idee = acties.neem_in_behandeling(initiatief=idee, eigenaar=eigenaar, door=concierge)
    idee = acties.leg_ter_weging(initiatief=idee, reden="x", door=manager)
    return acties.weeg(
        initiatief=idee, besluit="ja", datum=over(0), prioriteit="x", randvoorwaarden="x", door=college
    )


@pytest.fixture
def uit_signaal(klaar: Initiatief, manager: Gebruiker, leider: Gebruiker) -> Project:
    """A project of it, with a klus and a member of the team."""
    project = acties.maak_project(
        initiatief=klaar, projectleider=Houder(persoon=leider), naam=GEHEIM, door=manager
    )
    projectacties.voeg_toe(project=project, gebruiker=manager, taak="buurt", door=leider)
    vraag_klus(
        ding=project,
        soort="uitvoeren",
        houder=Houder(persoon=leider),
        wat=GEHEIM,
        uiterlijk=over(5),
        door=leider,
    )
    return project


def _scherm_af(project: Project, door: Gebruiker, gevoelig: str = "ja", reden: str = "") -> Project:
    assert project.initiatief is not None
    assert project.initiatief.signaal is not None
    signaalacties.scherm_af(signaal=project.initiatief.signaal, gevoelig=gevoelig, door=door, reden=reden)
    return Project.objects.get(pk=project.pk)


def test_shielded_with_its_signal_it_is_gone_for_who_does_not_read_that(
    client: Client,
    uit_signaal: Project,
    concierge: Gebruiker,
    manager: Gebruiker,
    college: Gebruiker,
) -> None:
    project = _scherm_af(uit_signaal, concierge)
    idee = project.initiatief
    assert idee is not None
    adressen = [idee.get_absolute_url(), project.get_absolute_url()]
    adressen += [f"/overleggen/agenderen/{ding._meta.model_name}/{ding.pk}/" for ding in (idee, project)]

    for wie in (manager, college):
        client.force_login(wie)
        assert [client.get(url).status_code for url in adressen] == [404] * 4
        for lijst in ("initiatieven:lijst", "projecten:lijst", "afspraken:lijst", "vandaag"):
            assert GEHEIM not in client.get(reverse(lijst)).content.decode()


def test_who_holds_it_goes_on_and_that_it_was_read_is_logged(
    client: Client, uit_signaal: Project, concierge: Gebruiker, leider: Gebruiker
) -> None:
    project = _scherm_af(uit_signaal, concierge)
    client.force_login(leider)

    pagina = client.get(project.get_absolute_url()).content.decode()

    assert GEHEIM in pagina
    assert "Afgeschermd" in pagina
    assert "Neem op in een plan" not in pagina
    assert Logregel.objects.filter(aard="inzage", object_soort="project", door=leider).count() == 1


def test_who_hands_it_over_and_does_not_see_it_any_more_is_back_at_the_list(
    client: Client, uit_signaal: Project, concierge: Gebruiker, leider: Gebruiker
) -> None:
    project = _scherm_af(uit_signaal, concierge)
    ander = persoon("projectleider")
    client.force_login(leider)

    antwoord = client.post(
        adres("overdracht", project),
        {"projectleider": f"persoon:{ander.pk}", "reden": "Vakantie"},
        follow=True,
    )

    assert antwoord.redirect_chain == [(reverse("projecten:lijst"), 302)]
    assert antwoord.status_code == 200


def test_no_mail_names_what_is_shielded(uit_signaal: Project, concierge: Gebruiker) -> None:
    project = _scherm_af(uit_signaal, concierge)
    afspraak = Afspraak.objects.get(bron_soort="project")

    woorden = [str(project), str(project.initiatief), str(afspraak)]

    assert woorden == ["Afgeschermd project", "Afgeschermd initiatief", "Afgeschermde afspraak"]


@pytest.mark.parametrize("gevoelig", ["beperkt", "ja"])
def test_made_after_the_shield_came_it_is_shielded_from_the_start(
    klaar: Initiatief,
    concierge: Gebruiker,
    manager: Gebruiker,
    leider: Gebruiker,
    gevoelig: str,
) -> None:
    assert klaar.signaal is not None
    signaalacties.scherm_af(signaal=klaar.signaal, gevoelig=gevoelig, door=concierge)

    project = acties.maak_project(
        initiatief=klaar, projectleider=Houder(persoon=leider), naam=GEHEIM, door=manager
    )
    klus = vraag_klus(
        ding=project, soort="uitvoeren", houder=Houder(persoon=leider), wat=GEHEIM, uiterlijk=over(5), door=leider
    )  # fmt: skip

    assert (project.gevoelig, klus.afspraak.gevoelig) == (gevoelig, gevoelig)
    assert (project in Project.objects.zichtbaar_voor(manager)) is (gevoelig == "beperkt")
    assert Bericht.objects.filter(soort="project-leider", ontvanger=leider).exists()
    mails = [maak_mail(bericht) for bericht in Bericht.objects.exclude(ontvanger=None)]
    assert GEHEIM not in "".join(f"{mail.subject} {mail.body}" for mail in mails)


def test_opened_again_with_its_signal(uit_signaal: Project, concierge: Gebruiker, manager: Gebruiker) -> None:
    _scherm_af(uit_signaal, concierge, "beperkt")
    project = _scherm_af(uit_signaal, manager, "nee", "Er staat niets over iemand in.")

    assert project in Project.objects.zichtbaar_voor(manager)
    assert str(project) == GEHEIM


def test_point_on_an_agenda_closes_with_it(
    client: Client, uit_signaal: Project, concierge: Gebruiker, leider: Gebruiker
) -> None:
    avond = gepland("bewonersavond", WIJK, leider, over=20)
    overlegacties.draag_aan(
        overleg=avond, door=leider, bron=bron_van("project", uit_signaal.pk, leider), toelichting=""
    )
    client.force_login(persoon("wijkmanager", gebied=WIJK))
    open_ = client.get(avond.get_absolute_url()).content.decode()

    _scherm_af(uit_signaal, concierge)

    dicht = client.get(avond.get_absolute_url()).content.decode()
    assert GEHEIM in open_
    assert GEHEIM not in dicht


def test_never_onto_a_plan_while_shielded(uit_signaal: Project, concierge: Gebruiker) -> None:
    _scherm_af(uit_signaal, concierge, "beperkt")

    bron = vind_bron("project", uit_signaal.pk, concierge)

    assert bron is not None
    assert bron.waarom_niet
    assert GEHEIM not in repr(bron)


def test_its_words_leave_with_those_of_the_signal(
    uit_signaal: Project, concierge: Gebruiker, leider: Gebruiker
) -> None:
    project = _scherm_af(uit_signaal, concierge)
    idee = project.initiatief
    assert idee is not None
    assert idee.signaal is not None
    lang_geleden = timezone.now() - timedelta(days=4000)
    Signaal.objects.filter(pk=idee.signaal.pk).update(
        stand="gesloten", gesloten_op=lang_geleden, gesloten_door=concierge
    )

    assert ruim_op() == 0
    projectacties.start(project=project, door=leider)
    projectacties.sluit_af(project=project, resultaat=GEHEIM, door=leider)
    acties.rond_af(
        initiatief=idee, uitkomst="oplossing", antwoord=GEHEIM, toelichting=GEHEIM, verteld="gesproken",
        door=concierge,
    )  # fmt: skip
    assert ruim_op() == 1

    over_gebleven = [
        *Initiatief.objects.values_list(), *Project.objects.values_list(), *Afspraak.objects.values_list()
    ]  # fmt: skip
    assert GEHEIM not in repr(over_gebleven)
