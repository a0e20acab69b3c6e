"""From elsewhere onto a plan: what a signaal, dossier, initiatief, project, afspraak, overleg or agendapunt brings along. Shielded sources bring nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format

from overleggen.models import Agendapunt, Overleg
from signalen.models import Dossier, Initiatief, Project, Signaal
from wijkagenda.acties import Afkomst
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.formaten import hoofdletter
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel


@dataclass(frozen=True)
class Bron:
    """A source as somebody may use it; `waarom_niet` says why it cannot go onto a plan."""

    soort: str
    pk: int
    naam: str
    afkomst: Afkomst
    gebieden: frozenset[int]
    titel: str = ""
    thema: str = ""
    houder: Houder | None = None
    uiterlijk: date | None = None
    afspraak: Afspraak | None = None
    waarom_niet: str = ""

    def begin(self) -> dict[str, Any]:
        """The first values of the form."""
        return {"titel": self.titel, "thema": self.thema}


AFGESCHERMD = "Dit is afgeschermd. Het komt nooit op een plan dat anderen lezen."


def vind_bron(soort: str, pk: int, gebruiker: Gebruiker) -> Bron | None:
    """Return the source as far as this person sees it; None when it does not exist for them."""
    zoek = {
        "signaal": _signaal,
        "dossier": _dossier,
        "initiatief": _initiatief,
        "project": _project,
        "afspraak": _afspraak,
        "overleg": _overleg,
        "agendapunt": _agendapunt,
    }.get(soort)
    return zoek(pk, gebruiker) if zoek else None


def _signaal(pk: int, gebruiker: Gebruiker) -> Bron | None:
    """The words of a resident stay with the signaal: the plan gets its kind, theme and number."""
    signaal = Signaal.objects.zichtbaar_voor(gebruiker).filter(pk=pk).first()
    if signaal is None:
        return None
    return Bron(
        soort="signaal",
        pk=pk,
        naam=f"{signaal.titel} ({signaal.nummer})"
        if signaal.gevoelig == "nee"
        else f"Signaal {signaal.nummer}",
        afkomst=Afkomst(
            "signaal", f"Signaal uit de wijk, {date_format(signaal.geregistreerd_op, 'F Y')}", "signaal", pk
        ),
        gebieden=frozenset(signaal.plek_gebieden),
        thema=next(iter(signaal.themas), "") if signaal.gevoelig == "nee" else "",
        waarom_niet=AFGESCHERMD if signaal.gevoelig != "nee" else "",
    )


def _dossier(pk: int, gebruiker: Gebruiker) -> Bron | None:
    """Its name and theme go along, who holds it too; of its signals and its analysis nothing."""
    dossier = Dossier.objects.zichtbaar_voor(gebruiker).voor_lijst().filter(pk=pk).first()
    if dossier is None:
        return None
    open_ = dossier.gevoelig == "nee"
    return Bron(
        soort="dossier",
        pk=pk,
        naam=str(dossier),
        afkomst=Afkomst("dossier", f"Dossier, {date_format(dossier.geopend_op, 'F Y')}", "dossier", pk),
        gebieden=frozenset(dossier.plek_gebieden),
        titel=dossier.titel if open_ else "",
        thema=dossier.thema if open_ else "",
        houder=dossier.houder,
        waarom_niet="" if open_ else AFGESCHERMD,
    )


def _initiatief(pk: int, gebruiker: Gebruiker) -> Bron | None:
    rij = Initiatief.objects.zichtbaar_voor(gebruiker).voor_lijst().filter(pk=pk).first()
    return _van_bewoners("initiatief", rij, rij.ingediend_op) if rij else None


def _project(pk: int, gebruiker: Gebruiker) -> Bron | None:
    rij = Project.objects.zichtbaar_voor(gebruiker).voor_lijst().filter(pk=pk).first()
    return _van_bewoners("project", rij, rij.geopend_op) if rij else None


def _van_bewoners(soort: str, rij: Initiatief | Project, sinds: datetime) -> Bron:
    """What residents do or work out: the form gets its name and who holds it, the plan keeps its kind and month."""
    woord = hoofdletter(actief_profiel().term(soort).enkel)
    open_ = rij.gevoelig == "nee"
    return Bron(
        soort=soort,
        pk=rij.pk,
        naam=str(rij),
        afkomst=Afkomst(soort, f"{woord}, {date_format(sinds, 'F Y')}", soort, rij.pk),
        gebieden=frozenset(rij.plek_gebieden),
        titel=str(rij) if open_ else "",
        thema=next(iter(rij.themas), "") if open_ else "",
        houder=rij.houder,
        waarom_niet="" if open_ else AFGESCHERMD,
    )


def _afspraak(pk: int, gebruiker: Gebruiker) -> Bron | None:
    afspraak = Afspraak.objects.zichtbaar_voor(gebruiker).voor_lijst().filter(pk=pk).first()
    if afspraak is None:
        return None
    schild = afspraak.gevoelig != "nee"
    return Bron(
        soort="afspraak",
        pk=pk,
        naam="Afgeschermde afspraak" if schild else afspraak.wat,
        afkomst=Afkomst(afspraak.bron_soort, _van_afspraak(afspraak), afspraak.bron_soort, afspraak.bron_id),
        gebieden=frozenset(afspraak.plek_gebieden),
        titel="" if schild else afspraak.wat,
        thema=afspraak.thema,
        houder=afspraak.houder,
        uiterlijk=afspraak.uiterlijk,
        afspraak=afspraak,
        waarom_niet=AFGESCHERMD if schild else "",
    )


def _van_afspraak(afspraak: Afspraak) -> str:
    if afspraak.bron_soort == "overleg":
        overleg = Overleg.objects.filter(pk=afspraak.bron_id).first()
        if overleg is not None:
            return f"{overleg.naam}, {_dag(overleg.datum)}"
    return f"Afspraak van {_dag(afspraak.gevraagd_op.date())}"


def _overleg(pk: int, gebruiker: Gebruiker) -> Bron | None:
    overleg = Overleg.objects.zichtbaar_voor(gebruiker).select_related("gebied").filter(pk=pk).first()
    if overleg is None:
        return None
    naam = f"{overleg.naam}, {_dag(overleg.datum)}"
    afkomst = Afkomst("overleg", naam, "overleg", pk)
    return Bron("overleg", pk, naam, afkomst, frozenset(overleg.plek_gebieden))


def _agendapunt(pk: int, gebruiker: Gebruiker) -> Bron | None:
    """Of a part that was not open to the public the plan names only the meeting, never the point."""
    punten = Agendapunt.objects.zichtbaar_voor(gebruiker).met_gevoelig()
    punt = punten.select_related("overleg__gebied", "deel").filter(pk=pk).first()
    if punt is None:
        return None
    openbaar = punt.deel.is_openbaar and not punt.is_gevoelig
    overleg = punt.overleg
    return Bron(
        soort="agendapunt",
        pk=pk,
        naam="Afgeschermd punt" if punt.is_gevoelig else punt.titel,
        afkomst=Afkomst("overleg", f"{overleg.naam}, {_dag(overleg.datum)}", "agendapunt", pk),
        gebieden=frozenset(overleg.plek_gebieden),
        titel=punt.titel if openbaar else "",
        thema=next(iter(punt.themas), "") if openbaar else "",
        waarom_niet=AFGESCHERMD if punt.is_gevoelig else "",
    )


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")
