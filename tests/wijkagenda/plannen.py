"""Plans of the five municipalities, brought as far as a test wants, through the actions themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from overleggen.models import Overleg
from tests.hulp import gebied, partij, persoon, profieltekst
from wijkagenda import acties
from wijkagenda.acties import Afkomst, Itemgegevens
from wijkagenda.models import Plan, Planitem
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Partij

MORGEN = timedelta(days=1)


@dataclass
class Helmond:
    """A wijkactieplan of Brouwhuis in the making."""

    plan: Plan
    adviseur: Gebruiker
    wijkraad: Gebruiker
    wocom: Gebruiker
    opgave: Planitem
    actie: Planitem


def dag(dagen: int) -> date:
    return timezone.localdate() + timedelta(days=dagen)


def helmond_concept() -> Helmond:
    """Started, contributions asked and brought, one opgave with one action of woCom that is not taken up yet."""
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    wijkraad = persoon("wijkorgaan", partij="wijkraad-brouwhuis")
    wocom = persoon("professional", partij="wocom")
    plan = acties.start(
        vorm="wijkactieplan",
        gebied=gebied("brouwhuis"),
        periode_van=date(timezone.localdate().year, 1, 1),
        door=adviseur,
    )
    acties.vraag_bijdragen(plan=plan, uiterlijk=dag(28), vraag="Wat brengt u in?", door=adviseur)
    acties.lever(
        bijdrage=plan.bijdragen.get(partij__sleutel="wijkraad-brouwhuis"),
        inhoud="Wij willen een vaste plek om elkaar te ontmoeten.",
        velden={"herkomst-achterban": "Bewonersavond met 40 mensen"},
        door=wijkraad,
    )
    opgave = acties.voeg_toe(
        plan=plan,
        soort="opgave",
        gegevens=Itemgegevens(
            titel="Ontmoeten in de wijk", velden={"toelichting": "Buren kennen elkaar niet."}
        ),
        door=adviseur,
    )
    actie = acties.voeg_toe(
        plan=plan,
        soort="actie",
        ouder=opgave,
        gegevens=Itemgegevens(
            titel="Inlooptafel in het wijkhuis",
            velden={
                "resultaat": "Elke woensdag open",
                "meetbaar": "40 middagen",
                "partners": "",
                "middelen": "1.500 euro",
            },
            trekker=Houder(partij=partij("wocom")),
            einddatum=dag(120),
        ),
        door=adviseur,
    )
    return Helmond(plan, adviseur, wijkraad, wocom, opgave, actie)


def neem_actie_op(h: Helmond) -> None:
    """The trekker agrees, it is on top of regular effort, and it is taken up."""
    acties.stem_in(
        instemming=Instemming.objects.bij(h.actie).get(),
        ding=h.actie,
        akkoord=True,
        toelichting="",
        door=h.wocom,
    )
    acties.beoordeel_criterium(
        item=h.actie,
        oordeel="additioneel",
        criterium="bovenop-de-reguliere-inzet",
        ja=True,
        toelichting="Hier was nog niets.",
        door=h.adviseur,
    )
    acties.neem_op(item=h.opgave, door=h.adviseur)
    acties.neem_op(item=h.actie, door=h.adviseur)


def schrijf(plan: Plan, door: Gebruiker, **teksten: str) -> None:
    """Fill every required section that has no text."""
    gevuld = set(plan.secties.values_list("sleutel", flat=True))
    for sectie in plan.planvorm.secties:
        if sectie.verplicht and sectie.sleutel not in gevuld:
            tekst = teksten.get(sectie.sleutel, f"Tekst over {sectie.naam.lower()}.")
            acties.schrijf_sectie(plan=plan, sleutel=sectie.sleutel, tekst=tekst, versie=0, door=door)


def houd_overleg(vorm: str, plan: Plan, door: Gebruiker) -> Overleg:
    """A meeting of that form that was held yesterday."""
    gisteren = timezone.now() - MORGEN
    overleg = Overleg(
        vorm=vorm,
        profielversie=Profielversie.objects.get(actief=True),
        gebied=plan.gebied,
        datum=dag(-1),
        begin=time(19, 30),
        stand=Overleg.Stand.GEHOUDEN,
        gepland_door=door,
        uitgenodigd_op=gisteren,
        gehouden_op=gisteren,
    )
    overleg.zet_plek([plan.gebied])
    overleg.save()
    return overleg


def helmond_voorgedragen() -> Helmond:
    h = helmond_concept()
    neem_actie_op(h)
    schrijf(h.plan, h.adviseur)
    acties.bundel(plan=h.plan, door=h.adviseur)
    houd_overleg("wijktafel", h.plan, h.adviseur)
    acties.leg_besluit_vast(
        plan=h.plan,
        orgaan="overleg:wijktafel",
        datum=dag(-1),
        kenmerk="WT-1",
        toelichting="",
        door=h.adviseur,
    )
    acties.draag_voor(plan=h.plan, door=h.adviseur)
    h.plan.refresh_from_db()
    return h


def helmond_vastgesteld() -> Helmond:
    h = helmond_voorgedragen()
    h.plan = acties.stel_vast(plan=h.plan, door=h.adviseur)
    h.actie.refresh_from_db()
    return h


def helmond_gepubliceerd() -> Helmond:
    h = helmond_vastgesteld()
    acties.publiceer(plan=h.plan, bevestigd=set(), door=h.adviseur)
    h.plan.refresh_from_db()
    return h


def toezegging(h: Helmond) -> Afspraak:
    """What woCom promised in the plan, read anew."""
    assert h.actie.afspraak is not None
    return Afspraak.objects.get(pk=h.actie.afspraak.pk)


def kort_plan(vorm: str, waar: str, door: Gebruiker, **gegevens: Any) -> Plan:
    """Start a plan of a form, beginning this year."""
    jaar = timezone.localdate().year
    return acties.start(vorm=vorm, gebied=gebied(waar), periode_van=date(jaar, 1, 1), door=door, **gegevens)


def voeg(plan: Plan, soort: str, titel: str, door: Gebruiker, **meer: Any) -> Planitem:
    """Add an item with a title; the rest as given."""
    los = {naam: meer.pop(naam) for naam in ("ouder", "herkomsten", "afspraak") if naam in meer}
    return acties.voeg_toe(
        plan=plan, soort=soort, gegevens=Itemgegevens(titel=titel, **meer), door=door, **los
    )


def beoordeel_toets(client: Client, item: Planitem, **oordelen: str) -> None:
    """Judge a goal of a monitor, in the form of its item, by whoever is logged in."""
    velden = {f"v-{naam.replace('_', '-')}": waarde for naam, waarde in oordelen.items()}
    adres = reverse("wijkagenda:item_bewerken", args=[item.plan_id, item.pk])
    assert client.post(adres, {"titel": item.titel, "versie": item.versie, **velden}).status_code == 302


def uit(soort: str, tekst: str = "Zoals daar staat") -> list[Afkomst]:
    return [Afkomst(soort=soort, tekst=tekst)]


def trekker(sleutel: str) -> Houder:
    return Houder(partij=Partij.objects.get(sleutel=sleutel))


def al_vastgesteld(vorm: str, waar: str, door: Gebruiker, *items: tuple[str, str], **velden: Any) -> Plan:
    """A plan that has been established before, with items (soort, titel) in it: a given, not what is tested."""
    plek = gebied(waar)
    plan = Plan(
        vorm=vorm,
        profielversie=Profielversie.objects.get(actief=True),
        gebied=plek,
        titel=f"{vorm} {plek}",
        nummer=Plan.objects.filter(vorm=vorm, gebied=plek).count() + 1,
        periode_van=date(timezone.localdate().year, 1, 1),
        gestart_door=door,
        stand=Plan.Stand.VASTGESTELD,
        vastgesteld_op=dag(-30),
        vastgesteld_door="college",
    )
    for naam, waarde in velden.items():
        setattr(plan, naam, waarde)
    plan.zet_plek([plek])
    plan.save()
    for nummer, (soort, titel) in enumerate(items, start=1):
        Planitem.objects.create(
            plan=plan,
            soort=soort,
            titel=titel,
            nummer=str(nummer),
            volgorde=nummer,
            stand="opgenomen",
            gemaakt_door=door,
        )
    return plan


def bundel_als_nodig(plan: Plan, door: Gebruiker) -> None:
    """Contributions asked and brought by whoever makes the plan, then bundled, where the form has them."""
    if plan.planvorm.bijdragen is None:
        return
    acties.vraag_bijdragen(plan=plan, uiterlijk=dag(7), vraag="Wat brengt u in?", door=door)
    for bijdrage in plan.bijdragen.all():
        acties.lever(bijdrage=bijdrage, inhoud="Wij doen mee.", velden={}, door=door)
    acties.bundel(plan=plan, door=door)


def klachten_bij(stap: Any, **gegevens: Any) -> tuple[str, ...]:
    """The complaints with which a step is refused, as texts with all their rule ids."""
    with pytest.raises(StapGeweigerd) as geweigerd:
        stap(**gegevens)
    return tuple(
        f"{klacht.tekst} ({', '.join(klacht.eis)})" if klacht.eis else klacht.tekst
        for klacht in geweigerd.value.klachten
    )


def noemt(klachten: tuple[str, ...], regel: str) -> bool:
    """Whether one of these complaints carries this rule id."""
    return any(regel in klacht for klacht in klachten)


def activeer_met_termijn() -> None:
    """Helmond, with a term for the wijkactieplan: also for what was begun before it."""
    eerst = 'vervangt = "wijkplan"\n'
    met = f'{eerst}archief = {{ procestype = "Beleid uitvoeren", jaren = 10 }}\n'
    tekst = profieltekst("helmond").replace(eerst, met)
    gemeente_acties.activeer(tekst=tekst, bestand="helmond.toml", door=None)
