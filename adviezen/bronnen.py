"""What advice can be about beside a name: a dossier, a project, a plan, an initiatief that this person sees."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from wijkwerk.berichten.titels import is_afgeschermd, zoek_ding
from wijkwerk.gebruikers.menu import Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.htmx import Request
from wijkwerk.regels.service import Klacht
from wijkwerk.wijken.models import Gebied

SOORTEN = frozenset({"dossier", "project", "plan", "initiatief"})


@dataclass(frozen=True)
class Bron:
    soort: str
    pk: int
    titel: str
    url: str
    gebied: Gebied | None = None
    thema: str = ""


def verwijs(soort: str, pk: int | None, gebruiker: Gebruiker) -> Verwijzing | None:
    """How this person sees it; None when it does not exist for them."""
    if soort not in SOORTEN or pk is None:
        return None
    verwijzing: Verwijzing | None = import_string(settings.VERWIJZINGEN[soort])(pk, gebruiker)
    return verwijzing


def vind_bron(soort: str, pk: int, gebruiker: Gebruiker) -> Bron | None:
    """Return the thing, or None when it does not exist for this person, or is shielded: advice goes to who may not see it."""
    verwijzing = verwijs(soort, pk, gebruiker)
    ding = zoek_ding(soort, pk) if verwijzing else None
    if verwijzing is None or ding is None or is_afgeschermd(ding):
        return None
    return Bron(
        soort=soort,
        pk=pk,
        titel=verwijzing.titel,
        url=verwijzing.url,
        gebied=getattr(ding, "gebied", None),
        thema=getattr(ding, "thema", ""),
    )


def gekozen_bron(request: Request) -> Bron | None:
    """What somebody came from: `?bron=dossier-12`, as far as it exists for them."""
    soort, _, pk = (request.GET.get("bron") or request.POST.get("bron") or "").partition("-")
    return vind_bron(soort, int(pk[:18]), request.user) if pk.isdecimal() else None


def klacht_bron(soort: str, pk: int | None, door: Gebruiker) -> list[Klacht]:
    if not soort or (pk is not None and vind_bron(soort, pk, door)):
        return []
    return [Klacht("Hierover kan geen advies worden gevraagd of gegeven.", "bron")]
