"""The stage: both areas filled, and for every address the things by which it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.utils.text import slugify

from overleggen.aanmelden import adres as aanmeldadres
from overleggen.models import Agendapunt, Agendasleutel, Inbreng, Programmaonderdeel
from overleggen.models.agendasleutel import merk_van
from overleggen.zicht import is_deelnemer
from participatie.models import Traject
from signalen.acties.basis import geef_statusadres
from signalen.mailstap import link_voor_houder
from signalen.models import BewaardeLijst, Deelactie, Doorzetting, Mailconcept, Meldpunt, Signaal
from tests.hulp import activeer, persoon
from tests.hulp import gebied as zoek_gebied
from tests.toegang.toneel.adviezen import Adviesscene, maak_adviezen
from tests.toegang.toneel.budgetten import Budgetscene, maak_budgetten
from tests.toegang.toneel.cyclus import Cyclusscene, maak_cyclus
from tests.toegang.toneel.initiatieven import (
    Initiatiefscene,
    Projectscene,
    maak_initiatieven,
    maak_project,
)
from tests.toegang.toneel.overleggen import Overlegscene, maak_bezoek, maak_overleggen
from tests.toegang.toneel.participatie import (
    Participatiescene,
    maak_participatie,
    meedenkpunt,
    meedenksleutel,
)
from tests.toegang.toneel.plannen import Planscene, maak_plan, maak_publicaties, volgsleutel
from tests.toegang.toneel.planning import PLANNING
from tests.toegang.toneel.prestaties import Prestatiescene, maak_prestaties
from tests.toegang.toneel.signalen import Signaalscene, Spreekuren, maak_signalen, maak_spreekuren
from tests.toegang.toneel.spelers import Spelers, maak_speler
from tests.toegang.toneel.verantwoording import Verantwoordingscene, maak_verantwoording
from wijkwerk.berichten.models import Bericht
from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Indicator, Invoer
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.wijken.models import Gebied

S = TypeVar("S")
Argumenten = dict[str, Any]
# ding -> the arguments; None when this municipality has no such thing.
Voorbeelden = dict[str, dict[str, Argumenten | None]]

# The area where people and things are, and the one where they are not.
PLEKKEN = {
    "bergen": ("egmond-aan-zee", "schoorl"),
    "den-helder": ("nieuw-den-helder", "stad-binnen-de-linie"),
    "etten-leur": ("banakkers", "centrum-west"),
    "helmond": ("brouwhuis", "brandevoort"),
    "oude-ijsselstreek": ("ulft", "gendringen"),
}
GEWOON = "gewoon"
CONCEPT = "concept"
VASTGESTELD = "vastgesteld"
AFGESCHERMD = "afgeschermd"
BESLOTEN = "besloten"
IEDEREEN = Publicatie.Openbaar.IEDEREEN.value


@dataclass
class Plek:
    """Everything of one area."""

    gebied: Gebied
    spelers: Spelers
    signalen: dict[str, Signaalscene | None]
    spreekuren: Spreekuren | None
    initiatieven: Initiatiefscene | None
    project: Projectscene | None
    overleggen: dict[str, Overlegscene | None]
    bezoek: Programmaonderdeel | None
    plan: Planscene | None
    adviezen: Adviesscene | None
    participatie: Participatiescene | None
    budgetten: Budgetscene | None
    prestaties: Prestatiescene | None
    cyclus: Cyclusscene | None
    verantwoording: Verantwoordingscene | None
    publicaties: dict[str, Publicatie]

    @property
    def geheim(self) -> Signaalscene | None:
        return self.signalen[AFGESCHERMD]

    def voorbeelden(self) -> Voorbeelden:
        """The arguments of every address that has any."""
        alle: Voorbeelden = {}
        for ding, signalen in self.signalen.items():
            _vul_aan(alle, ding, SIGNALEN, signalen)
            _vul_aan(alle, ding, AFSPRAKEN, signalen)
            _vul_aan(alle, ding, BESLUITEN, signalen.besluit if signalen else None)
        _vul_aan(alle, GEWOON, OVERLEGGEN, self.overleggen[GEWOON])
        _vul_aan(alle, BESLOTEN, VAN_BESLOTEN, self.overleggen[BESLOTEN])
        for ding, scene in self.overleggen.items():
            _vul_aan(alle, ding, PLANNING, scene)
        _vul_aan(alle, GEWOON, BEZOEKEN, self.bezoek)
        _vul_aan(alle, GEWOON, SPREEKUREN, self.spreekuren)
        _vul_aan(alle, GEWOON, INITIATIEVEN, self.initiatieven)
        _vul_aan(alle, GEWOON, PROJECTEN, self.project)
        _vul_aan(alle, GEWOON, PLANNEN, self.plan)
        _vul_aan(alle, GEWOON, ADVIEZEN, self.adviezen)
        _vul_aan(alle, GEWOON, PARTICIPATIE, self.participatie)
        _vul_aan(alle, GEWOON, BUDGETTEN, self.budgetten)
        _vul_aan(alle, GEWOON, PRESTATIES, self.prestaties)
        _vul_aan(alle, GEWOON, CYCLUS, self.cyclus)
        _vul_aan(alle, CONCEPT, CONCEPTRAPPORT, self.verantwoording)
        _vul_aan(alle, VASTGESTELD, VASTRAPPORT, self.verantwoording)
        _vul_aan(alle, GEWOON, TERUGBLIK, self.verantwoording)
        for kring, publicatie in self.publicaties.items():
            van_kring = PUBLICATIES if kring == IEDEREEN else BESLOTEN_PUBLICATIES
            _vul_aan(alle, kring, van_kring, publicatie)
        _vul_aan(alle, GEWOON, BEHEER, self)
        self._bronnen(alle)
        return alle

    def _bronnen(self, alle: Voorbeelden) -> None:
        """From where something can come onto an agenda or a plan: each kind of thing, open and not."""
        bronnen: dict[str, tuple[str, int] | None] = {}
        for ding, signalen in self.signalen.items():
            bronnen[f"signaal {ding}"] = ("signaal", signalen.nieuw.pk) if signalen else None
            bundel = signalen.bundel if signalen else None
            bronnen[f"dossier {ding}"] = ("dossier", bundel.pk) if bundel else None
        if self.initiatieven is not None:
            bronnen["initiatief"] = ("initiatief", self.initiatieven.bezig.pk)
        if self.project is not None:
            bronnen["project"] = ("project", self.project.project.pk)
        geheim, dicht = self.geheim, self.overleggen[BESLOTEN]
        bronnen[f"afspraak {AFGESCHERMD}"] = ("afspraak", geheim.bezig.afspraak_id) if geheim else None
        bronnen[f"agendapunt {BESLOTEN}"] = ("agendapunt", dicht.open_punt.pk) if dicht else None
        for naam in ("overleggen:agenderen", "wijkagenda:opnemen"):
            alle[naam] = {
                ding: {"bron_soort": bron[0], "pk": bron[1]} if bron else None
                for ding, bron in bronnen.items()
            }


def _vul_aan(
    alle: Voorbeelden, ding: str, tabel: Mapping[str, Callable[[S], Argumenten | None]], scene: S | None
) -> None:
    for naam, maak in tabel.items():
        alle.setdefault(naam, {})[ding] = maak(scene) if scene is not None else None


def _pk(signaal: Signaal) -> Argumenten:
    return {"pk": signaal.pk}


def _foto(signaal: Signaal) -> Argumenten:
    return {"pk": signaal.pk, "foto_pk": signaal.fotos.get().pk}


def _deel(deel: Deelactie) -> Argumenten:
    return {"pk": deel.signaal_id, "deel_pk": deel.pk}


def _sleutel(deel: Deelactie) -> str:
    """The key in the mail to the holder; of a shielded part there is none, and a made up one opens nothing."""
    houder = deel.afspraak.houder
    persoon = houder.personen().first() if houder else None
    link = link_voor_houder(deel.afspraak, persoon) if persoon else None
    return link.url.strip("/").split("/")[-1] if link else "geen"


def _klaar(scene: Signaalscene) -> Argumenten:
    return {"pk": scene.beantwoord.delen.latest("pk").afspraak_id}


def _dossier(scene: Signaalscene) -> Argumenten | None:
    return {"pk": scene.bundel.pk} if scene.bundel else None


def _notitie(scene: Signaalscene) -> Argumenten | None:
    notitie = scene.bundel.notities.first() if scene.bundel else None
    return {"pk": notitie.pk} if notitie else None


SIGNALEN: dict[str, Callable[[Signaalscene], Argumenten | None]] = {
    "signalen:detail": lambda s: _pk(s.beantwoord),
    "signalen:uitzetting": lambda s: _pk(s.nieuw),
    "signalen:overdracht": lambda s: _pk(s.beantwoord),
    "signalen:overdracht-poging": lambda s: _pk(s.beantwoord),
    "signalen:koppeling": lambda s: _pk(s.nieuw),
    "signalen:oplossing": lambda s: _pk(s.nieuw),
    "signalen:opschaling": lambda s: _pk(s.nieuw),
    "signalen:doorverwijzing": lambda s: _pk(s.nieuw),
    "signalen:doorzetten": lambda s: _pk(s.nieuw),
    "signalen:woorden": lambda s: _pk(s.nieuw),
    "signalen:wijziging": lambda s: _pk(s.nieuw),
    "signalen:foto-toevoeging": lambda s: _pk(s.nieuw),
    "signalen:foto": lambda s: _foto(s.nieuw),
    "signalen:foto-verwijdering": lambda s: _foto(s.nieuw),
    "signalen:afscherming": lambda s: _pk(s.nieuw),
    "signalen:zaak": lambda s: _pk(s.beantwoord),
    "signalen:herhaling": lambda s: _pk(s.nieuw),
    "signalen:overname": lambda s: _pk(s.nieuw),
    "signalen:initiatief": lambda s: _pk(s.nieuw),
    "signalen:bundeling": lambda s: _pk(s.nieuw),
    "signalen:ontbundeling": lambda s: {"pk": s.bundel.signalen.get().pk} if s.bundel else None,
    "signalen:dossier": _dossier,
    "signalen:notitie-nieuw": _dossier,
    "signalen:notitie": _notitie,
    "signalen:notitie-verwijdering": _notitie,
    "signalen:dossier-toevoeging": _dossier,
    "signalen:dossier-wijziging": _dossier,
    "signalen:dossier-sluiting": _dossier,
    "signalen:dossier-eigenaar": _dossier,
    "signalen:dossier-antwoord": _dossier,
    "signalen:dossier-terugkoppeling": _dossier,
    "signalen:antwoord": lambda s: _pk(s.klaar),
    "signalen:verlenging": lambda s: _pk(s.later),
    "signalen:bericht": lambda s: _pk(s.later),
    "signalen:melder": lambda s: _pk(s.beantwoord),
    "signalen:melder-uitvoer": lambda s: _pk(s.beantwoord) | {"vorm": "json"},
    "signalen:melder-verwijdering": lambda s: _pk(s.beantwoord),
    "signalen:briefje": lambda s: _pk(s.beantwoord),
    "volgen:stand": lambda s: {"sleutel": geef_statusadres(s.beantwoord).sleutel},
    "mail:stap": lambda s: {"sleutel": _sleutel(s.gevraagd)},
    "volgen:ontvangst": lambda s: {"sleutel": geef_statusadres(s.beantwoord).sleutel},
    "signalen:terugkoppeling": lambda s: _pk(s.beantwoord),
    "signalen:sluiting": lambda s: _pk(s.verteld),
    "signalen:heropening": lambda s: _pk(s.gesloten),
    "signalen:deel": lambda s: _deel(s.gevraagd),
    "signalen:acceptatie": lambda s: _deel(s.gevraagd),
    "signalen:weigering": lambda s: _deel(s.gevraagd),
    "signalen:gereedmelding": lambda s: _deel(s.bezig),
    "signalen:voortgang": lambda s: _deel(s.bezig),
}
BESLUITEN: dict[str, Callable[[Doorzetting], Argumenten]] = {"signalen:doorzetting": lambda b: {"pk": b.pk}}
AFSPRAKEN: dict[str, Callable[[Signaalscene], Argumenten]] = {
    "afspraken:detail": _klaar,
    "afspraken:toezegging": lambda s: {"pk": s.gevraagd.afspraak_id},
    "afspraken:weigering": lambda s: {"pk": s.gevraagd.afspraak_id},
    "afspraken:voortgang": lambda s: {"pk": s.bezig.afspraak_id},
    "afspraken:resultaat": lambda s: {"pk": s.bezig.afspraak_id},
    "afspraken:uitstel": lambda s: {"pk": s.bezig.afspraak_id},
    "afspraken:verval": lambda s: {"pk": s.bezig.afspraak_id},
    "afspraken:oordeel": _klaar,
}
SPREEKUREN: dict[str, Callable[[Spreekuren], Argumenten]] = {
    "signalen:spreekuur": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-schil": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-wachtrij": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-ritme": lambda s: {"gebied": s.open.gebied.sleutel, "soort": s.open.soort},
    "signalen:spreekuur-uitnodiging": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-kalender": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-opening": lambda s: {"pk": s.gepland.pk},
    "signalen:spreekuur-aanwezigheid": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-afsluiting": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-uitzetting": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-afzegging": lambda s: {"pk": s.gepland.pk},
}
INITIATIEVEN: dict[str, Callable[[Initiatiefscene], Argumenten]] = {
    "initiatieven:detail": lambda i: {"pk": i.bezig.pk},
    "initiatieven:behandeling": lambda i: {"pk": i.nieuw.pk},
    "initiatieven:uitvoering": lambda i: {"pk": i.bezig.pk},
    "initiatieven:voorlegging": lambda i: {"pk": i.bezig.pk},
    "initiatieven:weging": lambda i: {"pk": i.ter_weging.pk},
    "initiatieven:wording": lambda i: {"pk": i.gewogen.pk},
    "initiatieven:afronding": lambda i: {"pk": i.bezig.pk},
    "initiatieven:overdracht": lambda i: {"pk": i.bezig.pk},
    "initiatieven:contact": lambda i: {"pk": i.bezig.pk},
    "initiatieven:wijziging": lambda i: {"pk": i.nieuw.pk},
    "initiatieven:klus": lambda i: {"pk": i.bezig.pk},
}
PROJECTEN: dict[str, Callable[[Projectscene], Argumenten]] = {
    "projecten:detail": lambda p: {"pk": p.project.pk},
    "projecten:start": lambda p: {"pk": p.project.pk},
    "projecten:wijziging": lambda p: {"pk": p.project.pk},
    "projecten:team": lambda p: {"pk": p.project.pk},
    "projecten:lid-weg": lambda p: {"pk": p.project.pk, "lid": p.lid.pk},
    "projecten:overdracht": lambda p: {"pk": p.project.pk},
    "projecten:afsluiting": lambda p: {"pk": p.project.pk},
    "projecten:klus": lambda p: {"pk": p.project.pk},
    "projecten:inschatting": lambda p: {"pk": p.project.pk},
}
OVERLEGGEN: dict[str, Callable[[Overlegscene], Argumenten]] = {
    "overleggen:detail": lambda o: {"pk": o.bezig.pk},
    "overleggen:wijziging": lambda o: {"pk": o.komend.pk},
    "overleggen:verval": lambda o: {"pk": o.komend.pk},
    "overleggen:uitnodiging": lambda o: {"pk": o.komend.pk},
    "overleggen:opening": lambda o: {"pk": o.uitgenodigd.pk},
    "overleggen:afronding": lambda o: {"pk": o.bezig.pk},
    "overleggen:kalender": lambda o: {"pk": o.komend.pk},
    "overleggen:deelnemers": lambda o: {"pk": o.komend.pk},
    "overleggen:nieuwe_deelnemer": lambda o: {"pk": o.komend.pk},
    "overleggen:verwijdering": lambda o: {"pk": o.komend.pk, "deelnemer": o.deelnemer.pk},
    "overleggen:aanwezigheid": lambda o: {"pk": o.bezig.pk},
    "overleggen:voorstel": lambda o: {"pk": o.komend.pk},
    "overleggen:nieuw_punt": lambda o: {"pk": o.komend.pk},
    "overleggen:tijdens": lambda o: {"pk": o.bezig.pk},
    "overleggen:verslag": lambda o: {"pk": o.afgerond.pk},
    "overleggen:verslag_pdf": lambda o: {
        "pk": o.vastgesteld.pk if o.vastgesteld else 0,
        "versie": 1,
        "soort": "volledig" if o.dicht else "openbaar",
    },
    "overleggen:verslag_docx": lambda o: {
        "pk": o.vastgesteld.pk if o.vastgesteld else 0,
        "versie": 1,
        "soort": "volledig" if o.dicht else "openbaar",
    },
    "overleggen:verslag_archief": lambda o: {"pk": o.vastgesteld.pk if o.vastgesteld else 0, "versie": 1},
    "overleggen:verslag_publicatie": lambda o: {"pk": o.vastgesteld.pk if o.vastgesteld else 0},
    "overleggen:vaststelling": lambda o: {"pk": o.afgerond.pk},
    "overleggen:verbetering": lambda o: {"pk": o.afgerond.pk},
    "overleggen:agendering": lambda o: {"pk": o.aangedragen.pk},
    "overleggen:volgorde": lambda o: {"pk": o.geagendeerd.pk},
    "overleggen:afvoer": lambda o: {"pk": o.aangedragen.pk},
    "overleggen:bespreking": lambda o: {"pk": o.open_punt.pk},
    "overleggen:terugkoppeling": lambda o: {"pk": o.besproken.pk},
    "overleggen:punt_vaststelling": lambda o: {"pk": _verslagpunt(o)},
    "overleggen:doorschuiving": lambda o: {"pk": o.open_punt.pk},
    "overleggen:afspraak": lambda o: {"pk": o.besproken.pk},
    "overleggen:nieuws": lambda o: {"pk": o.bezig.pk},
    "overleggen:tijden": lambda o: {"pk": o.bezig.pk},
    "overleggen:overdracht": lambda o: {"pk": o.geagendeerd.pk},
    "overleggen:verloop": lambda o: {"pk": o.besproken.pk},
    "overleggen:begin": lambda o: {"pk": o.open_punt.pk},
    "overleggen:aantekening_punt": lambda o: {"pk": o.open_punt.pk},
    "overleggen:aantekening_deel": lambda o: {"pk": o.open_punt.deel_id},
    "overleggen:herschrijving": lambda o: {"pk": o.aantekening.pk if o.aantekening else 0},
    "overleggen:aanmelding": lambda o: {"pk": o.uitgenodigd.pk},
    "overleggen:briefing": lambda o: {"pk": o.komend.pk},
    "overleggen:verwijzing": lambda o: {"pk": o.aangedragen.pk},
    "overleggen:informatie": lambda o: {"pk": o.geagendeerd.pk},
    "overleggen:nieuw_stuk": lambda o: {"pk": o.geagendeerd.pk},
    "overleggen:stuk": lambda o: {"pk": o.geagendeerd.pk, "stuk_pk": o.stuk.pk},
    "overleggen:stuk-verwijdering": lambda o: {"pk": o.geagendeerd.pk, "stuk_pk": o.stuk.pk},
    "aanmelden:aanmelding": lambda o: {"sleutel": _uitnodiging(o)},
    "inbreng:punt": lambda o: {"pk": o.uitgenodigd.pk},
    "inbreng:stand": lambda o: {"sleutel": _inbreng(o)},
    "inbreng:ontvangst": lambda o: {"sleutel": _inbreng(o)},
}

BEZOEKEN: dict[str, Callable[[Programmaonderdeel], Argumenten]] = {
    "overleggen:programma": lambda o: {"pk": o.overleg_id},
    "overleggen:programma_nieuw": lambda o: {"pk": o.overleg_id},
    "overleggen:programma_wijziging": lambda o: {"pk": o.overleg_id, "onderdeel_pk": o.pk},
    "overleggen:programma_weg": lambda o: {"pk": o.overleg_id, "onderdeel_pk": o.pk},
}


def _uitnodiging(scene: Overlegscene) -> str:
    """The key in the mail to somebody who was invited."""
    overleg = scene.uitgenodigd
    mensen = Gebruiker.objects.filter(is_active=True).order_by("pk")
    genodigde = next((wie for wie in mensen if is_deelnemer(overleg, wie)), None)
    return aanmeldadres(overleg, genodigde).strip("/").split("/")[-1]


def _verslagpunt(scene: Overlegscene) -> int:
    """A point of the running meeting about the report of the one before it."""
    dit = {"overleg": scene.bezig, "bron_soort": Agendapunt.VERSLAG, "bron_id": scene.afgerond.pk}
    anders = {
        "deel": scene.open_punt.deel,
        "titel": f"Verslag van {scene.afgerond}",
        "stand": Agendapunt.Stand.GEAGENDEERD,
        "aangedragen_door": scene.open_punt.aangedragen_door,
    }
    return Agendapunt.objects.get_or_create(**dit, defaults=anders)[0].pk


def _inbreng(scene: Overlegscene) -> str:
    """The key of a resident who follows a point of this agenda."""
    rij = Inbreng.objects.filter(punt=scene.geagendeerd).first() or Inbreng(punt=scene.geagendeerd)
    if rij.pk is None:
        rij.zet_sleutel()
        rij.save()
    return rij.sleutel


# What can be read of a closed meeting, and the steps whose page shows its words.
VAN_BESLOTEN = {
    f"overleggen:{naam}": OVERLEGGEN[f"overleggen:{naam}"]
    for naam in (
        "detail", "kalender", "deelnemers", "voorstel", "nieuw_punt", "tijdens", "verslag", "vaststelling",
        "agendering", "bespreking", "terugkoppeling", "afspraak", "nieuws", "tijden", "aantekening_punt",
        "aantekening_deel", "herschrijving", "verslag_pdf", "verslag_docx", "verslag_archief", "verslag_publicatie", "overdracht", "verloop",
        "informatie", "nieuw_stuk", "stuk", "briefing",
    )
}  # fmt: skip


def _plan(p: Planscene) -> Argumenten:
    return {"pk": p.plan.pk}


def _item(p: Planscene) -> Argumenten:
    return {"pk": p.plan.pk, "item": p.item.pk}


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


ADVIEZEN: dict[str, Callable[[Adviesscene], Argumenten]] = {
    "adviezen:onderwerp": lambda a: {"pk": a.klaar.pk},
    "adviezen:advies": lambda a: {"pk": a.gevraagd.pk},
    "adviezen:verval": lambda a: {"pk": a.gevraagd.pk},
    "adviezen:verplaatsing": lambda a: {"pk": a.gegeven.pk},
    "adviezen:behandeling": lambda a: {"pk": a.gegeven.onderwerp_id},
    "adviezen:zaak": lambda a: {"pk": a.gegeven.onderwerp_id},
    "adviezen:standpunt": lambda a: {"pk": a.gegeven.onderwerp_id},
    "adviezen:mededeling": lambda a: {"pk": a.klaar.pk},
    "adviezen:afronding": lambda a: {"pk": a.klaar.pk},
    "adviezen:informatie": lambda a: {"pk": a.informatie.pk},
    "adviezen:stuk": lambda a: {"pk": a.informatie.pk},
    "adviezen:publicatie": lambda a: {"pk": a.klaar.pk},
}


def _traject(p: Participatiescene) -> Argumenten:
    return {"pk": p.traject.pk}


PARTICIPATIE: dict[str, Callable[[Participatiescene], Argumenten | None]] = {
    "participatie:traject": _traject,
    "participatie:wijziging": _traject,
    "participatie:betrokkene-nieuw": _traject,
    "participatie:betrokkene": lambda p: {"pk": p.traject.betrokkenen.get().pk},
    "participatie:betrokkene-weg": lambda p: {"pk": p.traject.betrokkenen.get().pk},
    "participatie:weging": _traject,
    "participatie:trede": _traject,
    "participatie:raadpleging": _traject,
    "participatie:raad": lambda p: _traject(p) | {"instemming": p.instemming.pk} if p.instemming else None,
    "participatie:besluit": _traject,
    "participatie:publicatie": _traject,
    "participatie:protocol": _traject,
    "participatie:stap": lambda p: _eerste_stap(p.loopt),
    "participatie:afronding": lambda p: {"pk": p.loopt.pk},
    "participatie:notitie": lambda p: {"pk": p.loopt.pk},
    "participatie:inbreng-nieuw": lambda p: {"pk": p.loopt.pk},
    "participatie:inbreng": lambda p: {"pk": p.inbreng.pk},
    "participatie:toets": lambda p: {"pk": p.overzicht.pk} if p.overzicht else None,
    "participatie:overnemen": lambda p: {"pk": p.overzicht.pk} if p.overzicht else None,
    "participatie:verzending": lambda p: {"pk": p.overzicht.pk} if p.overzicht else None,
    "participatie:adressen": lambda p: {"pk": p.overzicht.items.get().pk} if p.overzicht else None,
    "meedenken:begin": meedenkpunt,
    "meedenken:kijk": meedenksleutel,
    "meedenken:bevestiging": meedenksleutel,
    "meedenken:einde": meedenksleutel,
    "participatie:belangstelling": lambda p: {"pk": p.overzicht.items.get().pk} if p.overzicht else None,
    "participatie:belangstelling-weg": lambda p: {"pk": p.belangstelling.pk} if p.belangstelling else None,
    "participatie:antwoord": lambda p: {"pk": p.belangstelling.pk} if p.belangstelling else None,
}


def _eerste_stap(traject: Traject) -> Argumenten | None:
    stap = traject.protocolstappen.first()
    return {"pk": stap.pk} if stap else None


PRESTATIES: dict[str, Callable[[Prestatiescene], Argumenten]] = {
    "prestaties:rekenblad": lambda p: {"vorm": "csv"},
    "prestaties:publicatie": lambda p: {
        "jaar": p.loopt.begin.year,
        "gebied": p.levering.gebied.sleutel,
    },
    "prestaties:afspraak": lambda p: {"pk": p.loopt.pk},
    "prestaties:wijziging": lambda p: {"pk": p.ligt_voor.pk},
    "prestaties:voorlegging": lambda p: {"pk": p.ligt_voor.pk},
    "prestaties:vervallen": lambda p: {"pk": p.ligt_voor.pk},
    "prestaties:instemming": lambda p: {"pk": p.ligt_voor.pk},
    "prestaties:levering": lambda p: {"pk": p.loopt.pk},
    "prestaties:terugneming": lambda p: {"pk": p.loopt.pk, "levering": p.levering.pk},
    "prestaties:controle": lambda p: {"pk": p.loopt.pk},
    "prestaties:reactie": lambda p: {"pk": p.controle.afspraak_id, "controle": p.controle.pk},
    "prestaties:vaststelling": lambda p: {"pk": p.controle.afspraak_id, "controle": p.controle.pk},
    "prestaties:overneming": lambda p: {"pk": p.loopt.pk},
    "prestaties:einde": lambda p: {"pk": p.loopt.pk},
    "prestaties:afsluiting": lambda p: {"pk": p.loopt.pk},
}
BUDGETTEN: dict[str, Callable[[Budgetscene], Argumenten]] = {
    "budgetten:verdeling": lambda b: {"budget": b.pot.budget},
    "budgetten:nieuw": lambda b: {"budget": b.pot.budget},
    "budgetten:pot": lambda b: {"pk": b.pot.pk},
    "budgetten:publicatie": lambda b: {"pk": b.pot.pk},
    "budgetten:benaming": lambda b: {"pk": b.gekregen.pk},
    "budgetten:vergoeding": lambda b: {"pk": b.vergoeding.jaarbudget_id},
    "budgetten:vergoeding-weg": lambda b: {
        "pk": b.vergoeding.jaarbudget_id,
        "vergoeding": b.vergoeding.pk,
    },
    "budgetten:aanvraag": lambda b: {"pk": b.open.pk},
    "budgetten:oordeel": lambda b: {"pk": b.open.pk, "oordeel": b.oordeel, "criterium": b.criterium},
    "budgetten:toekenning": lambda b: {"pk": b.open.pk},
    "budgetten:afwijzing": lambda b: {"pk": b.open.pk},
    "budgetten:melding": lambda b: {"pk": b.open.pk},
    "budgetten:uitvoering": lambda b: {"pk": b.gekregen.pk},
    "budgetten:verantwoording": lambda b: {"pk": b.gekregen.pk},
    "budgetten:teruglegging": lambda b: {"pk": b.klaar.pk},
    "budgetten:vaststelling": lambda b: {"pk": b.klaar.pk},
}


CYCLUS: dict[str, Callable[[Cyclusscene], Argumenten]] = {
    "cyclus:kiezen": lambda c: {"cyclus": c.ronde.cyclus},
    "cyclus:ronde": lambda c: {"pk": c.ronde.pk},
    "cyclus:sluiting": lambda c: {"pk": c.ronde.pk},
    "cyclus:stap": lambda c: {"pk": c.stap.pk},
    "cyclus:start": lambda c: {"pk": c.stap.pk},
    "cyclus:oordeel": lambda c: {"pk": c.stap.pk, "criterium": c.criterium},
    "cyclus:afronding": lambda c: {"pk": c.stap.pk},
    "cyclus:heropening": lambda c: {"pk": c.stap.pk},
    "cyclus:vaststelling": lambda c: {"pk": c.stap.pk},
    "cyclus:termijn": lambda c: {"pk": c.stap.pk},
}


def _conceptrapport(v: Verantwoordingscene) -> Argumenten | None:
    return {"pk": v.concept.pk} if v.concept else None


def _vastrapport(v: Verantwoordingscene) -> Argumenten | None:
    return {"pk": v.vast.pk} if v.vast else None


CONCEPTRAPPORT: dict[str, Callable[[Verantwoordingscene], Argumenten | None]] = {
    "verantwoording:rapport": _conceptrapport,
    "verantwoording:zin": lambda v: {"pk": v.concept.pk, "gebied": v.gebied.pk} if v.concept else None,
    "verantwoording:delen": _conceptrapport,
    "verantwoording:vaststelling": _conceptrapport,
}
VASTRAPPORT: dict[str, Callable[[Verantwoordingscene], Argumenten | None]] = {
    "verantwoording:rapport": _vastrapport,
    "verantwoording:heropening": _vastrapport,
    "verantwoording:publicatie": _vastrapport,
    "verantwoording:intrekking": _vastrapport,
}
TERUGBLIK: dict[str, Callable[[Verantwoordingscene], Argumenten | None]] = {
    "verantwoording:verbeterpunt": lambda v: {"pk": v.punt.pk} if v.punt else None,
    "verantwoording:evaluatie": lambda v: {"pk": v.evaluatie.pk} if v.evaluatie else None,
    "verantwoording:evaluatiepunten": lambda v: {"pk": v.evaluatie.pk} if v.evaluatie else None,
    "verantwoording:evaluatie-afronding": lambda v: {"pk": v.evaluatie.pk} if v.evaluatie else None,
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


def _gast(plek: Plek) -> Gebruiker:
    """Somebody of the area for the pages of beheer."""
    return Gebruiker.objects.get(email=f"gast-{plek.gebied.sleutel}@voorbeeld.example")


def _lijst(plek: Plek) -> BewaardeLijst:
    """Of somebody: for everybody else it does not exist."""
    lijst, _nieuw = BewaardeLijst.objects.get_or_create(gebruiker=_gast(plek), naam="Te laat")
    return lijst


def _bericht() -> Bericht:
    bericht = Bericht.objects.order_by("pk").first()
    assert bericht is not None
    return bericht


def _cijferinvoer(plek: Plek) -> Invoer:
    """By the installation: only who brings in figures of everything sees it."""
    return Invoer.objects.get_or_create(
        formaat="kwb", bron=f"CBS {plek.gebied}", stand=Invoer.Stand.MISLUKT, fout="Geen bestand."
    )[0]


def _eigen_cijfer(plek: Plek) -> Invoer:
    """A figure of this area that the installation brought in: only who sets up the municipality takes it back."""
    tellingen = {"perioden": [202400], "gebieden": 1, "nieuw": 1, "gewijzigd": 0, "gelijk": 0}
    invoer = Invoer.objects.get_or_create(
        formaat="eigen", bron=f"Telling {plek.gebied}", stand=Invoer.Stand.KLAAR, tellingen=tellingen
    )[0]
    Cijfer.objects.get_or_create(
        indicator=Indicator.objects.get_or_create(sleutel="inwoners")[0],
        periode=202400,
        plek=Cijfergebied.objects.get_or_create(
            soort="eigen", code=plek.gebied.sleutel, naam=plek.gebied.naam, gebied=plek.gebied
        )[0],
        defaults={"invoer": invoer, "waarde": 100},
    )
    return invoer


NIEMANDS_INVOER = UUID("00000000-0000-4000-8000-000000000000")


def _agendasleutel(plek: Plek) -> str:
    """Of somebody with meetings: whoever has the address reads that calendar, whoever that is."""
    overleg = plek.overleggen[BESLOTEN] or plek.overleggen[GEWOON]
    van = overleg.komend.gepland_door if overleg else _gast(plek)
    Agendasleutel.objects.update_or_create(
        gebruiker=van, defaults={"merk": merk_van(f"toneel-{plek.gebied.pk}")}
    )
    return f"toneel-{plek.gebied.pk}"


BEHEER: dict[str, Callable[[Plek], Argumenten]] = {
    "gebiedscijfers:gebied": lambda p: {"sleutel": p.gebied.sleutel},
    "mail:gedaan": lambda p: {"naam": "aanname"},
    "nieuwsmail:volger": lambda p: {"sleutel": volgsleutel(p.gebied)},
    "nieuwsmail:bevestiging": lambda p: {"sleutel": volgsleutel(p.gebied)},
    "nieuwsmail:einde": lambda p: {"sleutel": volgsleutel(p.gebied)},
    "agenda:eigen": lambda p: {"sleutel": _agendasleutel(p)},
    "agenda:gebied": lambda p: {"gebied": p.gebied.sleutel},
    "agenda:ics_gebied": lambda p: {"gebied": p.gebied.sleutel},
    "agenda:atom_gebied": lambda p: {"gebied": p.gebied.sleutel},
    "terecht:gebied": lambda p: {"gebied": p.gebied.sleutel},
    "melden:gebied": lambda p: {"gebied": p.gebied.sleutel},
    "beheer:gebied": lambda p: {"pk": p.gebied.pk},
    "beheer:mens": lambda p: {"pk": _gast(p).pk},
    "beheer:rol-nieuw": lambda p: {"pk": _gast(p).pk},
    "beheer:overdracht": lambda p: {"pk": _gast(p).pk},
    "beheer:rol-einde": lambda p: {"pk": _gast(p).roltoewijzingen.get().pk},
    "signalen:lijst-bestand": lambda p: {"vorm": "csv"},
    "signalen:lijst-standaard": lambda p: {"pk": _lijst(p).pk},
    "signalen:lijst-verwijdering": lambda p: {"pk": _lijst(p).pk},
    "beheer:invoer-soort": lambda p: {"soort": "personen"},
    "beheer:invoer-voorbeeldbestand": lambda p: {"soort": "personen", "vorm": "csv"},
    "beheer:invoer-controle": lambda p: {"soort": "personen", "nummer": NIEMANDS_INVOER},
    "beheer:invoer-doorvoering": lambda p: {"soort": "personen", "nummer": NIEMANDS_INVOER},
    "signalen:concept": lambda p: {"pk": Mailconcept.objects.get(van=_gast(p)).pk},
    "signalen:concept-weg": lambda p: {"pk": Mailconcept.objects.get(van=_gast(p)).pk},
    "meldsysteem:punt-weg": lambda p: {"pk": Meldpunt.objects.get(gebied=p.gebied).pk},
    "cijfers:invoer": lambda p: {"pk": _cijferinvoer(p).pk},
    "cijfers:intrekken": lambda p: {"pk": _eigen_cijfer(p).pk},
    "berichten:opnieuw": lambda p: {"pk": _bericht().pk},
    "berichten:tekst": lambda p: {"soort": "afspraak-gevraagd"},
    "berichten:herstel": lambda p: {"soort": "afspraak-gevraagd"},
}
MET_VOORBEELD = {
    *SIGNALEN, *BESLUITEN, *AFSPRAKEN, *SPREEKUREN, *INITIATIEVEN, *PROJECTEN, *OVERLEGGEN, *BEZOEKEN, *PLANNING, *PLANNEN, *ADVIEZEN, *BUDGETTEN, *PRESTATIES, *CYCLUS, *CONCEPTRAPPORT, *VASTRAPPORT, *TERUGBLIK, *PUBLICATIES, *BEHEER,
    "overleggen:agenderen", "wijkagenda:opnemen",
}  # fmt: skip


@dataclass
class Toneel:
    """A municipality with two areas, and for every role somebody of the first who only looks."""

    gemeente: str
    profiel: Profiel
    eigen: Plek
    elders: Plek
    kijkers: dict[str, Gebruiker]


def zet_op(gemeente: str) -> Toneel:
    profiel = activeer(gemeente)
    eigen, elders = (zoek_gebied(sleutel) for sleutel in PLEKKEN[gemeente])
    # They are there before anything happens, so that every mail that a role gets is theirs as well.
    kijkers = {rol.sleutel: maak_speler(rol, eigen) for rol in profiel.rollen}
    return Toneel(
        gemeente,
        profiel,
        _maak_plek(profiel, eigen, kijkers, veel=True),
        _maak_plek(profiel, elders, kijkers, veel=False),
        kijkers,
    )


def _maak_plek(profiel: Profiel, gebied: Gebied, kijkers: Mapping[str, Gebruiker], *, veel: bool) -> Plek:
    spelers = Spelers(profiel, gebied, kijkers.values())
    gast = persoon("beheerder", naam="Gast")
    gast.email = f"gast-{gebied.sleutel}@voorbeeld.example"
    gast.save(update_fields=["email"])
    # Somebody else's forwarded mail: for no kijker does it exist.
    Mailconcept.objects.create(kenmerk=gebied.sleutel, van=gast)
    Meldpunt.objects.create(gebied=gebied, breedte=52, lengte=5)
    signalen = {ding: maak_signalen(spelers, schild, veel=veel) for ding, schild in SCHILDEN.items()}
    geheim = signalen[AFGESCHERMD]
    op_agenda = [geheim.beantwoord] if geheim and veel else []
    return Plek(
        gebied,
        spelers,
        signalen,
        maak_spreekuren(spelers),
        maak_initiatieven(spelers),
        maak_project(spelers),
        {
            GEWOON: maak_overleggen(spelers, dicht=False, veel=veel),
            BESLOTEN: maak_overleggen(spelers, dicht=True, veel=veel, geheim=op_agenda),
        },
        maak_bezoek(spelers),
        maak_plan(spelers),
        maak_adviezen(spelers),
        maak_participatie(spelers),
        maak_budgetten(spelers),
        maak_prestaties(spelers),
        maak_cyclus(spelers),
        maak_verantwoording(spelers),
        maak_publicaties(gebied),
    )


SCHILDEN = {GEWOON: "nee", AFGESCHERMD: "ja"}
