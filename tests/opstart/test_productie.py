"""Production: the settings hold what Django asks of them, and the compose file what beheer.md promises."""

import os
import shutil
import subprocess
import sys
import tomllib
from typing import Any

import pytest
import yaml

from wijkwerk.opstart.omgeving import WORTEL

PRODUCTIE = {
    "PATH": os.environ["PATH"],
    "WIJKWERK_OMGEVING": "productie",
    "SECRET_KEY": "een-sleutel-van-meer-dan-vijftig-tekens-en-verschillende-0123456789",
    "WIJKWERK_HOSTS": "wijkwerk.gemeente.example",
    "WIJKWERK_URL": "https://wijkwerk.gemeente.example",
    "WIJKWERK_AFZENDER": "Wijkwerk <wijkwerk@gemeente.example>",
    "WIJKWERK_MELDER_SLEUTELS": "lwJ5B7xXqVvQ8sZbq1m3v0p2n4r6t8y0A2C4E6G8I0k=",
    "DATABASE_URL": "postgres://wijkwerk@127.0.0.1:1/wijkwerk",
    "EMAIL_URL": "smtp://mail.gemeente.example:25",
}
VAN_ONS = ("migratie", "web", "worker", "beat")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    gelezen = yaml.safe_load((WORTEL / "docker-compose.yml").read_text())
    assert isinstance(gelezen, dict)
    return gelezen


def test_django_finds_nothing_to_improve_in_production() -> None:
    uitkomst = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=WORTEL,
        env=PRODUCTIE,
        capture_output=True,
        text=True,
        check=False,
    )

    assert uitkomst.returncode == 0, uitkomst.stderr


def test_production_without_a_key_does_not_start() -> None:
    env = {naam: waarde for naam, waarde in PRODUCTIE.items() if naam != "SECRET_KEY"}

    uitkomst = subprocess.run(
        [sys.executable, "-c", "import wijkwerk.settings"],
        cwd=WORTEL,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Zet de omgevingsvariabele SECRET_KEY" in uitkomst.stderr


@pytest.mark.parametrize("dienst", ["database", "redis", "web", "worker", "beat"])
def test_every_service_that_stays_has_a_health_check(compose: dict[str, Any], dienst: str) -> None:
    # `web` has the one of the image.
    assert "healthcheck" in compose["services"][dienst] or dienst == "web"
    assert "HEALTHCHECK" in (WORTEL / "Dockerfile").read_text()


@pytest.mark.parametrize("dienst", VAN_ONS)
def test_our_containers_can_do_little(compose: dict[str, Any], dienst: str) -> None:
    wijze = compose["services"][dienst]

    assert wijze["read_only"] is True
    assert wijze["cap_drop"] == ["ALL"]
    assert "\nUSER 10001\n" in (WORTEL / "Dockerfile").read_text()


def test_secrets_come_from_files_only(compose: dict[str, Any]) -> None:
    for naam, dienst in compose["services"].items():
        for variabele in dienst.get("environment", {}):
            geheim = any(
                woord in variabele
                for woord in ("SECRET", "PASSWORD", "SLEUTELS", "DATABASE_URL", "EMAIL_URL")
            )
            assert not geheim or variabele.endswith("_FILE"), f"{naam}: {variabele}"
    assert {"file"} == {sleutel for geheim in compose["secrets"].values() for sleutel in geheim}


def test_only_the_web_server_can_be_reached_and_only_from_this_machine(compose: dict[str, Any]) -> None:
    poorten = {naam: dienst["ports"] for naam, dienst in compose["services"].items() if "ports" in dienst}

    assert poorten == {"web": ["${WIJKWERK_ADRES:-127.0.0.1:8000}:8000"]}
    assert compose["networks"]["binnen"]["internal"] is True
    assert compose["services"]["database"]["networks"] == ["binnen"]


def test_no_demo_in_production(compose: dict[str, Any]) -> None:
    assert (
        "laad_demo" not in (WORTEL / "docker-compose.yml").read_text() + (WORTEL / "Dockerfile").read_text()
    )
    assert compose["x-app"]["environment"]["WIJKWERK_OMGEVING"] == "productie"


def test_docker_accepts_the_compose_file() -> None:
    docker = shutil.which("docker")
    if (
        docker is None
        or subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode
    ):
        pytest.skip("`docker compose` is hier niet geïnstalleerd")

    uitkomst = subprocess.run(
        [docker, "compose", "config", "--quiet"],
        cwd=WORTEL,
        env=PRODUCTIE,
        capture_output=True,
        text=True,
        check=False,
    )

    assert uitkomst.returncode == 0, uitkomst.stderr


def test_the_image_copies_every_app() -> None:
    dockerfile, negeer = (WORTEL / "Dockerfile").read_text(), (WORTEL / ".dockerignore").read_text()
    pyproject = tomllib.loads((WORTEL / "pyproject.toml").read_text())
    for app in pyproject["tool"]["importlinter"]["root_packages"]:
        assert f"COPY {app} {app}\n" in dockerfile
        assert f"!{app}\n" in negeer
