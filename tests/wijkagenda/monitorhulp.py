"""A goal in force with its figure and what was promised for it: what a monitor looks back on."""

from __future__ import annotations

from decimal import Decimal

from tests.hulp import partij, persoon
from tests.wijkagenda.cijferhulp import WIJK
from tests.wijkagenda.plannen import al_vastgesteld, dag
from wijkagenda import acties
from wijkagenda.models import Herkomst, Plan, Planitem
from wijkwerk.afspraken import service as register
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.service import Cijferblok, Getal


def maak_doel(manager: Gebruiker) -> Planitem:
    """A goal of the agenda in force, with the figure it moves and a measure in the uitvoeringsplan that comes from it."""
    al_vastgesteld("gebiedsanalyse", WIJK, manager)
    agenda = al_vastgesteld("gebiedsagenda", WIJK, manager, ("doel", "Meer koopwoningen"))
    doel = agenda.items.get()
    Plan.objects.filter(pk=agenda.pk).update(stand="concept", vastgesteld_op=None, vastgesteld_door="")
    acties.zet_meting(item=doel, maat="koopwoningen", wens="hoger", streef=Decimal(46), door=manager)
    Plan.objects.filter(pk=agenda.pk).update(
        stand="vastgesteld", vastgesteld_op=dag(-30), vastgesteld_door="college"
    )
    uitvoering = al_vastgesteld(
        "uitvoeringsplan", WIJK, manager, ("maatregel", "Bouwen"), ("maatregel", "Verkopen")
    )
    for nummer, item in enumerate(uitvoering.items.order_by("volgorde")):
        item.afspraak = _afspraak(item, manager, klaar=nummer == 0)
        item.save()
        Herkomst.objects.create(
            planitem=item, soort="gebiedsagenda", tekst="Doel", object_soort="planitem", object_id=doel.pk
        )
    return doel


def _afspraak(item: Planitem, door: Gebruiker, *, klaar: bool) -> Afspraak:
    rij = register.maak(
        wat=item.titel,
        houder=Houder(partij=partij("woningstichting")),
        uiterlijk=dag(30),
        bron=item.plan,
        gebieden=[item.plan.gebied],
        door=door,
        toegezegd=True,
    )
    if klaar:
        houder = persoon("partner", partij="woningstichting")
        register.meld_klaar(afspraak=rij, resultaat="Gedaan.", door=houder)
        register.beoordeel(afspraak=rij, nagekomen="ja", toelichting="", door=door)
    return rij


def toets(monitor: Plan) -> Planitem:
    return monitor.items.get(titel="Meer koopwoningen")


def blok(getal: str | None, periode: str) -> Cijferblok:
    leeg = Getal(naam="x")
    eigen = Getal(naam="Wijk", getal=getal, reden="geheim", eigen=True)
    return Cijferblok(
        maat="m", naam="Maat", eenheid="procent", periode=periode, eigen=eigen, gemeente=leeg, nederland=leeg
    )
