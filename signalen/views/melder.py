"""What is done with whoever told a signal."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from signalen import acties, volgende
from signalen import uitvoer as maak_uitvoer
from signalen.forms.melder import MelderForm, WisForm, ZoekForm
from signalen.forms.stappen import LeegForm, VertelForm
from signalen.kijk import als_regel
from signalen.kijkwaarden import Regel
from signalen.models import Signaal, Statusadres, overdracht_van
from signalen.views.hulp import eis_kans, haal, ingevuld, module, naar, neem_stap, probeer, toon_stap, weiger
from signalen.zicht import BEHANDELT, mag_bij_melder
from wijkwerk import qr
from wijkwerk.berichten.service import absoluut
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_inzage
from wijkwerk.versleuteling import InvalidToken


def haal_met_melder(request: Request, pk: int, stap: str) -> Signaal:
    """Return the signal for who has to do with its melder; else 404 or 403."""
    signaal = haal(request, pk)
    if not mag_bij_melder(request.user, signaal):
        weiger(request, signaal, stap, "U heeft voor dit signaal niets met de melder te maken.")
    return signaal


@never_cache
@require_http_methods(["GET", "POST"])
@module("signalen")
def melder(request: Request, pk: int) -> HttpResponse:
    """Who told it: read (which is logged), and written down better."""
    signaal = haal_met_melder(request, pk, "signaal.melder")
    try:
        bekend = MelderForm.van(signaal.melder)
    except InvalidToken:
        bekend = {}
        messages.warning(
            request, "De gegevens zijn niet te lezen: de sleutel ontbreekt. Opslaan vervangt ze."
        )
    form = MelderForm(ingevuld(request), initial=bekend)
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            acties.corrigeer_melder(signaal=signaal, invoer=form.invoer(), door=request.user)

        if probeer(request, signaal, "signaal.melder-corrigeren", form, doe):
            messages.success(request, "Opgeslagen.")
            return naar(signaal)
    if signaal.melder is not None:
        noteer_inzage(door=request.user, ding=signaal.melder)
    context = {"regel": als_regel(signaal), "form": form, "melder": signaal.melder}
    return render(request, "signalen/melder.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_GET
@module("signalen")
def uitvoer(request: Request, pk: int, vorm: str) -> HttpResponse:
    """Everything about this melder in one file, for who asks what is kept."""
    signaal = haal_met_melder(request, pk, "signaal.melder-uitvoeren")
    if signaal.melder is None or vorm not in {"json", "csv"}:
        raise Http404("Er zijn geen gegevens van een melder.")
    acties.noteer_uitvoer(signaal=signaal, door=request.user)
    alles = maak_uitvoer.alles_van(signaal.melder, request.user)
    tekst = maak_uitvoer.als_json(alles) if vorm == "json" else maak_uitvoer.als_csv(alles)
    soort = "application/json" if vorm == "json" else "text/csv; charset=utf-8"
    antwoord = HttpResponse(tekst, content_type=soort)
    antwoord["Content-Disposition"] = f'attachment; filename="melder-{signaal.nummer}.{vorm}"'
    return antwoord


@never_cache
@require_http_methods(["GET", "POST"])
@module("signalen")
def verwijdering(request: Request, pk: int) -> HttpResponse:
    """Forget who told it (R34): the signal stays, and is counted."""
    signaal = haal_met_melder(request, pk, "signaal.melder-verwijderen")
    if signaal.melder is None:
        messages.info(request, "Er zijn geen gegevens van een melder (meer).")
        return naar(signaal)
    form = WisForm(ingevuld(request), melder=signaal.melder)
    uitleg = "Naam, e-mailadres en telefoonnummer verdwijnen voorgoed, en ook het adres waarop de melder het signaal volgt."
    if overdracht_van(signaal) is not None:
        uitleg += " Dit signaal is ook overgedragen. Vraag daar zelf of er gegevens zijn meegegaan."
    return neem_stap(
        request,
        signaal,
        "melder-verwijderen",
        form,
        lambda: acties.wis_melder(signaal=signaal, door=request.user, overal=form.overal),
        titel="Gegevens van de melder verwijderen",
        knop="Verwijder",
        gelukt="De gegevens zijn verwijderd. Het signaal blijft, zonder melder.",
        uitleg=uitleg,
        gevaar=True,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@module("signalen")
def zoeken(request: Request) -> HttpResponse:
    """Find a melder who asks what is kept. By POST, so that the address stands in no log and no history."""
    beheer = heeft_ergens(request.user, Recht.GEMEENTE_INRICHTEN)
    if not beheer and not any(heeft_ergens(request.user, recht) for recht in BEHANDELT):
        raise PermissionDenied("U heeft niets met melders te maken.")
    form = ZoekForm(ingevuld(request))
    gevonden: list[Regel] | None = None
    gevolgd: list[str] = []
    if request.method == "POST" and form.is_valid():
        contact = form.cleaned_data["contact"]
        if request.POST.get("actie") == "wis":
            acties.wis_contact(contact=contact, door=request.user)
            messages.success(request, "Als er gegevens waren, zijn ze nu overal verwijderd.")
            return redirect("signalen:melders")
        gevonden = [als_regel(rij) for rij in acties.zoek_melder(contact=contact, door=request.user)]
        if beheer:
            gevolgd = [
                wat
                for pad in settings.ADRES_ZOEKEN
                for wat in import_string(pad)(e_mail=contact, door=request.user)
            ]
    context = {"form": form, "gevonden": gevonden, "gevolgd": gevolgd, "mag_overal": beheer}
    fout = form.is_bound and not form.is_valid()
    return render(request, "signalen/melders.html", context, status=422 if fout else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@module("signalen")
def briefje(request: Request, pk: int) -> HttpResponse:
    """A slip of paper with the address to follow the signal by, for who has no mail."""
    signaal = haal_met_melder(request, pk, "signaal.briefje")
    if request.method == "POST":
        acties.maak_briefje(signaal=signaal, door=request.user)
        return redirect("signalen:briefje", pk)
    adres = Statusadres.objects.filter(signaal=signaal).first()
    if adres is None or not adres.is_leesbaar:
        uitleg = "Met het adres op het briefje ziet de bezoeker zonder account hoe het staat."
        return toon_stap(
            request, signaal, LeegForm(), "Briefje voor de bezoeker", knop="Maak het briefje", uitleg=uitleg
        )
    context = {
        "regel": als_regel(signaal),
        "sleutel": adres.sleutel,
        "begin": absoluut(reverse("volgen:begin")),
        "qr": qr.als_data_uri(absoluut(adres.get_absolute_url())),
        "afgeschermd": signaal.is_afgeschermd,
    }
    return render(request, "signalen/briefje.html", context)


@require_http_methods(["GET", "POST"])
@module("signalen")
def bericht(request: Request, pk: int) -> HttpResponse:
    """Tell whoever waits for a definite answer how it stands (HEL-69)."""
    signaal = haal(request, pk)
    eis_kans(request, signaal, "vertellen", volgende.mag_antwoorden(signaal, request.user))
    form = VertelForm(ingevuld(request))
    return neem_stap(
        request,
        signaal,
        "vertellen",
        form,
        lambda: acties.vertel_voortgang(signaal=signaal, door=request.user, **form.cleaned_data),
        titel="Vertel hoe het staat",
        knop="Vertel het",
        gelukt="Verteld. De melder leest het op de eigen pagina.",
    )
