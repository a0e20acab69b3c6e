"""An item of a plan as rules of the profile see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django.utils import timezone

from wijkagenda import objecten, velden
from wijkagenda.models import Plan, Planbron, Planitem
from wijkagenda.regels.gemeen import BEWONERS, ELK_ITEM, ITEMS, partijen_van
from wijkwerk.profiel.rijen.plannen import Itemsoort
from wijkwerk.profiel.wie import PARTIJSOORTEN
from wijkwerk.regels.service import Betekenis, Onderwerp


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
        {"": sum(not soort or partij.soort == soort for partij in partijen_van([item]))}
        if item.pk
        else {"": 0}
    )


def _itembronnen(onderwerp: Onderwerp, per: str | None, soort: str) -> dict[str, int]:
    """Of a finding what it rests on itself; of other kinds what the plan rests on."""
    item = _item(onderwerp)
    eigen = _soort(onderwerp).aard == "bevinding"
    bronnen = item.bronnen if eigen and item.pk else item.plan.bronnen
    return {"": bronnen.filter(soort=soort).count() if item.pk or not eigen else 0}


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
        "niet-opgepakt": lambda o: _itemveld(o, "fase") in velden.NIET_OPGEPAKT,
        "te-laat": lambda o: (dag := _item(o).uiterlijk) is not None and dag < timezone.localdate(),
    },
    relaties={
        "partijen": _itempartijen,
        **{f"partijen.{soort}": partial(_itempartijen, soort=soort) for soort in PARTIJSOORTEN},
        "afspraken": lambda o, per: {"": int(_item(o).trekker is not None)},
        "gebieden": lambda o, per: {"": _item(o).gebieden.count() if _item(o).pk else 0},
        "bewoners": lambda o, per: {
            "": sum(p.soort in BEWONERS for p in partijen_van([_item(o)])) if _item(o).pk else 0
        },
        "signalen": lambda o, per: {
            "": _item(o).herkomsten.filter(object_soort="signaal").count() if _item(o).pk else 0
        },
        "disciplines": lambda o, per: {
            "": len({d for p in partijen_van([_item(o)]) for d in p.disciplines}) if _item(o).pk else 0
        },
        "cijfers": partial(_itembronnen, soort=Planbron.Soort.CIJFER),
        "verhalen": partial(_itembronnen, soort=Planbron.Soort.VERHAAL),
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
