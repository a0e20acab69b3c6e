"""Where words could turn up beside the plain pages: search, filters, what comes along in an address, refused files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from tests.toegang.merken import ZOEKWOORD
from tests.toegang.toneel.basis import BESLOTEN
from tests.toegang.toneel.opbouw import Toneel
from wijkwerk.afspraken.models import Afspraak

# Lists that are searched or filtered: what they find must not depend on what may not be seen.
LIJSTEN: tuple[tuple[str, dict[str, str]], ...] = (
    ("signalen:lijst", {"stand": "alle"}),
    ("signalen:lijst", {"stand": "alle", "zoek": ZOEKWOORD}),
    ("signalen:cijfers", {"per": "soort", "periode": "52w"}),
    ("signalen:doorlooptijd", {"periode": "52w"}),
    ("afspraken:lijst", {"van": "alle", "stand": "alle"}),
)


def lijsten() -> list[str]:
    return [_met(reverse(naam), vraag) for naam, vraag in LIJSTEN]


def meer_adressen(toneel: Toneel) -> list[str]:
    """Addresses with a query, and the pages of shielded and closed things that the table does not ask."""
    return [*lijsten(), *_filters(toneel), *_van_geheim(toneel), *_van_besloten(toneel)]


def _met(pad: str, vraag: Mapping[str, object]) -> str:
    return f"{pad}?{urlencode(vraag)}" if vraag else pad


def _filters(toneel: Toneel) -> Iterator[str]:
    signalen = reverse("signalen:lijst")
    yield _met(signalen, {"van": "mij", "stand": "alle"})
    yield _met(signalen, {"gebied": toneel.eigen.gebied.pk, "stand": "alle", "voor": 10**9})
    yield _met(reverse("overleggen:lijst"), {"wanneer": "geweest"})
    yield _met(reverse("wijkagenda:lijst"), {"toon": "alle"})
    yield _met(reverse("beheer:mensen"), {"zoek": ZOEKWOORD})
    for stand in ("klaar", "mislukt", "ingetrokken"):
        yield _met(reverse("berichten:lijst"), {"stand": stand})


def _van_geheim(toneel: Toneel) -> Iterator[str]:
    scene = toneel.eigen.geheim
    if scene is None:
        return
    yield _met(reverse("signalen:lijst"), {"soort": scene.soort.sleutel, "stand": "alle"})
    yield _met(reverse("signalen:lijst"), {"zoek": scene.nieuw.nummer, "stand": "alle"})
    yield from (signaal.get_absolute_url() for signaal in scene.alle)
    geweigerd = scene.geweigerd
    yield geweigerd.get_absolute_url()
    yield reverse("afspraken:detail", args=[geweigerd.afspraak_id])
    yield _met(reverse("signalen:uitzetting", args=[geweigerd.signaal_id]), {"vervangt": geweigerd.pk})
    yield _met(reverse("overleggen:nieuw"), {"bron": f"signaal-{scene.nieuw.pk}"})
    plan = toneel.eigen.plan
    if plan is not None:
        nieuw = reverse("wijkagenda:item_nieuw", args=[plan.plan.pk, plan.item.soort])
        yield _met(nieuw, {"bron": f"signaal:{scene.nieuw.pk}"})
        yield _met(nieuw, {"bron": f"afspraak:{scene.bezig.afspraak_id}"})


def _van_besloten(toneel: Toneel) -> Iterator[str]:
    scene = toneel.eigen.overleggen[BESLOTEN]
    if scene is None:
        return
    for punt in (*scene.geheim, scene.besproken):
        for naam in ("agendering", "afvoer", "bespreking", "terugkoppeling", "afspraak"):
            yield reverse(f"overleggen:{naam}", args=[punt.pk])
        yield reverse("wijkagenda:opnemen", args=["agendapunt", punt.pk])
    for afspraak in Afspraak.objects.filter(bron_soort="overleg", bron_id=scene.bezig.pk):
        yield reverse("afspraken:detail", args=[afspraak.pk])
        yield reverse("wijkagenda:opnemen", args=["afspraak", afspraak.pk])
    plan = toneel.eigen.plan
    if plan is not None:
        nieuw = reverse("wijkagenda:item_nieuw", args=[plan.plan.pk, plan.item.soort])
        yield _met(nieuw, {"bron": f"agendapunt:{scene.besproken.pk}"})
