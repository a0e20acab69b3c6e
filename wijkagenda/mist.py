"""What is still missing in a plan: one short list, gravest first, each line with the place to mend it.

The same checks as the steps make, but for a page: items are looked at together, so that their number costs no queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from wijkagenda.controle import ONDERTEKENING, klachten_van_plan
from wijkagenda.itemregels import bezwaren_van_items
from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import ITEMS, onderwerp
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import Klacht, Onderwerp, bezwaren

# Taken up or not yet: what an item lacks stands in the way of the plan (left out is out).
IN_HET_PLAN = frozenset({Planitem.Stand.VOORGENOMEN, Planitem.Stand.OPGENOMEN})


@dataclass(frozen=True)
class Mist:
    """One line. `aantal` items miss the same thing; `url` leads to the (first) place."""

    tekst: str
    url: str
    aantal: int = 1
    eis: tuple[str, ...] = ()


def toets(
    plan: Plan, gebruiker: Gebruiker | None, over: Onderwerp | None = None
) -> tuple[list[Mist], list[Klacht]]:
    """Return (what stands between this plan and its adoption, what the profile only advises)."""
    over = over or onderwerp(plan)
    per_item = bezwaren_van_items(over, IN_HET_PLAN)
    hard, advies = bezwaren("vaststellen", over, gebruiker)
    van_plan = [*klachten_van_plan(plan, over), *hard]
    losse = [klacht for klacht in van_plan if not klacht.veld.startswith("item-")]
    if plan.stand != Plan.Stand.VOORGEDRAGEN:
        # Nobody can sign yet.
        losse = [klacht for klacht in losse if klacht.veld != ONDERTEKENING]
    return [*_gegroepeerd(plan, over, per_item), *met_plek(plan, losse)], advies


def met_plek(plan: Plan, klachten: Iterable[Klacht]) -> list[Mist]:
    """Each complaint with the page on which it is mended."""
    return [Mist(klacht.tekst, _adres(plan, klacht), 1, klacht.eis) for klacht in klachten]


def wat_mist(plan: Plan, gebruiker: Gebruiker | None = None) -> list[Mist]:
    return toets(plan, gebruiker)[0]


def adviezen(plan: Plan, gebruiker: Gebruiker | None = None) -> list[Klacht]:
    return toets(plan, gebruiker)[1]


def _gegroepeerd(plan: Plan, over: Onderwerp, per_item: list[tuple[Planitem, Klacht]]) -> Iterator[Mist]:
    """“Nog 4 acties: vul in: Einde.” One line for what several items miss."""
    groepen: dict[tuple[str, str], list[tuple[Planitem, Klacht]]] = {}
    for item, klacht in per_item:
        groepen.setdefault((item.soort, klacht.tekst), []).append((item, klacht))
    zonder_klacht = _alleen_besluiten(over, {item.pk for item, _ in per_item})
    for (soort, tekst), rijen in sorted(groepen.items(), key=lambda paar: -len(paar[1])):
        item, klacht = rijen[0]
        naam = plan.planvorm.item(soort).naam
        wat = tekst.removeprefix("Vul in: ").rstrip(".")
        if wat == tekst.rstrip("."):
            tekst_nu = (
                f"{naam} {item.nummer}: {tekst}"
                if len(rijen) == 1
                else f"{len(rijen)} × {naam.lower()}: {tekst}"
            )
        elif len(rijen) == 1:
            tekst_nu = f"Bij {naam.lower()} {item.nummer} ontbreekt: {wat.lower()}."
        else:
            tekst_nu = f"Bij {len(rijen)} × {naam.lower()} ontbreekt: {wat.lower()}."
        yield Mist(tekst_nu, _itemadres(item), len(rijen), klacht.eis)
    yield from zonder_klacht


def _alleen_besluiten(over: Onderwerp, met_klacht: set[int]) -> list[Mist]:
    """Items that are complete and wait for a decision: take up or leave out."""
    return [
        Mist(f"Neem “{item}” op, of laat het weg.", _itemadres(item))
        for item in over.gegevens[ITEMS]
        if item.stand == Planitem.Stand.VOORGENOMEN and item.pk not in met_klacht
    ]


def _itemadres(item: Planitem) -> str:
    return reverse("wijkagenda:item", args=[item.plan_id, item.pk])


def _adres(plan: Plan, klacht: Klacht) -> str:
    """The page on which a complaint about the plan is mended."""
    if klacht.url:
        return klacht.url
    if klacht.veld.startswith("item-"):
        return reverse("wijkagenda:item", args=[plan.pk, klacht.veld.removeprefix("item-")])
    if klacht.veld.startswith("sectie-"):
        return reverse("wijkagenda:sectie", args=[plan.pk, klacht.veld.removeprefix("sectie-")])
    if klacht.veld.startswith("uitkomst-"):
        return reverse("wijkagenda:uitkomst", args=[plan.pk, klacht.veld.removeprefix("uitkomst-")])
    if klacht.veld.startswith("afspraak-"):
        return reverse("afspraken:oordeel", args=[klacht.veld.removeprefix("afspraak-")])
    vast = {"besluit": "besluit", "bijdragen": "bijdragen", "instemming": "akkoorden", "bronnen": "bronnen"}
    naam = vast.get(klacht.veld.partition(".")[0])
    if naam is not None:
        return reverse(f"wijkagenda:{naam}", args=[plan.pk])
    if klacht.veld == "afspraken.nagekomen" or klacht.veld.startswith("afspraken."):
        return reverse("wijkagenda:nagekomen", args=[plan.pk])
    if klacht.veld in {"", "stand", "ondertekening", "maskering"} or "." in klacht.veld:
        return reverse("wijkagenda:detail", args=[plan.pk])
    return reverse("wijkagenda:bewerken", args=[plan.pk])
