"""People and the roles they fill, from when until when; and handing over when somebody leaves."""

from __future__ import annotations

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.huis import acties
from wijkwerk.huis.beheer.formulieren import EindeForm, GebruikerForm, OverdrachtForm, RolForm
from wijkwerk.huis.beheer.toegang import beheer
from wijkwerk.profiel import OnbekendeSleutel
from wijkwerk.regels.service import StapGeweigerd


def rolnaam(sleutel: str) -> str:
    """The name of a role; the key itself when the profile no longer has it."""
    try:
        return actief_profiel().rol(sleutel).naam
    except OnbekendeSleutel:
        return sleutel


@require_GET
@beheer
def mensen(request: Request) -> HttpResponse:
    zoek = request.GET.get("zoek", "").strip()
    geldig = Roltoewijzing.objects.geldig().select_related("gebied", "partij")
    rijen = Gebruiker.objects.prefetch_related(Prefetch("roltoewijzingen", geldig, "huidige_rollen"))
    if zoek:
        rijen = rijen.filter(Q(naam__icontains=zoek) | Q(email__icontains=zoek))
    pagina = Paginator(rijen, 50).get_page(request.GET.get("page"))
    regels = [
        (
            gebruiker,
            [(rolnaam(t.rol), t.gebied or t.partij or "hele gemeente") for t in gebruiker.huidige_rollen],  # type: ignore[attr-defined]
        )
        for gebruiker in pagina
    ]
    return render(request, "beheer/mensen.html", {"pagina": pagina, "regels": regels, "zoek": zoek})


@require_http_methods(["GET", "POST"])
@beheer
def mens_nieuw(request: Request) -> HttpResponse:
    form = GebruikerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        gebruiker = acties.maak_gebruiker(
            email=form.cleaned_data["email"], naam=form.cleaned_data["naam"], door=request.user
        )
        messages.success(request, f"{gebruiker.naam} is toegevoegd. Geef nu een rol.")
        return redirect("beheer:rol-nieuw", gebruiker.pk)
    context = {"form": form, "titel": "Nieuwe gebruiker", "terug_url": reverse("beheer:mensen")}
    return render(request, "beheer/formulier.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@beheer
def mens(request: Request, pk: int) -> HttpResponse:
    """One person with all roles ever; POST sends a mail to choose a password."""
    gebruiker = get_object_or_404(Gebruiker, pk=pk)
    if request.method == "POST":
        form = ResetPasswordForm({"email": gebruiker.email})
        if form.is_valid():
            form.save(request)
            messages.success(request, f"Er is een mail naar {gebruiker.email} om een wachtwoord te kiezen.")
        return redirect("beheer:mens", pk)
    toewijzingen = gebruiker.roltoewijzingen.select_related("gebied", "partij").order_by("-van")
    rijen = [(toewijzing, rolnaam(toewijzing.rol)) for toewijzing in toewijzingen]
    return render(request, "beheer/mens.html", {"gebruiker": gebruiker, "rijen": rijen})


@require_http_methods(["GET", "POST"])
@beheer
def rol_nieuw(request: Request, pk: int) -> HttpResponse:
    gebruiker = get_object_or_404(Gebruiker, pk=pk, is_active=True)
    form = RolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acties.wijs_rol_toe(nieuw=acties.NieuweRol(gebruiker, **form.cleaned_data), door=request.user)
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, "De rol is toegewezen.")
            return redirect("beheer:mens", pk)
    context = {"form": form, "titel": f"Rol voor {gebruiker.naam}", "terug_url": _terug(gebruiker)}
    return render(request, "beheer/formulier.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@beheer
def rol_einde(request: Request, pk: int) -> HttpResponse:
    """Give a role its last day; what has one is not ended again."""
    toewijzing = get_object_or_404(Roltoewijzing.objects.select_related("gebruiker"), pk=pk, tot=None)
    form = EindeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acties.beeindig_rol(toewijzing=toewijzing, tot=form.cleaned_data["tot"], door=request.user)
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, "De laatste dag staat erin.")
            return redirect("beheer:mens", toewijzing.gebruiker_id)
    titel = f"{rolnaam(toewijzing.rol)} van {toewijzing.gebruiker.naam} beëindigen"
    context = {"form": form, "titel": titel, "terug_url": _terug(toewijzing.gebruiker)}
    return render(request, "beheer/formulier.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@beheer
def overdracht(request: Request, pk: int) -> HttpResponse:
    """Everything open of somebody who leaves, in one step."""
    gebruiker = get_object_or_404(Gebruiker, pk=pk, is_active=True)
    form = OverdrachtForm(request.POST or None, vertrekt=gebruiker)
    if request.method == "POST" and form.is_valid():
        try:
            aantal = acties.draag_over(van=gebruiker, door=request.user, **form.cleaned_data)
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, f"{aantal} zaken zijn overgedragen. Het account is gesloten.")
            return redirect("beheer:mens", pk)
    context = {"form": form, "titel": f"{gebruiker.naam} vertrekt", "terug_url": _terug(gebruiker)}
    return render(request, "beheer/formulier.html", context, status=_status(form))


def _terug(gebruiker: Gebruiker) -> str:
    return reverse("beheer:mens", args=[gebruiker.pk])


def _status(form: GebruikerForm | RolForm | EindeForm | OverdrachtForm) -> int:
    return 422 if form.is_bound and form.errors else 200
