"""Who asks: for a party, or as a resident; where they may, and who is told."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from budgetten.models import Budgetaanvraag
from budgetten.zicht import behandelt
from signalen.models import Signaal
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.rollen import Plek, Vervulling, plek_van_indiener
from wijkwerk.gebruikers.wie import personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Selector
from wijkwerk.profiel.rijen.geld import Budget
from wijkwerk.profiel.rijen.mensen import Rol
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.wijken.models import Gebied, Partij

ZELF = "zelf"
# A signal brought in without an account: who it was stays with the signal.
MELDER = "melder"


@dataclass(frozen=True)
class Namens:
    """For whom somebody asks."""

    sleutel: str
    naam: str
    partij: Partij | None = None
    # Whether it is the own request, not one typed in for another.
    eigen: bool = True

    def selectors(self) -> list[str]:
        """On whose behalf another types, as selectors of the profile (HEL-64)."""
        if self.eigen:
            return []
        if self.partij is None:
            return ["kant:bewoners"]
        soort = self.partij.soort
        return [f"partij:{self.partij.sleutel}", f"soort:{soort}", f"kant:{KANT_VAN_SOORT[soort]}"]


def _vragers(gebruiker: Gebruiker) -> list[Vervulling]:
    return [v for v in gebruiker.vervullingen if Recht.BUDGET_AANVRAGEN in v.rol.mag]


def alleen_melder() -> dict[str, Namens]:
    """What who only answers a signal may choose: for no other than who brought it."""
    return {MELDER: Namens(MELDER, "Wie het signaal bracht", eigen=False)}


def namens_keuzes(
    gebruiker: Gebruiker, gebieden: list[Gebied], met_melder: bool = False
) -> dict[str, Namens]:
    """For whom this person may ask: the own parties and oneself; who handles requests also for parties of residents there."""
    partijen = Partij.objects.in_bulk([v.partij_id for v in _vragers(gebruiker) if v.partij_id is not None])
    keuzes = {f"partij-{pk}": Namens(f"partij-{pk}", rij.naam, rij) for pk, rij in partijen.items()}
    for vervulling in _vragers(gebruiker):
        if vervulling.partij_id is None:
            keuzes[ZELF] = Namens(ZELF, f"Ik, als {vervulling.rol.naam}")
    if met_melder:
        keuzes |= alleen_melder()
    if gebieden:
        boven = {pk for gebied in gebieden for pk in gebied.voorouders}
        soorten = [soort for soort, kant in KANT_VAN_SOORT.items() if kant == "bewoners"]
        anderen = Partij.objects.actief().filter(soort__in=soorten, gebieden__in=boven).distinct()
        for rij in anderen:
            keuzes.setdefault(f"partij-{rij.pk}", Namens(f"partij-{rij.pk}", rij.naam, rij, eigen=False))
        # The small budget that a regisseur or a team spends itself (OIJ-26).
        keuzes.setdefault(ZELF, Namens(ZELF, "Wijzelf, voor ons eigen werk"))
    return keuzes


def rol_van(gebruiker: Gebruiker, plek: Plek) -> Rol | None:
    """In which role somebody asks for the own work: one that may ask, else one there."""
    rollen = [v for v in _vragers(gebruiker) if v.partij_id is None] or list(gebruiker.vervullingen)
    daar = [v.rol for v in rollen if v.geldt_in(plek)] or [v.rol for v in rollen]
    return daar[0] if daar else None


def melder_met_account(signaal: Signaal) -> Gebruiker | None:
    """The resident who brought a signal in, where that was done with an account."""
    door = signaal.geregistreerd_door
    return door if door is not None and any(v.rol.kant == "bewoners" for v in door.vervullingen) else None


def vraagt_zelf_in(gebruiker: Gebruiker, gebied: Gebied) -> bool:
    return mag(gebruiker, Recht.BUDGET_AANVRAGEN, plek_van_indiener(gebruiker, gebied.voorouders))


def gebieden_voor(gebruiker: Gebruiker, budget: Budget) -> tuple[list[Gebied], list[Gebied]]:
    """Return (where this person may hand one in, where they handle what others ask)."""
    alle = list(Gebied.objects.actief().order_by("naam"))
    eigen = {v.partij_id for v in _vragers(gebruiker) if v.partij_id is not None}
    thuis = {pk for v in _vragers(gebruiker) for pk in v.partij_gebieden}
    # A party asks also for the larger area that it lies in.
    boven = {pk for rij in alle if rij.pk in thuis for pk in rij.voorouders} if eigen else set()
    handelt = [rij for rij in alle if behandelt(gebruiker, budget, Plek(frozenset(rij.voorouders)))]
    handelt_in = {rij.pk for rij in handelt}
    vraagt = [
        rij for rij in alle if rij.pk in boven or rij.pk in handelt_in or vraagt_zelf_in(gebruiker, rij)
    ]
    return vraagt, handelt


def is_eigen(aanvraag: Budgetaanvraag, gebruiker: Gebruiker) -> bool:
    """Whether this person is who asks, or asks for that party."""
    if aanvraag.aanvrager_id == gebruiker.pk:
        return True
    return aanvraag.partij_id is not None and any(
        v.partij_id == aanvraag.partij_id for v in _vragers(gebruiker)
    )


def eigen_q(gebruiker: Gebruiker) -> Q:
    """`is_eigen` as a condition."""
    partijen = sorted({v.partij_id for v in _vragers(gebruiker) if v.partij_id is not None})
    return Q(aanvrager=gebruiker) | Q(partij__in=partijen) if partijen else Q(aanvrager=gebruiker)


def aanvragers(aanvraag: Budgetaanvraag) -> list[Gebruiker]:
    """The people to tell; none for a signal without account, which has an answer of its own."""
    if aanvraag.partij is not None:
        return list(Houder(partij=aanvraag.partij).personen())
    wie = aanvraag.aanvrager
    return [wie] if wie is not None and wie.is_active else []


def te_manen(aanvraag: Budgetaanvraag) -> list[Gebruiker]:
    """Who is reminded to account for it: who asked; where nobody of them has an account, who manages the budget."""
    wie = aanvragers(aanvraag)
    if wie:
        return wie
    rollen = [rol for rol in actief_profiel().rollen if Recht.BUDGET_BEHEREN in rol.mag]
    beheer = aanvraag.rij.beheer or tuple(Selector("rol", rol.sleutel) for rol in rollen)
    zichtbaar = Budgetaanvraag.objects.filter(pk=aanvraag.pk)
    return [mens for mens in personen(beheer, aanvraag.plek()) if zichtbaar.zichtbaar_voor(mens).exists()]


def lopende_budgetten() -> list[Budget]:
    from django.utils import timezone

    vandaag = timezone.localdate()
    return [rij for rij in actief_profiel().budgetten if rij.geldt_op(vandaag)]
