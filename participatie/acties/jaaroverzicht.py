"""The yearly overview beside its plan: testing relevance, sending it, wanting to be involved, answering."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from participatie.acties.overnemen import deel, houd_vast, zelfde_elders
from participatie.models import Belangstelling, Relevantie, Verzending
from participatie.overzicht import mag_verzenden, punt_van, stuk_van, te_sturen
from participatie.regels import instellingen
from participatie.zicht import is_bewoner
from wijkagenda.models import Plan, Planitem
from wijkagenda.service import PLANITEM, onderwerp_item, open_voor_bewerken, vergrendel
from wijkwerk.berichten.service import zet_klaar, zet_klaar_voor
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, eis
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import Klacht, StapGeweigerd, Toestemming, eis_stap
from wijkwerk.wijken.models import Gebied, Partij


@transaction.atomic
def toets_relevantie(
    *, item: Planitem, gebied: Gebied, relevant: bool, toelichting: str, door: Gebruiker
) -> Relevantie:
    """Judge whether an item matters to one area that it names; no takes the area off the item, with the reason kept.

    By who makes the overview, as long as it is written in. What matters elsewhere too comes on the overview of that
    area; there the judgment is the same (ETL-07).
    """
    houd_vast(item, instellingen().jaaroverzicht)
    plan = vergrendel(item.plan)
    item = plan.items.select_for_update(of=("self",)).get(pk=item.pk)
    bekend = item.gebieden.filter(pk=gebied.pk).exists()
    ook = [*open_voor_bewerken(plan)]
    if not relevant and not toelichting.strip():
        ook.append(Klacht("Schrijf op waarom dit hier niet van belang is.", "toelichting"))
    if not bekend and not Relevantie.objects.filter(planitem=item, gebied=gebied).exists():
        ook.append(Klacht("Dit punt noemt dit gebied niet."))
    eis_stap(
        PLANITEM["beoordelen"],
        onderwerp_item(item, plan=plan),
        door,
        stand=item.stand,
        toestemming=Toestemming(wie=plan.planvorm.auteur),
        ook=ook,
    )
    rij = _oordeel(item, gebied, relevant, toelichting, door)
    for ander in zelfde_elders(item):
        _oordeel(ander, gebied, relevant, toelichting, door)
    if relevant:
        deel(item, door)
    return rij


def _oordeel(item: Planitem, gebied: Gebied, relevant: bool, toelichting: str, door: Gebruiker) -> Relevantie:
    rij, _ = Relevantie.objects.update_or_create(
        planitem=item,
        gebied=gebied,
        defaults={
            "relevant": relevant,
            "toelichting": toelichting.strip(),
            "door": door,
            "op": timezone.now(),
        },
    )
    if relevant:
        item.gebieden.add(gebied)
    else:
        item.gebieden.remove(gebied)
    noteer(
        door=door,
        stap="planitem.relevantie",
        ding=item,
        gegevens={"gebied": gebied.pk, "relevant": relevant},
    )
    return rij


@transaction.atomic
def verzend(*, plan: Plan, door: Gebruiker, anders: str = "") -> list[Verzending]:
    """Send a published overview to every body and group of residents there, and keep what, to whom and how (BER-45).

    What goes is the frozen publication of that moment, whatever becomes of the plan (BER-31). Whom no message reaches was told otherwise: `anders` says how. Who had it is not sent it again.
    """
    plan = vergrendel(plan)
    if not mag_verzenden(plan, door):
        raise PermissionDenied("U maakt dit overzicht niet.")
    partijen = te_sturen(plan)
    wijzen = {partij.pk: _wijze(partij, plan) for partij in partijen}
    klachten = []
    stuk = stuk_van(plan)
    if stuk is None:
        klachten.append(Klacht("Publiceer het overzicht eerst."))
    if not partijen:
        klachten.append(Klacht("Iedereen heeft dit overzicht al."))
    gemist = [p.naam for p in partijen if wijzen[p.pk] == Verzending.Wijze.ANDERS]
    if gemist and not anders.strip():
        tekst = f"Een bericht bereikt niet: {', '.join(gemist)}. Vertel het hun, en schrijf op hoe."
        klachten.append(Klacht(tekst, "anders"))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    rijen = []
    for partij in partijen:
        wijze = wijzen[partij.pk]
        is_anders = wijze == Verzending.Wijze.ANDERS
        rij = Verzending.objects.create(
            plan=plan,
            publicatie=stuk,
            partij=partij,
            wijze=wijze,
            anders=anders.strip() if is_anders else "",
            door=door,
        )
        rijen.append(rij)
        if wijze == Verzending.Wijze.BERICHT:
            zet_klaar_voor(_leden(partij), "jaaroverzicht-verstuurd", ding=rij, plek=plan.plek())
        elif wijze == Verzending.Wijze.E_MAIL:
            zet_klaar("jaaroverzicht-verstuurd", adressant=("partij", partij.pk), ding=rij)
    noteer(
        door=door,
        stap="plan.verzenden",
        ding=plan,
        gegevens={"partijen": [partij.sleutel for partij in partijen]},
    )
    return rijen


def _leden(partij: Partij) -> tuple[Selector, ...]:
    return (Selector("partij", partij.sleutel),)


def _wijze(partij: Partij, plan: Plan) -> Verzending.Wijze:
    if personen(_leden(partij), plan.plek()).exists():
        return Verzending.Wijze.BERICHT
    return Verzending.Wijze.E_MAIL if partij.e_mail else Verzending.Wijze.ANDERS


@transaction.atomic
def toon_belangstelling(*, item: Planitem, door: Gebruiker, vraag: str = "") -> Belangstelling:
    """Want to be involved, for the own party or oneself; asking something is optional. Twice is once; who
    asked nothing yet can still ask.
    """
    plan = item.plan
    punt = punt_van(stuk_van(plan), item.spoor)
    if punt is None:
        raise StapGeweigerd((Klacht("Dit staat niet in het overzicht."),))
    partij = next((v.partij_id for v in door.vervullingen if v.partij_id is not None), None)
    bewoner = any(is_bewoner(vervulling) for vervulling in door.vervullingen)
    rij, nieuw = Belangstelling.objects.get_or_create(
        spoor=item.spoor,
        gebruiker=door,
        defaults={
            "titel": punt.titel,
            "gebied": plan.gebied,
            "partij_id": partij,
            "rol": "" if bewoner or not door.vervullingen else door.vervullingen[0].rol.naam,
            "vraag": vraag.strip(),
        },
    )
    if nieuw:
        noteer(door=door, stap="belangstelling.tonen", ding=rij)
        return rij
    rij = Belangstelling.objects.select_for_update(of=("self",)).get(pk=rij.pk)
    later = vraag.strip()
    if later and rij.vraag and later != rij.vraag:
        raise StapGeweigerd((Klacht("U stelde hierover al een vraag.", "vraag"),))
    if later and not rij.vraag:
        rij.vraag = later
        rij.save(update_fields=["vraag"])
        noteer(door=door, stap="belangstelling.vragen", ding=rij)
    return rij


@transaction.atomic
def trek_belangstelling_in(*, belangstelling: Belangstelling, door: Gebruiker) -> None:
    """No longer: the row goes. Only one's own."""
    if belangstelling.gebruiker_id != door.pk:
        raise PermissionDenied("Dit is niet van u.")
    noteer(door=door, stap="belangstelling.intrekken", ding=belangstelling)
    belangstelling.delete()


