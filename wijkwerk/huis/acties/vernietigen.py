"""Destroying what is past its term: one person makes the list, another decides, the worker carries it out."""

from __future__ import annotations

import hashlib
import logging
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from overleggen import acties as overleggen
from overleggen.document import bewaring_van as van_verslag
from overleggen.models import Overleg, Verslag
from wijkagenda import acties as wijkagenda
from wijkagenda.document import bewaring_van as van_plan
from wijkagenda.models import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.huis.bewaren import Regel, met_termijn
from wijkwerk.logboek.service import noteer
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.vernietigen import leeg_publicaties, publicaties_bij
from wijkwerk.regels.models import Bewaarstop, Vernietigingslijst, Vernietigingsregel
from wijkwerk.regels.service import Klacht, StapGeweigerd

logger = logging.getLogger(__name__)


@transaction.atomic
def maak_vernietigingslijst(*, door: Gebruiker) -> Vernietigingslijst:
    """Put everything that is past its term, and on no list, on a new one. Raises StapGeweigerd when there is nothing."""
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    regels = [(regel, _haal(regel.soort, regel.pk)) for regel in met_termijn() if regel.kan_op_lijst]
    rijen = [_regel(regel, ding) for regel, ding in regels if not (_loopt_door(ding) or _is_opgeschort(ding))]
    if not rijen:
        raise StapGeweigerd(
            (Klacht("Er is niets waarvan de termijn voorbij is en dat nog op geen lijst staat."),)
        )
    lijst = Vernietigingslijst.objects.create(gemaakt_door=door)
    for rij in rijen:
        rij.lijst = lijst
    try:
        with transaction.atomic():
            Vernietigingsregel.objects.bulk_create(rijen)
    except IntegrityError as fout:
        raise StapGeweigerd((Klacht("Een collega maakte net een lijst. Kijk daar eerst."),)) from fout
    noteer(door=door, stap="vernietiging.voorstellen", ding=lijst, gegevens={"regels": len(rijen)})
    return lijst


def _regel(regel: Regel, ding: Plan | Verslag) -> Vernietigingsregel:
    """The row as it will be read for ever: what it was and why it goes, and nothing of what it said."""
    bewaring = regel.bewaring
    assert bewaring.jaren is not None
    assert bewaring.tot is not None
    publicaties = _publicaties(ding)
    bestanden = ding.documenten.zonder_inhoud() if isinstance(ding, Verslag) else ()
    return Vernietigingsregel(
        object_soort=regel.soort,
        object_id=regel.pk,
        titel=regel.titel,
        vorm=regel.vorm,
        gebied=regel.gebied,
        vastgesteld_op=regel.vastgesteld_op,
        procestype=bewaring.procestype,
        resultaat=bewaring.resultaat,
        jaren=bewaring.jaren,
        termijn_vanaf=bewaring.vanaf,
        bewaren_tot=bewaring.tot,
        publicaties=[rij.pk for rij in publicaties],
        documenten=[
            *(
                {
                    "naam": f"{rij.vormnaam}, nummer {rij.nummer}",
                    "tekst": rij.inhoud_sha256,
                    "pdf": rij.pdf_sha256,
                }
                for rij in publicaties
            ),
            *({"naam": rij.get_soort_display(), "tekst": "", "pdf": rij.sha256} for rij in bestanden),
        ],
    )


def _publicaties(ding: Plan | Verslag) -> list[Publicatie]:
    if isinstance(ding, Verslag):
        return publicaties_bij(ding.overleg, inhoud__versie=ding.versie)
    return publicaties_bij(ding)


def _loopt_door(ding: Plan | Verslag) -> str:
    """Why this is still in use: a plan that looks back on it or a correction that repeats its words is being made."""
    if isinstance(ding, Verslag):
        concept = Verslag.objects.filter(overleg=ding.overleg_id, stand=Verslag.Stand.CONCEPT)
        return "Er ligt een concept met een verbetering van dit verslag." if concept.exists() else ""
    if ding.opvolgers.filter(stand__in=Plan.IN_DE_MAAK).exists():
        return "Er wordt een plan gemaakt dat op dit plan volgt."
    return ""


def _is_opgeschort(ding: Plan | Verslag) -> bool:
    """A hold on any version of a report holds them all: they say the same."""
    if isinstance(ding, Plan):
        return Bewaarstop.lopend().bij(ding).exists()
    versies = Verslag.objects.filter(overleg=ding.overleg_id).values("pk")
    return Bewaarstop.lopend().filter(object_soort="verslag", object_id__in=versies).exists()


