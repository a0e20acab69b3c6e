"""The public site: no login, no cookies, and nothing but rows of Publicatie that are for everybody."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Max
from django.db.models.fields.json import KT
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import condition, require_safe

from wijkwerk import VERSIE
from wijkwerk.archief import SELECTIELIJST, tooi
from wijkwerk.gemeente.service import actief_profiel, actieve_versie_id
from wijkwerk.publicatie.bewaard import merk
from wijkwerk.publicatie.inhoud import Inhoud, Item, ontdooi
from wijkwerk.publicatie.models import NAAST, ZWAAR, Publicatie
from wijkwerk.publicatie.overzicht import themas
from wijkwerk.publicatie.verschil import verschil
from wijkwerk.publicatie.weergave import delen, tel
from wijkwerk.rekenblad import zonder_stuurtekens

View = Callable[..., HttpResponse]


def _stempel(request: HttpRequest, **kwargs: Any) -> tuple[int, datetime | None]:
    """How many publications the page is drawn from, and the last moment at which that changed: one query."""
    rijen = Publicatie.objects.openbaar()
    if "gebied" in kwargs:
        rijen = rijen.filter(gebied__sleutel=kwargs["gebied"])
    if "vorm" in kwargs:
        rijen = rijen.filter(vorm=kwargs["vorm"])
    momenten = rijen.aggregate(
        Max("geplaatst_op"),
        Max("pdf_gemaakt_op"),
        Max("ingetrokken_op"),
        Max("vernietigd_op"),
        nummer=Max("pk"),
    )
    nummer = momenten.pop("nummer") or 0
    return nummer, max((moment for moment in momenten.values() if moment), default=None)


def _etag(request: HttpRequest, **kwargs: Any) -> str:
    nummer, moment = _stempel(request, **kwargs)
    # The day too: what is due, and what is late, changes without a publication.
    dag = timezone.localdate()
    deel = f"{VERSIE}|{actieve_versie_id()}|{nummer}|{moment}|{dag}|{request.get_full_path()}"
    return f'"{hashlib.sha256(deel.encode()).hexdigest()[:32]}"'


def openbaar(view: View) -> View:
    """A page for everybody, that answers "not changed" with one query about publications.

    Who is logged in gets it fresh: a message may wait there, and whoever published wants to see it now.
    """
    voor_iedereen: View = cache_control(max_age=60, public=True)(condition(etag_func=_etag)(view))
    vers: View = never_cache(view)

    @wraps(view)
    def kies(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        ingelogd = settings.SESSION_COOKIE_NAME in request.COOKIES
        return vers(request, **kwargs) if ingelogd else merk(voor_iedereen(request, **kwargs))

    versierd: View = login_not_required(require_safe(kies))
    return versierd


@openbaar
def voorpagina(request: HttpRequest) -> HttpResponse:
    """All gebieden in which something has been published, with the newest of each: one query."""
    nieuwste = (
        Publicatie.objects.openbaar()
        .geldig()
        .select_related("gebied")
        .defer(*ZWAAR)
        .order_by("gebied__naam", "gebied_id", "-geplaatst_op", "-pk")
        .distinct("gebied__naam", "gebied_id")
    )
    return render(request, "publiek/voorpagina.html", {"gebieden": list(nieuwste)})


@openbaar
def gebied(request: HttpRequest, *, gebied: str) -> HttpResponse:
    """One gebied: what holds now, what changed since it was established, and everything that was published."""
    rijen = list(Publicatie.objects.openbaar().filter(gebied__sleutel=gebied).voor_lijst())
    if not rijen:
        raise Http404("Over dit gebied is nog niets gepubliceerd.")
    nu = wat_geldt([rij for rij in rijen if rij.object_soort not in NAAST])
    # What was promised, and how it stands, before what was said of it: the freshest of each first.
    lopend = sorted(
        (_van_vorm(vorm) for vorm in nu),
        key=lambda deel: (deel["nu"].object_soort != "plan", not deel["telling"].alles),
    )
    naast = met_inhoud([rij for rij in rijen if rij.object_soort in NAAST])
    context = {
        "gebied": rijen[0].gebied,
        "lopend": lopend,
        "hoofd": lopend[0] if lopend else None,
        "heeft_plan": any(deel["nu"].object_soort == "plan" for deel in lopend),
        "budgetten": [(rij, inhoud, delen(inhoud)) for rij, inhoud in naast if _van_dit_jaar(inhoud, naast)],
        "trajecten": [(rij, inhoud) for rij, inhoud in naast if inhoud.geld is None],
        "versies": [rij for rij in rijen if rij.aard == Publicatie.Aard.VASTSTELLING],
        "contact": next((deel["inhoud"].contact for deel in lopend if deel["inhoud"].contact), ()),
    }
    return render(request, "publiek/gebied.html", context)


def met_inhoud(rijen: list[Publicatie]) -> list[tuple[Publicatie, Inhoud]]:
    """Of each thing what was published of it last and still holds, with its content: one query, none without rows."""
    nieuwste: dict[tuple[str, int], Publicatie] = {}
    for rij in rijen:
        if not rij.is_weg:
            nieuwste.setdefault((rij.object_soort, rij.object_id), rij)
    pks = [rij.pk for rij in nieuwste.values()]
    inhoud = dict(Publicatie.objects.filter(pk__in=pks).values_list("pk", "inhoud")) if pks else {}
    return [(rij, ontdooi(inhoud[rij.pk])) for rij in nieuwste.values()]


def _van_dit_jaar(inhoud: Inhoud, naast: list[tuple[Publicatie, Inhoud]]) -> bool:
    """Whether this is a budget of the newest year that was published; the others stand among the versions."""
    jaren = [ander.geld.jaar for _, ander in naast if ander.geld]
    return inhoud.geld is not None and inhoud.geld.jaar == max(jaren)


def wat_geldt(rijen: list[Publicatie]) -> list[tuple[Publicatie, Publicatie]]:
    """Per vorm: (what was last established, the newest state of it), the freshest form first."""
    per_vorm: dict[str, list[Publicatie]] = {}
    for rij in rijen:
        if not rij.is_weg:
            per_vorm.setdefault(rij.vorm, []).append(rij)
    paren = []
    for van_vorm in per_vorm.values():
        vastgesteld = next((rij for rij in van_vorm if rij.aard == Publicatie.Aard.VASTSTELLING), None)
        if vastgesteld is not None:
            zelfde = [rij for rij in van_vorm if rij.object_id == vastgesteld.object_id]
            paren.append((vastgesteld, zelfde[0]))
    return paren


def _van_vorm(paar: tuple[Publicatie, Publicatie]) -> dict[str, Any]:
    vastgesteld, nu = paar
    inhoud = ontdooi(nu.inhoud)
    wijzigingen = verschil(ontdooi(vastgesteld.inhoud), inhoud) if nu.pk != vastgesteld.pk else []
    return {
        "vastgesteld": vastgesteld,
        "nu": nu,
        "inhoud": inhoud,
        "delen": delen(inhoud),
        "telling": tel(inhoud.afspraken()),
        "vorige_telling": tel(list(inhoud.vorige_afspraken)),
        "wijzigingen": wijzigingen,
    }


@openbaar
def publicatie(request: HttpRequest, *, gebied: str, vorm: str, nummer: int) -> HttpResponse:
    """One publication, for ever at this address; withdrawn or destroyed: date, why and hash, with status 410."""
    rij = _haal(gebied, vorm, nummer)
    if rij.is_weg:
        return _steen(request, rij)
    context = publicatie_context(rij, Publicatie.objects.openbaar())
    context["adres"] = f"{settings.SITE_URL.rstrip('/')}{rij.get_absolute_url()}"
    context["tooi"] = tooi(context["inhoud"].gemeente.sleutel)
    return render(request, "publiek/publicatie.html", context)


def publicatie_context(rij: Publicatie, zichtbaar: Any) -> dict[str, Any]:
    """What a page about one publication shows; `zichtbaar` are the rows that this reader may see."""
    inhoud = ontdooi(rij.inhoud)
    andere = zichtbaar.geldig().filter(gebied=rij.gebied, vorm=rij.vorm)
    if rij.object_soort != "plan":
        # Of a report or a standpunt the next one is about something else.
        andere = andere.filter(object_soort=rij.object_soort, object_id=rij.object_id)
    eerder = andere.vaststellingen().filter(nummer__lt=rij.nummer).order_by("-nummer").first()
    nieuwer = (
        andere.filter(nummer__gt=rij.nummer)
        .defer(*ZWAAR)
        .select_related("gebied")
        .order_by("-nummer")
        .first()
    )
    return {
        "publicatie": rij,
        "inhoud": inhoud,
        "delen": delen(inhoud),
        "telling": tel(inhoud.afspraken()),
        "vorige_telling": tel(list(inhoud.vorige_afspraken)),
        "eerder": eerder,
        "nieuwer": nieuwer,
        "wijzigingen": verschil(ontdooi(eerder.inhoud), inhoud)
        if eerder and rij.object_soort not in NAAST
        else [],
    }


@openbaar
def punt(request: HttpRequest, *, gebied: str, vorm: str, spoor: UUID) -> HttpResponse:
    """The stable address of one topic: how it stands now, and how it stood in each publication."""
    sleutel = str(spoor)
    rijen = (
        Publicatie.objects.openbaar()
        .geldig()
        .filter(gebied__sleutel=gebied, vorm=vorm, inhoud__items__contains=[{"spoor": sleutel}])
    )
    keren = [
        (rij, _item(ontdooi(rij.inhoud), sleutel))
        for rij in rijen.select_related("gebied").order_by("-nummer")
    ]
    if not keren:
        raise Http404("Dit onderwerp is niet gepubliceerd.")
    rij, item = keren[0]
    if rij.object_soort in NAAST:
        keren = keren[:1]
    bronnen = ontdooi(rij.inhoud).bronnen_van(sleutel) if item.stand == "opgenomen" else []
    context = {
        "gebied": rij.gebied,
        "publicatie": rij,
        "item": item,
        "bronnen": bronnen,
        "keren": keren,
    }
    # Of a plan that was replaced the page of the theme may be gone.
    context["naar_thema"] = bool(
        slugify(item.thema)
        and item.stand == "opgenomen"
        and Publicatie.objects.actueel().filter(pk=rij.pk).exists()
    )
    return render(request, "publiek/punt.html", context)


def _item(inhoud: Inhoud, spoor: str) -> Item:
    return next(item for item in inhoud.items if item.spoor == spoor)


@login_not_required
@require_safe
@cache_control(no_cache=True, public=True)
def pdf(request: HttpRequest, *, gebied: str, vorm: str, nummer: int) -> HttpResponse:
    """Any cache may keep it, and asks us each time whether it was withdrawn: "not changed" costs no file."""
    rij = _haal(gebied, vorm, nummer)
    if rij.is_weg:
        return _steen(request, rij)
    return pdf_antwoord(request, rij)


def pdf_antwoord(request: HttpRequest, rij: Publicatie) -> HttpResponse:
    """The file; or, as long as the worker is busy, a page that says so."""
    if not rij.pdf_sha256:
        antwoord = render(request, "publiek/pdf_volgt.html", {"publicatie": rij}, status=503)
        antwoord["Retry-After"] = "60"
        antwoord["Cache-Control"] = "no-store"
        return antwoord
    etag = f'"{rij.pdf_sha256[:32]}"'

    def maak(request: HttpRequest) -> HttpResponse:
        antwoord = FileResponse(rij.pdf.open("rb"), filename=rij.bestandsnaam, content_type="application/pdf")
        antwoord["Content-Language"] = "nl"
        return antwoord  # type: ignore[return-value]

    return condition(etag_func=lambda request: etag, last_modified_func=lambda request: rij.pdf_gemaakt_op)(
        maak
    )(request)


def _steen(request: HttpRequest, rij: Publicatie) -> HttpResponse:
    return render(request, "publiek/weg.html", steen_context(rij), status=410)


def steen_context(rij: Publicatie) -> dict[str, Any]:
    """What is left at the address of what was destroyed or withdrawn."""
    wat = "vernietigd" if rij.is_vernietigd else "ingetrokken"
    return {"publicatie": rij, "selectielijst": SELECTIELIJST, "wat": wat}


def _haal(gebied: str, vorm: str, nummer: int) -> Publicatie:
    rijen = Publicatie.objects.openbaar().select_related("gebied", "vernietigd_met")
    return get_object_or_404(rijen, gebied__sleutel=gebied, vorm=vorm, nummer=nummer)


@openbaar
def sitemap(request: HttpRequest) -> HttpResponse:
    vastgesteld = KT("inhoud__vaststelling__op")
    rijen = list(Publicatie.objects.openbaar().geldig().voor_lijst().annotate(vastgesteld=vastgesteld))
    for rij in rijen:
        rij.titel = zonder_stuurtekens(rij.titel)
    gebieden: dict[str, datetime] = {}
    for rij in rijen:
        gebieden.setdefault(rij.gebied.sleutel, rij.geplaatst_op)
    context = {
        "rijen": rijen,
        "gebieden": gebieden.items(),
        "site": settings.SITE_URL.rstrip("/"),
        "formulier": actief_profiel().heeft("formulier"),
        "spreekuren": bool(actief_profiel().openbare_spreekuren),
        "overleggen": bool(actief_profiel().openbare_overleggen),
        "gemeente_tooi": tooi(actief_profiel().gemeente.code),
        "open_data": any(rij.object_soort == "plan" for rij in rijen),
        "themas": themas(
            Publicatie.objects.actueel().plannen().only("inhoud", "gebied_id"), timezone.localdate()
        ),
    }
    return render(request, "publiek/sitemap.xml", context, content_type="application/xml")
