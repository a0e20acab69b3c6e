"""After the meeting: the finish list all at once, the result of the form, the report in versions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from overleggen import acties
from overleggen.models import Agendapunt, Overleg, Verslag
from tests.hulp import persoon
from tests.overleggen.hulp import begonnen, besproken, punt
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StandVeranderd, StapGeweigerd

pytestmark = pytest.mark.django_db

STAND: dict[str, str] = {}


def plan_stand(vorm: str, plek: Plek) -> str | None:
    """Stands in for the app of plans: what the latest plan of a form is."""
    return STAND.get(vorm)


@pytest.fixture
def plannen(settings: Settings) -> Iterator[dict[str, str]]:
    settings.STANDEN = ["tests.overleggen.test_afronden.plan_stand"]
    STAND.clear()
    yield STAND
    STAND.clear()


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="nieuw-den-helder")


@pytest.fixture
def overleg(manager: Gebruiker) -> Overleg:
    return begonnen("coordinatieteam", "nieuw-den-helder", manager)


def test_finish_list_names_everything_at_once(overleg: Overleg, manager: Gebruiker) -> None:
    punt(overleg, manager, "Zonder uitkomst")
    acties.draag_aan(overleg=overleg, titel="Nog te beslissen", door=manager)
    overleg.deelnemers.update(aanwezig="")

    with pytest.raises(StapGeweigerd) as geweigerd:
        acties.rond_af(overleg=overleg, door=manager)

    teksten = " ".join(klacht.tekst for klacht in geweigerd.value.klachten)
    assert len(geweigerd.value.klachten) == 3
    for woord in ("wie er was", "Zonder uitkomst", "Nog te beslissen"):
        assert woord in teksten


def test_page_shows_the_list_before_one_tries(client: Client, overleg: Overleg, manager: Gebruiker) -> None:
    punt(overleg, manager, "Zonder uitkomst")
    client.force_login(manager)
    url = reverse("overleggen:afronding", args=[overleg.pk])

    assert "Zonder uitkomst" in client.get(url).text
    antwoord = client.post(url)

    assert antwoord.status_code == 422
    assert "Zonder uitkomst" in antwoord.text


def test_page_finishes_and_leads_to_the_report(client: Client, overleg: Overleg, manager: Gebruiker) -> None:
    besproken(overleg, manager)
    client.force_login(manager)

    antwoord = client.post(reverse("overleggen:afronding", args=[overleg.pk]))

    assert antwoord.headers["Location"] == reverse("overleggen:verslag", args=[overleg.pk])
    assert "We gaan kijken." in client.get(antwoord.headers["Location"]).text


def test_finishing_twice_is_refused(overleg: Overleg, manager: Gebruiker) -> None:
    acties.rond_af(overleg=overleg, door=manager)

    with pytest.raises(StandVeranderd):
        acties.rond_af(overleg=overleg, door=manager)
    assert overleg.verslagen.count() == 1


def test_participant_does_not_finish(client: Client, overleg: Overleg) -> None:
    client.force_login(persoon("handhaving", gebied="nieuw-den-helder"))

    assert client.post(reverse("overleggen:afronding", args=[overleg.pk])).status_code == 403


@pytest.mark.eis("HEL-38", "HEL-56")
def test_wijktafel_ends_with_an_established_wijkactieplan(helmond: Profiel, plannen: dict[str, str]) -> None:
    wethouder = persoon("wethouder-wijkbeleid")
    tafel = begonnen(
        "wijktafel", "brandevoort", persoon("adviseur-wgw", gebied="brandevoort"), voorzitter=wethouder
    )
    for stand in (None, "concept"):
        if stand:
            plannen["wijkactieplan"] = stand
        with pytest.raises(StapGeweigerd, match="niet vastgesteld"):
            acties.rond_af(overleg=tafel, door=wethouder)

    plannen["wijkactieplan"] = "vastgesteld"
    acties.rond_af(overleg=tafel, door=wethouder)

    # The plan is the report: no separate minutes.
    assert not tafel.verslagen.exists()


def test_plan_beside_a_report_is_only_advice(etten_leur: Profiel, plannen: dict[str, str]) -> None:
    manager = persoon("wijkmanager", gebied="centrum-west")
    overleg = begonnen(
        "wijkoverleg", "centrum-west", manager, voorzitter=persoon("wijkwethouder", gebied="centrum-west")
    )

    adviezen = acties.rond_af(overleg=overleg, door=manager)

    assert len(adviezen) == 2
    assert overleg.verslagen.exists()


def _verslag(overleg: Overleg, manager: Gebruiker) -> Verslag:
    besproken(overleg, manager)
    acties.rond_af(overleg=overleg, door=manager)
    return overleg.verslagen.get()


def test_report_holds_what_was_written(overleg: Overleg, manager: Gebruiker) -> None:
    verslag = _verslag(overleg, manager)

    [deel] = verslag.inhoud
    assert [(rij["titel"], rij["uitkomst"]) for rij in deel["punten"]] == [
        ("Parkeren bij de school", "We gaan kijken.")
    ]
    assert verslag.openbaar == []


def test_chair_establishes_the_report_once(overleg: Overleg, manager: Gebruiker) -> None:
    verslag = _verslag(overleg, manager)
    with pytest.raises(PermissionDenied):
        acties.stel_vast(verslag=verslag, door=persoon("handhaving", gebied="nieuw-den-helder"))

    acties.stel_vast(verslag=verslag, door=manager)

    with pytest.raises(StandVeranderd):
        acties.stel_vast(verslag=verslag, door=manager)


def test_correction_is_a_new_version_and_the_old_one_stays(
    client: Client, overleg: Overleg, manager: Gebruiker
) -> None:
    acties.stel_vast(verslag=_verslag(overleg, manager), door=manager)
    client.force_login(manager)
    url = reverse("overleggen:verbetering", args=[overleg.pk])

    leeg = client.post(url, {"correctie": ""})
    gelukt = client.post(url, {"correctie": "De wijkagent was er niet."})

    assert (leeg.status_code, gelukt.status_code) == (422, 302)
    nieuw, oud = overleg.verslagen.all()
    assert (nieuw.versie, nieuw.stand, oud.stand) == (2, "concept", "vastgesteld")
    pagina = reverse("overleggen:verslag", args=[overleg.pk])
    assert "De wijkagent was er niet." in client.get(pagina).text
    assert "De wijkagent was er niet." not in client.get(f"{pagina}?versie=1").text


def test_no_second_concept(overleg: Overleg, manager: Gebruiker) -> None:
    _verslag(overleg, manager)

    with pytest.raises(StapGeweigerd, match="nog een concept"):
        acties.verbeter(overleg=overleg, correctie="Iets", door=manager)


def test_page_establishes(client: Client, overleg: Overleg, manager: Gebruiker) -> None:
    verslag = _verslag(overleg, manager)
    client.force_login(manager)

    antwoord = client.post(reverse("overleggen:vaststelling", args=[overleg.pk]), {"versie": verslag.versie})

    assert antwoord.status_code == 302
    verslag.refresh_from_db()
    assert verslag.is_vastgesteld


@pytest.mark.parametrize("versie", ["", "x", "99999", "1" * 5000])
def test_a_version_that_is_not_there_is_not_found(
    client: Client, overleg: Overleg, manager: Gebruiker, versie: str
) -> None:
    _verslag(overleg, manager)
    client.force_login(manager)

    antwoord = client.post(reverse("overleggen:vaststelling", args=[overleg.pk]), {"versie": versie})

    assert antwoord.status_code == 404


def test_public_report_names_functions_not_persons(den_helder: Profiel) -> None:
    from django.utils import timezone

    from wijkwerk.gebruikers.houder import Houder

    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")
    secretaris = persoon("platformsecretaris", gebied="nieuw-den-helder")
    platform = begonnen("wijkplatform", "nieuw-den-helder", voorzitter)
    rij = punt(platform, voorzitter)
    acties.bespreek(punt=rij, uitkomst="Afgesproken.", versie=rij.versie, door=secretaris)
    acties.maak_afspraak(
        punt=rij,
        wat="Folder maken",
        houder=Houder(persoon=secretaris),
        uiterlijk=timezone.localdate(),
        door=secretaris,
    )
    acties.rond_af(overleg=platform, door=voorzitter)

    verslag = platform.verslagen.get()

    assert secretaris.naam in str(verslag.inhoud)
    openbaar = verslag.openbaar[0]["punten"][0]["afspraken"][0]
    assert (openbaar["wie"], openbaar["wat"]) == ("medewerker", "Folder maken")


def test_points_taken_off_are_not_in_the_report(overleg: Overleg, manager: Gebruiker) -> None:
    rij = punt(overleg, manager, "Weg ermee")
    acties.voer_af(punt=rij, reden="Dubbel", door=manager)

    assert "Weg ermee" not in str(_verslag(overleg, manager).inhoud)
    assert Agendapunt.objects.filter(titel="Weg ermee").exists()
