"""What the watch over contact tells in a report: where nobody of the municipality was (DHR-67)."""

from __future__ import annotations

from collections import Counter

from overleggen.models import Overleg
from signalen.models import Spreekuur
from signalen.service import Tijdvak
from wijkwerk.tellingen import Cel, Kolom, Regel, Telling, Vraag, onderdeel


@onderdeel(besloten="")
def zonder_contact(vraag: Vraag) -> list[Telling]:
    """By the smallest areas: spreekuren and meetings that were held there, and whether there was any. Two queries.

    Not signals: when one was heard may tell of one that is shielded.
    """
    van, tot = Tijdvak(vraag.van, vraag.tot).grenzen
    spreekuren = Spreekuur.objects.filter(stand=Spreekuur.Stand.GEHOUDEN, begin__gte=van, begin__lt=tot)
    overleggen = Overleg.objects.filter(stand__in=Overleg.GEWEEST, datum__range=(vraag.van, vraag.tot))
    per_spreekuur = Counter(pk for plek in spreekuren.values_list("plek_gebieden", flat=True) for pk in plek)
    per_overleg = Counter(pk for plek in overleggen.values_list("plek_gebieden", flat=True) for pk in plek)
    return [
        Telling(
            "Contact per buurt",
            (Kolom("Spreekuren"), Kolom("Overleggen"), Kolom("Contact in deze tijd", "tekst")),
            tuple(
                Regel(
                    plaats.naam,
                    (
                        Cel.van(per_spreekuur[plaats.pk]),
                        Cel.van(per_overleg[plaats.pk]),
                        Cel(tekst="ja" if per_spreekuur[plaats.pk] + per_overleg[plaats.pk] else "geen"),
                    ),
                )
                for plaats in vraag.buurten
            ),
            bron="Spreekuren en overleggen in Wijkwerk die in de buurt zelf zijn gehouden.",
            kop="Buurt",
        )
    ]
