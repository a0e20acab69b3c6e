"""Which areas of the CBS belong to which own area: proposed by name and by outline, confirmed by a person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wijkwerk.cijfers.diensten.kiezen import kaartdiensten
from wijkwerk.formulieren import FormulierMixin, Keuzevakjes
from wijkwerk.htmx import Request
from wijkwerk.huis import acties
from wijkwerk.huis.beheer.toegang import beheer
from wijkwerk.huis.koppelkaart import koppelstand, vervallen_codes
from wijkwerk.huis.koppelvoorstel import Voorstel
from wijkwerk.wijken.kaart import Kaart, teken
from wijkwerk.wijken.models import Gebied, Kaartinvoer

# So many loads are told of.
EERDER = 10


class KoppelForm(FormulierMixin, forms.Form):
    """Per area what could belong to it, each to tick; what is clear is ticked."""

    def __init__(self, *args: Any, voorstellen: list[Voorstel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.van_veld = {f"gebied-{voorstel.gebied.pk}": voorstel for voorstel in voorstellen}
        for naam, voorstel in self.van_veld.items():
            weg = voorstel.vervallen
            self.fields[naam] = forms.MultipleChoiceField(
                label=voorstel.gebied.naam,
                required=False,
                widget=Keuzevakjes,
                choices=[
                    (keuze.code, f"{keuze.naam} ({keuze.code}): {keuze.reden}") for keuze in voorstel.keuzes
                ],
                initial=[keuze.code for keuze in voorstel.keuzes if keuze.zeker],
                help_text=f"Komt in de plaats van {', '.join(weg)}." if weg else "",
            )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if not self.errors and not any(schoon.values()):
            raise forms.ValidationError("Vink aan wat bij elkaar hoort.")
        return schoon

    @property
    def gekozen(self) -> list[tuple[Gebied, str]]:
        return [
            (voorstel.gebied, code)
            for naam, voorstel in self.van_veld.items()
            for code in self.cleaned_data[naam]
        ]


def _kaart() -> Kaart | None:
    """The smallest areas beside each other, on the municipality they lie in: what is linked can be seen."""
    alle = list(Gebied.objects.actief().order_by("naam", "pk"))
    ouders = {gebied.ouder_id for gebied in alle}
    klein = [gebied for gebied in alle if gebied.pk not in ouders]
    return teken(klein, in_gebieden=[gebied.pk for gebied in alle if gebied.ouder_id is None])


@require_http_methods(["GET", "POST"])
@beheer
def gebieden_kaart(request: Request) -> HttpResponse:
    """How far the map is linked; what is clear is ticked, nothing is linked before somebody says so."""
    stand = koppelstand()
    form = KoppelForm(request.POST or None, voorstellen=stand.voorstellen if stand else [])
    if request.method == "POST" and stand is not None and form.is_valid():
        paren = form.gekozen
        aantal = acties.koppel_gebieden(
            paren=paren,
            door=request.user,
            in_plaats_van=vervallen_codes(stand, [gebied for gebied, _code in paren]),
            jaar=stand.blad.jaar or None,
        )
        messages.success(request, f"Gekoppeld: {aantal}.")
        return redirect("beheer:gebieden-kaart")
    eerder = list(Kaartinvoer.objects.select_related("door").defer("inhoud")[:EERDER])
    context = {
        "form": form,
        "stand": stand,
        "kaart": _kaart() if stand else None,
        "mag_dienst": bool(kaartdiensten()),
        "laadknop": "secundair" if stand else "primair",
        "eerder": eerder,
        "loopt": next((invoer for invoer in eerder if invoer.loopt), None),
    }
    return render(request, "beheer/kaart.html", context, status=422 if form.is_bound else 200)
