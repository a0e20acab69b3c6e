"""A plan as rules of the profile see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, cast

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from wijkagenda import objecten
from wijkagenda.models import Bijdrage, Plan, Planbron, Planitem
from wijkagenda.regels.gemeen import BEWONERS, ELK_ITEM, ITEMS, partijen_van
from wijkagenda.regels.planitem import onderwerp_item
from wijkagenda.voorgangers import verlopen_afspraken, voorgangers
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.profiel.wie import PARTIJSOORTEN, selector
from wijkwerk.regels.service import Betekenis, Onderwerp, houder_sleutel, selector_naam

AFSPRAKEN = "afspraken"


def _plan(onderwerp: Onderwerp) -> Plan:
    assert isinstance(onderwerp.ding, Plan)
    return onderwerp.ding


def _bijdragen(onderwerp: Onderwerp) -> list[Bijdrage]:
    plan = _plan(onderwerp)
    return list(plan.bijdragen.select_related("partij")) if plan.pk else []


def _tel_bijdragen(onderwerp: Onderwerp, per: str | None, soort: str = "") -> dict[str, int]:
    """Delivered contributions; per party also those that were asked and have not come, or were never asked."""
    rijen = [rij for rij in _bijdragen(onderwerp) if not soort or (rij.partij and rij.partij.soort == soort)]
    if per != "partij":
        return {"": sum(rij.geleverd_op is not None for rij in rijen)}
    telling: dict[str, int] = {}
    for rij in rijen:
        van = str(rij.partij) if rij.partij else selector_naam(selector(rij.van), onderwerp)
        telling[van] = telling.get(van, 0) + (rij.geleverd_op is not None)
    vorm = onderwerp.profiel.planvorm(_plan(onderwerp).vorm)
    gevraagd = {rij.van for rij in rijen}
    for wie in vorm.bijdragen.van if vorm.bijdragen and not soort else ():
        if str(wie) not in gevraagd:
            telling.setdefault(selector_naam(wie, onderwerp), 0)
    return telling


def _tel_bewoners(onderwerp: Onderwerp, per: str | None) -> dict[str, int]:
    """Residents who contributed: their bodies and groups, and what came from the side of the residents."""
    geleverd = [rij for rij in _bijdragen(onderwerp) if rij.geleverd_op is not None]
    return {
        "": sum(
            rij.van == "kant:bewoners" or (rij.partij is not None and rij.partij.soort in BEWONERS)
            for rij in geleverd
        )
    }


def _lees_items(plan: Plan) -> list[Planitem]:
    """The items of a plan that are not left out, each with the plan itself (no query per item)."""
    items = list(plan.items.niet_weggelaten().voor_lijst()) if plan.pk else []
    for item in items:
        item.plan = plan
    return items


def _items(onderwerp: Onderwerp) -> list[Planitem]:
    """Read once per subject, however many rules look at them."""
    items: list[Planitem] = onderwerp.gegevens[ITEMS]
    return items


def _tel_partijen(onderwerp: Onderwerp, per: str | None, soort: str = "") -> dict[str, int]:
    partijen = partijen_van(_items(onderwerp))
    return {"": sum(not soort or partij.soort == soort for partij in partijen)}


def _tel_bronnen(onderwerp: Onderwerp, per: str | None, soort: str = "") -> dict[str, int]:
    """Of the rows themselves: a page that read them already asks nothing more."""
    plan = _plan(onderwerp)
    bronnen = plan.bronnen.all() if plan.pk else ()
    return {"": sum(not soort or bron.soort == soort for bron in bronnen)}


def _herkomsten(onderwerp: Onderwerp, soort: str) -> set[tuple[str, int | None]]:
    items = _items(onderwerp)
    return {
        (herkomst.object_soort, herkomst.object_id)
        for item in items
        for herkomst in item.herkomsten.all()
        if soort in {herkomst.soort, herkomst.object_soort}
    }


def _onderdelen(onderwerp: Onderwerp, soort: str) -> Iterator[Onderwerp]:
    """The items of a kind (or all), or the afspraken that are due."""
    plan = _plan(onderwerp)
    if soort == AFSPRAKEN:
        for afspraak in _verlopen(onderwerp):
            yield _van_afspraak(onderwerp, afspraak)
        return
    kinderen = _kinderen(_items(onderwerp))
    for item in _items(onderwerp):
        if soort in {ELK_ITEM, item.soort}:
            yield onderwerp_item(item, plan=plan, kinderen=kinderen.get(item.pk, []))


def _kinderen(items: Iterable[Planitem]) -> dict[int, list[Planitem]]:
    per_ouder: dict[int, list[Planitem]] = {}
    for item in items:
        if item.ouder_id is not None:
            per_ouder.setdefault(item.ouder_id, []).append(item)
    return per_ouder


def _verlopen(onderwerp: Onderwerp) -> list[Afspraak]:
    plan = _plan(onderwerp)
    return list(verlopen_afspraken(plan, onderwerp.profiel.planvorm(plan.vorm))) if plan.pk else []


def _tel_afspraken(onderwerp: Onderwerp, per: str | None) -> dict[str, int]:
    return {"": sum(item.trekker is not None for item in _items(onderwerp))}


def _is_tussentijds(onderwerp: Onderwerp) -> bool:
    vorige = _plan(onderwerp).vorige
    return vorige is not None and (vorige.periode_tot is None or vorige.periode_tot >= timezone.localdate())


def _volgt_op_ander(onderwerp: Onderwerp) -> bool:
    plan = _plan(onderwerp)
    return plan.vorige_id is not None or bool(voorgangers(onderwerp.profiel.planvorm(plan.vorm), plan.gebied))


def _is_te_laat(onderwerp: Onderwerp) -> bool:
    gepland = _plan(onderwerp).besluit_gepland
    return gepland is not None and gepland < timezone.localdate()


def _planveld(onderwerp: Onderwerp, sleutel: str) -> Any:
    plan = _plan(onderwerp)
    if sleutel in {"titel", "samenvatting"}:
        return getattr(plan, sleutel)
    if sleutel == "besluitdatum":
        return onderwerp.gegevens.get("besluitdatum") or plan.vastgesteld_op
    if sleutel in (plan.velden or {}):
        return plan.velden[sleutel]
    secties = {sectie.sleutel: sectie.tekst for sectie in plan.secties.all()} if plan.pk else {}
    return secties.get(sleutel)


def _planbronnen(onderwerp: Onderwerp) -> frozenset[str]:
    """Every origin that an item refers to."""
    return frozenset(herkomst.soort for item in _items(onderwerp) for herkomst in item.herkomsten.all())


PLAN = Betekenis(
    feiten={
        "afspraak-verlopen": lambda o: bool(_verlopen(o)),
        "tussentijds": _is_tussentijds,
        "eerste-keer": lambda o: _plan(o).vorige_id is None,
        "wijkt-af": lambda o: bool(o.gegevens.get("wijkt-af")),
        "te-laat": _is_te_laat,
        "formele-inspraak": lambda o: bool(o.gegevens.get("formele-inspraak")),
        "volgt-op-ander-plan": _volgt_op_ander,
    },
    relaties={
        "bijdragen": _tel_bijdragen,
        **{f"bijdragen.{soort}": partial(_tel_bijdragen, soort=soort) for soort in PARTIJSOORTEN},
        "partijen": _tel_partijen,
        **{f"partijen.{soort}": partial(_tel_partijen, soort=soort) for soort in PARTIJSOORTEN},
        "bronnen": _tel_bronnen,
        **{f"bronnen.{soort}": partial(_tel_bronnen, soort=soort) for soort in Planbron.Soort.values},
        "bewoners": _tel_bewoners,
        "afspraken": _tel_afspraken,
        "voorstellen": lambda o, per: {"": len(_herkomsten(o, "voorstel"))},
        "adviezen": lambda o, per: _tel_bronnen(o, per, Planbron.Soort.ADVIES),
        "gebieden": lambda o, per: {
            "": len({g.pk for item in _items(o) for g in item.gebieden.all()} | {_plan(o).gebied_id})
        },
        "disciplines": lambda o, per: {
            "": len({d for partij in partijen_van(_items(o)) for d in partij.disciplines})
        },
        "overleggen": lambda o, per: {"": len(_herkomsten(o, "overleg"))},
        "budgetten": lambda o, per: {"": len(_herkomsten(o, "begroting"))},
    },
    velden={sleutel: partial(_planveld, sleutel=sleutel) for sleutel in objecten.PLAN.velden},
    onderdelen=_onderdelen,
    bronnen=_planbronnen,
)


def onderwerp(
    plan: Plan, gegevens: Mapping[str, Any] | None = None, *, pas_als_gevraagd: bool = False
) -> Onderwerp:
    """The plan at a step, with its items. `pas_als_gevraagd`: items are read only when somebody looks at them.

    That is for a page that asks no more than who may; an action reads them at once, as they are before it changes them.
    """
    items: list[Planitem] = (
        cast("list[Planitem]", SimpleLazyObject(partial(_lees_items, plan)))
        if pas_als_gevraagd
        else _lees_items(plan)
    )
    trekkers: tuple[Houder, ...] = (
        cast("tuple[Houder, ...]", SimpleLazyObject(partial(_trekkers, items)))
        if pas_als_gevraagd
        else _trekkers(items)
    )
    return Onderwerp(
        object="plan",
        soort=plan.vorm,
        ding=plan,
        plek=plan.plek(),
        profiel=plan.profiel,
        betekenis=PLAN,
        gegevens={ITEMS: items, **(gegevens or {})},
        houders={"trekker": trekkers},
        naam=plan.titel,
    )


def _trekkers(items: Iterable[Planitem]) -> tuple[Houder, ...]:
    return tuple({houder_sleutel(h): h for item in items if (h := item.trekker) is not None}.values())


def _van_afspraak(plan: Onderwerp, afspraak: Afspraak) -> Onderwerp:
    """A promise that is due: kept is its own explanation."""
    kent = afspraak.nagekomen_toelichting or (
        "nagekomen" if afspraak.nagekomen == Afspraak.Nagekomen.JA else ""
    )
    return Onderwerp(
        object="afspraak",
        soort=plan.soort,
        ding=afspraak,
        plek=plan.plek,
        profiel=plan.profiel,
        betekenis=Betekenis(
            velden={
                "nagekomen": lambda o: afspraak.nagekomen,
                "toelichting": lambda o: kent,
                "wat": lambda o: afspraak.wat,
                "wanneer": lambda o: afspraak.uiterlijk,
                "uiterlijk": lambda o: afspraak.uiterlijk,
                "wie": lambda o: afspraak.houder,
                "resultaat": lambda o: afspraak.resultaat,
            }
        ),
        naam=afspraak.wat,
    )
