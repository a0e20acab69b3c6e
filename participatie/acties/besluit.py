"""The decision of the body that the profile names, and being done with a path (BER-46)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from participatie.acties.gemeen import begin, meld_trekkers, vergrendel
from participatie.models import Traject
from participatie.regels import instellingen, onderwerp
from participatie.stroom import TRAJECT
from wijkwerk.berichten.service import trek_in, zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag, verbod
from wijkwerk.gebruikers.wie import is_een, personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector
from wijkwerk.profiel.regels import Besloten
from wijkwerk.regels.models import Besluit
from wijkwerk.regels.service import Klacht, Toestemming, eis_recht, selector_naam
from wijkwerk.wijken.models import Partij


@dataclass(frozen=True)
class Orgaan:
    """A body for which this person may record the decision; `zelf` when they are of it."""

    sleutel: str
    naam: str
    zelf: bool


def organen_voor(traject: Traject, door: Gebruiker) -> list[Orgaan]:
    """The bodies that the profile lets decide: the own one, or any of them for who draws the path up.

    Where the profile names none: the roles with the right to decide; where no role has that, who draws it up.
    """
    plek, ding = traject.plek(), onderwerp(traject)
    if verbod(door, Recht.PARTICIPATIE_BESLUITEN, plek):
        return []
    stelt_op = mag(door, Recht.PARTICIPATIE_OPSTELLEN, plek)
    gevonden = []
    for wie in _bevoegd(traject):
        zelf = is_een(door, (wie,), plek)
        if zelf or stelt_op:
            gevonden.append(Orgaan(str(wie), selector_naam(wie, ding), zelf))
    return gevonden


def _bevoegd(traject: Traject) -> list[Selector]:
    ding = onderwerp(traject)
    regels = ding.profiel.regels_bij("traject", "vaststellen", soort_sleutel=ding.soort)
    genoemd = [
        wie
        for regel in regels
        if isinstance(regel, Besloten) and (not regel.als or ding.feit(regel.als))
        for wie in regel.door
    ]
    for recht in (Recht.PARTICIPATIE_BESLUITEN, Recht.PARTICIPATIE_OPSTELLEN):
        genoemd = genoemd or [
            Selector("rol", rol.sleutel) for rol in actief_profiel().rollen if recht in rol.mag
        ]
    return list(dict.fromkeys(genoemd))


@transaction.atomic
def stel_vast(
    *, traject: Traject, orgaan: str, besloten_op: date | None, kenmerk: str = "", door: Gebruiker
) -> Traject:
    """Record the decision of the body and establish the path; who takes part is told.

    Raises PermissionDenied for who is not of the body and does not draw up paths; StapGeweigerd with everything that
    is missing at once.
    """
    traject = vergrendel(traject)
    keuzes = {keuze.sleutel: keuze for keuze in organen_voor(traject, door)}
    toestemming = Toestemming(wie=(Selector("iedereen"),)) if keuzes else None
    eis_recht(TRAJECT["vaststellen"], onderwerp(traject), door, toestemming)
    gekozen = keuzes.get(orgaan)
    ook = [*_over_besluit(gekozen, besloten_op, kenmerk), *_over_betrokkenen(traject)]
    if gekozen is not None and besloten_op is not None and traject.is_open:
        # Before the check, so that the rule on the decision sees it; a refusal takes it back.
        Besluit.objects.create(
            object_soort="traject",
            object_id=traject.pk,
            orgaan=gekozen.sleutel,
            datum=besloten_op,
            kenmerk=kenmerk.strip(),
            vastgelegd_door=door,
        )
    begin("vaststellen", traject, door, ook=ook, toestemming=toestemming)
    assert gekozen is not None
    traject.stand = Traject.Stand.VASTGESTELD
    traject.orgaan, traject.orgaan_naam = gekozen.sleutel, gekozen.naam
    traject.besloten_op, traject.kenmerk = besloten_op, kenmerk.strip()
    traject.vastgesteld_door, traject.vastgesteld_op = door, timezone.now()
    traject.save(
        update_fields=[
            "stand", "orgaan", "orgaan_naam", "besloten_op", "kenmerk", "vastgesteld_door", "vastgesteld_op",
        ]
    )  # fmt: skip
    noteer(door=door, stap="traject.vaststellen", ding=traject, gegevens={"orgaan": gekozen.sleutel})
    trek_in("traject-advies-gevraagd", traject, reden="Het traject is vastgesteld.")
    meld_partijen(traject, "traject-vastgesteld", door)
    meld_trekkers(traject, "traject-vastgesteld", door, ding=traject)
    return traject


def _over_besluit(gekozen: Orgaan | None, op: date | None, kenmerk: str) -> list[Klacht]:
    klachten = []
    if gekozen is None:
        klachten.append(Klacht("Kies wie besloot.", "orgaan"))
    elif not gekozen.zelf and not kenmerk.strip():
        klachten.append(Klacht(f"Noem het kenmerk van het besluit van: {gekozen.naam}.", "kenmerk"))
    if op is None:
        klachten.append(Klacht("Kies de datum van het besluit.", "besloten_op"))
    elif op > timezone.localdate():
        klachten.append(Klacht("De datum van het besluit ligt in de toekomst.", "besloten_op"))
    return klachten


def _over_betrokkenen(traject: Traject) -> list[Klacht]:
    """In advance everybody knows when they take part, at which rung and on what (BER-34), and a body of residents its role (BER-40)."""
    rijen = list(traject.betrokkenen.select_related("partij"))
    if not rijen:
        return [Klacht("Noem eerst wie er meedoet.")]
    klachten = []
    for rij in rijen:
        mist = [
            naam
            for naam, waarde in (
                ("het moment", rij.moment),
                ("waarover", rij.waarover),
                ("de trede", rij.trede),
            )
            if not waarde and (naam != "de trede" or instellingen().ladder)
        ]
        if not rij.rol and _is_orgaan(rij) and instellingen().rollen:
            mist.append("de rol")
        if mist:
            klachten.append(Klacht(f"Vul bij “{rij.naam}” in: {', '.join(mist)}."))
    return klachten


def _is_orgaan(rij: object) -> bool:
    partij = getattr(rij, "partij", None)
    return partij is not None and partij.soort == Partij.Soort.BEWONERSORGAAN


def meld_partijen(traject: Traject, soort: str, door: Gebruiker) -> None:
    """Tell the parties that take part: their people, else their own address, with words of its own: no page is
    open to who has no account."""
    for partij in Partij.objects.filter(pk__in=traject.plek_partijen):
        wie = (Selector("partij", partij.sleutel),)
        if personen(wie, traject.plek()).exists():
            zet_klaar_voor(wie, soort, ding=traject, plek=traject.plek(), behalve=door)
        elif partij.e_mail:
            zet_klaar(f"{soort}-adres", adressant=("partij", partij.pk), ding=traject)


@transaction.atomic
def rond_af(*, traject: Traject, resultaat: str, door: Gebruiker) -> Traject:
    """Done: what came of it, told to who took part. Everything said has an answer, every step of the protocol is done or left out with a reason."""
    traject = vergrendel(traject)
    ook = []
    if not resultaat.strip():
        ook.append(Klacht("Schrijf op wat het resultaat is.", "resultaat"))
    if open_inbreng := traject.inbreng.te_verwerken().count():
        ook.append(Klacht(f"Op {open_inbreng} keer inbreng is nog geen antwoord gegeven."))
    ook += [
        Klacht(f"Deze stap van het protocol staat nog open: {stap}.")
        for stap in traject.protocolstappen.filter(door=None)
    ]
    begin("afronden", traject, door, ook=ook)
    traject.stand = Traject.Stand.AFGEROND
    traject.resultaat = resultaat.strip()
    traject.afgerond_door, traject.afgerond_op = door, timezone.now()
    traject.save(update_fields=["stand", "resultaat", "afgerond_door", "afgerond_op"])
    noteer(door=door, stap="traject.afronden", ding=traject)
    meld_partijen(traject, "traject-afgerond", door)
    return traject
