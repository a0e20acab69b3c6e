"""Establishing: every guard at once, the promises into the register, the version before replaced."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from signalen.models import Antwoord
from wijkagenda.acties.begin import begin, vergrendel
from wijkagenda.acties.publiceren import klachten_over_openbaar
from wijkagenda.acties.volgende import begin_volgende
from wijkagenda.controle import klachten_bij_vaststellen
from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import onderwerp
from wijkagenda.stand import bevries_toetsen
from wijkagenda.toestemming import personen_van, vastgelegd_besluit
from wijkagenda.voorstellen import HERKOMST as VOORSTEL
from wijkwerk.afspraken import service as afspraken
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.gevolgd import vertel_stand
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel.rijen.plannen import Planvorm
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import Klacht, houder_sleutel, selector_naam

EEN_JAAR = timedelta(days=365)


@transaction.atomic
def stel_vast(
    *,
    plan: Plan,
    door: Gebruiker,
    datum: date | None = None,
    kenmerk: str = "",
    gegevens: Mapping[str, Any] | None = None,
) -> Plan:
    """Establish the plan. Raises StapGeweigerd with every complaint at its place, what may never be published included.

    `datum` is the day of the decision (today when it is taken here); where a decision was recorded, that one counts.
    What was computed for its judgments is frozen and the version before is replaced; each item with a trekker becomes, or
    stays, one afspraak in the register.
    """
    datum = datum or timezone.localdate()
    _vergrendel_met_zelfde_onderwerp(plan)
    plan = vergrendel(plan)
    ook = [*klachten_bij_vaststellen(plan), *klachten_over_openbaar(plan)[0]]
    if datum > timezone.localdate():
        ook.append(Klacht("De datum van het besluit ligt in de toekomst.", "datum"))
    plan, uitkomst = begin("vaststellen", plan, door, {**(gegevens or {}), "besluitdatum": datum}, ook)
    vorm = plan.planvorm
    besluit = vastgelegd_besluit(plan, vorm)
    # Before the version before is replaced: it is what people looked at when they judged.
    bevries_toetsen(plan)
    Plan.objects.vastgesteld().filter(gebied=plan.gebied, vorm=plan.vorm).update(stand=Plan.Stand.VERVANGEN)
    plan.stand = Plan.Stand.VASTGESTELD
    plan.vastgesteld_op = besluit.datum if besluit else datum
    plan.vastgesteld_door = orgaan_van(plan, vorm, door)
    plan.kenmerk = besluit.kenmerk if besluit else kenmerk.strip()
    plan.save(update_fields=["stand", "vastgesteld_op", "vastgesteld_door", "kenmerk"])
    for item in plan.items.opgenomen().voor_lijst():
        _maak_afspraak(item, plan, door)
    noteer(
        door=door,
        stap="plan.vaststellen",
        ding=plan,
        gegevens={"op": plan.vastgesteld_op.isoformat(), "vervangt": plan.vorige_id},
    )
    wie = (*uitkomst.meldt, *vorm.auteur, *vorm.vaststelling.voordracht, *vorm.vaststelling.ondertekening)
    zet_klaar_voor(wie, "plan-vastgesteld", ding=plan, plek=plan.plek(), behalve=door)
    vertel_stand(plan)
    begin_volgende(plan, door)
    return plan


def orgaan_van(plan: Plan, vorm: Planvorm, door: Gebruiker) -> str:
    """The body as a reader knows it: of the recorded decision, the one this person is, or the signers."""
    over = onderwerp(plan)
    besluit = vastgelegd_besluit(plan, vorm)
    if besluit is not None:
        wie = next(selector for selector in vorm.vaststelling.door if str(selector) == besluit.orgaan)
        return selector_naam(wie, over)
    for selector in personen_van(vorm.vaststelling.door):
        if is_een(door, (selector,), plan.plek()):
            return selector_naam(selector, over)
    wie_samen = vorm.vaststelling.ondertekening or vorm.vaststelling.door or vorm.auteur
    return " en ".join(selector_naam(selector, over) for selector in wie_samen) or "de opsteller"


def _vergrendel_met_zelfde_onderwerp(plan: Plan) -> None:
    """Hold every plan that a topic of this one stands on, in the order of their ids: of two that are established at the
    same moment the second sees the afspraak that the first made (ETL-07)."""
    sporen = Planitem.objects.filter(plan=plan.pk).values("spoor")
    elders = Planitem.objects.filter(spoor__in=sporen).values("plan")
    plannen = Plan.objects.filter(Q(pk=plan.pk) | Q(pk__in=elders))
    list(plannen.select_for_update(of=("self",)).order_by("pk"))


def _afspraak_elders(item: Planitem) -> Afspraak | None:
    """An open afspraak of the same holder that is this promise already: made by the plan of another area for the same
    topic, or with the answer to the proposal that it comes from."""
    elders = Planitem.objects.opgenomen().filter(spoor=item.spoor).exclude(plan__gebied=item.plan.gebied_id)
    voorstellen = item.herkomsten.filter(soort=VOORSTEL, object_soort="signaal").values("object_id")
    antwoorden = Antwoord.objects.geldend().filter(signaal__in=voorstellen)
    pks = {*elders.values_list("afspraak", flat=True), *antwoorden.values_list("afspraak", flat=True)}
    mogelijk = Afspraak.objects.filter(pk__in=pks - {None}, gevoelig="nee").voor_lijst()
    return next((rij for rij in mogelijk if rij.is_open and rij.houder == item.houder), None)


def _maak_afspraak(item: Planitem, plan: Plan, door: Gebruiker) -> None:
    """One afspraak per item with a trekker: promised when the trekker agreed, else asked.

    A topic of several areas has one holder (ETL-07), so one afspraak, made by the first plan that is established.
    """
    houder = item.houder
    if item.afspraak_id is not None or houder is None:
        return
    item.afspraak = _afspraak_elders(item)
    if item.afspraak is not None:
        item.save(update_fields=["afspraak"])
        return
    sleutel = houder_sleutel(houder)
    akkoord = Instemming.objects.filter(wie=sleutel, stand=Instemming.Stand.AKKOORD)
    item.afspraak = afspraken.maak(
        wat=item.titel,
        houder=houder,
        uiterlijk=item.einddatum or plan.periode_tot or plan.periode_van + EEN_JAAR,
        bron=plan,
        gebieden=list(item.gebieden.all()) or [plan.gebied],
        door=door,
        thema=item.thema,
        toegezegd=akkoord.bij(item).exists() or akkoord.bij(plan).exists(),
    )
    item.save(update_fields=["afspraak"])
