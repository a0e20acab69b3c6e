"""Which outline on the map belongs to which own area: proposed by name, confirmed by a person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wijkwerk.formulieren import FormulierMixin, Keuzevakjes
from wijkwerk.htmx import Request
from wijkwerk.huis import acties
from wijkwerk.huis.beheer.toegang import beheer
from wijkwerk.huis.koppelkaart import Voorstel, koppelstand


class KoppelForm(FormulierMixin, forms.Form):
    """The proposals, each to tick."""

    koppel = forms.MultipleChoiceField(label="Welke horen bij elkaar?", widget=Keuzevakjes)

    def __init__(self, *args: Any, voorstellen: list[Voorstel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voorstellen = {voorstel.sleutel: voorstel for voorstel in voorstellen}
        self.fields["koppel"].choices = [  # type: ignore[attr-defined]
            (sleutel, f"{voorstel.gebied}: op de kaart {voorstel.naam} ({voorstel.code})")
            for sleutel, voorstel in self.voorstellen.items()
        ]

    @property
    def gekozen(self) -> list[Voorstel]:
        return [self.voorstellen[sleutel] for sleutel in self.cleaned_data["koppel"]]


@require_http_methods(["GET", "POST"])
@beheer
def gebieden_kaart(request: Request) -> HttpResponse:
    """How far the map is linked; what is proposed is ticked, nothing is linked before somebody says so."""
    stand = koppelstand()
    voorstellen = stand.voorstellen if stand else []
    alle = {"koppel": [voorstel.sleutel for voorstel in voorstellen]}
    form = KoppelForm(request.POST or None, voorstellen=voorstellen, initial=alle)
    if request.method == "POST" and form.is_valid():
        paren = [(voorstel.gebied, voorstel.code) for voorstel in form.gekozen]
        aantal = acties.koppel_gebieden(paren=paren, door=request.user)
        messages.success(request, f"Gekoppeld: {aantal}.")
        return redirect("beheer:gebieden-kaart")
    context = {"form": form, "stand": stand}
    return render(request, "beheer/kaart.html", context, status=422 if form.is_bound else 200)
