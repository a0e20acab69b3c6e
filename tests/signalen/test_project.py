"""A project: made of an initiative or by the municipality, led and manned within the borders of roles."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from overleggen.models import Overleg
from signalen.acties import initiatief as acties
from signalen.acties import project as projectacties
from signalen.acties.klussen import vraag_klus
from signalen.models import Initiatief, Klus, Project, Signaal
from tests.hulp import gebied, persoon
from tests.signalen.hulp import adres, over
from tests.wijkagenda.plannen import al_vastgesteld
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
WIJK = "stad-binnen-de-linie"


@pytest.fixture
def project(leider: Gebruiker) -> Project:
    """Of the municipality itself."""
    return projectacties.open_project(
        naam="Park", gebieden=[gebied(WIJK)], projectleider=Houder(persoon=leider), door=leider
    )


# --- the borders of a role


@pytest.mark.eis("DHR-14")
def test_concierge_as_project_leader_is_refused_with_the_reason(
    client: Client, gewogen: Initiatief, manager: Gebruiker, concierge: Gebruiker, leider: Gebruiker
) -> None:
    client.force_login(manager)
    url = adres("wording", gewogen)

    geweigerd = client.post(url, {"naam": "Park", "projectleider": f"persoon:{concierge.pk}"})
    client.post(url, {"naam": "Park", "projectleider": f"persoon:{leider.pk}"})

    assert geweigerd.status_code == 422
    assert "sociaal wijkconciërge mag hier niet een project leiden" in geweigerd.content.decode()
    project = Project.objects.get()
    assert (project.houder, project.initiatief) == (Houder(persoon=leider), gewogen)


@pytest.mark.eis("DHR-14")
def test_nor_later_by_handing_over(
    client: Client, gewogen: Initiatief, manager: Gebruiker, concierge: Gebruiker, leider: Gebruiker
) -> None:
    project = acties.maak_project(
        initiatief=gewogen, projectleider=Houder(persoon=leider), naam="Park", door=manager
    )
    client.force_login(leider)

    antwoord = client.post(
        adres("overdracht", project), {"projectleider": f"persoon:{concierge.pk}", "reden": "Vakantie"}
    )

    assert antwoord.status_code == 422
    assert "mag hier niet een project leiden" in antwoord.content.decode()


@pytest.mark.eis("DHR-46")
def test_concierge_is_no_member_of_the_project_team(
    client: Client, gewogen: Initiatief, manager: Gebruiker, concierge: Gebruiker, leider: Gebruiker
) -> None:
    project = acties.maak_project(
        initiatief=gewogen, projectleider=Houder(persoon=leider), naam="Park", door=manager
    )
    client.force_login(leider)

    niemand = client.post(adres("team", project), {})
    geweigerd = client.post(adres("team", project), {"gebruiker": concierge.pk})
    client.post(adres("team", project), {"gebruiker": manager.pk, "taak": "buurt"})

    assert geweigerd.status_code == 422
    assert niemand.status_code == 422
    assert "mag hier niet meewerken in een projectteam" in geweigerd.content.decode()
    assert [lid.gebruiker for lid in project.team.nu()] == [manager]


def test_more_budget_than_fits_is_refused_by_the_form(
    client: Client, gewogen: Initiatief, manager: Gebruiker, leider: Gebruiker
) -> None:
    project = acties.maak_project(
        initiatief=gewogen, projectleider=Houder(persoon=leider), naam="Park", door=manager
    )
    client.force_login(leider)

    antwoord = client.post(adres("wijziging", project), {"naam": "Park", "budget": "99999999999999"})

    assert antwoord.status_code == 422
    assert "99999999999999" in antwoord.content.decode()


@pytest.mark.eis("DHR-66")
@pytest.mark.parametrize("soort", ["voorbereiden", "leiden", "adviseren"])
def test_work_outside_the_role_is_not_asked_of_it(
    opgepakt: Initiatief, concierge: Gebruiker, soort: str
) -> None:
    houder = Houder(rol="wijkconcierge", gebied=opgepakt.gebied)

    with pytest.raises(StapGeweigerd, match="sociaal wijkconciërge mag hier niet"):
        vraag_klus(ding=opgepakt, soort=soort, houder=houder, wat="x", uiterlijk=over(5), door=concierge)


@pytest.mark.eis("DHR-46")
def test_finding_a_place_and_being_the_contact_may_be_asked(
    client: Client, opgepakt: Initiatief, concierge: Gebruiker
) -> None:
    client.force_login(concierge)
    houder = f"rol:wijkconcierge:{opgepakt.gebied_id}"
    data = {"houder": houder, "wat": "Regel het buurthuis.", "uiterlijk": over(5).isoformat()}

    client.post(adres("klus", opgepakt), data | {"soort": "regelen"})
    pagina = client.get(opgepakt.get_absolute_url()).content.decode()

    assert "Regel het buurthuis." in pagina


@pytest.mark.eis("DHR-46")
def test_at_the_evening_of_its_project_the_concierge_writes_signals_down(
    client: Client, gewogen: Initiatief, manager: Gebruiker, concierge: Gebruiker, leider: Gebruiker
) -> None:
    project = acties.maak_project(
        initiatief=gewogen, projectleider=Houder(persoon=leider), naam="Park", door=manager
    )
    client.force_login(leider)
    assert "Plan een bijeenkomst hierover" in client.get(project.get_absolute_url()).content.decode()
    url = f"/overleggen/nieuw/?vorm=bewonersavond&gebied={project.gebied_id}&bron=project-{project.pk}"
    dag = {"datum": over(20).isoformat(), "begin": "20:00", "plaats": "Buurthuis"}
    agenderen = client.post(url, dag)
    avond = Overleg.objects.get()
    client.post(agenderen["Location"], {"overleg": avond.pk, "toelichting": ""})
    client.force_login(concierge)

    pagina = client.get(avond.get_absolute_url()).content.decode()
    data = {
        "tekst": "De lamp bij het park is kapot.", "urgentie": "normaal", "soort": "openbare-ruimte", "gebied": project.gebied_id,
        "kanaal": "telefoon",
    }  # fmt: skip
    client.post(reverse("signalen:nieuw"), data)

    assert "Park" in pagina
    assert "Schrijf een signaal op" in pagina
    assert Signaal.objects.get().geregistreerd_door == concierge


# --- participation


@pytest.mark.eis("DHR-44")
def test_the_leader_plans_an_evening_for_the_project_and_has_the_concierge_find_a_place(
    client: Client, project: Project, concierge: Gebruiker, leider: Gebruiker
) -> None:
    client.force_login(leider)
    pagina = client.get(project.get_absolute_url()).text
    url = f"/overleggen/nieuw/?vorm=bewonersavond&gebied={project.gebied_id}&bron=project-{project.pk}"
    dag = {"datum": over(20).isoformat(), "begin": "20:00", "plaats": "nog te regelen"}
    agenderen = client.post(url, dag)
    avond = Overleg.objects.get()
    client.post(agenderen["Location"], {"overleg": avond.pk, "toelichting": ""})

    klus = f"{adres('klus', project)}?locatie"
    form = client.get(klus).context["form"]
    velden = {naam: form[naam].value() for naam in ("soort", "houder", "wat")}
    client.post(klus, velden | {"uiterlijk": over(9).isoformat()})
    na = client.get(project.get_absolute_url()).text

    gevraagd = Klus.objects.get()
    client.force_login(concierge)
    assert f'href="{klus}"' in pagina
    assert avond.vorm == "bewonersavond"
    assert avond.get_absolute_url() in na
    assert "Regel een locatie voor de bijeenkomst." in na
    assert gevraagd.soort == "regelen"
    assert (gevraagd.afspraak.bron_soort, gevraagd.afspraak.bron_id) == ("project", project.pk)
    assert gevraagd.afspraak.houder == Houder(rol="wijkconcierge", gebied=project.gebied)
    assert "Regel een locatie voor de bijeenkomst." in client.get(reverse("vandaag")).text


@pytest.mark.eis("DHR-47")
def test_how_people_take_part_is_chosen_from_the_instruments_of_the_profile(
    client: Client, project: Project, leider: Gebruiker
) -> None:
    client.force_login(leider)
    form = client.get(adres("wijziging", project)).text
    gekozen = ["online enquête", "sociale media"]

    onbekend = client.post(adres("wijziging", project), {"naam": "Park", "instrumenten": ["toverspreuk"]})
    client.post(adres("wijziging", project), {"naam": "Park", "instrumenten": gekozen})

    project.refresh_from_db()
    assert all(woord in form for woord in ("Bewonersavond", "Online enquête", "Sociale media"))
    assert onbekend.status_code == 422
    assert project.instrumenten == gekozen
    assert "online enquête, sociale media" in client.get(project.get_absolute_url()).text


# --- projects elsewhere


@pytest.mark.eis("BER-33")
def test_project_starts_only_after_its_startdocument(client: Client, bergen: Profiel) -> None:
    leider = persoon("projectleider")
    project = projectacties.open_project(
        naam="Herinrichting",
        gebieden=[gebied("egmond-aan-zee")],
        projectleider=Houder(persoon=leider),
        door=leider,
    )
    client.force_login(leider)

    antwoord = client.post(adres("start", project))

    assert antwoord.status_code == 422
    assert "BER-33" in antwoord.content.decode()

    al_vastgesteld("startdocument", "egmond-aan-zee", leider)
    client.post(adres("start", project))
    project.refresh_from_db()
    assert project.stand == "loopt"


@pytest.mark.eis("ETL-19")
def test_the_four_questions_of_the_intake_come_first(etten_leur: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="banakkers")
    project = projectacties.open_project(
        naam="Speelplek",
        gebieden=[gebied("banakkers")],
        projectleider=Houder(rol="wijkmanager", gebied=gebied("banakkers")),
        door=manager,
    )

    with pytest.raises(StapGeweigerd) as geweigerd:
        projectacties.start(project=project, door=manager)
    assert sum("ETL-19" in klacht.eis for klacht in geweigerd.value.klachten) == 6
    extra = dict.fromkeys(["belangen", "mate-van-invloed", "bereidheid", "vorm"], "Besproken.")
    extra |= {"participatietraject": "niet nodig", "participatietraject-waarom": "Iedereen was erbij."}
    projectacties.wijzig_project(project=project, door=manager, extra=extra)

    assert projectacties.start(project=project, door=manager).stand == "loopt"


@pytest.mark.eis("BER-36", "BER-62")
def test_a_project_without_disciplines_starts_with_the_advice_to_name_them(bergen: Profiel) -> None:
    leider = persoon("projectleider")
    plek = gebied("egmond-aan-zee")
    al_vastgesteld("startdocument", plek.sleutel, leider)
    project = projectacties.open_project(
        naam="Herinrichting", gebieden=[plek], projectleider=Houder(persoon=leider), door=leider
    )

    [advies] = projectacties.start(project=project, door=leider).adviezen

    assert {"BER-36", "BER-62"} <= set(advies.eis)


@pytest.mark.eis("ETL-19")
def test_the_intake_is_a_form_that_says_what_is_missing(client: Client, etten_leur: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="banakkers")
    project = projectacties.open_project(
        naam="Speelplek",
        gebieden=[gebied("banakkers")],
        projectleider=Houder(rol="wijkmanager", gebied=gebied("banakkers")),
        door=manager,
    )
    client.force_login(manager)
    namen = list(client.get(adres("wijziging", project)).context["form"].fields)
    vragen = [naam for naam in namen if naam.endswith(("belangen", "invloed", "bereidheid", "vorm"))]
    assert len(vragen) == 4
    [uitkomst, waarom] = [naam for naam in namen if "participatietraject" in naam]

    zonder = client.post(adres("start", project))
    client.post(
        adres("wijziging", project),
        {
            "naam": "Speelplek",
            **dict.fromkeys([*vragen, waarom], "Besproken."),
            uitkomst: "niet nodig",
        },
    )
    client.post(adres("start", project))

    project.refresh_from_db()
    assert zonder.status_code == 422
    assert zonder.text.count("ETL-19") >= 4
    assert project.stand == "loopt"


def test_municipality_without_initiatives_has_no_such_page(client: Client, bergen: Profiel) -> None:
    client.force_login(persoon("wijkcoordinator", gebied="egmond-aan-zee"))

    assert client.get(reverse("initiatieven:lijst")).status_code == 404
    assert client.get(reverse("projecten:lijst")).status_code == 200
