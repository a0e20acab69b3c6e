"""The door to the active gemeenteprofiel. Parsed once per process and version."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from functools import cache, lru_cache

from django.conf import settings
from django.http import Http404
from django.utils.module_loading import import_string

from wijkwerk.gemeente.models import Profielversie
from wijkwerk.profiel import Objectsoort, Profiel, Taal, lees_tekst


class GeenProfiel(Exception):
    """No profile has been activated yet: `manage.py profiel activeer <bestand>`."""


# The version id that this request or task works with; None means: ask the database.
_versie: ContextVar[int | None] = ContextVar("profielversie", default=None)


@cache
def taal() -> Taal:
    """Everything that a profile may name: objects with their steps, facts, relations and fields, rights, parts of a report."""
    objecten: dict[str, Objectsoort] = {}
    for pad in settings.OBJECTEN:
        objecten |= {soort.naam: soort for soort in import_string(pad)}
    return Taal(
        objecten=objecten,
        rechten=frozenset(import_string(settings.RECHTEN)),
        onderdelen=frozenset(settings.RAPPORTAGE_ONDERDELEN),
    )


def actieve_versie_id() -> int:
    """Return the id of the active version: once per request or task, then remembered."""
    versie = _versie.get()
    if versie is None:
        versie = Profielversie.objects.actief().values_list("pk", flat=True).first()
        if versie is None:
            raise GeenProfiel("Er is nog geen gemeenteprofiel geactiveerd.")
        _versie.set(versie)
    return versie


def vergeet_versie() -> None:
    """Ask the database again: at the start of each request and task, and after activation."""
    _versie.set(None)


@lru_cache(maxsize=8)
def lees_profiel(tekst: str, bestand: str) -> Profiel:
    """Return the parsed profile of a text; the object is frozen, so one serves all. Raises ProfielFout."""
    return lees_tekst(tekst, taal(), bestand=bestand)


@lru_cache(maxsize=8)
def _tekst_van_versie(versie_id: int) -> tuple[str, str]:
    versie = Profielversie.objects.get(pk=versie_id)
    return versie.tekst, versie.bestand


def vergeet_profielen() -> None:
    """Start afresh: for a process that moves to another database."""
    vergeet_versie()
    _tekst_van_versie.cache_clear()


def profiel_van_versie(versie_id: int) -> Profiel:
    """Return the profile of a version; old versions serve the plans and overleggen that pinned them."""
    return lees_profiel(*_tekst_van_versie(versie_id))


def actief_profiel() -> Profiel:
    return profiel_van_versie(actieve_versie_id())


def sleutels_in_gebruik() -> set[tuple[str, str]]:
    """All (tabel, sleutel) that rows of any app refer to."""
    gebruikt: set[tuple[str, str]] = set()
    for pad in settings.SLEUTELS_IN_GEBRUIK:
        paren: Iterable[tuple[str, str]] = import_string(pad)()
        gebruikt |= {(tabel, sleutel) for tabel, sleutel in paren if sleutel}
    return gebruikt


def eis_module(naam: str) -> None:
    """Raise a 404 when the active profile does not do this: absent means not done here."""
    if not actief_profiel().heeft(naam):
        raise Http404("Deze gemeente werkt hier niet mee.")
