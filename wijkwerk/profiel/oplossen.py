"""Bare names of fields become fields, and names of relations get their one spelling.

A name of two parts is `kind of item.field`, `relation.field` or the same with a relation at the end:
`doel.prioriteit`, `afspraken.nagekomen`, `doel.resultaten`, `aanvrager.bijdragen`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.invoer import Invoer, Plaats
from wijkwerk.profiel.regels import Hoogstens, Minstens, Verplicht
from wijkwerk.profiel.rijen.plannen import Itemsoort, Planvorm, Sectie
from wijkwerk.profiel.rijen.signalen import Antwoord
from wijkwerk.profiel.velden import Veld
from wijkwerk.profiel.woordenschat import ELK_ITEM, Woordenschat, algemene_velden, noemt, woordenschat

M = TypeVar("M", Itemsoort, Sectie, Antwoord)


def los_op(invoer: Invoer) -> None:
    """Replace in every row what is only a name by what it names; what cannot be found becomes an error."""
    for plaats, vorm in invoer.van("planvorm", Planvorm):
        _planvorm(invoer, plaats, vorm)
    van_signaal = woordenschat(invoer, "signaal").velden
    for plaats, antwoord in invoer.van("antwoord", Antwoord):
        plaats.rij = _met_velden(invoer, plaats, "", antwoord, van_signaal)
    for plaats, regel in list(invoer.regels()):
        if regel.object not in invoer.taal.objecten:
            continue  # said once, by the check of `bij`
        if isinstance(regel, Verplicht):
            woorden = woordenschat(invoer, regel.object, regel.voor)
            velden = tuple(
                _regelveld(invoer, plaats, f"velden[{nummer}]", veld, woorden)
                for nummer, veld in enumerate(regel.velden, start=1)
            )
            plaats.rij = regel.model_copy(update={"velden": velden})
        elif isinstance(regel, Minstens | Hoogstens):
            woorden = woordenschat(invoer, regel.object, regel.voor)
            plaats.rij = regel.model_copy(update={"wat": _relatie(invoer, plaats, regel.wat, woorden)})


# --- fields


def _planvorm(invoer: Invoer, plaats: Plaats, vorm: Planvorm) -> None:
    van_items, van_plan = algemene_velden(invoer, "planitem"), algemene_velden(invoer, "plan")
    items = tuple(
        _met_velden(invoer, plaats, f"items[{nummer}]", item, van_items)
        for nummer, item in enumerate(vorm.items, start=1)
    )
    secties = tuple(
        _met_velden(invoer, plaats, f"secties[{nummer}]", sectie, van_plan)
        for nummer, sectie in enumerate(vorm.secties, start=1)
    )
    plaats.rij = vorm.model_copy(update={"items": items, "secties": secties})


def _met_velden(invoer: Invoer, plaats: Plaats, pad: str, rij: M, bekend: Mapping[str, Veld]) -> M:
    """The row with every bare name in its lists of fields looked up; each field stands in one of them once."""
    gevonden: dict[str, tuple[Veld, ...]] = {}
    for lijst in ("velden", "besluit") if isinstance(rij, Itemsoort) else ("velden",):
        plek = f"{pad}.{lijst}".lstrip(".")
        gevonden[lijst] = tuple(
            _zoek(invoer, plaats, f"{plek}[{nummer}]", veld.sleutel, bekend) if veld.is_kaal else veld
            for nummer, veld in enumerate(getattr(rij, lijst), start=1)
        )
        sleutels = [veld.sleutel for velden in gevonden.values() for veld in velden]
        eigen = {veld.sleutel for veld in gevonden[lijst]}
        dubbel = sorted(sleutel for sleutel in eigen if sleutels.count(sleutel) > 1)
        invoer.meld_bij(plaats, (Klacht(plek, "elk veld één keer", f'"{sleutel}"') for sleutel in dubbel))
    return rij.model_copy(update=gevonden)


def _zoek(invoer: Invoer, plaats: Plaats, pad: str, naam: str, velden: Mapping[str, Veld]) -> Veld:
    if naam in velden:
        return velden[naam]
    invoer.meld_bij(plaats, [Klacht(pad, "een veld dat hier bestaat", f'"{naam}"', tuple(velden))])
    return Veld.kaal(naam)


def _regelveld(invoer: Invoer, plaats: Plaats, pad: str, veld: Veld, woorden: Woordenschat) -> Veld:
    """A field in a rule: one of its own, one of the object, or one of a thing it leads to."""
    if not veld.is_kaal:
        return veld
    eerste, punt, _ = veld.sleutel.partition(".")
    if not punt:
        return _zoek(invoer, plaats, pad, veld.sleutel, woorden.velden)
    velden = _velden_achter(invoer, plaats, pad, eerste, woorden)
    if velden is None:
        invoer.meld_bij(plaats, [_onbekend_begin(pad, veld.sleutel, woorden)])
        return veld
    gevonden = _zoek(invoer, plaats, pad, veld.sleutel, {f"{eerste}.{s}": v for s, v in velden.items()})
    return gevonden.model_copy(update={"sleutel": veld.sleutel})


def _velden_achter(
    invoer: Invoer, plaats: Plaats, pad: str, naam: str, woorden: Woordenschat
) -> Mapping[str, Veld] | None:
    """The fields of what this first part means; None when it means nothing."""
    items = woorden.item(naam) if woorden.object.naam == "plan" else ()
    if items:
        _elk_plan_heeft(invoer, plaats, pad, naam, woorden)
        eigen = {veld.sleutel: veld for item in items for veld in item.alle_velden}
        return {**algemene_velden(invoer, "planitem"), **eigen}
    if naam in woorden.object.doelen:
        return woordenschat(invoer, woorden.object.doelen[naam]).velden
    return None


# --- relations


def _relatie(invoer: Invoer, plaats: Plaats, naam: str, woorden: Woordenschat) -> str:
    """The one spelling of a relation: kinds of item by their key."""
    eerste, punt, tweede = naam.partition(".")
    if naam in woorden.object.relaties:
        return naam
    items, relaties = _achter(invoer, eerste, woorden) if punt else _vooraan(woorden)
    gezocht = tweede if punt else naam
    for sleutel, voluit in items.items():
        if noemt(gezocht, sleutel):
            _elk_plan_heeft(invoer, plaats, "wat", eerste if punt else sleutel, woorden)
            return voluit
    if gezocht in relaties:
        return relaties[gezocht]
    keuzes = (*items.values(), *sorted(relaties.values()))
    if punt and not keuzes:
        invoer.meld_bij(plaats, [_onbekend_begin("wat", naam, woorden)])
    else:
        invoer.meld_bij(plaats, [Klacht("wat", "een relatie die hier bestaat", f'"{naam}"', keuzes)])
    return naam


def _vooraan(woorden: Woordenschat) -> tuple[dict[str, str], dict[str, str]]:
    """What one word may name: a kind of item in (or under) the thing, or a relation of it."""
    if woorden.object.naam == "plan":
        items = [item.sleutel for item in woorden.items]
        items += [ELK_ITEM] if items else []
    else:
        items = [item.sleutel for item in woorden.items if item.onder is not None]
    return {naam: naam for naam in items}, {naam: naam for naam in woorden.object.relaties}


def _achter(invoer: Invoer, naam: str, woorden: Woordenschat) -> tuple[dict[str, str], dict[str, str]]:
    """What may follow this first part, each with its full name: kinds of item, and relations."""
    smaller = {r.partition(".")[2]: r for r in woorden.object.relaties if r.startswith(f"{naam}.")}
    items = woorden.item(naam) if woorden.object.naam == "plan" else ()
    if items:
        eerste = ELK_ITEM if noemt(naam, ELK_ITEM) else items[0].sleutel
        kinderen = {item.sleutel: f"{eerste}.{item.sleutel}" for item in woorden.kinderen(naam)}
        return kinderen, smaller | _relaties_van(invoer, "planitem", eerste)
    if naam in woorden.object.doelen:
        return {}, smaller | _relaties_van(invoer, woorden.object.doelen[naam], naam)
    return {}, smaller


def _relaties_van(invoer: Invoer, naam: str, eerste: str) -> dict[str, str]:
    return {r: f"{eerste}.{r}" for r in invoer.taal.object(naam).relaties if "." not in r}


def _elk_plan_heeft(invoer: Invoer, plaats: Plaats, pad: str, naam: str, woorden: Woordenschat) -> None:
    """A rule for several plan forms names an item that all of them have: else it is dead for some."""
    zonder = woorden.zonder(naam) if not noemt(naam, ELK_ITEM) and _voor(plaats) else ()
    if zonder:
        gevonden = f'"{naam}", dat ontbreekt in {" en ".join(zonder)}'
        invoer.meld_bij(plaats, [Klacht(pad, "een soort item van elke planvorm in voor", gevonden)])


def _voor(plaats: Plaats) -> Iterable[str]:
    voor: Iterable[str] = getattr(plaats.rij, "voor", ())
    return voor


def _onbekend_begin(pad: str, naam: str, woorden: Woordenschat) -> Klacht:
    soorten = [ELK_ITEM, *(item.sleutel for item in woorden.items)] if woorden.items else []
    keuzes = tuple(dict.fromkeys((*soorten, *sorted(woorden.object.doelen))))
    return Klacht(pad, "voor de punt een soort item of een relatie", f'"{naam}"', keuzes)
