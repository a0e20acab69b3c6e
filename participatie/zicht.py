"""Who sees a participation path, as conditions in SQL."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.gebruikers.rollen import Vervulling
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.regels.models import Instemming
from wijkwerk.wijken.models import Gebied

KIJKERS = (Recht.PARTICIPATIE_OPSTELLEN, Recht.PARTICIPATIE_ADVISEREN, Recht.PARTICIPATIE_BESLUITEN)
# Who works on paths: they read the notes and what everybody says. Who only decides sees the path itself.
WERKERS = (Recht.PARTICIPATIE_OPSTELLEN, Recht.PARTICIPATIE_ADVISEREN)
NIETS = Q(pk__in=[])


def kijkers_q(gebruiker: Gebruiker) -> Q:
    """Where this person draws paths up, advises on them or decides. Never an empty condition: OR would drop it."""
    q = NIETS
    for recht in KIJKERS:
        q |= bereik(gebruiker, recht).q()
    return q


def opstellers() -> set[str]:
    """The roles of the profile that draw paths up."""
    return {rol.sleutel for rol in actief_profiel().rollen if Recht.PARTICIPATIE_OPSTELLEN in rol.mag}


def eigen_q(gebruiker: Gebruiker) -> Q:
    """Own paths, and where this person draws paths up those whose beginner left or has no such role any more."""
    werkt_nog = Roltoewijzing.objects.geldig().filter(
        gebruiker=OuterRef("begonnen_door"), gebruiker__is_active=True, rol__in=opstellers()
    )
    weg = bereik(gebruiker, Recht.PARTICIPATIE_OPSTELLEN).q() & Q(~Exists(werkt_nog))
    return Q(begonnen_door=gebruiker) | weg


def gevraagd_q(gebruiker: Gebruiker) -> Q:
    """What this person was asked about, in a role that reaches it (BER-49)."""
    q = NIETS
    for vervulling in gebruiker.vervullingen:
        gevraagd = Instemming.objects.filter(
            object_soort="traject", object_id=OuterRef("pk"), wie__in=_sleutels(vervulling)
        )
        q |= Q(Exists(gevraagd)) & _bereikt(vervulling)
    return q


def _sleutels(vervulling: Vervulling) -> list[str]:
    sleutels = [f"rol:{vervulling.rol.sleutel}", f"kant:{vervulling.rol.kant}"]
    if vervulling.partij_sleutel:
        sleutels += [f"partij:{vervulling.partij_sleutel}", f"soort:{vervulling.partij_soort}"]
    return sleutels


def _bereikt(vervulling: Vervulling) -> Q:
    if vervulling.rol.bereik == "gemeente":
        return Q(pk__isnull=False)
    gebieden = {vervulling.gebied_id} if vervulling.gebied_id else vervulling.partij_gebieden
    return Q(plek_gebieden__overlap=sorted(gebieden))


def is_bewoner(vervulling: Vervulling) -> bool:
    return KANT_VAN_SOORT.get(vervulling.partij_soort, vervulling.rol.kant) == "bewoners"


def deelnemer_q(gebruiker: Gebruiker) -> Q:
    """The parties that take part, and residents in its area or where that area lies around them."""
    q = NIETS
    partijen = {v.partij_id for v in gebruiker.vervullingen if v.partij_id is not None}
    if partijen:
        q |= Q(plek_partijen__overlap=sorted(partijen))
    thuis: set[int] = set()
    for vervulling in gebruiker.vervullingen:
        if is_bewoner(vervulling):
            thuis |= {vervulling.gebied_id} - {None} if vervulling.gebied_id else vervulling.partij_gebieden
    if thuis:
        rijen = Gebied.objects.filter(pk__in=thuis)
        boven = {pk for rij in rijen for pk in rij.voorouders}
        q |= Q(plek_gebieden__overlap=sorted(thuis)) | Q(gebied__in=boven)
    return q
