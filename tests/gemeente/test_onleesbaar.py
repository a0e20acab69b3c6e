"""After an upgrade: a profile that the release before could read, and this one cannot."""

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from tests.hulp import gebied, persoon, profieltekst
from wijkagenda.models import Plan
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import OnleesbaarProfiel, actief_profiel, vergeet_profielen
from wijkwerk.huis.acties import activeer_profiel
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def maak_oud(pk: int) -> None:
    """As the release before kept it: with a part of a report that has another name now."""
    versie = Profielversie.objects.get(pk=pk)
    assert 'onderdelen = ["' in versie.tekst
    tekst = versie.tekst.replace('onderdelen = ["', 'onderdelen = ["zoals het vroeger heette", "')
    Profielversie.objects.filter(pk=pk).update(tekst=tekst, checksum="oud")
    vergeet_profielen()


def test_a_page_says_what_is_wrong_and_to_whom(den_helder: Profiel, settings: Settings) -> None:
    client = Client()
    client.force_login(persoon("wijkmanager", gebied="nieuw-den-helder"))
    assert client.get("/").status_code == 200
    maak_oud(Profielversie.objects.get().pk)

    for verplicht in (False, True):
        settings.TWEEDE_FACTOR_VERPLICHT = verplicht
        pagina = client.get("/")

        assert pagina.status_code == 503
        assert "manage.py profiel toon" in pagina.content.decode()
        assert Client().get("/").status_code == 503
    assert client.get("/gezondheid/").status_code == 200


def test_the_command_names_the_mistakes_and_gives_the_text(den_helder: Profiel) -> None:
    maak_oud(Profielversie.objects.get().pk)
    uit, fout = StringIO(), StringIO()

    with pytest.raises(CommandError, match="profiel activeer"):
        call_command("profiel", "toon", stdout=uit, stderr=fout)
    call_command("profiel", "tekst", stdout=uit)

    assert "zoals het vroeger heette" in fout.getvalue()
    assert uit.getvalue() == Profielversie.objects.get().tekst


def test_migrate_warns_after_an_upgrade(den_helder: Profiel) -> None:
    def waarschuwingen() -> list[str]:
        return [rij.msg for rij in run_checks(databases=["default"]) if rij.id == "wijkwerk.W001"]

    assert waarschuwingen() == []
    maak_oud(Profielversie.objects.get().pk)

    assert "zoals het vroeger heette" in waarschuwingen()[0]


def test_a_plan_of_the_old_version_is_read_with_the_next(den_helder: Profiel, client: Client) -> None:
    maker = persoon("wijkmanager", gebied="nieuw-den-helder")
    vorm = next(rij for rij in den_helder.planvormen if gebied("nieuw-den-helder").niveau in rij.niveaus)
    plan = Plan(vorm=vorm.sleutel, profielversie=Profielversie.objects.get())
    maak_oud(plan.profielversie_id)
    with pytest.raises(OnleesbaarProfiel):
        assert plan.planvorm

    activeer_profiel(tekst=profieltekst("den-helder"), bestand="den-helder.toml", door=None)

    assert plan.planvorm == actief_profiel().planvorm(vorm.sleutel)
    client.force_login(maker)
    assert client.get("/").status_code == 200
