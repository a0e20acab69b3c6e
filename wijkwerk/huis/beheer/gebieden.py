"""The tree of areas: codes, who works there, and entering what the profile could not know."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gebruikers.models import Roltoewijzing
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.huis import acties
from wijkwerk.huis.beheer.mensen import rolnaam
from wijkwerk.huis.beheer.toegang import beheer
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Gebied, Gebiedscode

CODE_HOOGSTENS = Gebiedscode._meta.get_field("code").max_length or 0


class GebiedForm(FormulierMixin, forms.Form):
    naam = forms.CharField(label="Naam", max_length=120)
    niveau = forms.ChoiceField(label="Niveau")
    ouder = forms.ModelChoiceField(
        label="Ligt in", queryset=Gebied.objects.none(), required=False, empty_label="nergens"
    )
    grens = forms.ChoiceField(
        label="Grens",
        choices=Gebied.Grens.choices,
        help_text="Voorlopig: over de grens is nog niet besloten.",
    )
    besluit_van = forms.ChoiceField(
        label="Wie besloot over de grens?",
        required=False,
        help_text="Invullen als de grens nu vast wordt. Daarna kan een overleg dat hierop wacht worden gepland.",
    )
    besluit_op = forms.DateField(label="Wanneer is dat besloten?", required=False)
    kenmerk = forms.CharField(label="Kenmerk van het besluit", required=False, max_length=80)
    codes = forms.CharField(label="CBS-codes", required=False, help_text="Met een komma ertussen.")

    breedtes = {"besluit_op": "kort"}

    def __init__(self, *args: Any, gebied: Gebied | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wie = acties.wie_delen_in() if gebied and gebied.grens == Gebied.Grens.VOORLOPIG else []
        self.fields["besluit_van"].choices = [("", "Nog niet besloten"), *wie]  # type: ignore[attr-defined]
        if not wie:
            for naam in ("besluit_van", "besluit_op", "kenmerk"):
                del self.fields[naam]
        self.fields["niveau"].choices = [  # type: ignore[attr-defined]
            ("", "Kies een niveau"),
            *((niveau.sleutel, niveau.naam) for niveau in actief_profiel().niveaus),
        ]
        self.fields["ouder"].queryset = Gebied.objects.actief()  # type: ignore[attr-defined]

    def clean_codes(self) -> tuple[str, ...]:
        """Each code once, as long as the register of codes can keep."""
        codes = tuple(
            dict.fromkeys(code.strip() for code in self.cleaned_data["codes"].split(",") if code.strip())
        )
        for code in codes:
            if len(code) > CODE_HOOGSTENS:
                raise forms.ValidationError(
                    f"“{code[:CODE_HOOGSTENS]}…” is te lang. Een code heeft hoogstens {CODE_HOOGSTENS} tekens. "
                    "Zet een komma tussen twee codes."
                )
        return codes


@require_GET
@beheer
def gebieden(request: Request) -> HttpResponse:
    """The tree of areas with codes and who is responsible; three queries."""
    alle = list(Gebied.objects.prefetch_related("codes"))
    rollen: dict[int, list[str]] = {}
    for toewijzing in Roltoewijzing.objects.geldig().exclude(gebied=None).select_related("gebruiker"):
        rollen.setdefault(toewijzing.gebied_id or 0, []).append(
            f"{toewijzing.gebruiker} ({rolnaam(toewijzing.rol)})"
        )
    namen = {gebied.pk: gebied.naam for gebied in alle}
    alle.sort(key=lambda gebied: [namen[pk] for pk in gebied.voorouders])
    rijen = [
        {
            "gebied": gebied,
            "diepte": len(gebied.voorouders),
            "codes": [code.code for code in gebied.codes.all()],
            "mensen": rollen.get(gebied.pk, []),
        }
        for gebied in alle
    ]
    return render(request, "beheer/gebieden.html", {"rijen": rijen})


@require_http_methods(["GET", "POST"])
@beheer
def gebied_nieuw(request: Request) -> HttpResponse:
    return _formulier(request, None, GebiedForm(request.POST or None), "Nieuw gebied")


@require_http_methods(["GET", "POST"])
@beheer
def gebied(request: Request, pk: int) -> HttpResponse:
    gebied = get_object_or_404(Gebied, pk=pk)
    codes = ", ".join(gebied.codes.values_list("code", flat=True))
    begin = {
        "naam": gebied.naam,
        "niveau": gebied.niveau,
        "ouder": gebied.ouder_id,
        "grens": gebied.grens,
        "codes": codes,
    }
    return _formulier(
        request, gebied, GebiedForm(request.POST or None, initial=begin, gebied=gebied), gebied.naam
    )


def _formulier(request: Request, gebied: Gebied | None, form: GebiedForm, titel: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            acties.bewaar_gebied(
                gebied=gebied, gegevens=acties.Gebiedgegevens(**form.cleaned_data), door=request.user
            )
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, "Het gebied is opgeslagen.")
            return redirect("beheer:gebieden")
    context = {"form": form, "titel": titel, "terug_url": reverse("beheer:gebieden")}
    return render(request, "beheer/formulier.html", context, status=422 if form.is_bound else 200)
