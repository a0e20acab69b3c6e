"""The toolkit: plans of the forms that the profile names, as pages that all staff read (BER-51)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from participatie.regels import instellingen
from wijkagenda.models import Plan
from wijkagenda.service import herziening_uiterlijk
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.plannen import Planvorm
from wijkwerk.wijken.models import Gebied
from wijkwerk.wijken.service import gebieden_van_niveau


@dataclass(frozen=True)
class Pagina:
    """One page: what stands in it now, who keeps it, and by when it is looked at again."""

    vorm: Planvorm
    eigenaar: str
    plan: Plan | None
    delen: tuple[tuple[str, str], ...]
    herzien_voor: date | None
    # Where its owner writes the first or the next version; nothing for others.
    schrijf_url: str = ""

    @property
    def is_te_laat(self) -> bool:
        return self.herzien_voor is not None and self.herzien_voor < timezone.localdate()


def leest(gebruiker: Gebruiker) -> bool:
    """All staff, whatever their role, where the municipality has a toolkit."""
    return bool(instellingen().toolkit) and any(v.rol.kant == "gemeente" for v in gebruiker.vervullingen)


def paginas(gebruiker: Gebruiker) -> Iterator[Pagina]:
    """In the order of the profile; four queries."""
    vormen = [rij for rij in actief_profiel().planvormen if rij.sleutel in instellingen().toolkit]
    rijen = Plan.objects.filter(vorm__in=[vorm.sleutel for vorm in vormen]).select_related("gebied")
    plannen: dict[str, Plan] = {}
    in_de_maak: dict[str, Plan] = {}
    for plan in rijen.exclude(stand=Plan.Stand.VERVANGEN).prefetch_related("secties").order_by("pk"):
        (plannen if plan.stand == Plan.Stand.VASTGESTELD else in_de_maak)[plan.vorm] = plan
    niveaus = {niveau for vorm in vormen for niveau in vorm.niveaus}
    gebieden = gebieden_van_niveau(niveaus)
    namen = {rol.sleutel: rol.naam for rol in actief_profiel().rollen}
    for vorm in vormen:
        nu = plannen.get(vorm.sleutel)
        yield Pagina(
            vorm=vorm,
            eigenaar=", ".join(namen.get(wie.waarde, wie.waarde) for wie in vorm.auteur),
            plan=nu,
            delen=tuple(_delen(nu)) if nu else (),
            herzien_voor=herziening_uiterlijk(nu) if nu else None,
            schrijf_url=_schrijf_url(
                vorm,
                in_de_maak.get(vorm.sleutel),
                [gebied for gebied in gebieden if gebied.niveau in vorm.niveaus],
                gebruiker,
            ),
        )


def _delen(plan: Plan) -> Iterator[tuple[str, str]]:
    teksten = {sectie.sleutel: sectie.tekst for sectie in plan.secties.all()}
    if plan.samenvatting:
        yield "", plan.samenvatting
    for sectie in plan.planvorm.secties:
        if teksten.get(sectie.sleutel):
            yield sectie.naam, teksten[sectie.sleutel]


def _schrijf_url(vorm: Planvorm, bezig: Plan | None, gebieden: list[Gebied], gebruiker: Gebruiker) -> str:
    """The version in the making, or where a new one begins; nothing for who may not write it."""
    hier = next(
        (gebied for gebied in gebieden if is_een(gebruiker, vorm.auteur, Plek(frozenset(gebied.voorouders)))),
        None,
    )
    if hier is None:
        return ""
    if bezig is not None:
        return bezig.get_absolute_url()
    return f"{reverse('wijkagenda:nieuw')}?plan={vorm.sleutel}&gebied={hier.pk}"
