"""The list of spreekuren, and the page of one: while it is open, one visitor after the other."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from signalen.acties.snel import vorige_van
from signalen.acties.spreekuur import gebieden_met_spreekuur, mag_plannen, mag_spreekuur
from signalen.forms.snel import SnelForm
from signalen.gelijkenis import lijkt_op
from signalen.instanties import aanwezig, genodigd, ontbreken
from signalen.kijk import als_regel
from signalen.models import Signaal, Spreekuur
from signalen.themavoorstel import themavoorstellen
from signalen.views.hulp import ingevuld, module, weiger
from signalen.views.registratie import registreer, verwachting_in_woorden, verwijs
from signalen.views.spreekuren.hulp import haal
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request, render_page_or_partial, wants_partial

# While entries come in, the page shows so many of the newest; all of them on request, and when it is closed.
NIEUWSTE = 8


@require_GET
@module("spreekuren")
def lijst(request: Request) -> HttpResponse:
    """What comes, and what was."""
    alle = Spreekuur.objects.zichtbaar_voor(request.user).voor_lijst()
    plant = mag_plannen(request.user)
    context = {
        "voorstellen": themavoorstellen(request.user, gebieden_met_spreekuur(request.user)) if plant else [],
        "komend": list(alle.komend()[:50]),
        "geweest": list(alle.filter(stand__in=["gehouden", "vervallen"])[:25]),
        "mag_plannen": plant,
    }
    return render(request, "spreekuur/lijst.html", context)


@require_http_methods(["GET", "POST"])
@module("spreekuren")
def spreekuur(request: Request, pk: int) -> HttpResponse:
    """The page of a spreekuur. While it is open: the quick form; a POST is one visitor, and the form is empty again."""
    rij = haal(request, pk)
    form = None
    nummer = request.GET.get("laatste", "")
    laatste = int(nummer[:18]) if nummer.isdecimal() else None
    schrijft = mag(request.user, Recht.SIGNAAL_REGISTREREN, rij.plek())
    if request.method == "POST" and not schrijft:
        weiger(
            request, rij, "signaal.registreren", "U heeft hier niet het recht om een signaal op te schrijven."
        )
    if rij.is_open and schrijft:
        form = SnelForm(
            ingevuld(request),
            gebruiker=request.user,
            spreekuur=rij,
            vorig=vorige_van(rij, request.user) if request.method == "GET" else None,
            volgende=laatste is not None,
        )
        if request.method == "POST":
            if form.is_acuut:
                return verwijs(request, form, rij)
            signaal = registreer(request, form)
            if signaal is not None and not request.htmx:
                # No "#invoer": a browser gives an address with a fragment no autofocus.
                return redirect(f"{rij.get_absolute_url()}?laatste={signaal.pk}")
            if signaal is not None:
                laatste = signaal.pk
                form = form.volgende(signaal)
    elif request.method == "POST":
        messages.warning(request, "Dit spreekuur is niet open.")
        return redirect(rij)
    status = 422 if form is not None and form.is_bound else 200
    return render_page_or_partial(
        request,
        "spreekuur/spreekuur.html",
        _context(request, rij, form, laatste),
        partial="invoer",
        status=status,
    )


def _context(request: Request, rij: Spreekuur, form: SnelForm | None, laatste: int | None) -> dict[str, Any]:
    gezien = Signaal.objects.zichtbaar_voor(request.user).filter(spreekuur=rij)
    per_soort = gezien.order_by().values("soort").annotate(n=Count("pk")).order_by("-n", "soort")
    soorten = [(actief_profiel().signaalsoort(telling["soort"]).naam, telling["n"]) for telling in per_soort]
    alles = not rij.is_open or bool(request.GET.get("alle"))
    signalen = list(gezien.voor_lijst() if alles else gezien.voor_lijst()[:NIEUWSTE])
    eigen = (signaal for signaal in signalen if signaal.geregistreerd_door_id == request.user.pk)
    net = next((signaal for signaal in eigen if signaal.pk == laatste), None)
    return {
        "spreekuur": rij,
        "form": form,
        "laatste": _kaart(request, net) if net else None,
        "regels": [als_regel(signaal) for signaal in signalen],
        "aantal": sum(n for _, n in soorten),
        "per_soort": soorten,
        "verwezen": rij.verwezen.count(),
        # Asked only when the page shows them: not with every entry.
        "aanwezig": rij.aanwezig.select_related("partij"),
        "wacht": gezien.filter(stand=Signaal.Stand.GEREGISTREERD).count()
        if not wants_partial(request)
        else 0,
        "mag_openen": mag_spreekuur("openen", rij, request.user),
        "mag_houden": mag_spreekuur("houden", rij, request.user),
        "mag_afzeggen": mag_spreekuur("afzeggen", rij, request.user),
        "is_deel": wants_partial(request),
        **({} if wants_partial(request) else _wie_erbij_hoort(request, rij)),
    }


def _wie_erbij_hoort(request: Request, rij: Spreekuur) -> dict[str, Any]:
    """Who was invited, and whom the theme needs and is not invited, or not there (DHR-22)."""
    uitgenodigd = genodigd(rij)
    wie = uitgenodigd if rij.stand == Spreekuur.Stand.GEPLAND else [*aanwezig(rij), *uitgenodigd]
    if rij.stand == Spreekuur.Stand.GEHOUDEN:
        wie = aanwezig(rij)
    return {
        "uitgenodigd": uitgenodigd,
        "ontbreken": [] if rij.stand == Spreekuur.Stand.VERVALLEN else ontbreken(rij, wie),
        "mag_uitnodigen": mag_spreekuur("uitnodigen", rij, request.user),
        "themanaam": actief_profiel().thema(rij.thema).naam if rij.thema else "",
    }


def _kaart(request: Request, signaal: Signaal) -> dict[str, Any]:
    """What became of the entry just made: number, route and shield, and what it may be a repeat of."""
    nieuw = signaal.gevoelig != "ja" and not signaal.herhaling_van_id and signaal.dossier_id is None
    lijkt = (
        lijkt_op(
            request.user,
            gebied=signaal.gebied,
            soort=signaal.soort,
            themas=signaal.themas,
            tekst=signaal.tekst,
            voor=signaal.pk,
        )
        if nieuw
        else []
    )
    return {
        "regel": als_regel(signaal),
        "verwachting": verwachting_in_woorden(signaal),
        "lijkt_op": lijkt,
        "herhaling_url": reverse("signalen:herhaling", args=[signaal.pk]),
    }
