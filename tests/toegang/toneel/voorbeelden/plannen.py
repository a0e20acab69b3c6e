"""Plans with their points and reports, and what of them is published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from django.utils.text import slugify

from tests.toegang.toneel.basis import Argumenten
from tests.toegang.toneel.plannen import Planscene
from wijkagenda.models import Plan
from wijkwerk.afspraken.mailstap import link_voor_houder
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.afspraken.service import maak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.wijken.models import Partij


def _plan(p: Planscene) -> Argumenten:
    return {"pk": p.plan.pk}


def _item(p: Planscene) -> Argumenten:
    return {"pk": p.plan.pk, "item": p.item.pk}


def _toezegging(p: Planscene) -> Afspraak:
    """What an organisation without anybody who has an account promised in the plan."""
    houder = Houder(partij=Partij.objects.actief().filter(soort="organisatie").order_by("pk").first())
    gevonden = Afspraak.objects.filter(bron_soort="plan", bron_id=p.plan.pk, wat="Tafel dekken").first()
    return gevonden or maak(
        wat="Tafel dekken",
        houder=houder,
        uiterlijk=timezone.localdate() + timedelta(days=30),
        bron=p.plan,
        gebieden=[p.plan.gebied],
        door=p.item.gemaakt_door,
        toegezegd=True,
        stil=True,
    )


def _mailsleutel(p: Planscene) -> str:
    link = link_voor_houder(_toezegging(p), None)
    return link.url.strip("/").split("/")[-1] if link else "geen"


# The link in the mail to who promised something in a plan.
MAIL_VAN_PLAN: dict[str, Callable[[Planscene], Argumenten | None]] = {
    "mail:stap": lambda p: {"sleutel": _mailsleutel(p)},
    "afspraken:detail": lambda p: {"pk": _toezegging(p).pk},
    "afspraken:heropening": lambda p: {"pk": _toezegging(p).pk},
}


PLANNEN: dict[str, Callable[[Planscene], Argumenten | None]] = {
    "wijkagenda:voorstel": lambda p: {"pk": p.voorstel.pk} if p.voorstel else None,
    "wijkagenda:voorstel_oordeel": lambda p: p.voorstel_criterium(),
    "wijkagenda:voorstel_opname": lambda p: p.voorstel_doel(),
    "wijkagenda:detail": _plan,
    "wijkagenda:docx": _plan,
    "wijkagenda:archief": _plan,
    "wijkagenda:bewerken": _plan,
    "wijkagenda:zaak": _plan,
    "wijkagenda:sectie": lambda p: _plan(p) | {"sleutel": p.plan.planvorm.secties[0].sleutel},
    "wijkagenda:bronnen": _plan,
    "wijkagenda:bron_weg": lambda p: _plan(p) | {"bron": p.bron.pk},
    "wijkagenda:bron_cijfer": _plan,
    "wijkagenda:bron_verhaal": _plan,
    "wijkagenda:bron_verversing": lambda p: _plan(p) | {"bron": p.bron.pk},
    "wijkagenda:vergelijking": _plan,
    "wijkagenda:opvallend": lambda p: {"pk": p.analyse().pk},
    "wijkagenda:opvallend_overname": lambda p: {"pk": p.analyse().pk},
    "wijkagenda:opvallend_terug": lambda p: {"pk": p.analyse().pk, "rij": p.niet_nu().pk},
    # There are no figures here, so nothing is proposed: who may write finds nothing to put off.
    "wijkagenda:niet_nu": lambda p: {"pk": p.analyse().pk, "maat": "inwoners", "periode": 202400},
    "wijkagenda:herkenning": lambda p: {"pk": p.analyse().pk, "item": p.bevinding().pk},
    "wijkagenda:herkenning_weg": lambda p: {
        "pk": p.analyse().pk,
        "item": p.bevinding().pk,
        "rij": p.herkenning().pk,
    },
    "wijkagenda:stand": _plan,
    "wijkagenda:meting": _item,
    "wijkagenda:meting_weg": _item,
    "wijkagenda:bundeling": _plan,
    "wijkagenda:voordracht": _plan,
    "wijkagenda:heropening": _plan,
    "wijkagenda:geschiedenis": _plan,
    "wijkagenda:item_nieuw": lambda p: _plan(p) | {"soort": p.item.soort},
    "wijkagenda:item": _item,
    "wijkagenda:item_bewerken": _item,
    "wijkagenda:opname": _item,
    "wijkagenda:weglating": _item,
    "wijkagenda:oordeel": lambda p: _item(p) | p.criterium(),
    "wijkagenda:uitkomst": lambda p: _plan(p) | {"item": p.besluititem().pk},
    "wijkagenda:herkomst": _item,
    "wijkagenda:herkomst_weg": lambda p: _item(p) | {"herkomst": p.herkomst.pk},
    "wijkagenda:bijdragen": _plan,
    "wijkagenda:bijdrage": lambda p: _plan(p) | {"bijdrage": p.bijdrage.pk if p.bijdrage else 0},
    "wijkagenda:akkoorden": _plan,
    "wijkagenda:akkoord": lambda p: _plan(p) | {"instemming": p.instemming.pk},
    "wijkagenda:ondertekening": _plan,
    "wijkagenda:rangorde": lambda p: _plan(p) | {"soort": p.gerangschikt()},
    "wijkagenda:besluit": _plan,
    "wijkagenda:besluitnummer": _plan,
    "beheer:bewaarstop": lambda p: _plan(p) | {"soort": "plan"},
    "beheer:vernietigingslijst": lambda p: {"pk": p.vernietigingsregel().lijst_id},
    "beheer:vernietigingsbesluit": lambda p: {"pk": p.vernietigingsregel().lijst_id},
    "beheer:verklaring": lambda p: {"pk": p.vernietigingsregel().lijst_id},
    "beheer:vernietigingsregel": lambda p: {"pk": p.vernietigingsregel().pk},
    "wijkagenda:vaststelling": _plan,
    "wijkagenda:nagekomen": _plan,
    "wijkagenda:publicatie": _plan,
    "wijkagenda:momentopname": _plan,
    "wijkagenda:rapport": lambda p: {"pk": rij.pk} if (rij := p.rapport()) else None,
    "wijkagenda:rapport_intrekking": lambda p: {"pk": rij.pk} if (rij := p.rapport()) else None,
    "wijkagenda:rapport_nieuw": lambda p: (
        {"pk": rij.plan_id, "rapportage": rij.rapportage} if (rij := p.rapport()) else None
    ),
}


def _monitor(plan: Plan) -> Argumenten:
    return {"pk": plan.pk}


def _toets(plan: Plan) -> Argumenten:
    soort = plan.planvorm.van_aard("toets")[0].sleutel
    return {"pk": plan.pk, "item": plan.items.filter(soort=soort).earliest("volgorde").pk}


# What is read of a monitor, and the steps in which somebody judges.
VAN_MONITOR: dict[str, Callable[[Plan], Argumenten]] = {
    "wijkagenda:detail": _monitor,
    "wijkagenda:stand": _monitor,
    "wijkagenda:docx": _monitor,
    "wijkagenda:bewerken": _monitor,
    "wijkagenda:bron_verhaal": _monitor,
    "wijkagenda:item": _toets,
    "wijkagenda:item_bewerken": _toets,
    "wijkagenda:opname": _toets,
    "wijkagenda:weglating": _toets,
    "wijkagenda:vaststelling": _monitor,
}


def _openbaar(p: Publicatie) -> Argumenten:
    return {"gebied": p.gebied.sleutel, "vorm": p.vorm, "nummer": p.nummer}


PUBLICATIES: dict[str, Callable[[Publicatie], Argumenten]] = {
    "publiek:publicatie": _openbaar,
    "publiek:pdf": _openbaar,
    "publiek:gebied": lambda p: {"gebied": p.gebied.sleutel},
    "publiek:kort": lambda p: {"gebied": p.gebied.sleutel},
    "publiek:atom_gebied": lambda p: {"gebied": p.gebied.sleutel},
    "publiek:ics_gebied": lambda p: {"gebied": p.gebied.sleutel},
    "publiek:open_data_json": lambda p: {"gebied": p.gebied.sleutel},
    "publiek:open_data_csv": lambda p: {"gebied": p.gebied.sleutel},
    "publiek:punt": lambda p: {
        "gebied": p.gebied.sleutel,
        "vorm": p.vorm,
        "spoor": p.inhoud["items"][0]["spoor"],
    },
    "publiek:thema": lambda p: {"thema": slugify(p.inhoud["items"][0]["thema"])},
    "publicaties:detail": lambda p: {"pk": p.pk},
    "publicaties:pdf": lambda p: {"pk": p.pk},
    "publicaties:docx": lambda p: {"pk": p.pk},
    "publicaties:intrekking": lambda p: {"pk": p.pk},
}


BESLOTEN_PUBLICATIES = {
    naam: PUBLICATIES[naam]
    for naam in (
        "publiek:publicatie",
        "publiek:thema",
        "publicaties:detail",
        "publicaties:pdf",
        "publicaties:docx",
    )
}