@transaction.atomic
def haal_van_vernietigingslijst(
    *, regel: Vernietigingsregel, reden: str, door: Gebruiker
) -> Vernietigingsregel:
    """Take one row off, with a reason. It can come on a later list."""
    lijst = _begin(regel.lijst, door)
    regel = Vernietigingsregel.objects.select_for_update(of=("self",)).get(pk=regel.pk)
    klachten = [] if reden.strip() else [Klacht("Schrijf op waarom dit niet weg mag.", "reden")]
    if regel.eraf_op:
        klachten.append(Klacht("Dit is al van de lijst.", "reden"))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    regel.eraf_op, regel.eraf_door, regel.eraf_reden = timezone.now(), door, reden.strip()
    regel.save(update_fields=["eraf_op", "eraf_door", "eraf_reden"])
    noteer(door=door, stap="vernietiging.weghalen", ding=lijst, gegevens={"regel": regel.pk})
    return regel


@transaction.atomic
def keur_vernietiging_goed(
    *, lijst: Vernietigingslijst, opmerking: str = "", door: Gebruiker
) -> Vernietigingslijst:
    """Only somebody else than who made it. The worker then destroys what is on it."""
    lijst = _begin(lijst, door)
    if lijst.gemaakt_door_id == door.pk:
        raise StapGeweigerd((Klacht("U maakte deze lijst zelf. Iemand anders moet haar goedkeuren."),))
    if not lijst.regels.filter(eraf_op=None).exists():
        raise StapGeweigerd((Klacht("Er staat niets meer op deze lijst. Wijs haar af."),))
    _besluit(lijst, Vernietigingslijst.Stand.GOEDGEKEURD, opmerking, door)
    transaction.on_commit(partial(vraag_worker, lijst.pk))
    return lijst


@transaction.atomic
def wijs_vernietiging_af(*, lijst: Vernietigingslijst, opmerking: str, door: Gebruiker) -> Vernietigingslijst:
    """Nothing is destroyed, and what was on it can come on another list."""
    lijst = _begin(lijst, door)
    klachten = [] if opmerking.strip() else [Klacht("Schrijf op waarom u de lijst afwijst.", "opmerking")]
    if lijst.gemaakt_door_id == door.pk:
        klachten.append(Klacht("U maakte deze lijst zelf. Iemand anders moet erover beslissen."))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    lijst.regels.filter(eraf_op=None).update(
        eraf_op=timezone.now(), eraf_door=door, eraf_reden="De lijst is afgewezen."
    )
    _besluit(lijst, Vernietigingslijst.Stand.AFGEWEZEN, opmerking, door)
    return lijst


def _begin(lijst: Vernietigingslijst, door: Gebruiker) -> Vernietigingslijst:
    """The right, and the list held while it waits for a decision."""
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    lijst = Vernietigingslijst.objects.select_for_update(of=("self",)).get(pk=lijst.pk)
    if lijst.stand != Vernietigingslijst.Stand.VOORSTEL:
        raise StapGeweigerd((Klacht("Over deze lijst is al beslist."),))
    return lijst


def _besluit(
    lijst: Vernietigingslijst, stand: Vernietigingslijst.Stand, opmerking: str, door: Gebruiker
) -> None:
    lijst.stand, lijst.opmerking = stand, opmerking.strip()
    lijst.besloten_op, lijst.besloten_door = timezone.now(), door
    lijst.save(update_fields=["stand", "opmerking", "besloten_op", "besloten_door"])
    noteer(door=door, stap=f"vernietiging.{stand.value}", ding=lijst)


def vraag_worker(lijst_id: int) -> None:
    """Hand the task to the broker. A broker that is down costs nothing but time: the sweep finds the list."""
    from wijkwerk.huis.tasks import vernietig

    try:
        vernietig.apply_async(args=(lijst_id,), retry=False)
    except (OperationalError, OSError):
        logger.warning("De takenserver is niet bereikbaar; de lijst wordt bij de volgende ronde uitgevoerd.")


def voer_vernietiging_uit(lijst_id: int) -> None:
    """Row by row, each in a transaction of its own: a killed worker goes on where it was, twice does nothing."""
    regels = Vernietigingsregel.objects.filter(lijst=lijst_id, lijst__stand="goedgekeurd")
    for pk in regels.te_doen().order_by("pk").values_list("pk", flat=True):
        try:
            _wis(pk)
            _wis_bestanden(pk)
        except Exception:
            # One row that fails stops no other; the next sweep tries it again.
            logger.exception("Vernietigingsregel %s is mislukt.", pk)
            Vernietigingsregel.objects.filter(pk=pk).update(mislukt_op=timezone.now())
    _rond_af(lijst_id)


