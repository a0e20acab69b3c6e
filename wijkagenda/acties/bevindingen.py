"""Findings: take a proposal over or put it off, and keep what people say of one."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wijkagenda.acties.begin import begin
from wijkagenda.acties.bronnen import klachten_over_dag, klachten_over_persoon, voeg_cijfer_toe
from wijkagenda.acties.items import Itemgegevens, voeg_toe
from wijkagenda.models import Herkenning, NietNu, Plan, Planitem
from wijkagenda.opvallend import Opvallend
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht

LANGSTE_TITEL = 300


@transaction.atomic
def neem_voorstel_over(*, plan: Plan, soort: str, voorstel: Opvallend, door: Gebruiker) -> Planitem:
    """Make a finding of this kind out of a figure that stands out, with the figure and its reason under it (DHR-55, DHR-56).

    Raises StapGeweigerd when the kind is no finding, or there is a finding of this figure already.
    """
    bekend = {rij.sleutel for rij in plan.planvorm.van_aard("bevinding")}
    ook = [] if soort in bekend else [Klacht("Dit soort bevinding kent dit plan niet.", "soort")]
    plan, _ = begin("bewerken", plan, door, ook=ook)
    al = plan.bronnen.filter(maat=voorstel.maat.sleutel, periode=voorstel.periode, planitem__isnull=False)
    if al.exclude(planitem__stand=Planitem.Stand.WEGGELATEN).exists():
        begin("bewerken", plan, door, ook=[Klacht("Over dit cijfer is er al een bevinding.", "maat")])
    item = voeg_toe(
        plan=plan,
        soort=soort,
        gegevens=Itemgegevens(titel=titel_van(voorstel), gebieden=[plan.gebied]),
        door=door,
    )
    voeg_cijfer_toe(plan=plan, maat=voorstel.maat.sleutel, periode=voorstel.periode, item=item, door=door)
    return item


def titel_van(voorstel: Opvallend) -> str:
    """“Koopwoningen: 12 procent lager dan Den Helder, en 3 punten gedaald sinds 2021”."""
    naam = voorstel.maat.naam
    titel = f"{naam[:1].upper()}{naam[1:]}: {' en '.join(voorstel.redenen)}"
    return titel if len(titel) <= LANGSTE_TITEL else titel[: LANGSTE_TITEL - 1] + "…"


@transaction.atomic
def stel_uit(*, plan: Plan, maat: str, periode: int, reden: str, door: Gebruiker) -> NietNu:
    """Not this proposal now; the reason is kept, and a figure of a newer period comes back."""
    ook = [] if reden.strip() else [Klacht("Geef een reden. Zo weet een ander het later ook.", "reden")]
    plan, _ = begin("bewerken", plan, door, ook=ook)
    rij, nieuw = NietNu.objects.get_or_create(
        plan=plan, maat=maat, periode=periode, defaults={"reden": reden.strip(), "door": door}
    )
    if not nieuw:
        begin("bewerken", plan, door, ook=[Klacht("Hierover is al besloten.", "reden")])
    noteer(door=door, stap="plan.bewerken", ding=plan, reden=reden, gegevens={"niet_nu": maat})
    return rij


@transaction.atomic
def haal_terug(*, rij: NietNu, door: Gebruiker) -> None:
    """Propose it again."""
    plan, _ = begin("bewerken", rij.plan, door)
    noteer(door=door, stap="plan.bewerken", ding=plan, gegevens={"terug": rij.maat})
    rij.delete()


@transaction.atomic
def leg_herkenning_vast(
    *,
    item: Planitem,
    groep: str,
    datum: date,
    uitkomst: str,
    aanvulling: str,
    door: Gebruiker,
    bij: str = "",
    ding: tuple[str, int] | None = None,
) -> Herkenning:
    """Keep whether a group recognises a finding, and what it adds. `ding`: the meeting or survey, as kind and id.

    Raises StapGeweigerd for what is no finding, or what seems to be about a person.
    """
    plan = item.plan
    ook = [
        *klachten_over_dag(datum),
        *klachten_over_persoon(groep, "groep"),
        *klachten_over_persoon(aanvulling, "aanvulling"),
    ]
    if plan.planvorm.item(item.soort).aard != "bevinding":
        ook.append(Klacht("Alleen een bevinding leggen wij zo voor.", ""))
    if item.stand == Planitem.Stand.WEGGELATEN:
        ook.append(Klacht("Deze bevinding is weggelaten.", ""))
    if uitkomst == Herkenning.Uitkomst.AANVULLING and not aanvulling.strip():
        ook.append(Klacht("Schrijf op wat de aanvulling is.", "aanvulling"))
    plan, _ = begin("bewerken", plan, door, ook=ook)
    rij = Herkenning.objects.create(
        planitem=item,
        groep=groep.strip(),
        datum=datum,
        uitkomst=uitkomst,
        aanvulling=aanvulling.strip(),
        bij=bij.strip()[:200],
        object_soort=ding[0] if ding else "",
        object_id=ding[1] if ding else None,
        door=door,
    )
    noteer(door=door, stap="planitem.wijzigen", ding=item, gegevens={"herkenning": uitkomst})
    return rij


@transaction.atomic
def verwijder_herkenning(*, rij: Herkenning, door: Gebruiker) -> None:
    begin("bewerken", rij.planitem.plan, door)
    noteer(door=door, stap="planitem.wijzigen", ding=rij.planitem, gegevens={"herkenning": ""})
    rij.delete()
