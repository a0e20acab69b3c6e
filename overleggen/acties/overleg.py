"""The steps of a meeting: plan, change, invite, hold, finish, let lapse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from overleggen import bewaking, poort
from overleggen.acties.concept import maak_concept
from overleggen.acties.inbrenger import VERVALLEN, vertel_bewoners_van
from overleggen.models import Deelnemer, Overleg, Overlegdeel
from wijkwerk.berichten.service import trek_in, zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import actief_profiel, actieve_versie_id
from wijkwerk.gevolgd import vertel_stand
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector, selectornaam
from wijkwerk.profiel.regels import Hoogstens
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.regels.service import Klacht, StapGeweigerd, Uitkomst
from wijkwerk.wijken.models import Gebied, Locatie, Partij

Adviezen = tuple[Klacht, ...]
UITNODIGING, AANKONDIGING = "overleg-uitnodiging", "overleg-aankondiging"


@transaction.atomic
def plan(
    *,
    vorm: str,
    gebied: Gebied,
    datum: date,
    begin: time,
    door: Gebruiker,
    eind: time | None = None,
    locatie: Locatie | None = None,
    plaats: str = "",
    onderwerp: str = "",
    delen: Iterable[str] = (),
    gegevens: Mapping[str, Any] | None = None,
) -> tuple[Overleg, Adviezen]:
    """Plan a meeting of a form. `delen`: the optional parts that are chosen; the others always belong to it.

    Raises PermissionDenied, and StapGeweigerd with every complaint of form, area and profile at once.
    """
    rij = actief_profiel().overlegvorm(vorm)
    delen = tuple(delen)
    overleg = Overleg(
        vorm=vorm,
        profielversie_id=actieve_versie_id(),
        openbaar=rij.openbaar,
        gebied=gebied,
        onderwerp=onderwerp.strip(),
        datum=datum,
        begin=begin,
        eind=eind,
        locatie=locatie,
        plaats=plaats.strip(),
        gepland_door=door,
        velden=dict(gegevens or {}),
    )
    overleg.zet_plek([gebied])
    _vergrendel_gemeente(overleg)
    _vergrendel_gebied(gebied)
    ook = [*bewaking.plannen(rij, gebied, overleg.profiel, delen, datum), *_tijd(overleg)]
    uitkomst = poort.eis(overleg, "plannen", door, stand="", gegevens=gegevens, ook=ook)
    overleg.save()
    _maak_delen(overleg, rij, delen)
    _maak_deelnemers(overleg, rij)
    zet_plek(overleg)
    noteer(door=door, stap="overleg.plannen", ding=overleg, gegevens={"vorm": vorm, "gebied": gebied.pk})
    zet_klaar_voor(uitkomst.meldt, "overleg-gepland", ding=overleg, plek=overleg.plek(), behalve=door)
    vertel_stand(overleg)
    return overleg, (*bewaking.adviezen_bij_plannen(overleg), *uitkomst.adviezen)


def _vergrendel_gemeente(overleg: Overleg) -> None:
    """A limit on the number of areas is counted one planner at a time."""
    regels = overleg.profiel.regels_bij("overleg", "plannen", soort_sleutel=overleg.vorm)
    if any(isinstance(regel, Hoogstens) for regel in regels):
        Profielversie.objects.select_for_update().get(pk=overleg.profielversie_id)


def _vergrendel_gebied(gebied: Gebied) -> None:
    """Two at once do not plan the same hour: the second one sees what the first one planned."""
    Gebied.objects.select_for_update(no_key=True).get(pk=gebied.pk)


def _tijd(overleg: Overleg) -> list[Klacht]:
    if overleg.eind is not None and overleg.eind <= overleg.begin:
        return [Klacht("Het overleg eindigt na het begin.", "eind")]
    dubbel = (
        Overleg.objects.gaat_door()
        .filter(vorm=overleg.vorm, gebied=overleg.gebied_id, datum=overleg.datum, begin=overleg.begin)
        .exclude(pk=overleg.pk)
    )
    return [Klacht("Dit overleg staat op deze dag en tijd al gepland.", "datum")] if dubbel.exists() else []


def _maak_delen(overleg: Overleg, vorm: Overlegvorm, gekozen: tuple[str, ...]) -> None:
    Overlegdeel.objects.bulk_create(
        Overlegdeel(
            overleg=overleg, sleutel=deel.sleutel, naam=deel.naam, toegang=deel.toegang, volgorde=nummer
        )
        for nummer, deel in enumerate(vorm.delen)
        if not deel.optioneel or deel.sleutel in gekozen
    )


def _maak_deelnemers(overleg: Overleg, vorm: Overlegvorm) -> None:
    """Everybody the form names, once, in the strongest way it names them."""
    hoe: dict[Selector, str] = {}
    for soort, wie in (
        (Deelnemer.Hoe.VERPLICHT, vorm.verplicht),
        (Deelnemer.Hoe.CRUCIAAL, vorm.cruciaal),
        (Deelnemer.Hoe.DEELNEMER, vorm.deelnemers),
        (Deelnemer.Hoe.UITGENODIGD, vorm.uitgenodigd),
    ):
        for selector in wie:
            hoe.setdefault(selector, soort)
    partijen = Partij.objects.in_bulk([s.waarde for s in hoe if s.soort == "partij"], field_name="sleutel")
    Deelnemer.objects.bulk_create(
        Deelnemer(
            overleg=overleg,
            partij=partijen.get(selector.waarde) if selector.soort == "partij" else None,
            selector="" if selector.soort == "partij" and selector.waarde in partijen else str(selector),
            naam=selectornaam(selector, overleg.profiel),
            hoe=soort,
        )
        for selector, soort in hoe.items()
    )


def zet_plek(overleg: Overleg) -> None:
    """Where it lies, and the parties that take part: they see it."""
    partijen = Partij.objects.filter(deelnames__overleg=overleg)
    overleg.zet_plek([overleg.gebied], partijen)
    overleg.save(update_fields=["plek_gebieden", "plek_partijen"])


@transaction.atomic
def wijzig(
    *,
    overleg: Overleg,
    datum: date,
    begin: time,
    door: Gebruiker,
    versie: int,
    eind: time | None = None,
    locatie: Locatie | None = None,
    plaats: str = "",
    onderwerp: str = "",
) -> Overleg:
    """Move or correct a meeting that has not been held; who was invited is told of another day, time or place.

    `versie` is the one that was on the editor's screen; VersieVerouderd when somebody else saved in between.
    """
    overleg = haal(overleg)
    eis_versie(overleg, versie)
    oud = (overleg.datum, overleg.begin, overleg.eind, overleg.locatie_id, overleg.plaats)
    overleg.datum, overleg.begin, overleg.eind = datum, begin, eind
    overleg.locatie, overleg.plaats, overleg.onderwerp = locatie, plaats.strip(), onderwerp.strip()
    _vergrendel_gebied(overleg.gebied)
    uitkomst = poort.eis(overleg, "wijzigen", door, ook=_tijd(overleg))
    velden = ["datum", "begin", "eind", "locatie", "plaats", "onderwerp"]
    _bewaar(overleg, "wijzigen", door, velden)
    verzet = oud != (overleg.datum, overleg.begin, overleg.eind, overleg.locatie_id, overleg.plaats)
    if oud[:3] != (overleg.datum, overleg.begin, overleg.eind):
        # Who could come then may not be able to come now: it is asked again.
        overleg.aanmeldingen.all().delete()
    if verzet and overleg.stand == Overleg.Stand.UITGENODIGD:
        nodig_deelnemers(overleg, moment=f"v{overleg.versie}", behalve=door)
        _kondig_aan(overleg, uitkomst)
    return overleg


@transaction.atomic
def nodig_uit(*, overleg: Overleg, door: Gebruiker, gegevens: Mapping[str, Any] | None = None) -> Adviezen:
    """Invite who takes part, and announce what the profile wants announced (HEL-45, HEL-47, BER-24)."""
    overleg = haal(overleg)
    uitkomst = poort.eis(overleg, "uitnodigen", door, gegevens=gegevens)
    overleg.velden = overleg.velden | {naam: _als_json(waarde) for naam, waarde in (gegevens or {}).items()}
    overleg.stand, overleg.uitgenodigd_op = Overleg.Stand.UITGENODIGD, timezone.now()
    _bewaar(overleg, "uitnodigen", door, ["stand", "uitgenodigd_op", "velden"])
    nodig_deelnemers(overleg, behalve=door)
    _kondig_aan(overleg, uitkomst)
    return (*bewaking.uitnodigen(overleg), *uitkomst.adviezen)


def nodig_deelnemers(
    overleg: Overleg, *, soort: str = UITNODIGING, moment: str = "", behalve: Gebruiker | None = None
) -> None:
    """One message per person, in however many ways that person takes part; a party without accounts by its address."""
    rijen = list(overleg.deelnemers.select_related("persoon", "partij"))
    wie = tuple(_selector(rij) for rij in rijen if not rij.persoon_id and not rij.functie)
    zet_klaar_voor(wie, soort, ding=overleg, plek=overleg.plek(), moment=moment, behalve=behalve)
    for rij in rijen:
        if rij.persoon is not None and rij.persoon != behalve:
            zet_klaar(soort, ontvanger=rij.persoon, ding=overleg, moment=moment)
        elif rij.partij is not None and rij.partij.e_mail and not is_bemand(rij.partij):
            zet_klaar(soort, adressant=("partij", rij.partij.pk), ding=overleg, moment=moment)


def is_bemand(partij: Partij) -> bool:
    """Whether anybody of this party has an account."""
    return Roltoewijzing.objects.geldig().filter(partij=partij, gebruiker__is_active=True).exists()


def _selector(rij: Deelnemer) -> Selector:
    if rij.partij is not None:
        return Selector("partij", rij.partij.sleutel)
    soort, _, waarde = rij.selector.partition(":")
    return Selector(soort, waarde)


def _kondig_aan(overleg: Overleg, uitkomst: Uitkomst) -> None:
    """Tell of the open parts whom the profile wants told; a closed part is announced to nobody (HEL-47)."""
    for deel in overleg.delen.filter(toegang=Overlegdeel.Toegang.OPENBAAR):
        zet_klaar_voor(
            uitkomst.meldt, AANKONDIGING, ding=deel, plek=overleg.plek(), moment=f"{overleg.datum}"
        )


@transaction.atomic
def houd(*, overleg: Overleg, door: Gebruiker) -> Adviezen:
    """Begin the meeting: attendance is known, minutes can be written. Refused without those it may not miss."""
    overleg = haal(overleg)
    uitkomst = poort.eis(overleg, "houden", door, ook=bewaking.houden(overleg))
    overleg.stand, overleg.gehouden_op = Overleg.Stand.GEHOUDEN, timezone.now()
    _bewaar(overleg, "houden", door, ["stand", "gehouden_op"])
    vertel_stand(overleg)
    return (*bewaking.adviezen_bij_houden(overleg), *uitkomst.adviezen)


@transaction.atomic
def rond_af(*, overleg: Overleg, door: Gebruiker) -> Adviezen:
    """Close the minutes for good and make the first report from them. All that is missing is told at once."""
    overleg = haal(overleg)
    adviezen = tuple(bewaking.adviezen_bij_afronden(overleg))
    uitkomst = poort.eis(overleg, "afronden", door, ook=bewaking.afronden(overleg))
    overleg.stand, overleg.afgerond_op = Overleg.Stand.AFGEROND, timezone.now()
    _bewaar(overleg, "afronden", door, ["stand", "afgerond_op"])
    if "verslag" in overleg.vormrij.resultaat:
        maak_concept(overleg, door=door)
    vertel_stand(overleg)
    zet_klaar_voor(uitkomst.meldt, "overleg-afgerond", ding=overleg, plek=overleg.plek(), behalve=door)
    return (*adviezen, *uitkomst.adviezen)


@transaction.atomic
def laat_vervallen(*, overleg: Overleg, reden: str, door: Gebruiker) -> Overleg:
    """It is not held, for a reason; who was invited is told, what had not left yet does not leave."""
    overleg = haal(overleg)
    ook = [] if reden.strip() else [Klacht("Geef een reden waarom het overleg vervalt.", "reden")]
    poort.eis(overleg, "vervallen", door, gegevens={"reden": reden}, ook=ook)
    was_uitgenodigd = overleg.stand == Overleg.Stand.UITGENODIGD
    overleg.stand, overleg.vervalreden = Overleg.Stand.VERVALLEN, reden.strip()
    _bewaar(overleg, "vervallen", door, ["stand", "vervalreden"], reden)
    trek_in(UITNODIGING, overleg)
    for deel in overleg.delen.all():
        trek_in(AANKONDIGING, deel)
    if was_uitgenodigd:
        nodig_deelnemers(overleg, soort="overleg-vervallen", behalve=door)
    vertel_bewoners_van(overleg, VERVALLEN)
    vertel_stand(overleg)
    return overleg


class VersieVerouderd(StapGeweigerd):
    """Somebody else saved in between. `huidig` is the row as it stands now: show both, lose nothing."""

    def __init__(self, huidig: Any) -> None:
        self.huidig = huidig
        super().__init__(
            (Klacht("Iemand anders heeft dit net veranderd. Kijk naar beide teksten en bewaar opnieuw."),)
        )


def eis_versie(ding: Any, versie: int) -> None:
    if ding.versie != versie:
        raise VersieVerouderd(ding)


def haal(overleg: Overleg) -> Overleg:
    """The row as it is now, held until the transaction ends: steps of one meeting come one after the other."""
    return (
        Overleg.objects.select_for_update(of=("self",)).select_related("gebied", "locatie").get(pk=overleg.pk)
    )


def _bewaar(overleg: Overleg, stap: str, door: Gebruiker, velden: list[str], reden: str = "") -> None:
    overleg.versie += 1
    overleg.save(update_fields=[*velden, "versie"])
    noteer(door=door, stap=f"overleg.{stap}", ding=overleg, reden=reden, gegevens={"stand": overleg.stand})


def _als_json(waarde: Any) -> Any:
    return waarde.isoformat() if isinstance(waarde, date) else waarde
