"""The checklist of a standard process (BER-54), and the notes of who watches it (BER-50)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from participatie.acties.gemeen import begin, vergrendel
from participatie.models import Protocolstap, Traject, Trajectnotitie
from participatie.regels import instellingen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht


@transaction.atomic
def kies_protocol(*, traject: Traject, protocol: str, door: Gebruiker) -> Traject:
    """Take the steps of a protocol of the profile as checklist, or none; not once a step is done."""
    traject = vergrendel(traject)
    keuzes = {rij.sleutel: rij for rij in instellingen().protocollen}
    ook = []
    if protocol and protocol not in keuzes:
        ook.append(Klacht("Kies een protocol uit de lijst.", "protocol"))
    if traject.protocolstappen.exclude(door=None).exists():
        ook.append(Klacht("Er is al een stap gedaan. Het protocol ligt nu vast.", "protocol"))
    begin("wijzigen", traject, door, ook=ook)
    traject.protocol = protocol
    traject.save(update_fields=["protocol"])
    traject.protocolstappen.all().delete()
    if protocol:
        Protocolstap.objects.bulk_create(
            Protocolstap(traject=traject, volgorde=nummer, naam=naam)
            for nummer, naam in enumerate(keuzes[protocol].stappen, 1)
        )
    noteer(door=door, stap="traject.protocol", ding=traject, gegevens={"protocol": protocol})
    return traject


@transaction.atomic
def vink_af(
    *, stap: Protocolstap, door: Gebruiker, gedaan_op: date | None = None, overgeslagen: str = ""
) -> Protocolstap:
    """Done on a day, or left out with a reason; who did it is kept."""
    traject = vergrendel(stap.traject)
    stap = traject.protocolstappen.select_for_update(of=("self",)).get(pk=stap.pk)
    ook = []
    if (gedaan_op is None) == (not overgeslagen.strip()):
        tekst = "Kies de dag, of schrijf op waarom u deze stap overslaat: niet allebei."
        ook.append(Klacht(tekst, "gedaan_op"))
    if gedaan_op is not None and gedaan_op > timezone.localdate():
        ook.append(Klacht("Deze datum ligt in de toekomst.", "gedaan_op"))
    if not stap.is_open:
        ook.append(Klacht("Deze stap is al afgevinkt."))
    begin("afvinken", traject, door, ook=ook)
    stap.gedaan_op, stap.overgeslagen, stap.door = gedaan_op, overgeslagen.strip(), door
    stap.save(update_fields=["gedaan_op", "overgeslagen", "door"])
    noteer(
        door=door,
        stap="traject.afvinken",
        ding=traject,
        reden=stap.overgeslagen,
        gegevens={"stap": stap.volgorde},
    )
    return stap


@transaction.atomic
def noteer_bij(*, traject: Traject, tekst: str, door: Gebruiker) -> Trajectnotitie:
    """What an adviser sees of the process on the way; for who works on it alone."""
    traject = vergrendel(traject)
    begin("noteren", traject, door, ook=[] if tekst.strip() else [Klacht("Schrijf iets op.", "tekst")])
    notitie = Trajectnotitie.objects.create(traject=traject, tekst=tekst.strip(), door=door)
    noteer(door=door, stap="traject.noteren", ding=traject)
    return notitie
