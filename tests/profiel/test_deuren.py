"""What a profile gives can be used: every right opens a page, every kind that is published has who publishes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from signalen.models import Signaal
from tests.hulp import GEMEENTEN, activeer, persoon
from wijkagenda.voorstellen import alle_doelen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.mensen import Rol
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.wijken.acties import plaats
from wijkwerk.wijken.models import Gebied, Partij

pytestmark = pytest.mark.django_db

# The page on which somebody begins who has the right; a step on a thing begins at the list of those things.
BEGIN = {
    Recht.SIGNAAL_MELDEN: "signalen:nieuw",
    Recht.SIGNAAL_REGISTREREN: "signalen:nieuw",
    Recht.INITIATIEF_INDIENEN: "initiatieven:nieuw",
    Recht.OVERLEG_PLANNEN: "overleggen:nieuw",
    Recht.OVERLEG_PEILEN: "overleggen:peiling_nieuw",
    Recht.ADVIES_GEVEN: "adviezen:lijst",
    Recht.ADVIES_STANDPUNT: "adviezen:lijst",
    Recht.PLAN_VOORSTELLEN: "wijkagenda:voorstel_nieuw",
    Recht.BUDGET_AANVRAGEN: "budgetten:kies",
    Recht.BUDGET_BESLUITEN: "budgetten:aanvragen",
    Recht.BUDGET_BEHEREN: "budgetten:overzicht",
    Recht.PARTICIPATIE_OPSTELLEN: "participatie:nieuw",
    Recht.CIJFERS_INVOEREN: "cijfers:overzicht",
    Recht.PUBLICATIE_LEZEN: "publiek:voorpagina",
    Recht.PUBLICATIE_PLAATSEN: "publicaties:lijst",
    Recht.GEMEENTE_INRICHTEN: "beheer:overzicht",
}
LIJST = {
    "signaal": "signalen:lijst",
    "afspraak": "afspraken:lijst",
    "initiatief": "initiatieven:lijst",
    "project": "projecten:lijst",
    "overleg": "overleggen:lijst",
    "plan": "wijkagenda:lijst",
    "budget": "budgetten:overzicht",
    "participatie": "participatie:lijst",
    "beleid": "signalen:lijst",
    "prestatie": "afspraken:lijst",
}


def begin_van(recht: str) -> str:
    return BEGIN.get(Recht(recht)) or LIJST[recht.partition(".")[0]]


def waar_thuis(rol: Rol) -> Iterator[dict[str, Gebied | Partij]]:
    """Every place where somebody can be appointed in this role."""
    if rol.bereik == "gemeente":
        yield {}
    elif rol.bereik == "partij":
        yield {"partij": een_partij(rol, Gebied.objects.order_by("pk").last())}
    else:
        gebieden = Gebied.objects.actief().order_by("pk")
        for gebied in gebieden:
            if not rol.niveaus or gebied.niveau in rol.niveaus:
                yield {"gebied": gebied}


def een_partij(rol: Rol, plek: Gebied | None = None) -> Partij:
    """One for which somebody has this role: that the profile names, or an invented one of the side of the role."""
    if rol.partijen:
        return Partij.objects.get(sleutel=rol.partijen[0])
    soort = next(soort for soort, kant in KANT_VAN_SOORT.items() if kant == rol.kant)
    partij, nieuw = Partij.objects.get_or_create(
        sleutel=f"van-{rol.sleutel}", defaults={"naam": rol.naam, "soort": soort}
    )
    if nieuw and plek is not None:
        partij.gebieden.add(plek)
    return partij


def iemand(rol: Rol) -> Gebruiker:
    waar = next(waar_thuis(rol))
    return persoon(rol.sleutel, **waar)  # type: ignore[arg-type]


@pytest.mark.parametrize("naam", GEMEENTEN)
def test_every_right_opens_a_page(client: Client, naam: str) -> None:
    dicht = []
    for rol in activeer(naam).rollen:
        client.force_login(iemand(rol))
        for adres in {begin_van(recht) for recht in rol.mag}:
            status = client.get(reverse(adres), follow=True).status_code
            if status != 200:
                dicht.append((rol.sleutel, adres, status))
    assert not dicht


VOORSTELLERS = [
    ("bergen", "bewoners"),
    ("den-helder", "bewoners"),
    ("den-helder", "partner"),
    ("etten-leur", "bewoners"),
    ("etten-leur", "partner"),
    ("oude-ijsselstreek", "bewoners"),
]


@pytest.mark.parametrize(("naam", "kant"), VOORSTELLERS)
def test_residents_and_partners_propose_and_whoever_makes_the_plan_finds_it(
    client: Client, naam: str, kant: str
) -> None:
    """OIJ-22: there the village itself makes its plan, so that it is the village that gets the proposal."""
    profiel = activeer(naam)
    plek = _plek_met_plan(profiel)
    behandelaar = persoon(
        next(iter(profiel.route(profiel.signaalsoort(_soort(profiel)).route).naar)).waarde, gebied=plek
    )
    rollen = [rol for rol in profiel.rollen if Recht.PLAN_VOORSTELLEN in rol.mag and rol.kant == kant]
    assert rollen

    for rol in rollen:
        client.force_login(persoon(rol.sleutel, **_bij(rol, plek)))
        invoer = {"tekst": f"Een bankje, vindt {rol.naam}.", "gebieden": [plek.pk], "soort": _soort(profiel)}
        antwoord = client.post(reverse("wijkagenda:voorstel_nieuw"), invoer)
        assert antwoord.status_code == 302, (rol.sleutel, antwoord.context["form"].errors)

    client.force_login(behandelaar)
    lijst = client.get(reverse("wijkagenda:voorstellen")).text
    for signaal in Signaal.objects.all():
        assert signaal.nummer in lijst


def _soort(profiel: Profiel) -> str:
    return next(rij.sleutel for rij in profiel.signaalsoorten if rij.wordt == "voorstel")


def _plek_met_plan(profiel: Profiel) -> Gebied:
    """An area with a plan of its own; where the profile names none yet, a new one."""
    niveaus = [niveau for doel in alle_doelen(Signaal(soort=_soort(profiel))) for niveau in doel.vorm.niveaus]
    plek = Gebied.objects.actief().filter(niveau__in=niveaus).order_by("pk").first()
    if plek is None:
        plek = Gebied.objects.create(sleutel="voorbeeld", naam="Voorbeeld", niveau=niveaus[0])
        plaats(gebied=plek, ouder=Gebied.objects.order_by("pk").first())
    return plek


def _bij(rol: Rol, plek: Gebied) -> dict[str, Any]:
    """Appointed so that it holds in that area."""
    if rol.bereik == "gemeente":
        return {}
    if rol.bereik == "gebied":
        return {"gebied": plek}
    return {"partij": een_partij(rol, plek)}


@pytest.mark.parametrize("naam", GEMEENTEN)
def test_whatever_is_published_somewhere_has_who_publishes_it(naam: str) -> None:
    """Plans of every form, amounts per year (also the one of the whole municipality) and participation paths."""
    profiel = activeer(naam)
    plaatsers = [rol for rol in profiel.rollen if Recht.PUBLICATIE_PLAATSEN in rol.mag]
    open_ = [vorm for vorm in profiel.planvormen if vorm.openbaar != "niet" and not vorm.gesloten]
    niveaus = {niveau for vorm in open_ for niveau in vorm.niveaus}
    if profiel.budgetten or any(Recht.PARTICIPATIE_OPSTELLEN in rol.mag for rol in profiel.rollen):
        niveaus |= set(Gebied.objects.actief().filter(ouder=None).values_list("niveau", flat=True))

    zonder = {niveau for niveau in niveaus if not any(_plaatst_op(rol, niveau) for rol in plaatsers)}

    assert not zonder


def _plaatst_op(rol: Rol, niveau: str) -> bool:
    """A role of the whole municipality reaches all, one of an area what lies at its levels or below it."""
    if rol.bereik == "gemeente" or not rol.niveaus:
        return rol.bereik != "partij"
    return any(
        set(rol.niveaus) & {boven.niveau for boven in Gebied.objects.filter(pk__in=gebied.voorouders)}
        for gebied in Gebied.objects.actief().filter(niveau=niveau)
    )
