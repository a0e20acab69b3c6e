"""What may be said about a thing outside the screen: in mail, calendars and logs. Closed unless a thing says it is open."""

from __future__ import annotations

from functools import cache
from urllib.parse import urljoin

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from wijkwerk.gebruikers.menu import Verwijzing
from wijkwerk.gebruikers.models import Gebruiker


def is_afgeschermd(ding: object) -> bool:
    """True unless the thing itself says `gevoelig = "nee"`."""
    return getattr(ding, "gevoelig", None) != "nee"


def veilige_titel(ding: models.Model) -> str:
    """Return the title of a thing, or only its kind ("signaal (afgeschermd)") when it is shielded or does not say."""
    if is_afgeschermd(ding):
        return f"{soortnaam(ding)} (afgeschermd)"
    return str(ding)


def titel_voor_lezer(ding: models.Model) -> str:
    """The same for a recipient who may open the thing: some things tell them more than they tell a log."""
    if is_afgeschermd(ding):
        return veilige_titel(ding)
    return str(getattr(ding, "titel_voor_lezer", ding))


def soortnaam(ding: models.Model) -> str:
    return str(ding._meta.verbose_name)


def link(ding: models.Model, lezer: Gebruiker) -> str:
    """Return the absolute address of the page of a thing, or the start page. Opening it changes nothing."""
    pad = getattr(ding, "get_absolute_url", None)
    if pad is not None:
        return absoluut(pad())
    zoek = settings.VERWIJZINGEN.get(ding._meta.model_name or "")
    verwijzing: Verwijzing | None = import_string(zoek)(ding.pk, lezer) if zoek else None
    return absoluut(verwijzing.url if verwijzing else "/")


def absoluut(pad: str) -> str:
    return urljoin(f"{settings.SITE_URL}/", pad.lstrip("/")) if pad.startswith("/") else pad


@cache
def _modellen() -> dict[str, type[models.Model]]:
    return {model._meta.model_name: model for model in apps.get_models() if model._meta.model_name}


def zoek_ding(soort: str, pk: int) -> models.Model | None:
    """Return the thing of a generic reference, or None when it is gone."""
    model = _modellen().get(soort)
    return model._default_manager.filter(pk=pk).first() if model else None
