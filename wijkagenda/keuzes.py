"""What can be chosen on the pages of plans: trekkers, origins, plans to start, plans to put something on."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import ITEMS, onderwerp
from wijkagenda.stroom import PLAN
from wijkagenda.toestemming import toestemming, wie_mag
from wijkagenda.voorgangers import vastgesteld_plan, vastgestelde_plannen
from wijkwerk.formaten import hoofdletter
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.keuze import uitvoerende_rollen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens, mag, verbod
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import is_een, is_ergens_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.regels import Bron
from wijkwerk.profiel.rijen.plannen import Itemsoort, Planvorm
from wijkwerk.profiel.taal import HERKOMSTEN
from wijkwerk.regels.service import Onderwerp, mag_stap
from wijkwerk.wijken.models import Gebied, Partij

Keuzes = list[tuple[str, str]]

# --- who does it


def trekkers(plan: Plan) -> list[tuple[str, Keuzes]]:
    """Parties at home in the gebied (or everywhere), and roles of the municipality there."""
    partijen = Partij.objects.actief().bij(plan.gebied)
    rollen = [rol for rol in uitvoerende_rollen(plan.profiel) if rol.kant == "gemeente"]
    return [
        ("Organisaties", [(f"partij:{partij.pk}", partij.naam) for partij in partijen]),
        ("Functies", [(f"rol:{rol.sleutel}", hoofdletter(rol.naam)) for rol in rollen]),
    ]


def houder_van(sleutel: str, plan: Plan) -> Houder | None:
    soort, _, waarde = sleutel.partition(":")
    match soort:
        case "partij":
            return Houder(partij=Partij.objects.get(pk=int(waarde)))
        case "rol":
            return Houder(rol=waarde, gebied=plan.gebied)
        case "persoon":
            return Houder(persoon=Gebruiker.objects.get(pk=int(waarde)))
        case _:
            return None


def sleutel_van(houder: Houder | None) -> str:
    if houder is None:
        return ""
    if houder.partij is not None:
        return f"partij:{houder.partij.pk}"
    return f"rol:{houder.rol}" if houder.rol else f"persoon:{houder.persoon.pk}" if houder.persoon else ""


# --- where it comes from


def herkomsten(item: Planitem) -> Keuzes:
    """Plans (and their items) that the form follows on or a rule names, and sources outside."""
    plan = item.plan
    gevonden: Keuzes = []
    vorige = vastgestelde_plannen(_bronvormen(plan, item.soort), plan.gebied)
    items: dict[int, list[Planitem]] = {vorig.pk: [] for vorig in vorige.values()}
    for rij in (
        Planitem.objects.opgenomen().filter(plan__in=items).order_by("volgorde", "pk") if items else ()
    ):
        items[rij.plan_id].append(rij)
    for vorig in vorige.values():
        gevonden.append((f"plan:{vorig.pk}", vorig.titel))
        gevonden += [(f"planitem:{rij.pk}", f"{vorig.titel}: {rij}") for rij in items[vorig.pk]]
    return [
        *gevonden,
        *((naam, hoofdletter(naam)) for naam in HERKOMSTEN),
        ("bewoners", "Bewoners"),
        ("partner", "Partner"),
    ]


def _bronvormen(plan: Plan, soort: str) -> list[str]:
    """Forms of plan that count as origin of this kind of item."""
    vormen = {vorm.sleutel for vorm in plan.profiel.planvormen}
    uit_regels = [
        bron
        for regel in plan.profiel.regels
        if isinstance(regel, Bron)
        and regel.object in {"plan", "planitem"}
        and regel.gaat_over({plan.vorm, soort}, ())
        for bron in regel.uit
    ]
    namen = [*(volgt.vorm for volgt in plan.planvorm.volgt_op), *uit_regels]
    return [naam for naam in dict.fromkeys(namen) if naam in vormen]


def bevindingen(plan: Plan) -> Keuzes:
    """The findings of the established plans that this form follows on or that a rule names: what a goal can rest on."""
    gevonden: Keuzes = []
    for soort in plan.planvorm.van_aard("doel"):
        for vorm in _bronvormen(plan, soort.sleutel):
            vorig = vastgesteld_plan(vorm, plan.gebied)
            soorten_ = [rij.sleutel for rij in vorig.planvorm.van_aard("bevinding")] if vorig else []
            if vorig is not None and soorten_:
                rijen = vorig.items.opgenomen().filter(soort__in=soorten_).order_by("volgorde", "pk")
                namen = {rij.sleutel: rij.naam for rij in vorig.planvorm.items}
                gevonden += [(str(rij.pk), f"{namen[rij.soort]}: {rij.titel}") for rij in rijen]
    return list(dict.fromkeys(gevonden))


# --- what it rests on


def punten_met_onderbouwing(plan: Plan) -> Keuzes:
    """The items of a plan under which figures and stories may stand."""
    soorten_ = {rij.sleutel: rij.naam for rij in plan.planvorm.items if rij.aard != "punt"}
    rijen = plan.items.niet_weggelaten().filter(soort__in=soorten_).order_by("volgorde", "pk")
    return [(str(rij.pk), f"{soorten_[rij.soort]}: {rij.titel}") for rij in rijen]


def vertellers(plan: Plan) -> list[str]:
    """Who can have told something: the words of the form, else the roles of the profile. Never a person."""
    eigen = plan.planvorm.vertellers
    return list(eigen) if eigen else list(dict.fromkeys(rol.naam for rol in plan.profiel.rollen))


# --- what to start


def te_starten(gebruiker: Gebruiker) -> dict[Planvorm, list[Gebied]]:
    """Forms that this person may start now, each with the gebieden where. One query; none when it is nowhere theirs."""
    profiel = actief_profiel()
    vandaag = timezone.localdate()
    bewerkt = heeft_ergens(gebruiker, Recht.PLAN_BEWERKEN)
    vormen = [
        vorm
        for vorm in profiel.planvormen
        if vorm.geldt_op(vandaag) and (bewerkt or is_ergens_een(gebruiker, wie_mag("starten", vorm)))
    ]
    if not vormen:
        return {}
    niveaus = {niveau for vorm in vormen for niveau in vorm.niveaus}
    gebieden = list(Gebied.objects.actief().filter(niveau__in=niveaus).order_by("naam"))
    gevonden = {
        vorm: [
            gebied
            for gebied in gebieden
            if gebied.niveau in vorm.niveaus and _mag_starten(gebruiker, vorm, gebied)
        ]
        for vorm in vormen
    }
    return {vorm: waar for vorm, waar in gevonden.items() if waar}


def vormen_hier(gebruiker: Gebruiker, gebied: Gebied) -> frozenset[str]:
    """The forms that this person may start in this gebied now. No query."""
    vandaag = timezone.localdate()
    return frozenset(
        vorm.sleutel
        for vorm in actief_profiel().planvormen
        if vorm.geldt_op(vandaag) and gebied.niveau in vorm.niveaus and _mag_starten(gebruiker, vorm, gebied)
    )


def _mag_starten(gebruiker: Gebruiker, vorm: Planvorm, gebied: Gebied) -> bool:
    plek = Plek(frozenset(gebied.voorouders))
    if verbod(gebruiker, Recht.PLAN_BEWERKEN, plek):
        return False
    return is_een(gebruiker, wie_mag("starten", vorm), plek) or mag(gebruiker, Recht.PLAN_BEWERKEN, plek)


# --- what to put something on


def te_bewerken(gebruiker: Gebruiker, gebieden: frozenset[int]) -> list[Plan]:
    """Plans in the making that this person may write in and that lie in one of these gebieden (ids with those above)."""
    plannen = Plan.objects.zichtbaar_voor(gebruiker).filter(stand__in=Plan.BEWERKBAAR, gebied__in=gebieden)
    return [plan for plan in plannen.voor_lijst() if mag_bewerken(plan, gebruiker)]


def mag_bewerken(plan: Plan, gebruiker: Gebruiker) -> bool:
    return plan.is_bewerkbaar and mag_stap(
        PLAN["bewerken"],
        onderwerp(plan, pas_als_gevraagd=True),
        gebruiker,
        toestemming("bewerken", plan),
    )


def soorten(plan: Plan, over: Onderwerp | None = None) -> Iterator[Itemsoort]:
    """The kinds of item that can be added: a child only when its parent is there."""
    aanwezig = {item.soort for item in (over or onderwerp(plan)).gegevens[ITEMS]}
    for soort in plan.planvorm.items:
        if soort.onder is None or soort.onder in aanwezig:
            yield soort
