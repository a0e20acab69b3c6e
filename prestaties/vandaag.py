"""What waits for somebody: to agree, to deliver, to react, to check, to make final, to close, to go on next year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from prestaties import acties
from prestaties.acties.gemeen import controleurs, mag_beheren, mag_leveren, mensen_van
from prestaties.models import Prestatieafspraak, Prestatiecontrole
from prestaties.termijnen import herinner_vooraf, te_controleren, vernieuwen_voor
from prestaties.zicht import controleert, doet_mee, eigen_partijen
from wijkwerk.berichten.service import Herinnering, Taak
from wijkwerk.berichten.termijnen import herinnermoment
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel

# On Vandaag, newest first.
MEESTE_TAKEN = 100
Stand = Prestatieafspraak.Stand


def _open(rijen: QuerySet[Prestatieafspraak]) -> QuerySet[Prestatieafspraak]:
    standen = (Stand.CONCEPT, Stand.OVEREENGEKOMEN, Stand.LOPEND, Stand.GECONTROLEERD)
    return (
        rijen.filter(stand__in=standen)
        .select_related("partij", "opvolger")
        .prefetch_related(
            "inzet__gebied",
            "opdrachtgevers",
            Prefetch("controles", Prestatiecontrole.objects.order_by("tot")),
        )
        .order_by("einde", "pk")
    )


def werkvoorraad(gebruiker: Gebruiker) -> Iterator[Taak]:
    """For who checks and for who delivers; who only reads has nothing to do."""
    if not doet_mee(gebruiker) or not (controleert(gebruiker) or eigen_partijen(gebruiker)):
        return
    vandaag = timezone.localdate()
    rijen = list(_open(Prestatieafspraak.objects.zichtbaar_voor(gebruiker))[:MEESTE_TAKEN])
    tekenen = acties.alle_te_tekenen(rijen, gebruiker)
    for afspraak in rijen:
        if mag_beheren(afspraak, gebruiker):
            yield from _van_controleur(afspraak, gebruiker, vandaag)
        if tekenen.get(afspraak.pk):
            yield _taak(afspraak, "Akkoord geven", "Bekijk", None)
        if mag_leveren(afspraak, gebruiker):
            yield from _van_organisatie(afspraak)


def _van_controleur(afspraak: Prestatieafspraak, gebruiker: Gebruiker, vandaag: date) -> Iterator[Taak]:
    if afspraak.is_concept:
        if not afspraak.ligt_voor:
            yield _taak(afspraak, "Concept afmaken en voorleggen", "Bekijk", None)
        return
    if acties.mag_oordelen(afspraak, gebruiker):
        if (periode := te_controleren(afspraak, vandaag)) is not None:
            yield _taak(afspraak, "Controleren", "Controleer", periode.uiterlijk)
        for controle in afspraak.controles.all():
            if not controle.is_definitief:
                yield _taak(
                    afspraak,
                    "Oordeel vaststellen",
                    "Stel vast",
                    controle.reageren_tot + timedelta(weeks=2),
                    wacht=not controle.reactie_klaar(vandaag),
                )
    if afspraak.stand == Stand.GECONTROLEERD:
        yield _taak(afspraak, "Afsluiten", "Sluit af", None)
    if _te_vernieuwen(afspraak, vandaag):
        yield _taak(afspraak, "Volgend jaar", "Neem over", afspraak.einde)


def _te_vernieuwen(afspraak: Prestatieafspraak, vandaag: date) -> bool:
    return (
        afspraak.is_geldend
        and afspraak.niet_vernieuwd_op is None
        and not hasattr(afspraak, "opvolger")
        and afspraak.einde <= vernieuwen_voor(vandaag)
    )


def _van_organisatie(afspraak: Prestatieafspraak) -> Iterator[Taak]:
    for controle in afspraak.controles.all():
        if not controle.is_definitief and controle.reactie_op is None:
            yield _taak(afspraak, "Reageren op het oordeel", "Reageer", controle.reageren_tot)


def _taak(
    afspraak: Prestatieafspraak, wat: str, knop: str, uiterlijk: date | None, *, wacht: bool = False
) -> Taak:
    return Taak(
        titel=f"{wat}: {afspraak}",
        waar=afspraak.partij.naam,
        sinds=afspraak.opgesteld_op,
        uiterlijk=uiterlijk,
        url=afspraak.get_absolute_url(),
        knop=knop,
        wacht_op_ander=wacht,
    )


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """A check that falls due, a judgment that waits for a reaction or to be made final, an afspraak that ends (ETL-27)."""
    if not actief_profiel().heeft("prestaties"):
        return
    for afspraak in _open(Prestatieafspraak.objects.geldend()):
        wie = controleurs(afspraak)
        if (periode := te_controleren(afspraak, dag)) is not None:
            yield from _herinner(wie, afspraak, "controle", "Controleer", periode.uiterlijk, dag)
        for controle in afspraak.controles.all():
            if controle.is_definitief:
                continue
            if controle.reactie_klaar(dag):
                laatste = controle.reageren_tot + timedelta(weeks=2)
                yield from _herinner(
                    wie, afspraak, f"slot-{controle.pk}", "Stel het oordeel vast", laatste, dag
                )
            else:
                mensen = list(mensen_van(afspraak.partij))
                tot = controle.reageren_tot
                yield from _herinner(
                    mensen, afspraak, f"reactie-{controle.pk}", "Reageer op het oordeel", tot, dag
                )
        if _te_vernieuwen(afspraak, dag):
            yield from _herinner(
                wie, afspraak, "verlengen", "Maak de afspraak voor volgend jaar", afspraak.einde, dag
            )


def _herinner(
    wie: list[Gebruiker], afspraak: Prestatieafspraak, waarvoor: str, wat: str, laatste: date, dag: date
) -> Iterator[Herinnering]:
    # The next year asks for two sides and a board: weeks ahead, not days.
    vooraf = (30, 10, 2) if waarvoor == "verlengen" else herinner_vooraf()
    moment = herinnermoment(laatste, vooraf, dag)
    if moment is None:
        return
    for persoon in wie:
        yield Herinnering(
            ontvanger=persoon,
            soort="herinnering",
            ding=afspraak,
            moment=f"{waarvoor}:{moment}",
            uiterlijk=laatste,
            titel=f"{wat}: {afspraak}",
            url=afspraak.get_absolute_url(),
        )
