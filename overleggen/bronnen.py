"""What a point can be about: any thing that settings.VERWIJZINGEN can find, for somebody who may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from overleggen.models import Agendapunt, Overleg
from signalen.models import Dossier, Initiatief, Project, Signaal
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.menu import Verwijzing
from wijkwerk.gebruikers.models import Gebruiker


@dataclass(frozen=True)
class Bron:
    """A thing as an agenda names it: never more words than its own list shows."""

    soort: str
    pk: int
    titel: str
    url: str
    gevoelig: str = "nee"
    themas: tuple[str, ...] = ()
    niveau: str = ""
    gebieden: tuple[int, ...] = ()
    # Where it lies, when only meetings of that area, below it and above it speak of it.
    gebied: int | None = None


def bron_van(soort: str, pk: int, gebruiker: Gebruiker) -> Bron | None:
    """Return the thing behind a reference, or None when it does not exist for this person."""
    if soort == "signaal":
        return _signaal(pk, gebruiker)
    if soort == "afspraak":
        return _afspraak(pk, gebruiker)
    if soort == "dossier":
        return _dossier(pk, gebruiker)
    if soort in INITIATIEVEN:
        return _van_initiatief(soort, pk, gebruiker)
    pad = settings.VERWIJZINGEN.get(soort)
    verwijzing: Verwijzing | None = import_string(pad)(pk, gebruiker) if pad else None
    if verwijzing is None:
        return None
    return Bron(soort, pk, verwijzing.titel, verwijzing.url, gebied=verwijzing.gebied)


def adressen(punten: Iterable[Agendapunt], gebruiker: Gebruiker) -> dict[int, str]:
    """Where to read what a point of an agenda is about, by the id of the point, for who may; one query for each kind that
    settings.VERWIJZINGEN_SAMEN finds many of, none without such points."""
    per_soort: dict[str, dict[int, int]] = {}
    for punt in punten:
        if punt.bron_soort in settings.VERWIJZINGEN_SAMEN and punt.bron_id is not None:
            per_soort.setdefault(punt.bron_soort, {})[punt.pk] = punt.bron_id
    gevonden: dict[int, str] = {}
    for soort, bronnen in per_soort.items():
        rijen: dict[int, Verwijzing] = import_string(settings.VERWIJZINGEN_SAMEN[soort])(
            set(bronnen.values()), gebruiker
        )
        gevonden |= {punt: rijen[bron].url for punt, bron in bronnen.items() if bron in rijen}
    return gevonden


INITIATIEVEN: dict[str, type[Initiatief | Project]] = {"initiatief": Initiatief, "project": Project}


def _van_initiatief(soort: str, pk: int, gebruiker: Gebruiker) -> Bron | None:
    ding = INITIATIEVEN[soort].objects.zichtbaar_voor(gebruiker).filter(pk=pk).first()
    if ding is None:
        return None
    return Bron(
        soort=soort,
        pk=pk,
        titel=str(ding),
        url=ding.get_absolute_url(),
        gevoelig=ding.gevoelig,
        themas=tuple(ding.themas),
        niveau=ding.gebied.niveau,
        gebieden=tuple(ding.plek_gebieden),
    )


def _dossier(pk: int, gebruiker: Gebruiker) -> Bron | None:
    dossier = Dossier.objects.zichtbaar_voor(gebruiker).select_related("gebied").filter(pk=pk).first()
    if dossier is None:
        return None
    return Bron(
        soort="dossier",
        pk=pk,
        titel=str(dossier),
        url=dossier.get_absolute_url(),
        gevoelig=dossier.gevoelig,
        themas=(dossier.thema,) if dossier.thema else (),
        niveau=dossier.gebied.niveau,
        gebieden=tuple(dossier.plek_gebieden),
    )


def _signaal(pk: int, gebruiker: Gebruiker) -> Bron | None:
    signaal = Signaal.objects.zichtbaar_voor(gebruiker).select_related("gebied").filter(pk=pk).first()
    return van_signaal(signaal) if signaal else None


def van_signaal(signaal: Signaal) -> Bron:
    return Bron(
        soort="signaal",
        pk=signaal.pk,
        titel=f"{signaal.titel} ({signaal.nummer})",
        url=signaal.get_absolute_url(),
        gevoelig=signaal.gevoelig,
        themas=tuple(signaal.themas),
        niveau=signaal.schaalniveau or signaal.gebied.niveau,
        gebieden=tuple(signaal.plek_gebieden),
    )


def _afspraak(pk: int, gebruiker: Gebruiker) -> Bron | None:
    afspraak = Afspraak.objects.zichtbaar_voor(gebruiker).filter(pk=pk).first()
    return van_afspraak(afspraak) if afspraak else None


def van_afspraak(afspraak: Afspraak) -> Bron:
    return Bron(
        soort="afspraak",
        pk=afspraak.pk,
        titel=afspraak.wat if afspraak.gevoelig == "nee" else "Afgeschermde afspraak",
        url=reverse("afspraken:detail", args=[afspraak.pk]),
        gevoelig=afspraak.gevoelig,
        themas=(afspraak.thema,) if afspraak.thema else (),
        gebieden=tuple(afspraak.plek_gebieden),
    )


def van_verslag(overleg: Overleg) -> Bron:
    """The report of a meeting, whatever version is to be established."""
    return Bron(
        soort="verslag",
        pk=overleg.pk,
        titel=f"Verslag van {overleg}",
        url=reverse("overleggen:verslag", args=[overleg.pk]),
        niveau=overleg.gebied.niveau,
        gebieden=tuple(overleg.plek_gebieden),
    )
