"""A plan arranged for its page: the steps it goes through, and its items as tables."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from wijkagenda import velden
from wijkagenda.bevriezen import PUBLIEKE_STAND, redenen
from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import ITEMS
from wijkwerk.profiel import Veld
from wijkwerk.profiel.rijen.plannen import Itemsoort
from wijkwerk.publicatie.service import uitstel_in_woorden
from wijkwerk.regels.service import Onderwerp

# So many fields beside title, trekker and day fit in a table.
VELDEN_IN_TABEL = 2


@dataclass(frozen=True)
class Stapje:
    naam: str
    klaar: bool
    nu: bool


def stappen(plan: Plan) -> list[Stapje]:
    """The states that a plan of this form passes, and where it is."""
    vorm = plan.planvorm
    namen = [("concept", "Schrijven")]
    if vorm.bijdragen is not None:
        namen.append(("gebundeld", "Gebundeld"))
    if vorm.vaststelling.wordt_voorgelegd:
        namen.append(("voorgedragen", "Voorgedragen"))
    namen += [("vastgesteld", "Vastgesteld"), ("gepubliceerd", "Gepubliceerd")]
    stand = "gepubliceerd" if plan.gepubliceerd_op else "vastgesteld" if plan.vastgesteld_op else plan.stand
    sleutels = [sleutel for sleutel, _ in namen]
    hier = sleutels.index(stand) if stand in sleutels else 0
    return [Stapje(naam, nummer < hier, nummer == hier) for nummer, (_, naam) in enumerate(namen)]


@dataclass(frozen=True)
class Regel:
    """One item as a row; everything that costs time is a plain value here."""

    item: Planitem
    url: str
    diep: bool
    trekker: str
    stand: str
    woord: str
    cellen: tuple[tuple[str, str], ...]
    # How often it was put off, and why the last time.
    uitstel: str = ""
    reden: str = ""


@dataclass(frozen=True)
class Tabel:
    """Items of one highest kind with their children under them."""

    soort: Itemsoort
    kolommen: tuple[str, ...]
    regels: tuple[Regel, ...]

    @property
    def met_trekker(self) -> bool:
        """A finding has nobody who pulls it: then there is no column for it."""
        return any(regel.trekker for regel in self.regels)

    @property
    def met_uiterlijk(self) -> bool:
        return any(regel.item.uiterlijk for regel in self.regels)


def itemtabellen(plan: Plan, over: Onderwerp) -> list[Tabel]:
    """Every item that is not left out, children under their parent."""
    items: list[Planitem] = over.gegevens[ITEMS]
    soorten = {soort.sleutel: soort for soort in plan.planvorm.items}
    kinderen: dict[int | None, list[Planitem]] = {}
    for item in items:
        kinderen.setdefault(item.ouder_id, []).append(item)
    verzet = [item.afspraak for item in items if item.afspraak and item.afspraak.uitgesteld]
    waarom = redenen(afspraak for afspraak in verzet if afspraak.gevoelig == "nee")
    tabellen = []
    for soort in plan.planvorm.items:
        boven = [item for item in kinderen.get(None, []) if item.soort == soort.sleutel]
        if boven:
            lijst = [kind for item in boven for kind in _met_kinderen(item, kinderen)]
            tabellen.append(_tabel(soort, soorten, lijst, waarom))
    return tabellen


def _met_kinderen(item: Planitem, kinderen: dict[int | None, list[Planitem]]) -> list[Planitem]:
    return [item, *(diep for kind in kinderen.get(item.pk, []) for diep in _met_kinderen(kind, kinderen))]


def _tabel(
    soort: Itemsoort, soorten: dict[str, Itemsoort], items: list[Planitem], waarom: dict[int, str]
) -> Tabel:
    gebruikt = [soorten[item.soort] for item in items if item.soort in soorten]
    kolommen = {
        veld.sleutel: veld.naam
        for een in gebruikt
        for veld in velden.eigen_velden(een)
        if veld.soort != "tekst" or veld in een.besluit
    }
    kolommen = dict(list(kolommen.items())[:VELDEN_IN_TABEL])
    return Tabel(
        soort, tuple(kolommen.values()), tuple(_regel(item, soorten, kolommen, waarom) for item in items)
    )


def _regel(
    item: Planitem, soorten: dict[str, Itemsoort], kolommen: dict[str, str], waarom: dict[int, str]
) -> Regel:
    eigen = (
        {veld.sleutel: veld for veld in velden.eigen_velden(soorten[item.soort])}
        if item.soort in soorten
        else {}
    )
    waarden = item.velden or {}
    stand, woord = (item.stand, item.get_stand_display())
    if item.afspraak is not None:
        stand, woord = PUBLIEKE_STAND[item.afspraak.stand]
    return Regel(
        item=item,
        url=reverse("wijkagenda:item", args=[item.plan_id, item.pk]),
        diep=item.ouder_id is not None,
        trekker=str(item.trekker or ""),
        stand=stand,
        woord=woord,
        uitstel=uitstel_in_woorden(item.afspraak.uitgesteld) if item.afspraak else "",
        reden=waarom.get(item.afspraak.pk, "") if item.afspraak else "",
        cellen=tuple(
            (
                naam,
                _cel(eigen[sleutel], waarden.get(sleutel), soorten[item.soort]) if sleutel in eigen else "",
            )
            for sleutel, naam in kolommen.items()
        ),
    )


def _cel(veld: Veld, waarde: object, soort: Itemsoort) -> str:
    return velden.leesbaar(veld, waarde) or ("nog open" if veld in soort.besluit else "")
