"""Pictures with a signal: seen, added and removed."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from signalen import acties
from signalen.forms.foto import FotoForm
from signalen.forms.stappen import LeegForm
from signalen.models import Foto, Signaal
from signalen.views.hulp import eis_kans, haal, ingevuld, module, neem_stap
from signalen.zicht import toont
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_inzage

formulier = require_http_methods(["GET", "POST"])


def _haal_met_tekst(request: Request, pk: int) -> Signaal:
    """Who does not read the words does not learn whether there are pictures."""
    signaal = haal(request, pk)
    if not toont(signaal, "foto"):
        raise Http404
    return signaal


@never_cache
@require_GET
@module("signalen")
def foto(request: Request, pk: int, foto_pk: int) -> HttpResponse:
    """The picture itself. Never kept by the browser: what was removed, or is another's, does not come up again."""
    signaal = _haal_met_tekst(request, pk)
    rij = get_object_or_404(signaal.fotos, pk=foto_pk)
    if signaal.is_afgeschermd:
        noteer_inzage(door=request.user, ding=signaal)
    antwoord = HttpResponse(bytes(rij.beeld), content_type="image/jpeg")
    antwoord["Content-Disposition"] = f'inline; filename="{signaal.nummer}-{rij.pk}.jpg"'
    return antwoord


@formulier
@module("signalen")
def toevoeging(request: Request, pk: int) -> HttpResponse:
    signaal = haal(request, pk)
    eis_kans(request, signaal, "foto-toevoegen", acties.mag_foto_toevoegen(signaal, request.user))
    form = FotoForm(ingevuld(request), request.FILES or None)
    return neem_stap(
        request,
        signaal,
        "foto-toevoegen",
        form,
        lambda: acties.voeg_foto_toe(
            signaal=signaal,
            beeld=form.beeld,
            omschrijving=form.cleaned_data["omschrijving"],
            door=request.user,
        ),
        titel="Een foto toevoegen",
        knop="Voeg toe",
        gelukt="De foto staat bij het signaal.",
        uitleg="Wie de tekst van dit signaal mag lezen, ziet ook de foto.",
    )


@formulier
@module("signalen")
def verwijdering(request: Request, pk: int, foto_pk: int) -> HttpResponse:
    signaal = _haal_met_tekst(request, pk)
    rij = get_object_or_404(
        Foto.objects.zonder_beeld().select_related("signaal"), signaal=signaal, pk=foto_pk
    )
    eis_kans(request, signaal, "foto-weghalen", acties.mag_foto_weghalen(rij, signaal, request.user))
    form = LeegForm(ingevuld(request))
    return neem_stap(
        request,
        signaal,
        "foto-weghalen",
        form,
        lambda: acties.haal_foto_weg(foto=rij, door=request.user),
        titel="Foto weghalen",
        knop="Haal weg",
        gelukt="De foto is weg.",
        uitleg=f"De foto verdwijnt voorgoed{f': {rij.omschrijving}' if rij.omschrijving else ''}.",
        gevaar=True,
    )
