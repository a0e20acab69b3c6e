"""Participation: a path being prepared on which advice was asked, and one that runs with something said."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from participatie import acties
from participatie.acties.raadplegen import raadplegingen
from participatie.models import Belangstelling, Meedenker, Traject, Trajectinbreng
from participatie.regels import instellingen
from tests.toegang.toneel.spelers import Spelers
from wijkagenda.acties import publiceer
from wijkagenda.models import Plan, Planitem
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.regels.models import Instemming
from wijkwerk.wijken.models import Partij


@dataclass
class Participatiescene:
    traject: Traject
    instemming: Instemming | None
    loopt: Traject
    inbreng: Trajectinbreng
    # None where the municipality makes no yearly overview.
    overzicht: Plan | None
    belangstelling: Belangstelling | None


def maak_participatie(spelers: Spelers) -> Participatiescene | None:
    if not spelers.profiel.heeft("participatie"):
        return None
    traject = _maak(spelers, "De nieuwe weg")
    loopt = _maak(spelers, "Het nieuwe groen")
    for naam, rij in raadplegingen(loopt):
        assert rij is not None, naam
        spelers.doe(acties.geef_raad, traject=loopt, instemming=rij, akkoord=True, toelichting="Zo kan het.")
    keuzes = [(mens, acties.organen_voor(loopt, mens)) for mens in spelers.mensen]
    door, orgaan = next((mens, organen[0]) for mens, organen in keuzes if organen and organen[0].zelf)
    loopt = spelers.doe(
        acties.stel_vast,
        eerst=[door],
        traject=loopt,
        orgaan=orgaan.sleutel,
        besloten_op=timezone.localdate(),
    )
    inbreng = spelers.doe(acties.breng_in, traject=loopt, tekst="Plant eiken.", bron="bewoner")
    rijen = [rij for _, rij in raadplegingen(traject)]
    overzicht = _overzicht(spelers)
    item = overzicht.items.get() if overzicht else None
    belangstelling = (
        acties.toon_belangstelling(item=item, door=spelers.mensen[0], vraag="Hoe?") if item else None
    )
    return Participatiescene(traject, rijen[0] if rijen else None, loopt, inbreng, overzicht, belangstelling)


def _overzicht(spelers: Spelers) -> Plan | None:
    """One that was published; how it came there is not what is looked at."""
    vormen = [rij for rij in spelers.profiel.planvormen if rij.sleutel in instellingen().jaaroverzicht]
    for vorm in vormen:
        if spelers.gebied.niveau in vorm.niveaus:
            plan = Plan(
                vorm=vorm.sleutel,
                profielversie=Profielversie.objects.get(actief=True),
                gebied=spelers.gebied,
                titel=vorm.naam,
                nummer=99,
                periode_van=timezone.localdate(),
                gestart_door=spelers.mensen[0],
                stand=Plan.Stand.VASTGESTELD,
                vastgesteld_op=timezone.localdate(),
                vastgesteld_door="bestuur",
            )
            plan.zet_plek([spelers.gebied])
            plan.save()
            plan.items.create(
                soort=vorm.items[0].sleutel,
                titel="Nieuw riool",
                stand=Planitem.Stand.OPGENOMEN,
                gemaakt_door=spelers.mensen[0],
            )
            spelers.doe(publiceer, plan=plan, bevestigd=set())
            return plan
    return None


def meedenkpunt(p: Participatiescene) -> dict[str, object] | None:
    """The public form of one item."""
    if p.overzicht is None:
        return None
    spoor = p.overzicht.items.get().spoor
    return {"gebied": p.overzicht.gebied.sleutel, "vorm": p.overzicht.vorm, "spoor": spoor}


def meedenksleutel(p: Participatiescene) -> dict[str, object] | None:
    """Of somebody without an account: whoever has it sees in what, whoever that is."""
    if p.overzicht is None:
        return None
    item = p.overzicht.items.get()
    rij = Meedenker.objects.filter(spoor=item.spoor).first()
    if rij is None:
        rij = Meedenker(spoor=item.spoor, titel=item.titel, gebied=p.overzicht.gebied)
        rij.zet_sleutel()
        rij.zet_adres("meedenker@voorbeeld.example")
        rij.save()
    return {"sleutel": rij.sleutel}


def _maak(spelers: Spelers, titel: str) -> Traject:
    regels = instellingen()
    traject = spelers.doe(acties.start, gebied=spelers.gebied, inhoud=acties.Inhoud(titel=titel))
    partij = Partij.objects.actief().filter(
        soort=Partij.Soort.BEWONERSORGAAN, gebieden__in=spelers.gebied.voorouders
    )
    spelers.doe(
        acties.zet_betrokkene,
        traject=traject,
        partij=partij.first(),
        groep="" if partij else "omwonenden",
        rol=next(iter(regels.rollen), ""),
        trede=next(iter(regels.ladder), ""),
        moment="In het begin",
        waarover="Alles",
    )
    spelers.doe(acties.weeg, traject=traject, scores=dict.fromkeys(regels.weegfactoren, (0, "Klein.")))
    if regels.ladder:
        spelers.doe(acties.kies_trede, traject=traject, trede=regels.ladder[0], reden="")
    if regels.protocollen:
        spelers.doe(acties.kies_protocol, traject=traject, protocol=regels.protocollen[0].sleutel)
    if acties.te_raadplegen(traject):
        spelers.doe(acties.vraag_raad, traject=traject)
    traject.refresh_from_db()
    return traject
