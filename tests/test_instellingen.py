"""Production settings are clean."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PRODUCTIE = {
    "WIJKWERK_OMGEVING": "productie",
    "SECRET_KEY": "q8Zr3vT1mX6pL0wK9sD4hF7jN2bC5gY8uE1iO3aQ6tR0zVxW5kP7yJ",
    "WIJKWERK_HOSTS": "wijkwerk.gemeente.example",
    "WIJKWERK_MELDER_SLEUTELS": "lwJ5B7xXqVvQ8sZbq1m3v0p2n4r6t8y0A2C4E6G8I0k=",
    "WIJKWERK_URL": "https://wijkwerk.gemeente.example",
}


def check(extra: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run `manage.py check --deploy` as a process of its own: settings are read once."""
    omgeving = {
        naam: waarde
        for naam, waarde in os.environ.items()
        if not naam.startswith(("WIJKWERK_", "SECRET", "DJANGO_"))
    }
    return subprocess.run(
        [
            sys.executable,
            "-W",
            "error::RuntimeWarning",
            "-m",
            "django",
            "check",
            "--deploy",
            "--fail-level",
            "WARNING",
        ],
        cwd=Path(settings.BASE_DIR),
        env={**omgeving, "DJANGO_SETTINGS_MODULE": "wijkwerk.settings", **extra},
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_deploy_is_clean() -> None:
    uitkomst = check(PRODUCTIE)

    assert uitkomst.returncode == 0, uitkomst.stderr


def test_a_number_that_is_none_is_named() -> None:
    uitkomst = check({**PRODUCTIE, "WIJKWERK_PROXIES": "een"})

    assert uitkomst.returncode != 0
    assert "WIJKWERK_PROXIES moet een getal zijn, niet: een" in uitkomst.stderr


@pytest.mark.parametrize("naam", ["SECRET_KEY"])
def test_a_missing_setting_is_named(naam: str) -> None:
    uitkomst = check({sleutel: waarde for sleutel, waarde in PRODUCTIE.items() if sleutel != naam})

    assert uitkomst.returncode != 0
    assert naam in uitkomst.stderr
