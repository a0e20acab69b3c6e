"""What meetings tell in a report: how many were held, and what the profile asks."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Count

from overleggen.models import Deelnemer, Overleg
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.tellingen import Cel, Kolom, Regel, Telling, Vraag, onderdeel
from wijkwerk.wijken.models import Gebied


def _vormen() -> list[Overlegvorm]:
    return [vorm for vorm in actief_profiel().overlegvormen if not vorm.is_spreekuur]


@onderdeel(besloten="")
def gehouden(vraag: Vraag) -> list[Telling]:
    """By form: held, and what the profile asks for in this time; and by area. Two queries."""
    rijen = Overleg.objects.geweest().filter(datum__range=(vraag.van, vraag.tot)).order_by()
    per_vorm: Counter[str] = Counter()
    per_plaats: Counter[int] = Counter()
    bekend = {plaats.pk for plaats in vraag.gebieden}
    for vorm, plek, aantal in rijen.values_list("vorm", "plek_gebieden").annotate(n=Count("pk")):
        per_vorm[vorm] += aantal
        for pk in bekend & set(plek):
            per_plaats[pk] += aantal
    niveaus = Counter(Gebied.objects.actief().values_list("niveau", flat=True))
    bron = "Overleggen in Wijkwerk, geteld naar de dag waarop ze zijn gehouden."
    return [
        Telling(
            "Overleggen per vorm",
            (Kolom("Gehouden"), Kolom("Ten minste gevraagd")),
            tuple(
                Regel(vorm.naam, (Cel.van(per_vorm[vorm.sleutel]), _norm(vorm, niveaus, vraag)))
                for vorm in _vormen()
            ),
            bron=bron,
            kop="Overleg",
            grafiek="groepen",
        ),
        Telling(
            "Overleggen per gebied",
            (Kolom("Gehouden"),),
            tuple(Regel(plaats.naam, (Cel.van(per_plaats[plaats.pk]),)) for plaats in vraag.gebieden),
            bron=bron,
            grafiek="staven",
        ),
    ]


def _norm(vorm: Overlegvorm, niveaus: Counter[str], vraag: Vraag) -> Cel:
    """What the profile asks at least, over every area where this form is held."""
    frequentie = vorm.frequentie
    if frequentie.is_vrij or frequentie.per is None:
        return Cel(reden="naar behoefte")
    tijdvak = actief_profiel().tijdvak(frequentie.per)
    plekken = len(vorm.gebieden) or sum(niveaus[niveau] for niveau in vorm.niveaus)
    dagen = tijdvak.maanden * 30.4375 + tijdvak.weken * 7
    keren = frequentie.minstens * ((vraag.tot - vraag.van).days + 1) / dagen
    return Cel.van(round(keren * plekken)) if keren >= 0.99 else Cel(reden="minder dan eens in deze tijd")


def keren_per_partij(van: date, tot: date) -> list[tuple[str, int]]:
    """How often each party, and each function of the municipality, was at a meeting in this time (HEL-72). One query."""
    rijen = Deelnemer.objects.filter(
        overleg__in=Overleg.objects.geweest().filter(datum__range=(van, tot)), aanwezig__in=Deelnemer.ERBIJ
    ).order_by()
    keren: Counter[str] = Counter()
    for partij, functie, aantal in rijen.values_list("partij__naam", "functie").annotate(
        n=Count("overleg", distinct=True)
    ):
        if partij or functie:
            keren[partij or functie] += aantal
    return sorted(keren.items(), key=lambda rij: (-rij[1], rij[0]))
