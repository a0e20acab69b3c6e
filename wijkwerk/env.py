"""Typed readers of environment variables. The only module that reads os.environ."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class InstellingOntbreekt(Exception):
    """A setting that production needs is missing, or is not what it must be."""


def tekst(naam: str, standaard: str = "") -> str:
    """Return the variable, or the content of the file that `<naam>_FILE` names (docker secrets)."""
    bestand = os.environ.get(f"{naam}_FILE")
    if bestand:
        return Path(bestand).read_text(encoding="utf-8").strip()
    return os.environ.get(naam, standaard)


def verplicht(naam: str) -> str:
    waarde = tekst(naam)
    if not waarde:
        raise InstellingOntbreekt(f"Zet de omgevingsvariabele {naam} (of {naam}_FILE).")
    return waarde


def ja_nee(naam: str, standaard: bool = False) -> bool:
    waarde = tekst(naam).lower()
    return waarde in {"1", "ja", "true", "yes", "on"} if waarde else standaard


def getal(naam: str, standaard: int) -> int:
    waarde = tekst(naam)
    if waarde and not waarde.isdecimal():
        raise InstellingOntbreekt(f"De omgevingsvariabele {naam} moet een getal zijn, niet: {waarde}.")
    return int(waarde) if waarde else standaard


def lijst(naam: str, standaard: str = "") -> list[str]:
    return [deel.strip() for deel in tekst(naam, standaard).split(",") if deel.strip()]


def database(url: str) -> dict[str, object]:
    """Turn a postgres:// url (host or unix socket in ?host=) into a Django DATABASES entry."""
    delen = urlsplit(url)
    vragen = dict(parse_qsl(delen.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(delen.path.lstrip("/")),
        "USER": unquote(delen.username or ""),
        "PASSWORD": unquote(delen.password or ""),
        "HOST": vragen.get("host") or delen.hostname or "",
        "PORT": str(delen.port or vragen.get("port", "")),
    }


def redis_voor_celery(url: str) -> str:
    """Celery names a unix socket `redis+socket://`, redis-py `unix://`; the rest is the same."""
    if url.startswith("unix://"):
        delen = urlsplit(url)
        db = dict(parse_qsl(delen.query)).get("db", "0")
        return f"redis+socket://{delen.path}?virtual_host={db}"
    return url


def mail(url: str) -> dict[str, object]:
    """Turn smtp://gebruiker:wachtwoord@host:poort or smtps:// into Django's EMAIL_* settings."""
    delen = urlsplit(url)
    return {
        "EMAIL_HOST": delen.hostname or "localhost",
        "EMAIL_PORT": delen.port or (465 if delen.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(delen.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(delen.password or ""),
        "EMAIL_USE_SSL": delen.scheme == "smtps",
        "EMAIL_USE_TLS": delen.scheme == "smtp+tls",
    }
