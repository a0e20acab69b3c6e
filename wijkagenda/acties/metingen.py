"""The figure that a goal wants to move."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from wijkagenda import cijferkeuze
from wijkagenda.acties.begin import begin
from wijkagenda.models import Doelmeting, Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht


@transaction.atomic
def zet_meting(
    *,
    item: Planitem,
    maat: str,
    wens: str,
    streef: Decimal | None,
    door: Gebruiker,
    periode: int | None = None,
) -> Doelmeting:
    """Say which figure a goal moves and where to; it starts at that of this period, else at the newest there is (DHR-58).

    Raises StapGeweigerd for what is no goal, for a measure without a number here, and for a target on the wrong side.
    """
    plan = item.plan
    eerder = Doelmeting.objects.filter(planitem=item).first()
    # The start stays what it was as long as the measure does.
    zelfde = eerder is not None and eerder.maat == maat and periode in (None, eerder.periode)
    blijft = eerder if zelfde else None
    blok = None
    if blijft is None and cijferkeuze.bestaat(maat):
        blok = cijferkeuze.maak_blok(maat, plan.gebied, periode)
    ook = []
    if plan.planvorm.item(item.soort).aard != "doel":
        ook.append(Klacht("Alleen een doel wil een cijfer veranderen.", ""))
    if blok is None and blijft is None:
        ook.append(Klacht("Van dit cijfer is er voor dit gebied en deze periode geen getal.", "maat"))
    start = blijft.blok if blijft else blok[0] if blok else None
    if streef is not None and start is not None:
        ook += _verkeerde_kant(wens, streef, Decimal(start.eigen.getal or 0))
    plan, _ = begin("bewerken", plan, door, ook=ook)
    if blijft is not None:
        blijft.wens, blijft.streef, blijft.door = wens, streef, door
        blijft.save(update_fields=["wens", "streef", "door"])
        rij = blijft
    else:
        assert blok is not None
        rij, _nieuw = Doelmeting.objects.update_or_create(
            planitem=item,
            defaults={
                "maat": maat,
                "periode": blok[1].periode,
                "begin": blok[0].model_dump(mode="json"),
                "wens": wens,
                "streef": streef,
                "door": door,
            },
        )
    noteer(door=door, stap="planitem.wijzigen", ding=item, gegevens={"maat": maat, "wens": wens})
    return rij


def _verkeerde_kant(wens: str, streef: Decimal, begin: Decimal) -> list[Klacht]:
    hoger_mis = wens == Doelmeting.Wens.HOGER and streef <= begin
    lager_mis = wens == Doelmeting.Wens.LAGER and streef >= begin
    if hoger_mis or lager_mis:
        woord = "hoger" if hoger_mis else "lager"
        return [Klacht(f"Kies een getal dat {woord} is dan nu ({cijferkeuze.als_tekst(begin)}).", "streef")]
    return []


@transaction.atomic
def verwijder_meting(*, item: Planitem, door: Gebruiker) -> None:
    begin("bewerken", item.plan, door)
    if Doelmeting.objects.filter(planitem=item).delete()[0]:
        noteer(door=door, stap="planitem.wijzigen", ding=item, gegevens={"maat": ""})
