"""What the masking check must know of a gebied: names of melders, and every text that is shielded or was said behind closed doors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from overleggen.models import Agendapunt
from signalen.models import Melder, Signaal
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.versleuteling import InvalidToken

# Newest first: so many of each are looked at.
MEESTE = 5000


def niet_publiceren(gebieden: frozenset[int]) -> tuple[list[str], list[str]]:
    """Return (names, texts) of everything in or below these gebieden; for settings.NIET_PUBLICEREN."""
    hier = Signaal.objects.filter(plek_gebieden__overlap=sorted(gebieden)).order_by("-pk")
    afgeschermd = hier.exclude(gevoelig="nee").exclude(tekst="").values_list("tekst", flat=True)[:MEESTE]
    afspraken = Afspraak.objects.filter(plek_gebieden__overlap=sorted(gebieden)).exclude(gevoelig="nee")
    beloofd = afspraken.order_by("-pk").values_list("wat", flat=True)[:MEESTE]
    melders = Melder.objects.filter(signalen__in=hier.values("pk")).exclude(naam_gesloten=b"").distinct()
    return list(_namen(melders.order_by("-pk")[:MEESTE])), [*afgeschermd, *beloofd, *_besloten(gebieden)]


def _namen(melders: Iterable[Melder]) -> Iterator[str]:
    """A name that no key of ours opens is a name that nobody can copy."""
    for melder in melders:
        try:
            yield melder.naam
        except InvalidToken:
            continue


def _besloten(gebieden: frozenset[int]) -> Iterator[str]:
    punten = (
        Agendapunt.objects.filter(overleg__plek_gebieden__overlap=sorted(gebieden))
        .exclude(deel__toegang="openbaar", gevoelig="nee")
        .order_by("-pk")
        .values_list("toelichting", "uitkomst", "besluit")[:MEESTE]
    )
    return (tekst for tekst in chain.from_iterable(punten) if tekst)
