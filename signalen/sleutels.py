"""Which keys of the profile the rows of signals hold, so that a new profile cannot drop them."""

from __future__ import annotations

from signalen.models import Antwoord, Deelactie, Dossier, Initiatief, Project, Signaal, Spreekuur
from wijkwerk.gemeente.service import actief_profiel


def sleutels_in_gebruik() -> set[tuple[str, str]]:
    """The keys of the profile that signals and spreekuren refer to."""
    signalen = Signaal.objects.order_by()
    paren = {("signaalsoort", sleutel) for sleutel in signalen.values_list("soort", flat=True).distinct()}
    paren |= {("route", sleutel) for sleutel in signalen.values_list("route", flat=True).distinct()}
    paren |= {("escalatie", sleutel) for sleutel in signalen.values_list("escalatie", flat=True).distinct()}
    paren |= {("niveau", sleutel) for sleutel in signalen.values_list("schaalniveau", flat=True).distinct()}
    paren |= {
        ("antwoord", sleutel)
        for sleutel in Antwoord.objects.order_by().values_list("soort", flat=True).distinct()
    }
    paren |= {
        ("discipline", sleutel)
        for sleutel in Deelactie.objects.order_by().values_list("discipline", flat=True).distinct()
    }
    paren |= {
        ("overlegvorm", sleutel)
        for sleutel in Spreekuur.objects.order_by().values_list("soort", flat=True).distinct()
    }
    paren |= {
        ("signaalsoort", soort)
        for soort in Initiatief.objects.order_by().values_list("soort", flat=True).distinct()
    }
    for model in (Initiatief, Project):
        lijsten = model.objects.order_by().values_list("themas", flat=True).distinct()
        paren |= {("thema", thema) for lijst in lijsten for thema in lijst}
    vakken = Project.objects.order_by().values_list("disciplines", flat=True).distinct()
    paren |= {("discipline", vak) for lijst in vakken for vak in lijst}
    for tabel, veld in (("signaalsoort", "soort"), ("thema", "thema")):
        paren |= {(tabel, s) for s in Dossier.objects.order_by().values_list(veld, flat=True).distinct()}
    paren |= {
        ("thema", thema) for lijst in signalen.values_list("themas", flat=True).distinct() for thema in lijst
    }
    profiel = actief_profiel()
    kanalen = {rij.sleutel for rij in profiel.kanalen}
    for kanaal in signalen.values_list("kanaal", flat=True).distinct():
        paren.add(("kanaal" if kanaal in kanalen else "overlegvorm", kanaal))
    return {(tabel, sleutel) for tabel, sleutel in paren if sleutel}
