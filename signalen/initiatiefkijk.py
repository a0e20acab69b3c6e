"""What pages show of an initiative and a project to one person: values, not rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.formats import date_format, number_format

from signalen.forms.project import gevraagde_velden
from signalen.kijkwaarden import Gebeurtenis
from signalen.models import Initiatief, Project
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.formaten import hoofdletter
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.profielvelden import getoond
from wijkwerk.regels.models import Besluit

STAPPEN = {
    "initiatief.indienen": ("Ingediend", "signaal"),
    "initiatief.wijzigen": ("Verbeterd", "bewerken"),
    "initiatief.in-behandeling-nemen": ("In behandeling genomen", "persoon"),
    "initiatief.contact": ("Contact met de bewoners", "bericht"),
    "initiatief.uitvoeren": ("Bewoners voeren het uit", "groep"),
    "initiatief.ter-weging-leggen": ("Ter weging gelegd", "doorsturen"),
    "initiatief.wegen": ("Gewogen", "antwoord"),
    "initiatief.tot-project-maken": ("Een project geworden", "plus"),
    "initiatief.overdragen": ("Andere eigenaar", "doorsturen"),
    "initiatief.afronden": ("Afgerond", "check"),
    "project.openen": ("Project geopend", "plus"),
    "project.wijzigen": ("Gegevens bijgewerkt", "bewerken"),
    "project.starten": ("Gestart", "pijl"),
    "project.bemensen": ("Team veranderd", "groep"),
    "project.overdragen": ("Andere projectleider", "doorsturen"),
    "project.afsluiten": ("Afgesloten", "check"),
}


@dataclass(frozen=True)
class Dingregel:
    """One initiative or project in a list, and at the head of its page."""

    pk: int
    titel: str
    url: str
    stand: str
    gebied: str
    eigenaar: str
    sinds: datetime
    # Until when somebody waits for it.
    uiterlijk: date | None = None


@dataclass(frozen=True)
class Initiatiefkijk:
    regel: Dingregel
    omschrijving: str
    idee: list[tuple[str, str]]
    feiten: list[tuple[str, str]]
    weging: list[tuple[str, str]]
    einde: list[tuple[str, str]]
    tijdlijn: list[Gebeurtenis]
    contacten: list[Gebeurtenis] = field(default_factory=list)
    gevoelig: str = "nee"
    # Name and address of its project, and number and address of its signal.
    project: tuple[str, str] | None = None
    signaal: tuple[str, str] | None = None

    @property
    def openbaar(self) -> bool:
        return self.gevoelig == "nee"


def als_dingregel(ding: Initiatief | Project) -> Dingregel:
    titel: str
    uiterlijk = None
    if isinstance(ding, Initiatief):
        titel, sinds = ding.titel, ding.ingediend_op
        if ding.stand in {Initiatief.Stand.INGEDIEND, Initiatief.Stand.IN_BEHANDELING}:
            uiterlijk = ding.uiterlijk
    else:
        titel, sinds = ding.naam, ding.geopend_op
    return Dingregel(
        pk=ding.pk,
        titel=titel,
        url=ding.get_absolute_url(),
        stand=ding.stand,
        gebied=str(ding.gebied),
        eigenaar=str(ding.houder or ""),
        sinds=sinds,
        uiterlijk=uiterlijk,
    )


def bekijk_initiatief(initiatief: Initiatief, *, van_binnen: bool, signaal_te_zien: bool) -> Initiatiefkijk:
    """Return its page; who only handed it in (`van_binnen` false) sees the steps, not who took them nor the contacts."""
    return Initiatiefkijk(
        regel=als_dingregel(initiatief),
        omschrijving=initiatief.omschrijving,
        idee=[
            ("Wat bewoners zelf doen", initiatief.eigen_inbreng),
            ("Wie erachter staat", initiatief.draagvlak),
            ("Groep", initiatief.groep),
            ("Aantal bewoners", str(initiatief.bewoners or "")),
            ("Voor wie", initiatief.voor_wie),
            ("Plek", initiatief.waar),
            ("Hulp die nodig is", initiatief.ondersteuning),
            ("Kosten", bedrag(initiatief.kosten)),
        ],
        feiten=_feiten(initiatief),
        weging=_weging(initiatief),
        einde=_einde(initiatief),
        tijdlijn=tijdlijn(initiatief, namen=van_binnen),
        contacten=_contacten(initiatief) if van_binnen else [],
        gevoelig=initiatief.gevoelig,
        project=_project(initiatief),
        signaal=_signaal(initiatief) if signaal_te_zien else None,
    )


def _feiten(initiatief: Initiatief) -> list[tuple[str, str]]:
    profiel = actief_profiel()
    nodig = [("geld", initiatief.budget_nodig), ("een vergunning", initiatief.vergunning_nodig)]
    anders = [str(gebied) for gebied in initiatief.gebieden.all() if gebied.pk != initiatief.gebied_id]
    return [
        (hoofdletter(profiel.niveau(initiatief.gebied.niveau).naam), str(initiatief.gebied)),
        ("Ook in", ", ".join(anders)),
        ("Eigenaar", str(initiatief.houder or "Nog niemand")),
        ("Thema", ", ".join(profiel.thema(thema).naam for thema in initiatief.themas)),
        ("Nodig", " en ".join(wat for wat, ja in nodig if ja)),
        ("Ingediend", date_format(initiatief.ingediend_op, "j F Y")),
    ]


def _weging(initiatief: Initiatief) -> list[tuple[str, str]]:
    if not initiatief.gewogen:
        return []
    besluit = Besluit.objects.bij(initiatief).order_by("-pk").first()
    van = f", {date_format(besluit.datum, 'j F Y')}" if besluit else ""
    return [
        ("Besluit", f"{initiatief.get_gewogen_display()}{van}"),
        ("Nummer van het besluit", besluit.kenmerk if besluit else ""),
        ("Prioriteit", initiatief.prioriteit),
        ("Randvoorwaarden", initiatief.randvoorwaarden),
        ("Motivering", initiatief.weging_motivering),
    ]


def _einde(initiatief: Initiatief) -> list[tuple[str, str]]:
    if initiatief.is_open:
        return []
    return [
        ("Uitkomst", initiatief.get_uitkomst_display()),
        ("Antwoord", initiatief.antwoord),
        ("Toelichting", initiatief.toelichting),
        ("Verteld", initiatief.get_verteld_display()),
        ("Waarom niet verteld", initiatief.verteld_toelichting),
    ]


def _contacten(initiatief: Initiatief) -> list[Gebeurtenis]:
    rijen = initiatief.contacten.select_related("door")
    return [
        Gebeurtenis(rij.geschreven_op, f"{rij.get_soort_display()}, {date_format(rij.op, 'j F Y')}",
                    str(rij.door), rij.tekst, "bericht")
        for rij in rijen
    ]  # fmt: skip


def _project(initiatief: Initiatief) -> tuple[str, str] | None:
    project = getattr(initiatief, "project", None)
    return (project.naam, project.get_absolute_url()) if project is not None else None


def _signaal(initiatief: Initiatief) -> tuple[str, str] | None:
    signaal = initiatief.signaal
    return (signaal.nummer, signaal.get_absolute_url()) if signaal is not None else None


def tijdlijn(ding: models.Model, *, namen: bool) -> list[Gebeurtenis]:
    """Every step of it; who took it and why only for who works on it."""
    regels = Logregel.objects.stappen().van(ding).select_related("door")
    return [
        Gebeurtenis(
            op=regel.op,
            wat=STAPPEN.get(regel.stap, (hoofdletter(regel.stap.partition(".")[2]), ""))[0],
            wie=str(regel.door or "Wijkwerk") if namen else "",
            toelichting=regel.reden if namen else "",
            icoon=STAPPEN.get(regel.stap, ("", "stop"))[1],
        )
        for regel in regels
    ]


def bedrag(waarde: Any) -> str:
    return "" if waarde is None else f"€ {number_format(waarde, decimal_pos=2, force_grouping=True)}"


# --- projects


@dataclass(frozen=True)
class Projectkijk:
    regel: Dingregel
    doel: str
    feiten: list[tuple[str, str]]
    inhoud: list[tuple[str, str]]
    resultaat: str
    tijdlijn: list[Gebeurtenis]
    gevoelig: str
    initiatief: tuple[str, str] | None = None

    @property
    def openbaar(self) -> bool:
        return self.gevoelig == "nee"


def bekijk_project(project: Project, *, initiatief_te_zien: bool) -> Projectkijk:
    profiel = actief_profiel()
    initiatief = project.initiatief if initiatief_te_zien else None
    looptijd = [dag.strftime("%d-%m-%Y") if dag else "?" for dag in (project.begin, project.eind)]
    anders = [str(gebied) for gebied in project.gebieden.all() if gebied.pk != project.gebied_id]
    return Projectkijk(
        regel=als_dingregel(project),
        doel=project.doel,
        feiten=[
            ("Projectleider", str(project.houder)),
            (hoofdletter(profiel.niveau(project.gebied.niveau).naam), str(project.gebied)),
            ("Ook in", ", ".join(anders)),
            ("Opdrachtgever", project.opdrachtgever),
            ("Looptijd", " tot ".join(looptijd) if project.begin or project.eind else ""),
            ("Budget", bedrag(project.budget)),
            ("Vakgebieden", ", ".join(profiel.discipline(d).naam for d in project.disciplines)),
            ("Thema", ", ".join(profiel.thema(thema).naam for thema in project.themas)),
        ],
        inhoud=[(naam, waarde) for naam, waarde in _inhoud(profiel, project) if waarde],
        resultaat=project.resultaat,
        tijdlijn=tijdlijn(project, namen=True),
        gevoelig=project.gevoelig,
        initiatief=(initiatief.titel, initiatief.get_absolute_url()) if initiatief else None,
    )


def inschattingen(project: Project) -> list[Gebeurtenis]:
    """What the wijk is expected to say of it, newest first: only for whom `mag_inschatting` names."""
    rijen = project.inschattingen.select_related("door")
    return [Gebeurtenis(rij.geschreven_op, str(rij.door), "", rij.tekst, "bericht") for rij in rijen]


def _inhoud(profiel: Profiel, project: Project) -> list[tuple[str, str]]:
    return [
        ("Bewoners die meemaken", _bewoners(project)),
        (
            "Wie er belang bij hebben",
            ", ".join(regel for regel in project.belanghebbenden.splitlines() if regel),
        ),
        ("Randvoorwaarden", project.randvoorwaarden),
        ("Planning", project.planning),
        ("Hoe mensen ervan horen", project.communicatie),
        ("Hoe mensen meedoen", ", ".join(project.instrumenten)),
        *getoond(gevraagde_velden(profiel, project), project.velden),
    ]


def _bewoners(project: Project) -> str:
    aantal = f"{project.bewoners} bewoners" if project.bewoners else ""
    return ", ".join(deel for deel in (project.groep, aantal) if deel)


def klussen(ding: Initiatief | Project, gebruiker: Gebruiker) -> list[tuple[Afspraak, str, str]]:
    """What was asked for it, as far as this person sees it: (afspraak, words, kind of work)."""
    rijen: Iterable[Afspraak] = (
        Afspraak.objects.zichtbaar_voor(gebruiker)
        .filter(bron_soort=ding._meta.model_name, bron_id=ding.pk)
        .select_related("klus")
        .voor_lijst()
    )
    return [(rij, str(rij), rij.klus.get_soort_display() if hasattr(rij, "klus") else "") for rij in rijen]
