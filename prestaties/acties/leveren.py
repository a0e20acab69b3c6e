"""The own report of the organisation: how much, where, on which day. A mistake is taken back, never rubbed out."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from prestaties.acties.gemeen import als, klacht_dag, klacht_getal, mag_leveren, meld, vergrendel
from prestaties.models import Levering, Prestatieafspraak
from prestaties.regels import onderwerp
from prestaties.stroom import PRESTATIE
from wijkwerk.eenmalig import eenmaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, eis_stap
from wijkwerk.wijken.models import Gebied


def gecontroleerd_tot(afspraak: Prestatieafspraak) -> date | None:
    """The last day over which was judged: what lies before it stands fast."""
    return max((rij.tot for rij in afspraak.controles.all()), default=None)


@transaction.atomic
def lever(
    *,
    afspraak: Prestatieafspraak,
    gebied: Gebied | None,
    datum: date | None,
    hoeveelheid: Decimal | None,
    toelichting: str = "",
    door: Gebruiker,
    client_id: uuid.UUID | None = None,
) -> Levering:
    """Report what was delivered. Raises PermissionDenied for who is not of the organisation, StandVeranderd, StapGeweigerd."""
    afspraak = vergrendel(afspraak)

    def maak() -> Levering:
        uitkomst = eis_stap(
            PRESTATIE["leveren"],
            onderwerp(afspraak, {"levering": toelichting.strip() or str(hoeveelheid or "")}),
            door,
            stand=afspraak.stand,
            toestemming=als(mag_leveren(afspraak, door), door),
            ook=_klachten(afspraak, gebied, datum, hoeveelheid),
        )
        assert gebied is not None
        assert datum is not None
        assert hoeveelheid is not None
        levering = Levering.objects.create(
            afspraak=afspraak,
            gebied=gebied,
            datum=datum,
            hoeveelheid=hoeveelheid,
            toelichting=toelichting.strip(),
            door=door,
        )
        noteer(door=door, stap="prestatie.leveren", ding=afspraak, gegevens={"levering": levering.pk})
        meld(uitkomst, afspraak, "prestatie-geleverd", door)
        return levering

    return eenmaal(Levering, client_id=client_id, door=door, maak=maak)


def _klachten(
    afspraak: Prestatieafspraak, gebied: Gebied | None, datum: date | None, hoeveelheid: Decimal | None
) -> list[Klacht]:
    klachten = klacht_getal(hoeveelheid, "hoeveelheid", "Vul in hoeveel er is geleverd.")
    klachten += klacht_dag(datum, "datum", "Vul in op welke dag dit was.")
    if gebied is None or gebied.pk not in {rij.gebied_id for rij in afspraak.inzet.all()}:
        klachten.append(Klacht("Kies een gebied uit de afspraak.", "gebied"))
    if datum is None:
        return klachten
    vast = gecontroleerd_tot(afspraak)
    if datum > timezone.localdate():
        klachten.append(Klacht("Deze dag moet nog komen.", "datum"))
    elif not afspraak.begin <= datum <= afspraak.einde:
        klachten.append(Klacht("Deze dag valt buiten de afspraak.", "datum"))
    elif vast is not None and datum <= vast:
        klachten.append(
            Klacht("Over deze dag is al geoordeeld. Zet dit in uw reactie op de controle.", "datum")
        )
    return klachten


@transaction.atomic
def neem_terug(*, levering: Levering, reden: str, door: Gebruiker) -> Levering:
    """It was a mistake: it counts no more, and stays readable. Not once over that day was judged."""
    afspraak = vergrendel(levering.afspraak)
    levering = Levering.objects.select_for_update(of=("self",)).get(pk=levering.pk)
    ook = [] if reden.strip() else [Klacht("Schrijf op wat er niet klopte.", "reden")]
    if levering.ingetrokken_op is not None:
        ook.append(Klacht("Deze levering is al teruggenomen."))
    vast = gecontroleerd_tot(afspraak)
    if vast is not None and levering.datum <= vast:
        ook.append(Klacht("Over deze dag is al geoordeeld. Zet dit in uw reactie op de controle."))
    eis_stap(
        PRESTATIE["terugnemen"],
        onderwerp(afspraak, {"reden": reden.strip()}),
        door,
        stand=afspraak.stand,
        toestemming=als(mag_leveren(afspraak, door), door),
        ook=ook,
    )
    levering.ingetrokken_op, levering.ingetrokken_door = timezone.now(), door
    levering.ingetrokken_reden = reden.strip()
    levering.save(update_fields=["ingetrokken_op", "ingetrokken_door", "ingetrokken_reden"])
    noteer(door=door, stap="prestatie.terugnemen", ding=afspraak, gegevens={"levering": levering.pk})
    return levering
