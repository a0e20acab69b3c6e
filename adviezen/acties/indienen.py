"""Giving advice: as it was asked, or unasked by any party of residents or a resident (HEL-18, HEL-21)."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from adviezen.acties.gemeen import klacht_thema, meld_behandelaar, vergrendel, werk_plek_bij
from adviezen.bronnen import Bron, klacht_bron
from adviezen.models import Advies, Adviesonderwerp
from adviezen.regels import onderwerp_advies
from adviezen.stroom import ADVIES
from wijkwerk.berichten.service import trek_in
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, Uitkomst, eis_stap
from wijkwerk.wijken.models import Gebied, Partij


@dataclass(frozen=True, kw_only=True)
class Inhoud:
    """The advice itself, and what shows how it came about (HEL-26, HEL-27)."""

    tekst: str
    schaalniveau: str = ""
    draagvlak: str = ""
    totstandkoming: str = ""
    meningsverschillen: str = ""
    eensgezind: bool = False
    raadplegingen: tuple[str, ...] = ()
    reacties: int | None = None


@transaction.atomic
def dien_in(*, advies: Advies, inhoud: Inhoud, door: Gebruiker) -> tuple[Klacht, ...]:
    """Give the advice that was asked; also after the last day, as long as there is no standpunt. Return what is advised."""
    over = vergrendel(advies.onderwerp)
    advies = Advies.objects.select_for_update(of=("self",)).select_related("partij").get(pk=advies.pk)
    advies.onderwerp = over
    return _dien_in(advies, inhoud, door)


@transaction.atomic
def geef(
    *,
    inhoud: Inhoud,
    partij: Partij | None,
    door: Gebruiker,
    gebied: Gebied | None = None,
    titel: str = "",
    thema: str = "",
    bron: Bron | None = None,
    over: Adviesonderwerp | None = None,
) -> tuple[Advies, tuple[Klacht, ...]]:
    """Give advice unasked, for a party or as a resident; return it with what is advised.

    On a subject that one sees (`over`), or on anything else: no theme is closed (HEL-21). Advice on the same dossier,
    project or plan comes on the same subject.
    """
    ook: list[Klacht] = []
    if over is None and bron is not None:
        over = Adviesonderwerp.objects.open().over(bron.soort, bron.pk).order_by("pk").first()
    elif over is not None and not Adviesonderwerp.objects.zichtbaar_voor(door).filter(pk=over.pk).exists():
        raise PermissionDenied("U mag op dit onderwerp geen advies geven.")
    if over is None:
        over, ook = _nieuw(gebied, titel, thema, bron, door)
    else:
        over = vergrendel(over)
    advies = Advies(onderwerp=over, partij=partij, stand="")
    return advies, _dien_in(advies, inhoud, door, ook)


def _nieuw(
    gebied: Gebied | None, titel: str, thema: str, bron: Bron | None, door: Gebruiker
) -> tuple[Adviesonderwerp, list[Klacht]]:
    over = Adviesonderwerp(
        titel=titel.strip() or (bron.titel if bron else ""),
        thema=thema,
        bron_soort=bron.soort if bron else "",
        bron_id=bron.pk if bron else None,
        begonnen_door=door,
    )
    ook = [*klacht_thema(thema), *klacht_bron(over.bron_soort, over.bron_id, door)]
    if not over.titel:
        ook.append(Klacht("Geef het onderwerp een naam.", "titel"))
    if gebied is None:
        ook.append(Klacht("Kies een gebied.", "gebied"))
    else:
        over.gebied = gebied
        over.zet_plek([gebied])
    return over, ook


def _dien_in(
    advies: Advies, inhoud: Inhoud, door: Gebruiker, ook: list[Klacht] | None = None
) -> tuple[Klacht, ...]:
    over, stand = advies.onderwerp, advies.stand
    _eis_namens(advies.partij, door)
    for naam in ("tekst", "draagvlak", "totstandkoming", "meningsverschillen", "schaalniveau"):
        setattr(advies, naam, getattr(inhoud, naam).strip())
    advies.eensgezind = inhoud.eensgezind
    advies.raadplegingen = [regel.strip() for regel in inhoud.raadplegingen if regel.strip()]
    advies.reacties = inhoud.reacties
    uitkomst: Uitkomst = eis_stap(
        ADVIES["indienen"],
        onderwerp_advies(advies),
        door,
        stand=stand,
        ook=[*(ook or []), *_klachten(advies)],
    )
    if over.pk is None:
        over.save()
    advies.onderwerp, advies.stand = over, Advies.Stand.INGEDIEND
    advies.ingediend_door, advies.ingediend_op = door, timezone.now()
    advies.save()
    noteer(door=door, stap="advies.indienen", ding=advies, gegevens={"onderwerp": over.pk})
    werk_plek_bij(over)
    trek_in("advies-gevraagd", advies, reden="Het advies is er.")
    meld_behandelaar(over, "advies-ingediend", advies, door)
    return uitkomst.adviezen


def _eis_namens(partij: Partij | None, door: Gebruiker) -> None:
    """One speaks for the party one fills a role for, or for oneself as resident: never for another."""
    for vervulling in door.vervullingen:
        if Recht.ADVIES_GEVEN in vervulling.rol.mag and vervulling.partij_id == (
            partij.pk if partij else None
        ):
            return
    raise PermissionDenied("U kunt alleen advies geven voor uzelf, of voor een partij waar u bij hoort.")


def _klachten(advies: Advies) -> list[Klacht]:
    klachten = []
    if advies.onderwerp.pk is not None and advies.onderwerp.heeft_standpunt:
        klachten.append(
            Klacht("Op dit onderwerp is al een standpunt ingenomen. Geef uw advies op een nieuw onderwerp.")
        )
    if not advies.tekst:
        klachten.append(Klacht("Schrijf uw advies op.", "tekst"))
    if advies.eensgezind and advies.meningsverschillen:
        klachten.append(
            Klacht("Schrijf de verschillen op, of zet het vinkje: niet allebei.", "meningsverschillen")
        )
    niveaus = {niveau.sleutel for niveau in actief_profiel().niveaus}
    if advies.schaalniveau and advies.schaalniveau not in niveaus:
        klachten.append(Klacht("Kies een schaal uit de lijst.", "schaalniveau"))
    return klachten
