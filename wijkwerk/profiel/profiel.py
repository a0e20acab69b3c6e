"""The profile of a municipality: everything in it by name, frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

from wijkwerk.profiel import modules
from wijkwerk.profiel.basis import Benoemd, Rij
from wijkwerk.profiel.fouten import OnbekendeSleutel
from wijkwerk.profiel.frequentie import Tijdvak, lees_tijdvak
from wijkwerk.profiel.regels import Afgeschermd, Regel, Verstrekking
from wijkwerk.profiel.rijen.geld import Budget, Oordeel, Peiling
from wijkwerk.profiel.rijen.gemeente import Bewaren, Gemeente, Participatie, Term, Termen
from wijkwerk.profiel.rijen.mensen import Partij, Rol
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.profiel.rijen.plannen import Cyclus, Dekking, Planvorm, VolgtOp
from wijkwerk.profiel.rijen.plekken import Discipline, Gebied, Kanaal, Locatiesoort, Niveau, Thema
from wijkwerk.profiel.rijen.signalen import Antwoord, Escalatie, Route, Signaalsoort
from wijkwerk.profiel.rijen.volgen import Evaluatie, Indicator, Rapportage, Termijn
from wijkwerk.profiel.tabellen import BINNENTABELLEN, TABELLEN
from wijkwerk.profiel.verwijzing import delen
from wijkwerk.profiel.volgorde import moet_eerst

R = TypeVar("R", bound=Benoemd)


class Aanname(NamedTuple):
    """What the source does not say, and what was taken instead: an open question."""

    tabel: str
    rij: str
    veld: str
    tekst: str


@dataclass(frozen=True)
class Profiel:
    """Made by `lees`; equal when everything in it is equal. `overlegvorm("x")` finds one row."""

    gemeente: Gemeente
    termen: Termen
    bewaren: Bewaren
    participatie: Participatie | None = None
    niveaus: tuple[Niveau, ...] = ()
    gebieden: tuple[Gebied, ...] = ()
    disciplines: tuple[Discipline, ...] = ()
    themas: tuple[Thema, ...] = ()
    kanalen: tuple[Kanaal, ...] = ()
    locatiesoorten: tuple[Locatiesoort, ...] = ()
    partijen: tuple[Partij, ...] = ()
    rollen: tuple[Rol, ...] = ()
    signaalsoorten: tuple[Signaalsoort, ...] = ()
    routes: tuple[Route, ...] = ()
    escalaties: tuple[Escalatie, ...] = ()
    antwoorden: tuple[Antwoord, ...] = ()
    overlegvormen: tuple[Overlegvorm, ...] = ()
    planvormen: tuple[Planvorm, ...] = ()
    cycli: tuple[Cyclus, ...] = ()
    peilingen: tuple[Peiling, ...] = ()
    oordelen: tuple[Oordeel, ...] = ()
    budgetten: tuple[Budget, ...] = ()
    termijnen: tuple[Termijn, ...] = ()
    dekkingen: tuple[Dekking, ...] = ()
    indicatoren: tuple[Indicator, ...] = ()
    rapportages: tuple[Rapportage, ...] = ()
    evaluaties: tuple[Evaluatie, ...] = ()
    regels: tuple[Regel, ...] = ()
    _index: Mapping[tuple[str, str], Rij] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        index = {(tabel, sleutel): rij for tabel, sleutel, rij in self._benoemde_rijen()}
        object.__setattr__(self, "_index", index)

    # --- one row by its key

    def niveau(self, sleutel: str) -> Niveau:
        return self._vind("niveau", sleutel, Niveau)

    def gebied(self, sleutel: str) -> Gebied:
        return self._vind("gebied", sleutel, Gebied)

    def discipline(self, sleutel: str) -> Discipline:
        return self._vind("discipline", sleutel, Discipline)

    def thema(self, sleutel: str) -> Thema:
        return self._vind("thema", sleutel, Thema)

    def kanaal(self, sleutel: str) -> Kanaal:
        return self._vind("kanaal", sleutel, Kanaal)

    def locatiesoort(self, sleutel: str) -> Locatiesoort:
        return self._vind("locatiesoort", sleutel, Locatiesoort)

    def partij(self, sleutel: str) -> Partij:
        return self._vind("partij", sleutel, Partij)

    def rol(self, sleutel: str) -> Rol:
        return self._vind("rol", sleutel, Rol)

    def signaalsoort(self, sleutel: str) -> Signaalsoort:
        return self._vind("signaalsoort", sleutel, Signaalsoort)

    def route(self, sleutel: str) -> Route:
        return self._vind("route", sleutel, Route)

    def escalatie(self, sleutel: str) -> Escalatie:
        return self._vind("escalatie", sleutel, Escalatie)

    def antwoord(self, sleutel: str) -> Antwoord:
        return self._vind("antwoord", sleutel, Antwoord)

    def overlegvorm(self, sleutel: str) -> Overlegvorm:
        return self._vind("overlegvorm", sleutel, Overlegvorm)

    def planvorm(self, sleutel: str) -> Planvorm:
        return self._vind("planvorm", sleutel, Planvorm)

    def cyclus(self, sleutel: str) -> Cyclus:
        return self._vind("cyclus", sleutel, Cyclus)

    def peiling(self, sleutel: str) -> Peiling:
        return self._vind("peiling", sleutel, Peiling)

    def oordeel(self, sleutel: str) -> Oordeel:
        return self._vind("oordeel", sleutel, Oordeel)

    def budget(self, sleutel: str) -> Budget:
        return self._vind("budget", sleutel, Budget)

    def termijn(self, sleutel: str) -> Termijn:
        return self._vind("termijn", sleutel, Termijn)

    def dekking(self, sleutel: str) -> Dekking:
        return self._vind("dekking", sleutel, Dekking)

    def indicator(self, sleutel: str) -> Indicator:
        return self._vind("indicator", sleutel, Indicator)

    def rapportage(self, sleutel: str) -> Rapportage:
        return self._vind("rapportage", sleutel, Rapportage)

    def evaluatie(self, sleutel: str) -> Evaluatie:
        return self._vind("evaluatie", sleutel, Evaluatie)

    def term(self, woord: str) -> Term:
        """What this municipality calls it; the neutral word when the file gives none."""
        return self.termen[woord]

    # --- questions

    def regels_bij(
        self,
        object: str,  # noqa: A002 - the word of the language
        stap: str,
        *,
        soort_sleutel: str | Iterable[str],
        themas: Iterable[str] = (),
        op: date | None = None,
    ) -> tuple[Regel, ...]:
        """The rules that hold at this step for a thing of this kind (or of any of these kinds).

        `als` is left to the caller: only the thing itself knows its facts.
        """
        soorten = {soort_sleutel} if isinstance(soort_sleutel, str) else set(soort_sleutel)
        dag, bij = op or date.today(), f"{object}.{stap}" if stap else object  # noqa: DTZ011
        thema_set = set(themas)
        return tuple(
            regel
            for regel in self.regels
            if regel.bij == bij and regel.gaat_over(soorten, thema_set) and regel.geldt_op(dag)
        )

    def afscherming(
        self,
        soort_sleutel: str | Iterable[str],
        *,
        object: str = "signaal",  # noqa: A002 - the word of the language
        themas: Iterable[str] = (),
    ) -> tuple[Afgeschermd, ...]:
        """What whom may see of a shielded thing of this kind; `als` is left to the caller."""
        regels = self.regels_bij(object, "", soort_sleutel=soort_sleutel, themas=themas)
        return tuple(regel for regel in regels if isinstance(regel, Afgeschermd))

    def verstrekkingen(self, soort_sleutel: str, themas: Iterable[str] = ()) -> tuple[Verstrekking, ...]:
        """What goes along of a signal of this kind, to whom, on what basis; `als` is left to the caller."""
        regels = self.regels_bij("signaal", "", soort_sleutel=soort_sleutel, themas=themas)
        return tuple(regel for regel in regels if isinstance(regel, Verstrekking))

    def antwoorden_voor(self, signaalsoort: str) -> tuple[Antwoord, ...]:
        """The answers that a signal of this kind may get, in the order of the file."""
        keuze = self.signaalsoort(signaalsoort).antwoorden
        return tuple(antwoord for antwoord in self.antwoorden if not keuze or antwoord.sleutel in keuze)

    @property
    def formulierkanaal(self) -> Kanaal | None:
        """The channel with a form for everybody, when there is one today."""
        dag = date.today()  # noqa: DTZ011
        return next((rij for rij in self.kanalen if rij.formulier and rij.geldt_op(dag)), None)

    @property
    def voorstel_in_formulier(self) -> str:
        """The kind by which everybody proposes something for a plan, when the form opens one today; else nothing."""
        kanaal, dag = self.formulierkanaal, date.today()  # noqa: DTZ011
        soorten = {
            rij.sleutel for rij in self.signaalsoorten if rij.wordt == "voorstel" and rij.geldt_op(dag)
        }
        return next(
            (keuze.soort for keuze in (kanaal.formulier if kanaal else ()) if keuze.soort in soorten), ""
        )

    @property
    def openbare_spreekuren(self) -> tuple[Overlegvorm, ...]:
        """The forms of spreekuur of today that everybody may know of."""
        dag = date.today()  # noqa: DTZ011
        vormen = self.overlegvormen if self.heeft("spreekuren") else ()
        return tuple(
            vorm for vorm in vormen if vorm.is_spreekuur and vorm.openbaar != "niet" and vorm.geldt_op(dag)
        )

    @property
    def openbare_overleggen(self) -> tuple[Overlegvorm, ...]:
        """The forms of meeting of which everybody may know something; a spreekuur has a page of its own."""
        vormen = self.overlegvormen if self.heeft("overleggen") else ()
        return tuple(vorm for vorm in vormen if vorm.openbaar != "niet" and not vorm.is_spreekuur)

    def moet_eerst(self, planvorm: str) -> tuple[VolgtOp, ...]:
        """The predecessors without which a plan of this form cannot be adopted (see `volgorde`)."""
        return moet_eerst(self.planvorm(planvorm), self.cycli)

    def tijdvak(self, per: str) -> Tijdvak:
        """The length of a `per`; KeyError for what is no period (`gebied`)."""
        return lees_tijdvak(per, self.gemeente.perioden)

    def looptijd(self, planvorm: str) -> Tijdvak | None:
        """How long a plan of this form runs; None when the file does not say."""
        looptijd = self.planvorm(planvorm).looptijd
        if looptijd is None:
            return None
        return Tijdvak(maanden=looptijd) if isinstance(looptijd, int) else self.tijdvak(looptijd)

    def heeft(self, module: str) -> bool:
        """Whether the municipality does this at all; a module it lacks is gone from menu and urls."""
        return modules.heeft(self, module)

    @property
    def aannames(self) -> tuple[Aanname, ...]:
        """Every `aanname` in the file: the open questions of the beheerder."""
        return tuple(
            Aanname(tabel, naam, f"{pad}{veld}".rstrip("."), tekst)
            for tabel, naam, rij in self.rijen()
            for pad, deel in delen(rij)
            if isinstance(deel, Rij)
            for veld, tekst in deel.aanname.items()
        )

    def sleutels(self) -> frozenset[tuple[str, str]]:
        """Every (table, key); of lists within a row ("planvorm.items", "wijkplan.actie")."""
        return frozenset((tabel, sleutel) for tabel, sleutel, _ in self._benoemde_rijen())

    def rijen(self) -> list[tuple[str, str, Rij]]:
        """Every row with its table and key (a rule without key: its number), in the order of the language."""
        gevonden: list[tuple[str, str, Rij]] = []
        for tabel in TABELLEN:
            if tabel.enkel:
                rij = getattr(self, tabel.naam)
                gevonden += [(tabel.naam, "", rij)] if rij is not None else []
            else:
                rijen = getattr(self, tabel.meervoud)
                gevonden += [
                    (tabel.naam, rij.sleutel or f"rij {nr}", rij) for nr, rij in enumerate(rijen, start=1)
                ]
        return gevonden

    def _benoemde_rijen(self) -> list[tuple[str, str, Rij]]:
        rijen = [(tabel, naam, rij) for tabel, naam, rij in self.rijen() if getattr(rij, "sleutel", "")]
        binnen = [
            (f"{tabel}.{lijst}", f"{naam}.{deel.sleutel}" if naam else deel.sleutel, deel)
            for tabel, lijst in BINNENTABELLEN
            for soort, naam, rij in self.rijen()
            if soort == tabel
            for deel in getattr(rij, lijst)
        ]
        return [rij for rij in rijen if rij[0] != "gemeente"] + binnen

    def _vind(self, tabel: str, sleutel: str, soort: type[R]) -> R:
        rij = self._index.get((tabel, sleutel))
        if not isinstance(rij, soort):
            raise OnbekendeSleutel(tabel, sleutel)
        return rij
