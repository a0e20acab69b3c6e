"""Every form of every profile: planned, held and finished by whom it names, or refused where the profile says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from overleggen import acties, poort
from overleggen.afwijkingen import wordt_gehouden
from overleggen.models import Deelnemer, Overleg
from overleggen.regels import vrijstelling_uit_profiel
from overleggen.velden import gevraagde_velden
from tests.hulp import GEMEENTEN, activeer, persoon
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.profiel.velden import Veld
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.acties import plaats
from wijkwerk.wijken.models import Gebied, Partij

pytestmark = pytest.mark.django_db


def _gebied(vorm: Overlegvorm, profiel: Profiel) -> Gebied:
    """An area where the form is held; a level that the profile leaves to be filled gets one here."""
    # Areas with a final border first: for the others a municipality may want a decision.
    for gebied in Gebied.objects.actief().order_by("grens", "pk"):
        if wordt_gehouden(vorm, gebied) and not vrijstelling_uit_profiel(vorm, gebied, profiel):
            return gebied
    nieuw = Gebied.objects.create(sleutel=f"nieuw-{vorm.niveaus[0]}", naam="Nieuw", niveau=vorm.niveaus[0])
    plaats(gebied=nieuw, ouder=Gebied.objects.filter(ouder=None).exclude(pk=nieuw.pk).first())
    return nieuw


def _iemand(wie: Iterable[Selector], gebied: Gebied, profiel: Profiel) -> Gebruiker:
    """Somebody who is one of these there."""
    for selector in wie:
        if selector.soort == "rol":
            return _met_rol(selector.waarde, gebied, profiel)
        if selector.soort == "soort":
            partij = _partij(selector.waarde, gebied)
            rol = next(rol for rol in profiel.rollen if rol.bereik == "partij" and rol.kant == "bewoners")
            return persoon(rol.sleutel, partij=partij)
        if selector.soort in {"kant", "partij"}:
            rol = next(
                rol
                for rol in profiel.rollen
                if rol.kant == (selector.waarde if selector.soort == "kant" else "gemeente")
            )
            return _met_rol(rol.sleutel, gebied, profiel)
    raise AssertionError(f"nobody to take this for: {list(wie)}")


def _met_rol(sleutel: str, gebied: Gebied, profiel: Profiel) -> Gebruiker:
    rol = profiel.rol(sleutel)
    if rol.bereik == "gemeente":
        return persoon(sleutel)
    if rol.bereik == "gebied":
        return persoon(sleutel, gebied=gebied)
    return persoon(
        sleutel, partij=_partij("bewonersorgaan" if rol.kant == "bewoners" else "organisatie", gebied)
    )


def _partij(soort: str, gebied: Gebied) -> Partij:
    partij, _ = Partij.objects.get_or_create(
        sleutel=f"{soort}-{gebied.pk}", defaults={"naam": soort, "soort": soort}
    )
    partij.gebieden.add(gebied)
    return partij


def _waarden(velden: Iterable[Veld]) -> dict[str, str]:
    return {
        veld.sleutel: veld.keuzes[0]
        if veld.keuzes
        else timezone.localdate().isoformat()
        if veld.soort == "datum"
        else "x"
        for veld in velden
    }


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_every_form_is_held_by_whom_it_names(gemeente: str, settings: object) -> None:
    settings.STANDEN = ["tests.overleggen.test_alle_vormen.vastgesteld"]  # type: ignore[attr-defined]
    profiel = activeer(gemeente)
    vandaag = timezone.localdate()
    vormen = [vorm for vorm in profiel.overlegvormen if not vorm.is_spreekuur and vorm.geldt_op(vandaag)]
    assert vormen

    for vorm in vormen:
        overleg = _hele_weg(vorm, _gebied(vorm, profiel), profiel)
        assert overleg.stand == Overleg.Stand.AFGEROND, vorm.sleutel


def vastgesteld(vorm: str, plek: object) -> str:
    """Every plan that a meeting must result in is there."""
    return "vastgesteld"


def _hele_weg(vorm: Overlegvorm, gebied: Gebied, profiel: Profiel) -> Overleg:
    wie = {
        taak: _iemand(poort.taakhouders(vorm, taak), gebied, profiel)
        for taak in ("initiatief", "agenda", "voorzitter", "verslag", "logistiek")
    }
    begin = time(19, 30) if vorm.dagdeel == "avond" else time(14)
    overleg, _ = acties.plan(
        vorm=vorm.sleutel, gebied=gebied, datum=timezone.localdate(), begin=begin, door=wie["initiatief"]
    )
    rij, _ = acties.zet_op_agenda(
        overleg=overleg,
        titel="Dossier",
        dossier=True,
        schaalniveau=gebied.niveau,
        gegevens=_waarden(gevraagde_velden(overleg, "agenderen")),
        door=wie["agenda"],
    )
    uitnodiging = _waarden(gevraagde_velden(overleg, "uitnodigen", object="overleg"))
    acties.nodig_uit(overleg=overleg, door=wie["initiatief"], gegevens=uitnodiging)
    aanwezig = {deelnemer.pk: Deelnemer.Aanwezig.JA.value for deelnemer in overleg.deelnemers.all()}
    acties.leg_aanwezigheid_vast(overleg=overleg, aanwezig=aanwezig, door=wie["voorzitter"])
    acties.houd(overleg=overleg, door=wie["voorzitter"])
    gegevens = _waarden(gevraagde_velden(overleg, "bespreken"))
    acties.bespreek(
        punt=rij, uitkomst="Besproken.", versie=rij.versie, gegevens=gegevens, door=wie["verslag"]
    )
    acties.rond_af(overleg=overleg, door=wie["voorzitter"])
    if "verslag" in vorm.resultaat:
        acties.stel_vast(verslag=overleg.verslagen.get(), door=wie["voorzitter"])
    overleg.refresh_from_db()
    return overleg


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_every_form_is_refused_where_the_profile_does_not_hold_it(gemeente: str) -> None:
    """At another level than its own, and a spreekuur everywhere: that is planned at the signals."""
    profiel = activeer(gemeente)
    vandaag = timezone.localdate()

    for vorm in profiel.overlegvormen:
        elders = Gebied.objects.actief().exclude(niveau__in=vorm.niveaus).order_by("pk").first()
        nergens = vorm.is_spreekuur or not vorm.geldt_op(vandaag)
        gebied = _gebied(vorm, profiel) if nergens else elders
        if gebied is None:
            continue
        wie = poort.taakhouders(vorm, "initiatief")
        door = _iemand(wie or [Selector("kant", "gemeente")], gebied, profiel)
        # A form that names nobody is planned by nobody.
        with pytest.raises(StapGeweigerd if wie else (StapGeweigerd, PermissionDenied)):
            acties.plan(vorm=vorm.sleutel, gebied=gebied, datum=vandaag, begin=time(14), door=door)
    assert not Overleg.objects.exists()
