"""What the points that are to become better tell in a report (BER-37)."""

from __future__ import annotations

from django.db import models
from django.utils.formats import date_format

from verantwoording.models import Verbeterpunt
from wijkwerk.formaten import hoofdletter
from wijkwerk.tellingen import Cel, Kolom, Regel, Telling, Vraag, onderdeel


@onderdeel(besloten="")
def verbeterpunten(vraag: Vraag) -> list[Telling]:
    """Every point that was there in this time: whose it is, by when, how it stands. Two queries."""
    rijen = Verbeterpunt.objects.filter(gemaakt_op__date__lte=vraag.tot).voor_lijst()
    return [
        Telling(
            "Stand van de verbeterpunten",
            tuple(Kolom(naam, "tekst") for naam in ("Wie", "Uiterlijk", "Stand", "Laatst verteld")),
            tuple(Regel(f"{rij.nummer}. {rij.titel}", _cellen(rij)) for rij in met_laatste(rijen)),
            bron="Verbeterpunten in Wijkwerk, zoals ze nu staan.",
            kop="Verbeterpunt",
        )
    ]


def met_laatste(rijen: models.QuerySet[Verbeterpunt]) -> list[Verbeterpunt]:
    """The points with their progress at hand: one query more."""
    return list(rijen.prefetch_related("afspraak__voortgang"))


def laatst(punt: Verbeterpunt) -> str:
    """What was told of it last: the result, else the newest line of progress."""
    if punt.afspraak is None:
        return ""
    regels = sorted(punt.afspraak.voortgang.all(), key=lambda rij: rij.pk)
    return punt.afspraak.resultaat or (regels[-1].tekst if regels else "")


def _cellen(punt: Verbeterpunt) -> tuple[Cel, ...]:
    afspraak = punt.afspraak
    if afspraak is None or afspraak.houder is None:
        return (Cel(reden="niemand"), *(Cel(reden="onbekend") for _ in range(3)))
    verteld = laatst(punt)
    return (
        Cel(tekst=hoofdletter(afspraak.houder.functie())),
        Cel(tekst=date_format(afspraak.uiterlijk, "j F Y")),
        Cel(tekst=afspraak.get_stand_display()),
        Cel(tekst=verteld) if verteld else Cel(reden="nog niets"),
    )
