"""A theme that returns often in an area asks for the right institutions at the table there (DHR-22)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from signalen.acties.spreekuur import spreekuurvormen
from signalen.models import Signaal, Spreekuur
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.wijken.models import Gebied


@dataclass(frozen=True)
class Themavoorstel:
    """Hold a spreekuur about this theme there, because it was heard so often."""

    gebied: Gebied
    thema: str
    aantal: int
    vorm: Overlegvorm

    @property
    def themanaam(self) -> str:
        return actief_profiel().thema(self.thema).naam

    @property
    def reden(self) -> str:
        grens = self.vorm.aanleiding
        return f"{self.aantal} signalen in {grens.dagen} dagen. Vanaf {grens.thema} stellen wij dit voor."

    @property
    def url(self) -> str:
        keuze = {"soort": self.vorm.sleutel, "gebied": str(self.gebied.pk), "thema": self.thema}
        return f"{reverse('signalen:spreekuur-planning')}?{urlencode(keuze)}"


def themavoorstellen(gebruiker: Gebruiker, gebieden: Iterable[Gebied]) -> list[Themavoorstel]:
    """Return the themes that return often in these areas, most often first; two queries for each length of looking back.

    How often is often, the form says (`aanleiding`). What is shielded never counts: a proposal would say that it is
    there. A theme that had its spreekuur, or has one planned, waits.
    """
    profiel = actief_profiel()
    per_dagen: dict[int, dict[int, tuple[Gebied, Overlegvorm]]] = {}
    for gebied in gebieden:
        if vorm := _vorm(profiel, gebied):
            per_dagen.setdefault(vorm.aanleiding.dagen, {})[gebied.pk] = (gebied, vorm)
    gevonden = [rij for dagen, vormen in per_dagen.items() for rij in _voorstellen(gebruiker, dagen, vormen)]
    return sorted(gevonden, key=lambda rij: (-rij.aantal, rij.gebied.pk, rij.thema))


def _voorstellen(
    gebruiker: Gebruiker, dagen: int, vormen: Mapping[int, tuple[Gebied, Overlegvorm]]
) -> Iterator[Themavoorstel]:
    sinds = timezone.now() - timedelta(days=dagen)
    signalen = (
        Signaal.objects.zichtbaar_voor(gebruiker)
        .filter(gebied__in=vormen, gevoelig="nee", geregistreerd_op__gte=sinds)
        .order_by()
        .values_list("gebied_id", "themas")
        .annotate(aantal=Count("pk"))
    )
    telling: Counter[tuple[int, str]] = Counter()
    for gebied_id, themas, aantal in signalen:
        for thema in themas:
            telling[gebied_id, thema] += aantal
    gehad = set(
        Spreekuur.objects.filter(gebied__in=vormen, begin__gte=sinds)
        .exclude(stand=Spreekuur.Stand.VERVALLEN)
        .exclude(thema="")
        .values_list("gebied_id", "thema")
    )
    for (gebied_id, thema), aantal in telling.items():
        gebied, vorm = vormen[gebied_id]
        if aantal >= vorm.aanleiding.thema and (gebied_id, thema) not in gehad:
            yield Themavoorstel(gebied, thema, aantal, vorm)


def _vorm(profiel: Profiel, gebied: Gebied) -> Overlegvorm | None:
    """The form for a theme in this area: the one of which the profile wants the discipline of its theme there."""
    over_thema = {
        sleutel
        for regel in profiel.regels
        if getattr(regel, "wat", "") == "discipline-van-thema"
        for sleutel in regel.voor
    }
    vormen = spreekuurvormen(profiel, gebied)
    return next((vorm for vorm in vormen if vorm.sleutel in over_thema), vormen[0] if vormen else None)
