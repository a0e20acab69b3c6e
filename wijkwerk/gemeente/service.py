"""The door to the active gemeenteprofiel. Parsed once per process and version."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache

from django.conf import settings
from django.db.models import Subquery
from django.http import Http404
from django.utils import timezone
from django.utils.module_loading import import_string

from wijkwerk.gemeente.models import Profielversie
from wijkwerk.profiel import Objectsoort, Profiel, ProfielFout, Taal, lees_tekst
from wijkwerk.profiel.fouten import Fout
from wijkwerk.tellingen import Onderdeel

logger = logging.getLogger(__name__)


class GeenProfiel(Exception):
    """No profile has been activated yet: `manage.py profiel activeer <bestand>`."""


class OnleesbaarProfiel(GeenProfiel):
    """An earlier release could read the active profile and this one cannot: no page knows how people work here."""

    def __init__(self, versie: str, fouten: tuple[Fout, ...]) -> None:
        self.fouten = fouten
        super().__init__(
            f"Deze versie van Wijkwerk kan het actieve gemeenteprofiel ({versie}) niet lezen: {len(fouten)} "
            f"{'fout' if len(fouten) == 1 else 'fouten'}. Zet de tekst in een bestand (`manage.py profiel tekst`), "
            "verbeter wat `manage.py profiel controleer <bestand>` noemt, en daarna: `manage.py profiel activeer <bestand>`."
        )


# The version id that this request or task works with; None means: ask the database.
_versie: ContextVar[int | None] = ContextVar("profielversie", default=None)
# Only while a profile that cannot be read is replaced.
_in_plaats_van_actief: ContextVar[Profiel | None] = ContextVar("in_plaats_van_actief", default=None)


@cache
def taal() -> Taal:
    """Everything that a profile may name: objects with their steps, facts, relations and fields, rights, parts of a report."""
    objecten: dict[str, Objectsoort] = {}
    for pad in settings.OBJECTEN:
        objecten |= {soort.naam: soort for soort in import_string(pad)}
    return Taal(
        objecten=objecten,
        rechten=frozenset(import_string(settings.RECHTEN)),
        onderdelen={naam: _besloten(pad) for naam, pad in settings.RAPPORTAGE_ONDERDELEN.items()},
    )


def _besloten(pad: str) -> str:
    """Why a part of a report may not be public; what people write is looked at when it is published."""
    if not pad:
        return ""
    deel: Onderdeel = import_string(pad)
    return deel.besloten


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


@lru_cache(maxsize=16)
def _gelezen(versie_id: int) -> tuple[Profiel | tuple[Fout, ...], date]:
    """The profile of a version, or every reason why this release cannot read it; and the day of the very first version."""
    eerste = Subquery(Profielversie.objects.order_by("nummer").values("geactiveerd_op")[:1])
    rijen = Profielversie.objects.filter(pk=versie_id).values_list("tekst", "bestand", eerste)
    tekst, bestand, op = rijen.get()
    sinds = timezone.localdate(op)
    try:
        return lees_profiel(tekst, bestand), sinds
    except ProfielFout as fout:
        return fout.fouten, sinds


def _lees_versie(versie_id: int) -> Profiel | tuple[Fout, ...]:
    return _gelezen(versie_id)[0]


def in_gebruik_sinds() -> date:
    """The day on which a profile was activated for the first time. What was due before it is nobody's task here."""
    return _gelezen(actieve_versie_id())[1]


@lru_cache(maxsize=64)
def _opvolger(versie_id: int, actief_id: int) -> int:
    """The first version after this one that this release can read; the active one when none can."""
    later = Profielversie.objects.filter(nummer__gt=Profielversie.objects.get(pk=versie_id).nummer)
    for pk in later.order_by("nummer").values_list("pk", flat=True):
        if isinstance(_lees_versie(pk), Profiel):
            logger.warning(
                "Profile version %s cannot be read any more; version %s serves in its place.", versie_id, pk
            )
            return pk
    return actief_id


def vergeet_profielen() -> None:
    """Start afresh: for a process that moves to another database."""
    vergeet_versie()
    _gelezen.cache_clear()
    _opvolger.cache_clear()


def profiel_van_versie(versie_id: int) -> Profiel:
    """Return the profile of a version; old versions serve the plans and overleggen that pinned them.

    The language of profiles grows with the releases. An old version that this one cannot read is served by the first
    after it that it can: a plan stays readable. Raises OnleesbaarProfiel when that is not even so for the active one.
    """
    profiel = _lees_versie(versie_id)
    if not isinstance(profiel, Profiel) and (actief_id := actieve_versie_id()) != versie_id:
        versie_id = _opvolger(versie_id, actief_id)
        profiel = _lees_versie(versie_id)
    if isinstance(profiel, Profiel):
        return profiel
    versie = Profielversie.objects.get(pk=versie_id)
    raise OnleesbaarProfiel(f"{versie} van {versie.geactiveerd_op:%d-%m-%Y}, {versie.bestand}", profiel)


def actief_profiel() -> Profiel:
    return _in_plaats_van_actief.get() or profiel_van_versie(actieve_versie_id())


def sleutels_in_gebruik(nieuw: Profiel) -> set[tuple[str, str]]:
    """All (tabel, sleutel) that rows of any app refer to.

    Apps ask the active profile where their keys stand. When this release cannot read it, the one that is to follow
    (`nieuw`) answers: else nobody could ever put a better one in its place.
    """
    try:
        actief_profiel()
    except OnleesbaarProfiel:
        merk = _in_plaats_van_actief.set(nieuw)
        try:
            return _sleutels()
        finally:
            _in_plaats_van_actief.reset(merk)
    return _sleutels()


def _sleutels() -> set[tuple[str, str]]:
    gebruikt: set[tuple[str, str]] = set()
    for pad in settings.SLEUTELS_IN_GEBRUIK:
        paren: Iterable[tuple[str, str]] = import_string(pad)()
        gebruikt |= {(tabel, sleutel) for tabel, sleutel in paren if sleutel}
    return gebruikt


def eis_module(naam: str) -> None:
    """Raise a 404 when the active profile does not do this: absent means not done here."""
    if not actief_profiel().heeft(naam):
        raise Http404("Deze gemeente werkt hier niet mee.")
