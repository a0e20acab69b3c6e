"""A plan, an item and a contribution as rules of the profile see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from django.utils import timezone

from wijkagenda import objecten, velden
from wijkagenda.models import Bijdrage, Plan, Planbron, Planitem
from wijkagenda.voorgangers import verlopen_afspraken, voorgangers
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.profiel.rijen.plannen import Itemsoort
from wijkwerk.profiel.wie import PARTIJSOORTEN
from wijkwerk.regels.service import Betekenis, Onderwerp, houder_sleutel
from wijkwerk.wijken.models import Partij

BEWONERS = ("bewonersorgaan", "bewonersgroep")
ELK_ITEM = "item"
AFSPRAKEN = "afspraken"
# Under this key a subject carries its items: no field has such a name.
ITEMS = "*items"

# --- plan


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
    telling = dict.fromkeys((str(rij.partij or rij.van) for rij in rijen), 0)
    for rij in rijen:
        telling[str(rij.partij or rij.van)] += rij.geleverd_op is not None
    vorm = onderwerp.profiel.planvorm(_plan(onderwerp).vorm)
    gevraagd = {rij.van for rij in rijen}
    for selector in vorm.bijdragen.van if vorm.bijdragen and not soort else ():
        if str(selector) not in gevraagd:
            telling[str(selector)] = 0
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


def _partijen_van(items: Iterable[Planitem]) -> set[Partij]:
    gevonden = {partij for item in items for partij in item.partijen.all()}
    return gevonden | {
        houder.partij for item in items if (houder := item.trekker) is not None and houder.partij is not None
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
    partijen = _partijen_van(_items(onderwerp))
    return {"": sum(not soort or partij.soort == soort for partij in partijen)}


def _tel_bronnen(onderwerp: Onderwerp, per: str | None, soort: str = "") -> dict[str, int]:
    plan = _plan(onderwerp)
    bronnen = plan.bronnen.filter(soort=soort) if soort else plan.bronnen.all()
    return {"": bronnen.count() if plan.pk else 0}


def _tel(wat: Any) -> Any:
    """A relation that counts one collection."""
    return lambda onderwerp, per: {"": len(wat(onderwerp))}


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
            "": len({d for partij in _partijen_van(_items(o)) for d in partij.disciplines})
        },
        "overleggen": lambda o, per: {"": len(_herkomsten(o, "overleg"))},
        "budgetten": lambda o, per: {"": len(_herkomsten(o, "begroting"))},
    },
    velden={sleutel: partial(_planveld, sleutel=sleutel) for sleutel in objecten.PLAN.velden},
    onderdelen=_onderdelen,
    bronnen=_planbronnen,
)


def onderwerp(plan: Plan, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    items = _lees_items(plan)
    trekkers = {houder_sleutel(h): h for item in items if (h := item.trekker) is not None}
    return Onderwerp(
        object="plan",
        soort=plan.vorm,
        ding=plan,
        plek=plan.plek(),
        profiel=plan.profiel,
        betekenis=PLAN,
        gegevens={ITEMS: items, **(gegevens or {})},
        houders={"trekker": tuple(trekkers.values())},
        naam=plan.titel,
    )


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


# --- item


def _item(onderwerp: Onderwerp) -> Planitem:
    assert isinstance(onderwerp.ding, Planitem)
    return onderwerp.ding


def _soort(onderwerp: Onderwerp) -> Itemsoort:
    item = _item(onderwerp)
    return onderwerp.profiel.planvorm(item.plan.vorm).item(item.soort)


def _itemveld(onderwerp: Onderwerp, sleutel: str) -> Any:
    return velden.waarde(_item(onderwerp), _soort(onderwerp), sleutel)


def _itempartijen(onderwerp: Onderwerp, per: str | None, soort: str = "") -> dict[str, int]:
    item = _item(onderwerp)
    return (
        {"": sum(not soort or partij.soort == soort for partij in _partijen_van([item]))}
        if item.pk
        else {"": 0}
    )


def _itemonderdelen(onderwerp: Onderwerp, soort: str) -> Iterator[Onderwerp]:
    item = _item(onderwerp)
    kinderen = onderwerp.gegevens.get(ITEMS)
    if kinderen is None:
        kinderen = item.kinderen.niet_weggelaten().voor_lijst() if item.pk else []
    for kind in kinderen:
        if soort in {ELK_ITEM, kind.soort}:
            yield onderwerp_item(kind, plan=item.plan)


def _itemherkomst(onderwerp: Onderwerp) -> frozenset[str]:
    item = _item(onderwerp)
    eigen = {herkomst.soort for herkomst in item.herkomsten.all()} if item.pk else set()
    return frozenset(eigen | set(onderwerp.gegevens.get("herkomst-soorten") or ()))


def _itemsamenloop(onderwerp: Onderwerp, op: tuple[str, ...], dagen: int | None) -> list[str]:
    """Other items that are not done, in the same gebied and with the same theme (HEL-54)."""
    item = _item(onderwerp)
    if "thema" in op and not item.thema:
        return []
    anderen = Planitem.objects.niet_weggelaten().filter(soort=item.soort).exclude(spoor=item.spoor)
    anderen = anderen.exclude(plan__stand=Plan.Stand.VERVANGEN)
    if "thema" in op:
        anderen = anderen.filter(thema=item.thema)
    if "gebied" in op:
        anderen = anderen.filter(plan__gebied=item.plan.gebied_id)
    return [str(ander) for ander in anderen.order_by("plan", "volgorde")[:5]]


PLANITEM = Betekenis(
    feiten={
        "korte-termijn": lambda o: _itemveld(o, "korte-termijn") in (True, "ja"),
        "uit-vorig-plan": lambda o: _item(o).overgenomen_van_id is not None,
        "uit-voorstel": lambda o: "voorstel" in _itemherkomst(o),
        "meer-gebieden": lambda o: bool(_item(o).pk) and _item(o).gebieden.count() > 1,
        "gevoelig": lambda o: False,
        "budget-nodig": lambda o: bool(_itemveld(o, "budget") or _itemveld(o, "kosten")),
        "te-laat": lambda o: (dag := _item(o).uiterlijk) is not None and dag < timezone.localdate(),
    },
    relaties={
        "partijen": _itempartijen,
        **{f"partijen.{soort}": partial(_itempartijen, soort=soort) for soort in PARTIJSOORTEN},
        "afspraken": lambda o, per: {"": int(_item(o).trekker is not None)},
        "gebieden": lambda o, per: {"": _item(o).gebieden.count() if _item(o).pk else 0},
        "bewoners": lambda o, per: {
            "": sum(p.soort in BEWONERS for p in _partijen_van([_item(o)])) if _item(o).pk else 0
        },
        "signalen": lambda o, per: {
            "": _item(o).herkomsten.filter(object_soort="signaal").count() if _item(o).pk else 0
        },
        "disciplines": lambda o, per: {
            "": len({d for p in _partijen_van([_item(o)]) for d in p.disciplines}) if _item(o).pk else 0
        },
        "cijfers": lambda o, per: {"": _item(o).plan.bronnen.filter(soort=Planbron.Soort.CIJFER).count()},
        "themas": lambda o, per: {"": int(bool(_item(o).thema))},
    },
    velden={sleutel: partial(_itemveld, sleutel=sleutel) for sleutel in objecten.PLANITEM.velden},
    onderdelen=_itemonderdelen,
    bronnen=_itemherkomst,
    samenloop=_itemsamenloop,
)


def onderwerp_item(
    item: Planitem,
    gegevens: Mapping[str, Any] | None = None,
    *,
    plan: Plan | None = None,
    kinderen: list[Planitem] | None = None,
) -> Onderwerp:
    plan = plan or item.plan
    houder = item.trekker
    extra = {} if kinderen is None else {ITEMS: kinderen}
    return Onderwerp(
        object="planitem",
        soort=item.soort,
        ook_soorten=(plan.vorm,),
        ding=item,
        plek=plan.plek(),
        profiel=plan.profiel,
        betekenis=PLANITEM,
        themas=(item.thema,) if item.thema else (),
        gegevens={**extra, **(gegevens or {})},
        houders={"trekker": (houder,) if houder else ()},
        naam=item.titel,
    )


# --- contribution


def _bijdrage(onderwerp: Onderwerp) -> Bijdrage:
    assert isinstance(onderwerp.ding, Bijdrage)
    return onderwerp.ding


def _van_soort(onderwerp: Onderwerp, *soorten: str) -> bool:
    partij = _bijdrage(onderwerp).partij
    return partij is not None and partij.soort in soorten


def _bijdrageveld(onderwerp: Onderwerp, sleutel: str) -> Any:
    rij = _bijdrage(onderwerp)
    return (
        getattr(rij, sleutel)
        if sleutel in {"inhoud", "vraag", "uiterlijk"}
        else (rij.velden or {}).get(sleutel)
    )


BIJDRAGE = Betekenis(
    feiten={
        "van-bewonersorgaan": lambda o: _van_soort(o, "bewonersorgaan"),
        "van-gemeente": lambda o: _van_soort(o, "gemeente", "team"),
        "van-partner": lambda o: _van_soort(o, "organisatie", "samenwerking"),
        "te-laat": lambda o: _bijdrage(o).uiterlijk < timezone.localdate(),
    },
    relaties={
        "bewoners": lambda o, per: {"": int(_van_soort(o, *BEWONERS) or _bijdrage(o).van == "kant:bewoners")},
        "stukken": lambda o, per: {"": 0},
        "gebieden": lambda o, per: {"": 1},
        "partijen": lambda o, per: {"": int(_bijdrage(o).partij_id is not None)},
    },
    velden={sleutel: partial(_bijdrageveld, sleutel=sleutel) for sleutel in objecten.BIJDRAGE.velden},
)


def onderwerp_bijdrage(bijdrage: Bijdrage, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    plan = bijdrage.plan
    partijen = frozenset({bijdrage.partij_id}) if bijdrage.partij_id else frozenset()
    return Onderwerp(
        object="bijdrage",
        soort=plan.vorm,
        ding=bijdrage,
        plek=Plek(frozenset(plan.plek_gebieden), partijen),
        profiel=plan.profiel,
        betekenis=BIJDRAGE,
        gegevens=gegevens or {},
        naam=str(bijdrage.partij or bijdrage.van),
    )


def houders_van(items: Iterable[Planitem]) -> dict[str, Houder]:
    """The trekkers of these items by their key."""
    return {houder_sleutel(houder): houder for item in items if (houder := item.trekker) is not None}
