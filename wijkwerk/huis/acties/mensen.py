"""People, the roles they fill, and handing over when somebody leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from wijkwerk.gebruikers.houder import Houder, MetHouder
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing, RoltoewijzingQuerySet
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel.rijen.mensen import Rol
from wijkwerk.regels.service import Betekenis, Klacht, Onderwerp, Stap, StapGeweigerd, eis_stap
from wijkwerk.wijken.models import Gebied, Partij
from wijkwerk.wijken.service import met_voorouders

TOEWIJZEN = Stap("toewijzen", ("",), None, Recht.GEMEENTE_INRICHTEN)


@transaction.atomic
def maak_gebruiker(*, email: str, naam: str, door: Gebruiker | None) -> Gebruiker:
    """Make an account without a usable password: its owner sets one by mail."""
    if door is not None:
        eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    gebruiker = Gebruiker.objects.create_user(email, None, naam=naam)
    # Whoever sets up the municipality vouches for the address: without it no second factor can be made.
    EmailAddress.objects.create(user=gebruiker, email=gebruiker.email, primary=True, verified=True)
    noteer(door=door, stap="gebruiker.maken", ding=gebruiker)
    return gebruiker


@dataclass(frozen=True)
class NieuweRol:
    """A role to be filled: the input of `wijs_rol_toe`."""

    gebruiker: Gebruiker
    rol: str
    gebied: Gebied | None = None
    partij: Partij | None = None
    van: date | None = None
    tot: date | None = None
    vervangt: Roltoewijzing | None = None


@transaction.atomic
def wijs_rol_toe(*, nieuw: NieuweRol, door: Gebruiker | None) -> Roltoewijzing:
    """Let somebody fill a role, from a day until a day (both included; the Netherlands).

    Raises StapGeweigerd with every complaint: a last day before the first, a role that was given from that day already
    or lacks the area or party it needs, more than `aantal` allows (DHR-29), or a combination that the profile forbids (DHR-14).
    """
    rol = actief_profiel().rol(nieuw.rol)
    # One at a time per role, so that two clicks cannot pass the limit together.
    list(Roltoewijzing.objects.select_for_update().filter(rol=nieuw.rol).values_list("pk", flat=True))
    plek = Plek(
        met_voorouders([nieuw.gebied]) if nieuw.gebied else frozenset(),
        frozenset({nieuw.partij.pk}) if nieuw.partij else frozenset(),
    )
    toewijzing = Roltoewijzing(
        gebruiker=nieuw.gebruiker,
        rol=nieuw.rol,
        gebied=nieuw.gebied,
        partij=nieuw.partij,
        van=nieuw.van or timezone.localdate(),
        tot=nieuw.tot,
        vervangt=nieuw.vervangt,
    )
    eis_stap(
        TOEWIJZEN,
        _onderwerp(toewijzing, plek, rol),
        door,
        stand="",
        ook=[
            *_loopt_vooruit(toewijzing),
            *_nog_niet_gegeven(toewijzing),
            *_past_bij_bereik(rol, nieuw),
            *_binnen_aantal(rol, nieuw),
            *_verboden_combinatie(rol, nieuw, plek),
        ],
    )
    toewijzing.save()
    noteer(door=door, stap="rolvervulling.toewijzen", ding=toewijzing, gegevens={"rol": nieuw.rol})
    return toewijzing


def _onderwerp(toewijzing: Roltoewijzing, plek: Plek, rol: Rol) -> Onderwerp:
    namens = [f"rol:{rol.sleutel}", f"kant:{rol.kant}"]
    gegevens: Mapping[str, Any] = {"namens": namens}
    return Onderwerp(
        object="rolvervulling",
        soort=rol.sleutel,
        ding=toewijzing,
        plek=plek,
        profiel=actief_profiel(),
        betekenis=Betekenis(),
        gegevens=gegevens,
    )


def _loopt_vooruit(toewijzing: Roltoewijzing) -> list[Klacht]:
    if toewijzing.tot is None or toewijzing.tot >= toewijzing.van:
        return []
    return [Klacht("De laatste dag ligt voor de eerste.", "tot")]


def _nog_niet_gegeven(toewijzing: Roltoewijzing) -> list[Klacht]:
    """The same role from the same day: a second click, or one that ended on its first day."""
    zelfde = Roltoewijzing.objects.filter(
        gebruiker=toewijzing.gebruiker,
        rol=toewijzing.rol,
        gebied=toewijzing.gebied,
        partij=toewijzing.partij,
        van=toewijzing.van,
    )
    return [Klacht("Deze persoon heeft deze rol hier al vanaf deze dag.", "van")] if zelfde.exists() else []


def _past_bij_bereik(rol: Rol, nieuw: NieuweRol) -> list[Klacht]:
    klachten = []
    if rol.bereik == "gebied" and nieuw.gebied is None:
        klachten.append(Klacht("Kies het gebied waar deze rol geldt.", "gebied"))
    if rol.bereik == "partij" and nieuw.partij is None:
        klachten.append(Klacht("Kies de partij waarvoor deze persoon werkt.", "partij"))
    if nieuw.gebied is not None and rol.niveaus and nieuw.gebied.niveau not in rol.niveaus:
        klachten.append(Klacht(f"Deze rol is er voor: {', '.join(rol.niveaus)}.", "gebied"))
    if nieuw.partij is not None and rol.partijen and nieuw.partij.sleutel not in rol.partijen:
        klachten.append(Klacht("Deze rol hoort bij een andere partij.", "partij"))
    return klachten


def _binnen_aantal(rol: Rol, nieuw: NieuweRol) -> list[Klacht]:
    if rol.aantal is None or rol.aantal.hoogstens is None or nieuw.vervangt is not None:
        return []
    bezet = Roltoewijzing.objects.filter(rol=rol.sleutel).exclude(gebruiker=nieuw.gebruiker)
    if rol.aantal.per == "gebied":
        bezet = bezet.filter(gebied=nieuw.gebied)
    elif rol.aantal.per == "partij":
        bezet = bezet.filter(partij=nieuw.partij)
    if _meeste_tegelijk(bezet, nieuw) < rol.aantal.hoogstens:
        return []
    return [
        Klacht(f"Van deze rol is er hoogstens {rol.aantal.hoogstens} per {rol.aantal.per}.", "rol", rol.eis)
    ]


def _meeste_tegelijk(bezet: RoltoewijzingQuerySet, nieuw: NieuweRol) -> int:
    """How many others fill it at once on the busiest day of the new period: their number grows only on first days."""
    eerste = nieuw.van or timezone.localdate()
    later = bezet.filter(van__gt=eerste)
    dagen = {
        eerste,
        *(later.filter(van__lte=nieuw.tot) if nieuw.tot else later).values_list("van", flat=True),
    }
    return max(bezet.geldig(dag).values("gebruiker").distinct().count() for dag in dagen)


def _verboden_combinatie(rol: Rol, nieuw: NieuweRol, plek: Plek) -> list[Klacht]:
    """A `nooit_door` rule names a role that may not represent others: it holds for the person, whoever assigns."""
    profiel = actief_profiel()
    klachten = []
    for regel in profiel.regels_bij("rolvervulling", "toewijzen", soort_sleutel=rol.sleutel):
        if regel.soort != "nooit_door":
            continue
        namens = {str(selector) for selector in regel.namens}
        wie = {selector.waarde for selector in regel.wie if selector.soort == "rol"}
        andere = [v for v in nieuw.gebruiker.vervullingen if v.geldt_in(plek) or not plek.gebieden]
        krijgt_verboden = {f"rol:{rol.sleutel}", f"kant:{rol.kant}"} & namens and any(
            v.rol.sleutel in wie for v in andere
        )
        heeft_verboden = rol.sleutel in wie and any(
            {f"rol:{v.rol.sleutel}", f"kant:{v.rol.kant}"} & namens for v in andere
        )
        if krijgt_verboden or heeft_verboden:
            klachten.append(Klacht(regel.zegt or "Deze rollen gaan niet samen.", "rol", regel.eis))
    return klachten


@transaction.atomic
def beeindig_rol(*, toewijzing: Roltoewijzing, tot: date, door: Gebruiker | None) -> Roltoewijzing:
    """End a role on a day (the last on which it holds).

    Raises StapGeweigerd for a day before its first, and for one after the last it has already: that would give the
    role again without asking what `wijs_rol_toe` asks (DHR-14, DHR-29).
    """
    if door is not None:
        eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    toewijzing = Roltoewijzing.objects.select_for_update(of=("self",)).get(pk=toewijzing.pk)
    if tot < toewijzing.van:
        raise StapGeweigerd((Klacht("De laatste dag ligt voor de eerste.", "tot"),))
    if toewijzing.tot is not None and tot > toewijzing.tot:
        raise StapGeweigerd((Klacht("Deze rol is al geëindigd. Geef de rol opnieuw.", "tot"),))
    toewijzing.tot = tot
    toewijzing.save(update_fields=["tot"])
    noteer(door=door, stap="rolvervulling.beeindigen", ding=toewijzing)
    return toewijzing


@transaction.atomic
def draag_over(*, van: Gebruiker, aan: Gebruiker | None, reden: str, door: Gebruiker) -> int:
    """Hand over everything open of somebody who leaves, in one step, and end the roles and the account.

    With a successor it becomes theirs; without one it falls back to the role in the gebied, never to nobody.
    Returns how many things changed hands. Raises StapGeweigerd when there is no role to fall back to.
    """
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    van = Gebruiker.objects.select_for_update().get(pk=van.pk)
    if aan is not None and (aan.pk == van.pk or not aan.is_active):
        raise StapGeweigerd((Klacht("Kies een andere persoon met een account dat werkt.", "aan"),))
    aantal = 0
    for model in apps.get_models():
        if issubclass(model, MetHouder):
            for ding in model._default_manager.select_for_update(of=("self",)).filter(houder_persoon=van):
                ding.houder = _opvolger(ding, van, aan)
                ding.save(update_fields=MetHouder.HOUDER_VELDEN)
                noteer(door=door, stap=f"{model._meta.model_name}.overdragen", ding=ding, reden=reden)
                aantal += 1
    gisteren = timezone.localdate() - timedelta(days=1)
    for toewijzing in Roltoewijzing.objects.geldig().filter(gebruiker=van):
        toewijzing.tot = max(gisteren, toewijzing.van)
        toewijzing.save(update_fields=["tot"])
    van.is_active = False
    van.save(update_fields=["is_active"])
    noteer(door=door, stap="gebruiker.vertrekken", ding=van, reden=reden, gegevens={"overgedragen": aantal})
    return aantal


def _opvolger(ding: MetHouder, van: Gebruiker, aan: Gebruiker | None) -> Houder:
    if aan is not None:
        return Houder(persoon=aan)
    gebieden = frozenset(getattr(ding, "plek_gebieden", ()))
    for vervulling in van.vervullingen:
        if vervulling.gebied_id and vervulling.gebied_id in gebieden:
            gebied = Gebied.objects.get(pk=vervulling.gebied_id)
            return Houder(rol=vervulling.rol.sleutel, gebied=gebied)
    for vervulling in van.vervullingen:
        if vervulling.partij_id:
            return Houder(partij=Partij.objects.get(pk=vervulling.partij_id))
        if gebieden:
            kleinste = Gebied.objects.filter(pk__in=gebieden).order_by("-voorouders__len").first()
            if kleinste is not None:
                return Houder(rol=vervulling.rol.sleutel, gebied=kleinste)
    raise StapGeweigerd((Klacht("Wijs een opvolger aan: er is geen rol om op terug te vallen.", "aan"),))
