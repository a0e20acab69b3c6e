"""Hearing those whom the profile names before the rung is fixed, each with its date (BER-35, BER-49)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from participatie.acties.gemeen import begin, meld_trekkers, vergrendel
from participatie.models import Traject
from participatie.regels import onderwerp
from wijkagenda.service import alleen_deze, functie_van, is_bedoeld, naam_van
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector
from wijkwerk.profiel.regels import Gehoord
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import Klacht, Toestemming


def te_raadplegen(traject: Traject) -> list[Selector]:
    """Who must be heard before this path can be established."""
    ding = onderwerp(traject)
    regels = ding.profiel.regels_bij("traject", "vaststellen", soort_sleutel=ding.soort)
    return list(
        dict.fromkeys(
            wie
            for regel in regels
            if isinstance(regel, Gehoord) and (not regel.als or ding.feit(regel.als))
            for wie in regel.wie
        )
    )


def raadplegingen(traject: Traject) -> list[tuple[str, Instemming | None]]:
    """(name, row) of everybody to be heard, and of who was asked before; None: not asked yet."""
    ding = onderwerp(traject)
    rijen = {rij.wie: rij for rij in Instemming.objects.bij(traject).select_related("door").order_by("pk")}
    wie = dict.fromkeys([*(str(selector) for selector in te_raadplegen(traject)), *rijen])
    return [(naam_van(sleutel, ding), rijen.get(sleutel)) for sleutel in wie]


@transaction.atomic
def vraag_raad(*, traject: Traject, door: Gebruiker, uiterlijk: date | None = None) -> list[Instemming]:
    """Ask everybody who must be heard and was not asked yet; each gets a message."""
    traject = vergrendel(traject)
    bekend = set(Instemming.objects.bij(traject).values_list("wie", flat=True))
    nieuw = [wie for wie in te_raadplegen(traject) if str(wie) not in bekend]
    ook = [] if nieuw else [Klacht("Iedereen die gehoord moet worden, is al gevraagd.")]
    if uiterlijk is not None and uiterlijk < timezone.localdate():
        ook.append(Klacht("Deze datum is al voorbij.", "uiterlijk"))
    begin("raadplegen", traject, door, ook=ook)
    rijen = []
    for wie in nieuw:
        rij = Instemming.objects.create(
            object_soort="traject", object_id=traject.pk, wie=str(wie), uiterlijk=uiterlijk
        )
        _meld_vraag(traject, rij, door, f"traject-{rij.pk}")
        noteer(door=door, stap="traject.raadplegen", ding=traject, gegevens={"wie": rij.wie})
        rijen.append(rij)
    return rijen


def vraag_opnieuw(traject: Traject, door: Gebruiker) -> None:
    """The rung is another: what was advised was about the old one, so who answered is asked again (BER-49)."""
    for rij in Instemming.objects.bij(traject).exclude(gegeven_op=None).select_for_update(of=("self",)):
        rij.stand, rij.gevraagd_op, rij.uiterlijk = Instemming.Stand.GEVRAAGD, timezone.now(), None
        rij.door, rij.gegeven_op, rij.functie, rij.toelichting = None, None, "", ""
        rij.save()
        _meld_vraag(traject, rij, door, f"traject-{rij.pk}-{rij.gevraagd_op:%Y%m%d%H%M%S%f}")
        noteer(door=door, stap="traject.raadplegen", ding=traject, gegevens={"wie": rij.wie, "opnieuw": True})


def _meld_vraag(traject: Traject, rij: Instemming, door: Gebruiker, moment: str) -> None:
    zet_klaar_voor(
        (selector_van(rij.wie),),
        "traject-advies-gevraagd",
        ding=traject,
        plek=traject.plek(),
        moment=moment,
        behalve=door,
    )


@transaction.atomic
def geef_raad(
    *, traject: Traject, instemming: Instemming, akkoord: bool, toelichting: str, door: Gebruiker
) -> Instemming:
    """Advise in the function in which one was asked; only who is that may. Advice that says no counts as heard too."""
    traject = vergrendel(traject)
    ding = onderwerp(traject)
    rij: Instemming = Instemming.objects.bij(traject).select_for_update().get(pk=instemming.pk)
    bedoeld = is_bedoeld(rij, door, ding)
    begin(
        "adviseren",
        traject,
        door,
        toestemming=alleen_deze(door) if bedoeld else Toestemming(wie=(selector_van(rij.wie),), alleen=True),
        ook=[] if toelichting.strip() else [Klacht("Schrijf uw advies op.", "toelichting")],
    )
    rij.stand = Instemming.Stand.AKKOORD if akkoord else Instemming.Stand.NIET_AKKOORD
    rij.door, rij.gegeven_op = door, timezone.now()
    rij.functie, rij.toelichting = functie_van(door, ding, rij.wie), toelichting.strip()
    rij.save(update_fields=["stand", "door", "gegeven_op", "functie", "toelichting"])
    noteer(door=door, stap="traject.adviseren", ding=traject, gegevens={"wie": rij.wie, "stand": rij.stand})
    moment = f"traject-{rij.pk}-{timezone.now():%Y%m%d%H%M%S}"
    meld_trekkers(traject, "traject-geadviseerd", door, ding=traject, moment=moment)
    return rij


def selector_van(sleutel: str) -> Selector:
    soort, _, waarde = sleutel.partition(":")
    return Selector(soort, waarde)
