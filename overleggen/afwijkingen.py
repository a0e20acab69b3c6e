"""Where a form of meeting goes differently than the profile says: what holds there now, from one query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from overleggen.models import Afwijking
from overleggen.regels import vrijstelling_uit_profiel
from overleggen.regels_gebied import onderwerp_afwijking
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, verbod
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.profiel.frequentie import Frequentie
from wijkwerk.profiel.regels import Gehoord, Ingestemd
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.regels.service import Onderwerp
from wijkwerk.wijken.models import Gebied


@dataclass(frozen=True)
class Afwijkingen:
    """What holds on a day in some areas."""

    profiel: Profiel
    rijen: Mapping[tuple[str, int], Afwijking] = field(default_factory=dict)

    def bij(self, vorm: Overlegvorm, gebied: Gebied) -> Afwijking | None:
        return self.rijen.get((vorm.sleutel, gebied.pk))

    def wordt_gehouden(self, vorm: Overlegvorm, gebied: Gebied) -> bool:
        """Whether this form exists for this area: by the profile, or by a decision (DHR-42)."""
        if wordt_gehouden(vorm, gebied):
            return True
        rij = self.bij(vorm, gebied)
        return rij is not None and rij.soort == Afwijking.Soort.BESCHIKBAAR and kan_beschikbaar(vorm, gebied)

    def vrijstelling(self, vorm: Overlegvorm, gebied: Gebied) -> str:
        """Why this form is not held here now, or nothing (HEL-50)."""
        rij = self.bij(vorm, gebied)
        if rij is not None and rij.soort == Afwijking.Soort.VERVALT:
            return rij.reden
        return vrijstelling_uit_profiel(vorm, gebied, self.profiel)

    def frequentie(self, vorm: Overlegvorm, gebied: Gebied) -> Frequentie:
        """How often it is held here (OIJ-09, HEL-42)."""
        rij = self.bij(vorm, gebied)
        if rij is None or rij.per_jaar is None:
            return vorm.frequentie
        if not rij.per_jaar:
            return Frequentie(norm="vrij")
        norm = "streven" if vorm.frequentie.is_vrij else vorm.frequentie.norm
        return Frequentie(n=rij.per_jaar, per="jaar", norm=norm)


def gelden(gebieden: Iterable[Gebied], dag: date | None = None) -> Afwijkingen:
    """What holds in these areas on a day; one query."""
    rijen = Afwijking.objects.geldt_op(dag or timezone.localdate())
    return zoals_besloten(rijen.filter(gebied__in=[gebied.pk for gebied in gebieden]))


def zoals_besloten(rijen: Iterable[Afwijking]) -> Afwijkingen:
    """Of more decisions about the same the last one holds."""
    op_volgorde = sorted(rijen, key=lambda rij: (rij.van, rij.pk))
    return Afwijkingen(actief_profiel(), {(rij.vorm, rij.gebied_id): rij for rij in op_volgorde})


def wordt_gehouden(vorm: Overlegvorm, gebied: Gebied) -> bool:
    """Whether the profile has this form for this area."""
    return gebied.niveau in vorm.niveaus and (not vorm.gebieden or gebied.sleutel in vorm.gebieden)


def kan_beschikbaar(vorm: Overlegvorm, gebied: Gebied) -> bool:
    """Whether a decision may bring this form here: one that the profile has for other areas of the same level."""
    return gebied.niveau in vorm.niveaus and bool(vorm.gebieden) and gebied.sleutel not in vorm.gebieden


# --- who decides


def leeg(vorm: str, gebied: Gebied) -> Afwijking:
    """One that is not there yet, to ask questions about."""
    rij = Afwijking(vorm=vorm, gebied=gebied, soort=Afwijking.Soort.VERVALT, stand="")
    rij.zet_plek([gebied])
    return rij


def wie_beslissen(onderwerp: Onderwerp) -> Iterator[Selector]:
    """Whom the profile wants to agree or to be heard, once each."""
    gezien: set[Selector] = set()
    soorten = {onderwerp.soort, *onderwerp.ook_soorten}
    for regel in onderwerp.profiel.regels_bij("gebied", "vrijstellen", soort_sleutel=tuple(soorten)):
        if isinstance(regel, Ingestemd | Gehoord) and (not regel.als or onderwerp.feit(regel.als)):
            for wie in regel.wie:
                if wie not in gezien:
                    gezien.add(wie)
                    yield wie


def mag_voorstellen(gebruiker: Gebruiker, rij: Afwijking) -> bool:
    """Whom the form gives the initiative or the profile wants to agree, and who plans on the side of the municipality."""
    vorm, plek = actief_profiel().overlegvorm(rij.vorm), rij.plek()
    if is_een(gebruiker, vorm.uitgesloten, plek) or verbod(gebruiker, Recht.OVERLEG_PLANNEN, plek):
        return False
    if is_een(gebruiker, (*vorm.taken.initiatief, *wie_beslissen(onderwerp_afwijking(rij))), plek):
        return True
    return _plant_voor_gemeente(gebruiker, plek)


def mag_hervatten(gebruiker: Gebruiker, rij: Afwijking) -> bool:
    """Whoever decides may end it: whom the profile names, else who may propose. An own proposal is one's own to take back."""
    if rij.is_voorgesteld and rij.voorgesteld_door == gebruiker:
        return True
    beslissers = tuple(wie_beslissen(onderwerp_afwijking(rij)))
    if beslissers:
        return is_een(gebruiker, beslissers, rij.plek())
    return mag_voorstellen(gebruiker, rij)


def _plant_voor_gemeente(gebruiker: Gebruiker, plek: Plek) -> bool:
    return any(
        Recht.OVERLEG_PLANNEN in rol.rol.mag and rol.rol.van_het_huis and rol.geldt_in(plek)
        for rol in gebruiker.vervullingen
    )


def mogelijk(gebruiker: Gebruiker, gebieden: Iterable[Gebied]) -> dict[str, list[Gebied]]:
    """The forms and areas about which this person may propose something; no query."""
    vandaag = timezone.localdate()
    gebieden = list(gebieden)
    gevonden: dict[str, list[Gebied]] = {}
    for vorm in actief_profiel().overlegvormen:
        if vorm.is_spreekuur or not vorm.geldt_op(vandaag):
            continue
        for gebied in gebieden:
            bestaat = wordt_gehouden(vorm, gebied) or kan_beschikbaar(vorm, gebied)
            if bestaat and mag_voorstellen(gebruiker, leeg(vorm.sleutel, gebied)):
                gevonden.setdefault(vorm.sleutel, []).append(gebied)
    return gevonden