@transaction.atomic
def beantwoord(*, belangstelling: Belangstelling, antwoord: str, door: Gebruiker) -> Belangstelling:
    """Answer what somebody asked; they hear it."""
    rij = (
        Belangstelling.objects.select_for_update(of=("self",))
        .select_related("gebied")
        .get(pk=belangstelling.pk)
    )
    plek = Plek(frozenset(rij.gebied.voorouders))
    eis(door, Recht.PARTICIPATIE_ADVISEREN, plek)
    klachten = []
    if rij.antwoord:
        klachten.append(Klacht("Hierop is al geantwoord."))
    if not antwoord.strip():
        klachten.append(Klacht("Schrijf het antwoord op.", "antwoord"))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    rij.antwoord, rij.beantwoord_door, rij.beantwoord_op = antwoord.strip(), door, timezone.now()
    rij.save(update_fields=["antwoord", "beantwoord_door", "beantwoord_op"])
    noteer(door=door, stap="belangstelling.beantwoorden", ding=rij)
    zet_klaar("belangstelling-beantwoord", ontvanger=rij.gebruiker, ding=rij)
    return rij


@transaction.atomic
def ruim_op(vandaag: date | None = None) -> int:
    """Forget who was interested, `bewaren.contact` months later (settings.OPRUIMEN); return the number."""
    grens = plus_maanden(vandaag or timezone.localdate(), -actief_profiel().bewaren.contact)
    oud = Belangstelling.objects.filter(op__date__lt=grens)
    aantal = 0
    for rij in oud.select_for_update(of=("self",), skip_locked=True):
        noteer(door=None, stap="belangstelling.opruimen", ding=rij)
        rij.delete()
        aantal += 1
    return aantal
