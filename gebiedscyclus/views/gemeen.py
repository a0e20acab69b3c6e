"""What the pages share: fetching through what may be seen, and what a step shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from gebiedscyclus.acties.gemeen import mag_stap_nemen
from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.termijnen import termijn_van
from gebiedscyclus.volgorde import draagt_zelf, houdt_overleg, houdt_peiling, maakt_plan, mist
from gebiedscyclus.zicht import uitvoerders
from overleggen.models import Overleg, Peiling
from wijkagenda.models import Plan
from wijkwerk import stapscherm
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.htmx import Request
from wijkwerk.regels.service import Klacht, selector_naam
from wijkwerk.stapscherm import eis_kans, ingestuurd, met_module, zet_stap

__all__ = [
    "Beeld",
    "beelden",
    "eis_kans",
    "haal_ronde",
    "haal_stap",
    "ingestuurd",
    "met_form",
    "module",
    "zet_stap",
]

module = met_module("gebiedscyclus")


def haal_ronde(request: Request, pk: int) -> Ronde:
    """Return the round, or a 404 that does not tell whether it exists."""
    rijen = Ronde.objects.zichtbaar_voor(request.user).select_related("gebied", "vorige", "gesloten_door")
    return get_object_or_404(rijen, pk=pk)


def haal_stap(request: Request, pk: int) -> Stap:
    rijen = Stap.objects.zichtbaar_voor(request.user).met_drager()
    return get_object_or_404(
        rijen.select_related("ronde__gebied", "ronde__vorige", "plan", "overleg", "peiling"), pk=pk
    )


@dataclass(frozen=True)
class Beeld:
    """A step as somebody sees it: with what they may do, and what stands in the way."""

    stap: Stap
    wie: str
    te_laat: bool
    mist: Sequence[Klacht]
    mag: bool
    maakt_plan: bool
    draagt_zelf: bool
    drager_url: str
    planning_url: str
    term: str
    term_dag: date | None

    @property
    def begint(self) -> bool:
        return self.stap.nu == Stap.Stand.NIET_GESTART

    @property
    def kan_starten(self) -> bool:
        """A button that works: it has not begun, nothing is in the way, and it begins by hand."""
        return (
            self.begint
            and not self.mist
            and self.stap.ronde.is_open
            and (self.maakt_plan or (self.draagt_zelf and self.mag))
        )

    @property
    def kan_afronden(self) -> bool:
        return (
            self.draagt_zelf and self.mag and self.stap.ronde.is_open and self.stap.stand == Stap.Stand.BEZIG
        )

    @property
    def kan_vaststellen(self) -> bool:
        return (
            self.stap.drager is None
            and self.mag
            and self.stap.ronde.is_open
            and self.stap.stand == Stap.Stand.GEREED
        )

    @property
    def kan_verzetten(self) -> bool:
        return self.mag and self.stap.ronde.is_open and not self.stap.is_klaar


def beelden(
    stappen: Sequence[Stap], door: Gebruiker, ouder: Ronde | None, plannen: frozenset[str]
) -> list[Beeld]:
    """Every step of one round; three queries at most. `plannen`: the forms of plan that this person may begin here."""
    zichtbaar = _zichtbaar(stappen, door)
    vandaag = timezone.localdate()
    return [_beeld(stap, stappen, door, ouder, plannen, zichtbaar, vandaag) for stap in stappen]


def _zichtbaar(stappen: Sequence[Stap], door: Gebruiker) -> set[tuple[str, int]]:
    """What carries these steps and this person may open."""
    gevonden: set[tuple[str, int]] = set()
    for naam, model in (("plan", Plan), ("overleg", Overleg), ("peiling", Peiling)):
        pks = {pk for stap in stappen if (pk := getattr(stap, f"{naam}_id")) is not None}
        if pks:
            rijen: Any = model._default_manager
            gevonden |= {
                (naam, pk)
                for pk in rijen.zichtbaar_voor(door).filter(pk__in=pks).values_list("pk", flat=True)
            }
    return gevonden


def _beeld(
    stap: Stap,
    stappen: Sequence[Stap],
    door: Gebruiker,
    ouder: Ronde | None,
    plannen: frozenset[str],
    zichtbaar: set[tuple[str, int]],
    vandaag: date,
) -> Beeld:
    ronde, rij = stap.ronde, stap.rij
    drager = stap.drager
    mag = mag_stap_nemen(stap, door)
    termijn = termijn_van(ronde.cyclus, stap.sleutel)
    open_ = drager is not None and (drager._meta.model_name or "", drager.pk) in zichtbaar
    plan = maakt_plan(ronde.rij, rij) and stap.vorm in plannen
    return Beeld(
        stap=stap,
        wie=namen(stap),
        te_laat=stap.is_te_laat(vandaag),
        mist=mist(stap, stappen, ouder) if stap.nu == Stap.Stand.NIET_GESTART else (),
        mag=mag,
        maakt_plan=plan,
        draagt_zelf=draagt_zelf(ronde, rij),
        drager_url=drager.get_absolute_url() if drager is not None and open_ else "",
        planning_url=_planning(stap) if mag else "",
        term=termijn.naam if termijn is not None and termijn.uiterlijk is not None else "",
        term_dag=termijn.uiterlijk if termijn is not None else None,
    )


def namen(stap: Stap) -> str:
    """Who takes a step, in the words of the municipality."""
    from gebiedscyclus.regels import onderwerp

    over = onderwerp(stap)
    wie = uitvoerders(stap.ronde.rij, stap.rij)
    return hoofdletter(" of ".join(selector_naam(selector, over) for selector in wie))


def _planning(stap: Stap) -> str:
    """Where the meeting or the poll of a step is planned."""
    keuze = urlencode({"vorm": stap.vorm, "gebied": stap.ronde.gebied_id})
    if stap.drager is not None or stap.is_klaar:
        return ""
    if houdt_overleg(stap.rij):
        return f"{reverse('overleggen:nieuw')}?{keuze}"
    return f"{reverse('overleggen:peiling_nieuw')}?{keuze}" if houdt_peiling(stap.rij) else ""


def met_form(
    request: Request,
    form: FormulierMixin,
    doe: Callable[[], str | None],
    gelukt: str,
    terug: str,
    context: dict[str, Any],
) -> HttpResponse:
    """A step with a form on the page of this app."""
    basis: dict[str, Any] = {"uitleg": "", "stap": None, "ronde": None, "gevaar": False, "feiten": []}
    return stapscherm.met_form(
        request, form, doe, gelukt, terug, "cyclus/formulier.html", {**basis, **context}
    )
