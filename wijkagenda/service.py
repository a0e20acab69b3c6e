"""What other apps, the desk and the clock ask of plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from signalen.models import Signaal
from wijkagenda.acties import cijfers_ingevoerd, maak_momentopname, publiceer, start, stel_vast
from wijkagenda.acties.begin import vergrendel
from wijkagenda.acties.items import Afkomst, Itemgegevens, bewaar_nieuw, vul
from wijkagenda.acties.oordelen import open_voor_bewerken
from wijkagenda.acties.vragen import functie_van, is_bedoeld, naam_van
from wijkagenda.bewaking import herinneringen, herziening_uiterlijk, werkvoorraad
from wijkagenda.keuzes import te_starten, vormen_hier
from wijkagenda.models import Herkomst, Plan, Planitem, Rapport
from wijkagenda.rangorde import prioriteit
from wijkagenda.regels import onderwerp_item
from wijkagenda.stroom import PLANITEM
from wijkagenda.toestemming import alleen_deze
from wijkagenda.voorstellen import doelen, items_van, mag_voorstellen, voorstelsoorten
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.menu import MenuPunt, Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import heeft_ergens
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.publicatie.service import Publicatie

__all__ = [
    "PLANITEM",
    "Afkomst",
    "Itemgegevens",
    "alleen_deze",
    "bewaar_nieuw",
    "cijfers_ingevoerd",
    "functie_van",
    "herinneringen",
    "herziening_uiterlijk",
    "is_bedoeld",
    "maak_momentopname",
    "mailstap_herkomst",
    "menu",
    "naam_van",
    "onderwerp_item",
    "op_plannen",
    "open_voor_bewerken",
    "opnemen_url",
    "prioriteit",
    "publiceer",
    "sleutels_in_gebruik",
    "stand_van_vorm",
    "start",
    "stel_vast",
    "vergrendel",
    "verwijzing",
    "voorstel_op_plannen",
    "voorstel_url",
    "vormen_hier",
    "vul",
    "werkvoorraad",
]


def menu(gebruiker: Gebruiker) -> list[MenuPunt]:
    """For who works on plans by a right, by being named in a form, because there is one to see, or to propose something."""
    from wijkagenda.models import RECHTEN_OP_PLANNEN

    profiel = actief_profiel()
    if not profiel.heeft("wijkagenda"):
        return []
    werkt = any(heeft_ergens(gebruiker, recht) for recht in RECHTEN_OP_PLANNEN)
    if (
        werkt
        or mag_voorstellen(gebruiker)
        or Plan.objects.zichtbaar_voor(gebruiker).exists()
        or te_starten(gebruiker)
    ):
        return [MenuPunt(profiel.term("plan").meer.capitalize(), reverse("wijkagenda:lijst"), 50)]
    return []


def sleutels_in_gebruik() -> set[tuple[str, str]]:
    """Forms and kinds of item that rows refer to."""
    vormen = {("planvorm", vorm) for vorm in Plan.objects.values_list("vorm", flat=True).distinct()}
    soorten = Planitem.objects.values_list("plan__vorm", "soort").distinct()
    rapportages = {
        ("rapportage", rij) for rij in Rapport.objects.values_list("rapportage", flat=True).distinct()
    }
    return vormen | rapportages | {("planvorm.items", f"{vorm}.{soort}") for vorm, soort in soorten}


def verwijzing(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    """What a reference to a plan looks like for somebody who may see it."""
    plan = Plan.objects.zichtbaar_voor(gebruiker).filter(pk=pk).first()
    return Verwijzing(plan.titel, plan.get_absolute_url(), plan.gebied_id) if plan else None


def mailstap_herkomst(afspraak: Afspraak, wie: Gebruiker | None) -> str | None:
    """Where a promise comes from, for its trekker in a mail: the plan, when this reader sees it or everybody does."""
    plan = Plan.objects.filter(pk=afspraak.bron_id).first()
    if plan is None:
        return ""
    ziet = wie is not None and Plan.objects.zichtbaar_voor(wie).filter(pk=plan.pk).exists()
    return plan.titel if ziet or Publicatie.objects.van(plan).openbaar().geldig().exists() else ""


def verwijzing_item(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    return verwijzingen_item([pk], gebruiker).get(pk)


def verwijzingen_item(pks: Iterable[int], gebruiker: Gebruiker) -> dict[int, Verwijzing]:
    """Those of these items that this person may see; one query."""
    zichtbaar = Plan.objects.zichtbaar_voor(gebruiker).values("pk")
    items = Planitem.objects.select_related("plan").filter(plan__in=zichtbaar, pk__in=list(pks))
    return {item.pk: _verwijzing_item(item) for item in items}


def _verwijzing_item(item: Planitem) -> Verwijzing:
    # On an agenda the number of a finding says nothing.
    los = item.plan.planvorm.item(item.soort).aard == "bevinding"
    return Verwijzing(item.titel if los else str(item), item.get_absolute_url(), item.plan.gebied_id)


def gedekt(sleutels: frozenset[str], sinds: date | None) -> set[int]:
    """The areas that have a plan of one of these forms in force; with `sinds`, one established since that day."""
    plannen = Plan.objects.filter(vorm__in=sleutels)
    if sinds is None:
        plannen = plannen.filter(stand=Plan.Stand.VASTGESTELD)
    else:
        plannen = plannen.filter(vastgesteld_op__gte=sinds)
    return set(plannen.order_by().values_list("gebied", flat=True))


def stand_van_vorm(vorm: str, plek: Plek) -> str | None:
    """The state of the latest plan of that form that holds here, or None when there is none."""
    plannen = Plan.objects.filter(vorm=vorm, gebied__in=plek.gebieden).order_by("-gestart_op", "-pk")
    return plannen.values_list("stand", flat=True).first()


def opnemen_url(soort: str, pk: int) -> str:
    """Where “Neem op in …” leads for a signaal, afspraak, overleg or agendapunt."""
    return reverse("wijkagenda:opnemen", args=[soort, pk])


def voorstel_url(pk: int, soort: str, gebruiker: Gebruiker) -> str:
    """Where a signaal of this kind, when it is a proposal, is judged, for who does that here; else nothing, and no query."""
    if soort not in {rij.sleutel for rij in voorstelsoorten()}:
        return ""
    signaal = Signaal.objects.zichtbaar_voor(gebruiker).select_related("gebied").filter(pk=pk).first()
    if signaal is None or not doelen(signaal, gebruiker):
        return ""
    return reverse("wijkagenda:voorstel", args=[pk])


@dataclass(frozen=True)
class OpPlan:
    """Where a proposal stands, for who follows it without an account. `url` is the public page, once there is one."""

    plan: str
    gebied: str
    vastgesteld_op: date | None
    url: str = ""


def voorstel_op_plannen(pk: int) -> list[OpPlan]:
    """On which plans a signaal stands, the newest version of each: no words of the item, which may still be written."""
    gevonden: dict[tuple[str, int], OpPlan] = {}
    for item in items_van(pk):
        plan = item.plan
        # Newest first: an earlier version of the same plan adds nothing.
        if item.stand == Planitem.Stand.OPGENOMEN and (plan.vorm, plan.gebied_id) not in gevonden:
            openbaar = Publicatie.objects.van(plan).openbaar().geldig().exists()
            adres = reverse("publiek:punt", args=[plan.gebied.sleutel, plan.vorm, item.spoor])
            gevonden[plan.vorm, plan.gebied_id] = OpPlan(
                plan.planvorm.naam, plan.gebied.naam, plan.vastgesteld_op, adres if openbaar else ""
            )
    return list(gevonden.values())


def op_plannen(soort: str, pk: int, gebruiker: Gebruiker) -> list[Verwijzing]:
    """The items on plans that came from this thing, for its own page."""
    zichtbaar = Plan.objects.zichtbaar_voor(gebruiker).values("pk")
    herkomsten = Herkomst.objects.filter(object_soort=soort, object_id=pk, planitem__plan__in=zichtbaar)
    return [
        Verwijzing(f"{h.planitem.plan.titel}: {h.planitem}", h.planitem.get_absolute_url())
        for h in herkomsten.select_related("planitem__plan")
    ]
