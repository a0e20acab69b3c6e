"""What the register tells in a report: what was promised and came due, and was it kept?"""

from __future__ import annotations

from collections import Counter

from django.db.models import Count

from wijkwerk.afspraken.models import Afspraak
from wijkwerk.tellingen import Cel, Kolom, Regel, Telling, Vraag, onderdeel

KOLOMMEN = (("ja", "Nagekomen"), ("deels", "Deels"), ("nee", "Niet"), ("", "Nog niet beoordeeld"))


@onderdeel(besloten="")
def nagekomen(vraag: Vraag) -> list[Telling]:
    """By area: of what was due in this time, how much was kept. Nothing of what is shielded or closed. One query."""
    rijen = Afspraak.objects.filter(
        uiterlijk__range=(vraag.van, vraag.tot), gevoelig="nee", besloten=False
    ).exclude(stand__in=[Afspraak.Stand.GEVRAAGD, Afspraak.Stand.GEWEIGERD, Afspraak.Stand.VERVALLEN])
    per: dict[int, Counter[str]] = {plaats.pk: Counter() for plaats in (*vraag.gebieden, vraag.alles)}
    for plek, oordeel, aantal in (
        rijen.order_by().values_list("plek_gebieden", "nagekomen").annotate(n=Count("pk"))
    ):
        for pk in per.keys() & set(plek):
            per[pk][oordeel] += aantal
        if vraag.alles.ook & set(plek):
            per[vraag.alles.pk][oordeel] += aantal

    def regel(naam: str, pk: int, *, samen: bool = False) -> Regel:
        aantallen = [per[pk][oordeel] for oordeel, _ in KOLOMMEN]
        return Regel(naam, tuple(Cel.van(n) for n in (sum(aantallen), *aantallen)), samen)

    return [
        Telling(
            "Afspraken die in deze tijd klaar moesten zijn",
            (Kolom("Afspraken", samen=True), *(Kolom(naam) for _, naam in KOLOMMEN)),
            (
                *(regel(plaats.naam, plaats.pk) for plaats in vraag.gebieden if plaats.pk != vraag.alles.pk),
                regel("Samen", vraag.alles.pk, samen=True),
            ),
            bron="Afspraken in Wijkwerk, zonder wat is afgeschermd of besloten.",
        )
    ]
