"""What a plan rests on: figures, stories and other findings."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from wijkagenda import cijferkeuze
from wijkagenda.acties.begin import begin
from wijkagenda.models import Plan, Planbron, Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.persoonsgegevens import vind
from wijkwerk.regels.service import Klacht

# What may rest on figures and stories of its own.
ONDERBOUWD = frozenset({"bevinding", "doel", "toets"})


@transaction.atomic
def voeg_bron_toe(
    *, plan: Plan, soort: str, tekst: str, herkomst: str, datum: date, door: Gebruiker
) -> Planbron:
    """Add a figure, a story or another finding; origin and date are never missing (DHR-56)."""
    ook = [] if tekst.strip() else [Klacht("Schrijf op wat de bron zegt.", "tekst")]
    ook += [] if herkomst.strip() else [Klacht("Noem waar het vandaan komt.", "herkomst")]
    plan, _ = begin("bewerken", plan, door, ook=ook)
    bron = Planbron.objects.create(
        plan=plan,
        soort=soort,
        tekst=tekst.strip(),
        herkomst=herkomst.strip(),
        datum=datum,
        toegevoegd_door=door,
    )
    noteer(door=door, stap="plan.bewerken", ding=plan, gegevens={"bron": soort})
    return bron


@transaction.atomic
def voeg_cijfer_toe(
    *, plan: Plan, maat: str, door: Gebruiker, periode: int | None = None, item: Planitem | None = None
) -> Planbron:
    """Add a figure of the catalogue as it is known now, with gemeente and Nederland beside it (DHR-56, DHR-57).

    `periode` None: the newest. Raises StapGeweigerd when there is no number, or the same figure is there already.
    """
    blok = cijferkeuze.maak_blok(maat, plan.gebied, periode) if cijferkeuze.bestaat(maat) else None
    ook = klachten_over_punt(plan, item)
    if blok is None:
        ook.append(
            Klacht(
                "Van dit cijfer is er voor dit gebied en deze periode geen getal.", "maat", plan.planvorm.eis
            )
        )
    plan, _ = begin("bewerken", plan, door, ook=ook)
    assert blok is not None
    cijfer, waarde = blok
    if plan.bronnen.filter(maat=maat, periode=waarde.periode, planitem=item).exists():
        begin("bewerken", plan, door, ook=[Klacht("Dit cijfer staat hier al.", "maat")])
    bron = Planbron.objects.create(
        plan=plan,
        soort=Planbron.Soort.CIJFER,
        planitem=item,
        tekst=cijfer.zin,
        herkomst=(waarde.bron or waarde.maat.bron or "Eigen cijfers")[:200],
        datum=cijferkeuze.peildatum(waarde),
        maat=maat,
        periode=waarde.periode,
        cijfer=cijfer.model_dump(mode="json"),
        toegevoegd_door=door,
    )
    noteer(door=door, stap="plan.bewerken", ding=plan, gegevens={"bron": Planbron.Soort.CIJFER, "maat": maat})
    return bron


@transaction.atomic
def ververs_cijfer(*, bron: Planbron, door: Gebruiker) -> Planbron:
    """Take the newest figure of the same measure in its place."""
    item, plan, maat = bron.planitem, bron.plan, bron.maat
    begin("bewerken", plan, door, ook=[] if maat else [Klacht("Dit is geen cijfer uit het bestand.")])
    bron.delete()
    return voeg_cijfer_toe(plan=plan, maat=maat, item=item, door=door)


@transaction.atomic
def voeg_verhaal_toe(
    *, plan: Plan, tekst: str, verteld_door: str, datum: date, door: Gebruiker, item: Planitem | None = None
) -> Planbron:
    """Add what somebody told, by role and never by name (DHR-56).

    Raises StapGeweigerd when something in it seems to be about a person whom one could find.
    """
    ook = [
        *klachten_over_punt(plan, item),
        *([] if tekst.strip() else [Klacht("Schrijf op wat er is verteld.", "tekst")]),
        *([] if verteld_door.strip() else [Klacht("Kies wie dit vertelde.", "verteld_door")]),
        *klachten_over_persoon(tekst, "tekst"),
        *klachten_over_persoon(verteld_door, "verteld_door"),
        *klachten_over_dag(datum),
    ]
    plan, _ = begin("bewerken", plan, door, ook=ook)
    bron = Planbron.objects.create(
        plan=plan,
        soort=Planbron.Soort.VERHAAL,
        planitem=item,
        tekst=tekst.strip(),
        herkomst=f"Verteld door: {verteld_door.strip()}",
        datum=datum,
        verteld_door=verteld_door.strip(),
        toegevoegd_door=door,
    )
    noteer(door=door, stap="plan.bewerken", ding=plan, gegevens={"bron": Planbron.Soort.VERHAAL})
    return bron


@transaction.atomic
def verwijder_bron(*, bron: Planbron, door: Gebruiker) -> None:
    plan, _ = begin("bewerken", bron.plan, door)
    noteer(door=door, stap="plan.bewerken", ding=plan, gegevens={"bron": ""})
    bron.delete()


def klachten_over_punt(plan: Plan, item: Planitem | None) -> list[Klacht]:
    """An item of this very plan, of a kind that rests on something, and not left out."""
    if item is None:
        return []
    if item.plan_id != plan.pk or item.stand == Planitem.Stand.WEGGELATEN:
        return [Klacht("Kies een punt dat in dit plan staat.", "bij")]
    if plan.planvorm.item(item.soort).aard not in ONDERBOUWD:
        return [Klacht("Bij dit soort punt horen geen eigen cijfers en verhalen.", "bij")]
    return []


def klachten_over_persoon(tekst: str, veld: str) -> list[Klacht]:
    """What seems to be a name, number or address of a person: a story is told by role."""
    return [
        Klacht(f"Haal dit weg, want het lijkt over een persoon te gaan: “{vondst.gevonden}”.", veld)
        for vondst in vind(tekst)
    ]


def klachten_over_dag(datum: date) -> list[Klacht]:
    return [Klacht("Deze dag ligt in de toekomst.", "datum")] if datum > timezone.localdate() else []
