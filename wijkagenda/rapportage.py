"""What plans tell in a report: which area has an established plan of which form."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format

from wijkagenda.models import Plan
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.tellingen import Cel, Kolom, Regel, Telling, Vraag, onderdeel


@onderdeel(besloten="")
def plannen(vraag: Vraag) -> list[Telling]:
    """By area and form: the day on which the plan that holds was established; forms of this level that everybody may read. One query."""
    vormen = [rij for rij in actief_profiel().planvormen if not rij.gesloten and rij.openbaar == "iedereen"]
    rijen = (
        Plan.objects.filter(vastgesteld_op__lte=vraag.tot, vorm__in=[rij.sleutel for rij in vormen])
        .exclude(stand__in=Plan.IN_DE_MAAK)
        .order_by("vastgesteld_op", "pk")
        .values_list("gebied", "vorm", "vastgesteld_op")
    )
    laatste = {(gebied, vorm): op for gebied, vorm, op in rijen}
    bekend = {plaats.pk for plaats in vraag.gebieden}
    gebruikt = [rij for rij in vormen if any((pk, rij.sleutel) in laatste for pk in bekend)]
    return [
        Telling(
            "Plannen die zijn vastgesteld",
            tuple(Kolom(rij.naam, "tekst") for rij in gebruikt),
            tuple(
                Regel(
                    plaats.naam,
                    tuple(_cel(laatste.get((plaats.pk, rij.sleutel))) for rij in gebruikt),
                )
                for plaats in vraag.gebieden
                # Without any plan there is nothing to lay beside each other.
                if gebruikt
            ),
            bron="Plannen in Wijkwerk, met de dag waarop de laatste is vastgesteld.",
        )
    ]


def _cel(dag: date | None) -> Cel:
    return Cel(reden="geen") if dag is None else Cel(tekst=date_format(dag, "j F Y"))
