"""Tests about the repository itself: what is declared is there, and nothing lies around."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.template.loader import get_template
from django.utils.module_loading import import_string

from wijkwerk.gemeente.service import taal
from wijkwerk.regels.service import Betekenis, Stroom

BASIS = Path(settings.BASE_DIR)
APPS = [config.name for config in apps.get_app_configs() if (BASIS / config.name.replace(".", "/")).is_dir()]
# What each object that an app has built offers to rules, beside what the language declares.
BETEKENISSEN = {
    "advies": "adviezen.regels.BETEKENIS_ADVIES",
    "standpunt": "adviezen.regels.BETEKENIS_STANDPUNT",
    "afspraak": "wijkwerk.afspraken.regels.BETEKENIS",
    "agendapunt": "overleggen.regels.BETEKENIS_AGENDAPUNT",
    "budgetaanvraag": "budgetten.regels.BETEKENIS",
    "deelactie": "signalen.regels.BETEKENIS_DEEL",
    "evaluatie": "verantwoording.regels.BETEKENIS_EVALUATIE",
    "dossier": "signalen.regels.BETEKENIS_DOSSIER",
    "gebied": "overleggen.regels_gebied.BETEKENIS_GEBIED",
    "initiatief": "signalen.regels.BETEKENIS_INITIATIEF",
    "overleg": "overleggen.regels.BETEKENIS_OVERLEG",
    "prestatie": "prestaties.regels.BETEKENIS",
    "peiling": "overleggen.peilen.BETEKENIS_PEILING",
    "project": "signalen.regels.BETEKENIS_PROJECT",
    "publicatie": "wijkwerk.publicatie.acties.BETEKENIS",
    "rapportage": "verantwoording.regels.BETEKENIS_RAPPORTAGE",
    "signaal": "signalen.regels.BETEKENIS",
    "spreekuur": "signalen.acties.spreekuur.BETEKENIS",
    "traject": "participatie.regels.BETEKENIS",
    "stap": "gebiedscyclus.regels.BETEKENIS",
    "verslag": "overleggen.regels.BETEKENIS_VERSLAG",
    "voorstel": "wijkagenda.regels.VOORSTEL",
}


@pytest.mark.parametrize("naam", sorted(BETEKENISSEN))
def test_every_word_that_a_profile_may_use_means_something(naam: str) -> None:
    soort = taal().objecten[naam]
    betekenis: Betekenis = import_string(BETEKENISSEN[naam])

    assert set(betekenis.feiten) == soort.feiten
    assert set(betekenis.relaties) == soort.relaties


def strooms() -> list[Stroom]:
    modules = [f"{app}.stroom" for app in APPS if (BASIS / app.replace(".", "/") / "stroom.py").is_file()]
    return [
        waarde
        for naam in modules
        for waarde in vars(import_module(naam)).values()
        if isinstance(waarde, Stroom)
    ]


@pytest.mark.parametrize("stroom", strooms(), ids=lambda stroom: stroom.object)
def test_every_step_that_a_profile_may_name_exists(stroom: Stroom) -> None:
    """The language may know steps of a later app, never one that the table of states does not."""
    assert taal().objecten[stroom.object].stappen <= set(stroom.stappen) | NOG_NIET.get(stroom.object, set())


# Steps of the language whose capability is a later issue; those of a deelactie run on the afspraak it links to.
NOG_NIET = {
    "afspraak": {"doorzetten"},
    "deelactie": {"accepteren", "weigeren", "gereedmelden"},
    "planitem": {"afronden"},
    # Declined by the answer to the signaal that it is.
    "voorstel": {"afwijzen"},
}


def test_every_dotted_path_in_settings_leads_somewhere() -> None:
    for lijst in (
        "OBJECTEN",
        "WERKVOORRAAD",
        "HERINNERINGEN",
        "MENU",
        "SLEUTELS_IN_GEBRUIK",
        "STANDEN",
        "OPRUIMEN",
        "PLAN_KLACHTEN",
        "STAND_VERANDERD",
        "CIJFERS_INGEVOERD",
        "PROJECT_KLACHTEN",
        "ADRES_ZOEKEN",
        "ADRES_WISSEN",
    ):
        for pad in getattr(settings, lijst):
            assert import_string(pad) is not None
    for pad in [*settings.VERWIJZINGEN.values(), *settings.VERWIJZINGEN_SAMEN.values()]:
        assert callable(import_string(pad))
    # Without a function people write that part.
    for pad in filter(None, settings.RAPPORTAGE_ONDERDELEN.values()):
        assert callable(import_string(pad))


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def templates() -> list[str]:
    return sorted(
        str(pad.relative_to(BASIS / "templates")) for pad in (BASIS / "templates").rglob("*") if pad.is_file()
    )


@pytest.mark.parametrize("naam", [naam for naam in templates() if naam.endswith((".html", ".txt"))])
def test_template_compiles(naam: str) -> None:
    get_template(naam)


def test_no_template_lies_unused() -> None:
    code = "\n".join(
        pad.read_text(encoding="utf-8")
        for map_ in (
            "wijkwerk",
            "signalen",
            "overleggen",
            "adviezen",
            "wijkagenda",
            "participatie",
            "budgetten",
            "prestaties",
            "gebiedscyclus",
            "verantwoording",
            "templates",
        )
        for pad in (BASIS / map_).rglob("*")
        if pad.suffix in {".py", ".html", ".txt"}
    )
    # Found by the name of their kind (tags, mails), or by Django and allauth themselves.
    found_by_name_of_kind = (
        *("mail/", "onderdelen/", "account/", "mfa/", "allauth/", "422.html", "429.html"),
        # wijkwerk/aanmeldscherm.py
        *("meedenken/", "nieuwsmail/"),
    )
    ongebruikt = [
        naam for naam in templates() if naam not in code and not naam.startswith(found_by_name_of_kind)
    ]

    assert ongebruikt == []


def test_no_style_or_script_stands_inline() -> None:
    """The Content-Security-Policy refuses it; mails and PDFs are not pages."""
    fout = [
        naam
        for naam in templates()
        if naam.endswith(".html")
        and not naam.startswith(("mail/", "pdf/"))
        and re.search(
            r"\sstyle=|<style|\son[a-z]+=\"", (BASIS / "templates" / naam).read_text(encoding="utf-8")
        )
    ]

    assert fout == []


def test_lock_files_hold_no_addresses() -> None:
    locks = [*BASIS.glob("requirements/*.txt"), BASIS / "package-lock.json"]

    assert [lock.name for lock in locks if re.search(r"https?://", lock.read_text(encoding="utf-8"))] == []


def test_no_word_of_one_municipality_in_code() -> None:
    """No key, value or branch exists for one municipality: a sixth is a file."""
    namen = re.compile(r"den.helder|helmond|etten.leur|oude.ijsselstreek|\bbergen\b", re.IGNORECASE)
    treffers = [
        f"{pad.relative_to(BASIS)}:{nummer}"
        for map_ in (
            "wijkwerk",
            "signalen",
            "overleggen",
            "adviezen",
            "wijkagenda",
            "participatie",
            "budgetten",
            "prestaties",
            "verantwoording",
            "gebiedscyclus",
        )
        for pad in (BASIS / map_).rglob("*.py")
        for nummer, regel in enumerate(pad.read_text(encoding="utf-8").splitlines(), 1)
        if namen.search(regel)
        and "opstart" not in pad.parts
        and "default=" not in regel
        and '"""' not in regel
    ]

    assert treffers == []
