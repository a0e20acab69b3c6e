"""Polls: who may open one, who is asked and as whom, what came out, and how rules of the profile see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.utils import timezone

from overleggen import stroom
from overleggen.models import Peiling, Peilingantwoord
from overleggen.zicht_peilingen import plant_voor_gemeente
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, verbod
from wijkwerk.gebruikers.rollen import Plek, Vervulling
from wijkwerk.gebruikers.wie import heet
from wijkwerk.gemeente.service import actief_profiel, actieve_versie_id
from wijkwerk.profiel import Selector
from wijkwerk.profiel.rijen.geld import Peiling as Peilingrij
from wijkwerk.regels.service import Betekenis, Onderwerp, Toestemming, mag_stap
from wijkwerk.wijken.models import Gebied

JA, NEE = "ja", "nee"
# One answer of a whole party; every other selector asks persons.
VAN_PARTIJ = frozenset({"soort", "partij"})


# --- as rules see it


def _rij(o: Onderwerp) -> Peiling:
    return cast("Peiling", o.ding)


def _antwoorden(o: Onderwerp) -> list[Peilingantwoord]:
    return list(_rij(o).antwoorden.all()) if _rij(o).pk else []


BETEKENIS_PEILING = Betekenis(
    feiten={
        "anoniem": lambda o: _rij(o).is_geheim,
        "beslist": lambda o: _rij(o).rij.telt == "beslist",
        "openbaar": lambda o: False,
        "te-weinig-deelnemers": lambda o: len(_antwoorden(o)) < o.profiel.bewaren.kleine_aantallen,
    },
    relaties={
        "vragen": lambda o, per: {"": len(_rij(o).onderdelen)},
        "deelnemers": lambda o, per: {"": len(_antwoorden(o))},
        "bewoners": lambda o, per: {"": sum(rij.kant == "bewoners" for rij in _antwoorden(o))},
        "gebieden": lambda o, per: {"": 1},
    },
    velden={
        "vraag": lambda o: _rij(o).vraag,
        "einddatum": lambda o: _rij(o).einddatum,
        "uitkomst": lambda o: _rij(o).uitkomst,
        "vervolg": lambda o: _rij(o).vervolg,
    },
)


def onderwerp_peiling(peiling: Peiling) -> Onderwerp:
    return Onderwerp(
        object="peiling",
        soort=peiling.vorm,
        ding=peiling,
        plek=peiling.plek(),
        profiel=peiling.profiel,
        betekenis=BETEKENIS_PEILING,
        naam=str(peiling),
    )


# --- who


def leeg(vorm: str, gebied: Gebied) -> Peiling:
    """One that is not there yet, to ask questions about."""
    peiling = Peiling(vorm=vorm, gebied=gebied, profielversie_id=actieve_versie_id(), stand="")
    peiling.zet_plek([gebied])
    return peiling


def toestemming(gebruiker: Gebruiker, plek: Plek) -> Toestemming | None:
    """Where no role has `overleg.peilen`, whoever plans meetings for the municipality polls."""
    if any(Recht.OVERLEG_PEILEN in rol.mag for rol in actief_profiel().rollen):
        return None
    plant = [rol for rol in gebruiker.vervullingen if plant_voor_gemeente(rol) and rol.geldt_in(plek)]
    if not plant or verbod(gebruiker, Recht.OVERLEG_PLANNEN, plek):
        return None
    return Toestemming(wie=(Selector("rol", plant[0].rol.sleutel),))


def mag(gebruiker: Gebruiker, stap: str, peiling: Peiling) -> bool:
    """Whether to show the button; the rules of the profile speak when it is pressed. No query."""
    wie = toestemming(gebruiker, peiling.plek())
    return mag_stap(stroom.PEILING[stap], onderwerp_peiling(peiling), gebruiker, wie)


def mogelijk(gebruiker: Gebruiker, gebieden: Iterable[Gebied]) -> dict[str, list[Gebied]]:
    """The polls that this person may open, each with its areas; no query."""
    vandaag = timezone.localdate()
    gebieden = list(gebieden)
    gevonden: dict[str, list[Gebied]] = {}
    for rij in actief_profiel().peilingen:
        hier = [gebied for gebied in gebieden if mag(gebruiker, "openen", leeg(rij.sleutel, gebied))]
        if rij.geldt_op(vandaag) and hier:
            gevonden[rij.sleutel] = hier
    return gevonden


@dataclass(frozen=True)
class Stem:
    """As whom somebody answers: a role, or for a whole party."""

    vervulling: Vervulling
    partij_id: int | None = None

    @property
    def functie(self) -> str:
        return self.vervulling.rol.naam


def stem_van(gebruiker: Gebruiker, peiling: Peiling) -> Stem | None:
    """As whom this person is asked, if at all; the first selector of the profile that means one."""
    plek = peiling.plek()
    for selector in peiling.rij.wie:
        for vervulling in gebruiker.vervullingen:
            hier = selector.soort == "partij" or vervulling.geldt_in(plek)
            if hier and (selector.soort == "iedereen" or heet(vervulling, selector)):
                van_partij = selector.soort in VAN_PARTIJ
                return Stem(vervulling, vervulling.partij_id if van_partij else None)
    return None


def eigen_antwoord(gebruiker: Gebruiker, peiling: Peiling, stem: Stem | None) -> Peilingantwoord | None:
    if stem is None:
        return None
    rijen = peiling.antwoorden.all()
    if stem.partij_id:
        return rijen.filter(partij=stem.partij_id).first()
    return rijen.filter(persoon=gebruiker, partij=None).first()


# --- when


def geldige_stand(vorm: str, plek: Plek, dag: date | None = None) -> str | None:
    """The state of the latest of that kind here, as long as it counts: one of an earlier year says nothing (HEL-42)."""
    rij = next((rij for rij in actief_profiel().peilingen if rij.sleutel == vorm), None)
    if rij is None:
        return None
    laatste = Peiling.objects.filter(vorm=vorm, gebied__in=plek.gebieden).order_by("-geopend_op").first()
    if laatste is None or not telt_nog(rij, timezone.localdate(laatste.geopend_op), dag):
        return None
    return laatste.stand


def telt_nog(rij: Peilingrij, geopend: date, dag: date | None = None) -> bool:
    frequentie = rij.frequentie
    if frequentie.per is None:
        return True
    dag = dag or timezone.localdate()
    tijdvak = actief_profiel().tijdvak(frequentie.per)
    if frequentie.anker == "kalender":
        return geopend >= tijdvak.venster(dag)[0]
    return tijdvak.na(geopend) > dag


def te_openen(kan: dict[str, list[Gebied]]) -> list[tuple[Peilingrij, Gebied]]:
    """Of these, the polls that their frequency asks for now and that are not there, nor in an area above; one query."""
    profiel = actief_profiel()
    geweest: dict[tuple[str, int], date] = {}
    rijen = (
        Peiling.objects.filter(vorm__in=kan)
        .order_by("geopend_op")
        .values_list("vorm", "gebied_id", "geopend_op")
    )
    for vorm, gebied_id, op in rijen:
        geweest[vorm, gebied_id] = timezone.localdate(op)
    return [
        (rij, gebied)
        for sleutel, gebieden in kan.items()
        if (rij := profiel.peiling(sleutel)).frequentie.per is not None
        for gebied in gebieden
        if not any(
            telt_nog(rij, geweest[sleutel, boven])
            for boven in gebied.voorouders
            if (sleutel, boven) in geweest
        )
    ]


# --- what came out


@dataclass(frozen=True)
class Uitslag:
    """Counts per choice, and the words that were given; of a vote no words of anybody."""

    aantal: int
    telling: tuple[tuple[str, int], ...] = ()
    # Per question: (who, answer).
    woorden: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


def uitslag(peiling: Peiling) -> Uitslag:
    """What was answered, under role or party and never under a name; one query."""
    antwoorden = list(peiling.antwoorden.select_related("partij"))
    rij, keuzes = peiling.rij, peiling.onderdelen or [JA, NEE]
    if rij.soort == "stemmen":
        punten: Counter[str] = Counter()
        for antwoord in antwoorden:
            punten.update(antwoord.waarden.get("punten", {}))
        return Uitslag(len(antwoorden), tuple((keuze, punten[keuze]) for keuze in keuzes))
    if rij.soort == "vragen":
        per_vraag = tuple(
            (vraag, _woorden(antwoorden, lambda a, v=vraag: a.waarden.get("antwoorden", {}).get(v, "")))
            for vraag in peiling.onderdelen
        )
        return Uitslag(len(antwoorden), woorden=per_vraag)
    telling: tuple[tuple[str, int], ...] = ()
    if rij.soort == "behoefte":
        gekozen = Counter(keuze for antwoord in antwoorden for keuze in antwoord.waarden.get("gekozen", []))
        telling = tuple((keuze, gekozen[keuze]) for keuze in keuzes)
    return Uitslag(len(antwoorden), telling, (("", _woorden(antwoorden, lambda a: a.toelichting)),))


def _woorden(antwoorden: Iterable[Peilingantwoord], lees: Any) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(antwoord.partij or antwoord.functie), str(lees(antwoord)))
        for antwoord in antwoorden
        if lees(antwoord)
    )