def _vergrendel(pk: int) -> Vernietigingsregel | None:
    rijen = Vernietigingsregel.objects.te_doen().select_for_update(of=("self",))
    return rijen.select_related("lijst").filter(pk=pk, lijst__stand="goedgekeurd").first()


@transaction.atomic
def _wis(pk: int) -> None:
    """The words go, or the row is left with a reason: whoever suspends the term holds the same lock."""
    regel = _vergrendel(pk)
    if regel is None or regel.gewist_op:
        return
    ding = _haal(regel.object_soort, regel.object_id, vergrendel=True)
    reden = _waarom_niet(regel, ding)
    if reden:
        regel.overgeslagen_op, regel.overgeslagen_reden = timezone.now(), reden
        regel.save(update_fields=["overgeslagen_op", "overgeslagen_reden"])
        return
    regel.bestanden = leeg_publicaties(regel)
    if isinstance(ding, Plan):
        wijkagenda.vernietig_plan(plan=ding, regel=regel)
    else:
        overleggen.vernietig_verslag(verslag=ding, regel=regel)
    regel.gewist_op = timezone.now()
    regel.save(update_fields=["gewist_op", "bestanden"])
    noteer(
        door=regel.lijst.besloten_door,
        stap="bewaren.vernietigen",
        ding=ding,
        gegevens={"lijst": regel.lijst_id, "regel": regel.pk},
    )


def _waarom_niet(regel: Vernietigingsregel, ding: Plan | Verslag) -> str:
    if _is_opgeschort(ding):
        return "Het bewaren is opgeschort."
    termijn = van_plan(ding) if isinstance(ding, Plan) else van_verslag(ding)
    if termijn is None or termijn.tot is None or termijn.tot >= timezone.localdate():
        return "De bewaartermijn is veranderd."
    if {rij.pk for rij in _publicaties(ding)} != set(regel.publicaties):
        return "Er kwam een publicatie bij nadat de lijst was gemaakt."
    return _loopt_door(ding)


@transaction.atomic
def _wis_bestanden(pk: int) -> None:
    """After the words, outside the database: a file that is gone already is no fault."""
    regel = _vergrendel(pk)
    if regel is None or regel.gewist_op is None:
        return
    for naam in regel.bestanden:
        default_storage.delete(naam)
    regel.vernietigd_op = timezone.now()
    regel.save(update_fields=["vernietigd_op"])


@transaction.atomic
def _rond_af(lijst_id: int) -> None:
    lijst = (
        Vernietigingslijst.objects.select_for_update(of=("self",))
        .filter(pk=lijst_id, stand=Vernietigingslijst.Stand.GOEDGEKEURD)
        .first()
    )
    if lijst is None or lijst.regels.te_doen().exists():
        return
    lijst.stand, lijst.uitgevoerd_op = Vernietigingslijst.Stand.UITGEVOERD, timezone.now()
    lijst.save(update_fields=["stand", "uitgevoerd_op"])
    noteer(door=None, stap="vernietiging.uitgevoerd", ding=lijst)


@transaction.atomic
def bewaar_verklaring(lijst_id: int) -> bool:
    """Make and keep the statement of destruction, once. Raises PdfNietMogelijk when this machine cannot make one."""
    from wijkwerk.huis.verklaring import maak_verklaring

    lijst = (
        Vernietigingslijst.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk=lijst_id, stand=Vernietigingslijst.Stand.UITGEVOERD, verklaring_sha256="")
        .first()
    )
    if lijst is None:
        return False
    lijst.verklaring = maak_verklaring(lijst)
    lijst.verklaring_sha256 = hashlib.sha256(lijst.verklaring).hexdigest()
    lijst.verklaring_op = timezone.now()
    lijst.save(update_fields=["verklaring", "verklaring_sha256", "verklaring_op"])
    return True


def _haal(soort: str, pk: int, *, vergrendel: bool = False) -> Plan | Verslag:
    model: Any = Plan if soort == "plan" else Verslag
    if vergrendel and soort != "plan":
        # The meeting first, as whoever corrects, establishes or suspends does.
        Overleg.objects.select_for_update(of=("self",)).get(verslagen=pk)
    rijen = model.objects.select_related("gebied" if soort == "plan" else "overleg__gebied")
    rij: Plan | Verslag = (rijen.select_for_update(of=("self",)) if vergrendel else rijen).get(pk=pk)
    return rij
