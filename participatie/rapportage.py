"""What participation paths tell in a report: how many began, run and ended. Never what people said."""

from __future__ import annotations

from collections import Counter

from participatie.models import Traject
from signalen.service import Tijdvak
from wijkwerk.tellingen import Cel, Kolom, Regel, Telling, Vraag, onderdeel


@onderdeel(besloten="")
def trajecten(vraag: Vraag) -> list[Telling]:
    """By area, of the paths that existed in this time. One query."""
    van, tot = Tijdvak(vraag.van, vraag.tot).grenzen
    rijen = Traject.objects.filter(begonnen_op__lt=tot).exclude(afgerond_op__lt=van).order_by()
    per: dict[int, Counter[str]] = {plaats.pk: Counter() for plaats in vraag.gebieden}
    for plek, begonnen, vast, klaar in rijen.values_list(
        "plek_gebieden", "begonnen_op", "vastgesteld_op", "afgerond_op"
    ):
        for pk in per.keys() & set(plek):
            per[pk]["begonnen"] += begonnen >= van
            per[pk]["besloten"] += vast is not None and van <= vast < tot
            per[pk]["klaar"] += klaar is not None and van <= klaar < tot
    return [
        Telling(
            "Participatietrajecten",
            (Kolom("Begonnen"), Kolom("Over besloten"), Kolom("Afgerond")),
            tuple(
                Regel(
                    plaats.naam,
                    tuple(Cel.van(per[plaats.pk][wat]) for wat in ("begonnen", "besloten", "klaar")),
                )
                for plaats in vraag.gebieden
            ),
            bron="Trajecten in Wijkwerk.",
            grafiek="groepen",
        )
    ]
