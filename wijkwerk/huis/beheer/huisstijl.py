"""The brand tokens: each checked for notation and contrast before it is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gemeente.models import Huisstijl
from wijkwerk.htmx import Request
from wijkwerk.huis.beheer.toegang import beheer
from wijkwerk.huisstijl import NAMEN, STANDAARD, controleer
from wijkwerk.logboek.service import noteer


class HuisstijlForm(FormulierMixin, forms.Form):
    """One field per token; empty means the default."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, waarde in STANDAARD.items():
            self.fields[naam] = forms.CharField(
                label=NAMEN[naam], required=False, help_text=f"Standaard: {waarde}"
            )

    def clean(self) -> dict[str, str]:
        kenmerken = {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}
        for klacht in controleer(kenmerken):
            self.add_error(None, klacht)
        return kenmerken


@require_http_methods(["GET", "POST"])
@beheer
def huisstijl(request: Request) -> HttpResponse:
    rij, _ = Huisstijl.objects.get_or_create(enige=True)
    form = HuisstijlForm(request.POST or None, initial=rij.kenmerken)
    if request.method == "POST" and form.is_valid():
        rij.kenmerken = form.cleaned_data
        rij.save(update_fields=["kenmerken", "gewijzigd_op"])
        noteer(door=request.user, stap="huisstijl.wijzigen", ding=rij)
        messages.success(request, "De huisstijl is opgeslagen. Iedereen ziet haar binnen vijf minuten.")
        return redirect("beheer:huisstijl")
    status = 422 if form.is_bound else 200
    context = {"form": form, "titel": "Huisstijl", "terug_url": reverse("beheer:overzicht")}
    return render(request, "beheer/formulier.html", context, status=status)
