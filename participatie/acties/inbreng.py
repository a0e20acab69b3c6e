"""What people say: by account or written down for them, answered with what was done with it (BER-38, ETL-13)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from participatie.acties.gemeen import begin, mag, meld_trekkers, vergrendel
from participatie.models import Traject, Trajectinbreng
from participatie.zicht import deelnemer_q, is_bewoner
from wijkwerk.berichten.service import zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import personen
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import Klacht, Toestemming
from wijkwerk.wijken.models import Partij


def mag_inbrengen(traject: Traject, gebruiker: Gebruiker) -> bool:
    """Who takes part, and who writes down what others say; once the path is established and until it is done."""
    if traject.stand != Traject.Stand.VASTGESTELD:
        return False
    return mag("inbrengen", traject, gebruiker) or _doet_mee(traject, gebruiker)


def _doet_mee(traject: Traject, gebruiker: Gebruiker) -> bool:
    return Traject.objects.filter(pk=traject.pk).filter(deelnemer_q(gebruiker)).exists()


@transaction.atomic
def breng_in(
    *,
    traject: Traject,
    tekst: str,
    door: Gebruiker,
    bron: str = "",
    partij: Partij | None = None,
    ontvangen_op: date | None = None,
    namens: str = "",
) -> Trajectinbreng:
    """Keep what was said. Whoever takes part says it by account, for the own party or as what they are here; who can
    do either says which (`namens`: “partij” or “zelf”).

    Staff write down what they heard: of whom as a role or group (`bron`), never by name.
    """
    traject = vergrendel(traject)
    schrijft_op = mag("inbrengen", traject, door)
    ook = []
    if not schrijft_op:
        partij, rol = stemmen(traject, door)
        if partij and rol and namens not in ("partij", "zelf"):
            ook.append(Klacht("Kies namens wie u dit zegt.", "namens"))
        if rol and namens == "zelf":
            partij = None
        bron = rol or "deelnemer"
        ontvangen_op = timezone.localdate()
    dag = ontvangen_op or timezone.localdate()
    bron = partij.naam if partij else bron.strip()
    if not tekst.strip():
        ook.append(Klacht("Schrijf de inbreng op.", "tekst"))
    if not bron:
        ook.append(Klacht("Schrijf op van wie dit komt: een rol of een groep, geen naam.", "bron"))
    if dag > timezone.localdate():
        ook.append(Klacht("Deze datum ligt in de toekomst.", "ontvangen_op"))
    doet_mee = _doet_mee(traject, door)
    toestemming = Toestemming(wie=(Selector("iedereen"),)) if doet_mee else None
    begin("inbrengen", traject, door, ook=ook, toestemming=toestemming)
    rij = Trajectinbreng.objects.create(
        traject=traject,
        tekst=tekst.strip(),
        bron=bron[:120],
        partij=partij,
        ontvangen_op=dag,
        gegeven_door=None if schrijft_op else door,
        ingevoerd_door=door,
    )
    noteer(door=door, stap="traject.inbrengen", ding=traject, gegevens={"inbreng": rij.pk})
    meld_trekkers(traject, "traject-inbreng", door, ding=rij)
    return rij


def stemmen(traject: Traject, door: Gebruiker) -> tuple[Partij | None, str]:
    """For whom somebody can speak: (the own party that takes part, what they are here); with a party only a resident
    is something beside it. Either may be missing."""
    partijen = {v.partij_id for v in door.vervullingen if v.partij_id in set(traject.plek_partijen)}
    partij = Partij.objects.filter(pk__in=partijen).order_by("pk").first()
    zelf = [v for v in door.vervullingen if partij is None or (v.partij_id is None and is_bewoner(v))]
    rol = next((v.rol.naam for v in zelf if v.geldt_in(traject.plek())), "")
    return partij, rol or next((v.rol.naam for v in zelf), "")


@transaction.atomic
def verwerk(
    *, inbreng: Trajectinbreng, verwerking: str, uitleg: str, door: Gebruiker, anders: str = ""
) -> Trajectinbreng:
    """Say what was done with it and why, and tell who said it; whom no message reaches was told otherwise (`anders`)."""
    traject = vergrendel(inbreng.traject)
    inbreng = traject.inbreng.select_for_update(of=("self",)).get(pk=inbreng.pk)
    ook = []
    if inbreng.verwerking:
        ook.append(Klacht("Hierop is al een antwoord gegeven."))
    if verwerking not in Trajectinbreng.Verwerking.values:
        ook.append(Klacht("Kies wat u ermee deed.", "verwerking"))
    if not uitleg.strip():
        ook.append(Klacht("Leg uit waarom.", "uitleg"))
    if not is_bereikbaar(inbreng) and not anders.strip():
        ook.append(Klacht("Een bericht bereikt hen niet. Vertel het, en schrijf op hoe.", "anders"))
    begin("verwerken", traject, door, ook=ook)
    inbreng.traject = traject
    inbreng.verwerking, inbreng.uitleg = verwerking, uitleg.strip()
    inbreng.anders_verteld = anders.strip()
    inbreng.verwerkt_door, inbreng.verwerkt_op = door, timezone.now()
    inbreng.save(update_fields=["verwerking", "uitleg", "anders_verteld", "verwerkt_door", "verwerkt_op"])
    noteer(
        door=door,
        stap="traject.verwerken",
        ding=traject,
        gegevens={"inbreng": inbreng.pk, "verwerking": verwerking},
    )
    _vertel(inbreng)
    return inbreng


def is_bereikbaar(inbreng: Trajectinbreng) -> bool:
    """Whether a message with the answer reaches who said it: an account, their own or in the party.

    An address alone does not: the answer stands on a page for who logs in.
    """
    if inbreng.gegeven_door is not None:
        return inbreng.gegeven_door.is_active
    partij = inbreng.partij
    return partij is not None and _mensen(inbreng, partij)


def _mensen(inbreng: Trajectinbreng, partij: Partij) -> bool:
    return personen((Selector("partij", partij.sleutel),), inbreng.traject.plek()).exists()


def _vertel(inbreng: Trajectinbreng) -> None:
    partij = inbreng.partij
    if inbreng.gegeven_door is not None:
        zet_klaar("traject-inbreng-verwerkt", ontvanger=inbreng.gegeven_door, ding=inbreng)
    elif partij is not None and _mensen(inbreng, partij):
        wie = (Selector("partij", partij.sleutel),)
        zet_klaar_voor(wie, "traject-inbreng-verwerkt", ding=inbreng, plek=inbreng.traject.plek())
