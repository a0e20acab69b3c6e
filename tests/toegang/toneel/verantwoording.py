"""A report in the making and one that was established, a point and an evaluation: for the whole municipality, so once for both areas."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from tests.toegang.toneel.spelers import Spelers
from verantwoording import acties
from verantwoording.models import Evaluatie, Raadsrapportage, Verbeterpunt
from verantwoording.verzamelen import bovenste_gebied
from verantwoording.zicht import evaluaties, rapportages
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.profiel.rijen.volgen import TEKST_PER_GEBIED
from wijkwerk.wijken.models import Gebied


@dataclass(frozen=True)
class Verantwoordingscene:
    concept: Raadsrapportage | None
    vast: Raadsrapportage | None
    # An area of which is written in it.
    gebied: Gebied
    punt: Verbeterpunt | None
    evaluatie: Evaluatie | None


def maak_verantwoording(spelers: Spelers) -> Verantwoordingscene | None:
    if not spelers.profiel.heeft("verantwoording"):
        return None
    concept, vast = _rapporten(spelers)
    rij = concept.rij if concept else None
    boven = Gebied.objects.filter(pk__in=spelers.gebied.voorouders, niveau__in=rij.niveaus if rij else ())
    evaluatie = Evaluatie.objects.first() or _evaluatie(spelers)
    punt = Verbeterpunt.objects.first() or _punt(spelers)
    return Verantwoordingscene(concept, vast, boven.last() or spelers.gebied, punt, evaluatie)


def _rapporten(spelers: Spelers) -> tuple[Raadsrapportage | None, Raadsrapportage | None]:
    """The report with sentences, or else the first; the established one is of a year before."""
    rijen = sorted(rapportages(), key=lambda rij: TEKST_PER_GEBIED not in rij.onderdelen)
    if not rijen:
        return None, None
    sleutel = rijen[0].sleutel
    bekend = Raadsrapportage.objects.filter(rapportage=sleutel)
    if not bekend.exists():
        vast = spelers.doe(acties.maak, rapportage=sleutel)
        vast = spelers.doe(acties.stel_vast, rapport=vast, bevestigd=())
        bekend.filter(pk=vast.pk).update(van=plus_maanden(vast.van, -12), tot=plus_maanden(vast.tot, -12))
        spelers.doe(acties.maak, rapportage=sleutel)
    return bekend.concept().first(), bekend.vastgesteld().first()


def _evaluatie(spelers: Spelers) -> Evaluatie | None:
    if not evaluaties():
        return None
    dag = timezone.localdate()
    rij = evaluaties()[0]
    van = plus_maanden(dag, -12)
    return spelers.doe(acties.plan, sleutel=rij.sleutel, gepland_op=dag, van=van, tot=dag)


def _punt(spelers: Spelers) -> Verbeterpunt | None:
    rollen = [rol for rol in spelers.profiel.rollen if rol.bereik == "gemeente" and rol.kant == "gemeente"]
    return spelers.probeer(
        acties.maak_punt,
        titel="Sneller antwoord",
        houder=Houder(rol=rollen[0].sleutel, gebied=bovenste_gebied()),
        uiterlijk=timezone.localdate(),
        herkomst="Een nota",
    )
