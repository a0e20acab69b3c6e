"""Earlier signals that say the same: by their words, and by area and theme within ninety days (a repeat, R01).

Only among what the person who looks may read. Of what is shielded nothing is found: it has no words to search by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, F, FloatField, Q, Value, When
from django.utils import timezone

from signalen.kijk import als_regel
from signalen.kijkwaarden import Gelijk
from signalen.models import Signaal, SignaalQuerySet
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.reeks import is_een_van
from wijkwerk.wijken.models import Gebied

HERHALING_DAGEN = 90
WOORDEN_DAGEN = 365
HOOGSTENS = 5
# A long story has many words; the first ones say what it is about.
WOORDEN = 40
# `ts_rank` of an "or" of n words is about this for each word found, divided by n: so a third of the words.
PER_WOORD = 0.0607927
DREMPEL = PER_WOORD / 3


def lijkt_op(
    gebruiker: Gebruiker,
    *,
    gebied: Gebied,
    soort: str = "",
    themas: Iterable[str] = (),
    tekst: str = "",
    voor: int | None = None,
) -> list[Gelijk]:
    """Return what looks like this, the most alike first; with `voor` only what is older than that signal. One query."""
    rijen = gelijkende(gebruiker, gebied=gebied, soort=soort, themas=themas, tekst=tekst)
    if voor is not None:
        rijen = rijen.filter(pk__lt=voor)
    return [
        Gelijk(als_regel(rij), herhaling=bool(getattr(rij, "is_herhaling", 0))) for rij in rijen[:HOOGSTENS]
    ]


def gelijkende(
    gebruiker: Gebruiker, *, gebied: Gebied, soort: str = "", themas: Iterable[str] = (), tekst: str = ""
) -> SignaalQuerySet:
    """Return the signals around here (by their main area) that look like this, the most alike first, each with
    `gelijkenis` and `is_herhaling`."""
    nu = timezone.now()
    over = Q(themas__overlap=list(themas)) if themas else Q(soort=soort)
    herhaling = over & Q(gebied=gebied, geregistreerd_op__gte=nu - timedelta(days=HERHALING_DAGEN))
    vraag = _vraag(tekst)
    rijen = Signaal.objects.zichtbaar_voor(gebruiker).exclude(gevoelig="ja").voor_lijst()
    rijen = rijen.waar_meegegeven("omschrijving").filter(
        is_een_van("gebied", Gebied.objects.binnen([_omgeving(gebied)])),
        geregistreerd_op__gte=nu - timedelta(days=WOORDEN_DAGEN),
    )
    rang = SearchRank(F("zoekvector"), vraag) if vraag else Value(0.0, output_field=FloatField())
    gemerkt = rijen.annotate(
        gelijkenis=rang, is_herhaling=Case(When(herhaling, then=Value(1)), default=Value(0))
    )
    # Not by the index of words: any of forty words is in half of all signals, and the area and the year leave few.
    op_woorden = Q(gelijkenis__gte=DREMPEL) if vraag else Q(pk__in=[])
    return gemerkt.filter(herhaling | op_woorden).order_by("-gelijkenis", "-is_herhaling", "-pk")


def _vraag(tekst: str) -> SearchQuery | None:
    """Any of these words, by their Dutch stem. PostgreSQL leaves out what every sentence has."""
    woorden = dict.fromkeys(woord.lower() for woord in re.findall(r"[^\W\d_]{3,}", tekst))
    if not woorden:
        return None
    return SearchQuery(" | ".join(list(woorden)[:WOORDEN]), config="dutch", search_type="raw")


def _omgeving(gebied: Gebied) -> int:
    """The area one step up, as far as that is not the whole municipality: people do not know our borders."""
    return gebied.voorouders[-2] if len(gebied.voorouders) > 2 else gebied.pk
