"""Emptying a publication by an approved list: what is left is a stone at its address."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from wijkwerk.publicatie.bewaard import vernieuw
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.regels.models import Vernietigingsregel

# Where the database asks for a word and ours is gone.
WEG = "Vernietigd."


def publicaties_bij(ding: models.Model, **waarvan: object) -> list[Publicatie]:
    """What was published about a thing and still has words, withdrawn or not, oldest first."""
    rijen = Publicatie.objects.van(ding).filter(vernietigd_op=None, **waarvan)
    return list(rijen.defer("zoektekst", "zoekvector").order_by("pk"))


def leeg_publicaties(regel: Vernietigingsregel) -> list[str]:
    """Empty what the row of the list names; return the names of the files that go afterwards. Inside a transaction."""
    bestanden = []
    for rij in Publicatie.objects.select_for_update(of=("self",)).filter(pk__in=regel.publicaties):
        if rij.pdf:
            bestanden.append(str(rij.pdf.name))
        rij.titel = f"{rij.vormnaam}, nummer {rij.nummer}"
        rij.inhoud, rij.zoektekst, rij.pdf = {}, "", ""
        rij.ingetrokken_reden = WEG if rij.ingetrokken_reden else ""
        rij.vernietigd_op, rij.vernietigd_met = timezone.now(), regel
        rij.save(
            update_fields=[
                "titel",
                "inhoud",
                "zoektekst",
                "pdf",
                "ingetrokken_reden",
                "vernietigd_op",
                "vernietigd_met",
            ]
        )
    vernieuw()
    return bestanden
