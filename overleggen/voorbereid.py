"""What lies ready at the points of one meeting: papers, and information that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.urls import reverse

from overleggen.models import Agendapunt, Informatievraag, Stuk
from overleggen.models.agendapunt import AgendapuntQuerySet
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.models import Gebruiker


@dataclass(frozen=True)
class Gevraagd:
    """One question at a point. The answer is for who reads the afspraak; that it is there, for who reads the point."""

    afspraak: Afspraak
    mag_lezen: bool

    @property
    def url(self) -> str:
        return reverse("afspraken:detail", args=[self.afspraak.pk]) if self.mag_lezen else ""

    @property
    def antwoord(self) -> str:
        return self.afspraak.resultaat if self.mag_lezen else ""


@dataclass
class Klaargelegd:
    stukken: list[Stuk] = field(default_factory=list)
    informatie: list[Gevraagd] = field(default_factory=list)


def met_klaargelegd(punten: AgendapuntQuerySet) -> AgendapuntQuerySet:
    """Add `ligt_klaar`: mostly nothing does, and then it need not be asked what."""
    stukken = Stuk.objects.filter(punt=OuterRef("pk"))
    vragen = Informatievraag.objects.filter(punt=OuterRef("pk"))
    # The model names it, so that a point that was not asked says no.
    return punten.annotate(ligt_klaar=Exists(stukken) | Exists(vragen))  # type: ignore[no-redef]


def klaargelegd(punten: Iterable[Agendapunt], gebruiker: Gebruiker) -> dict[int, Klaargelegd]:
    """Return what lies ready, by the id of the point, of points that say that something does; no query for nothing,
    two for papers, three when information was asked."""
    ids = [punt.pk for punt in punten if punt.ligt_klaar]
    if not ids:
        return {}
    per_punt: dict[int, Klaargelegd] = {pk: Klaargelegd() for pk in ids}
    for stuk in Stuk.objects.zonder_inhoud().filter(punt__in=ids):
        per_punt[stuk.punt_id].stukken.append(stuk)
    vragen = list(
        Informatievraag.objects.filter(punt__in=ids).select_related(
            "afspraak__houder_partij", "afspraak__houder_gebied", "afspraak__houder_persoon"
        )
    )
    afspraken = [vraag.afspraak_id for vraag in vragen]
    leest = (
        set(Afspraak.objects.zichtbaar_voor(gebruiker).filter(pk__in=afspraken).values_list("pk", flat=True))
        if vragen
        else set()
    )
    for vraag in vragen:
        gevraagd = Gevraagd(vraag.afspraak, vraag.afspraak_id in leest)
        per_punt[vraag.punt_id].informatie.append(gevraagd)
    return per_punt
