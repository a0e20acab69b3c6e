"""Complaints that hold for every municipality, or that follow from the form of a meeting (overlegvorm).

The rules that a profile adds stand in its `[[regel]]` and are asked by `poort.eis`; these are the fields of the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time

from django.utils import timezone
from django.utils.formats import date_format

from overleggen.afwijkingen import gelden
from overleggen.models import Agendapunt, Deelnemer, Overleg
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.regels.onderwerp import stand_van_vorm
from wijkwerk.regels.service import Klacht
from wijkwerk.wijken.models import Gebied, Partij

PLAN_KLAAR = frozenset({"vastgesteld", "ondertekend", "gepubliceerd"})


def plannen(
    vorm: Overlegvorm, gebied: Gebied, profiel: Profiel, delen: Iterable[str], dag: date
) -> Iterator[Klacht]:
    """Whether this form may be held here at all on that day (HEL-50, DHR-42, BER-16)."""
    anders = gelden([gebied], dag)
    if vorm.is_spreekuur:
        yield Klacht(f"{vorm.naam}: dit plant u bij de signalen.", "vorm", vorm.eis)
    if not vorm.geldt_op(timezone.localdate()):
        yield Klacht(f"{vorm.naam} wordt nu niet gehouden.", "vorm", vorm.eis)
    if gebied.niveau not in vorm.niveaus:
        namen = " of ".join(profiel.niveau(niveau).naam for niveau in vorm.niveaus)
        yield Klacht(f"{vorm.naam} is er voor: {namen}. {gebied} is dat niet.", "gebied", vorm.eis)
    elif not anders.wordt_gehouden(vorm, gebied):
        yield Klacht(f"{vorm.naam} is er niet voor {gebied}.", "gebied", vorm.eis)
    if reden := anders.vrijstelling(vorm, gebied):
        yield Klacht(f"{gebied} is vrijgesteld van {vorm.naam}. {reden.rstrip('.')}.", "gebied", vorm.eis)
    onbekend = set(delen) - {deel.sleutel for deel in vorm.delen}
    if onbekend:
        yield Klacht(f"{vorm.naam} heeft dit deel niet.", "delen")


DAGDELEN = {
    "ochtend": (time(6), time(12)),
    "middag": (time(12), time(18)),
    "avond": (time(17, 30), time(23, 59)),
}


def adviezen_bij_plannen(overleg: Overleg) -> Iterator[Klacht]:
    """The part of the day that the form has (BER-12, BER-17): a hint, since people may agree otherwise."""
    dagdeel = overleg.vormrij.dagdeel
    van, tot = DAGDELEN.get(dagdeel or "", (time.min, time.max))
    if not van <= overleg.begin <= tot:
        yield Klacht(f"{overleg.vormrij.naam} is meestal in de {dagdeel}.", "begin", overleg.vormrij.eis)


def uitnodigen(overleg: Overleg) -> Iterator[Klacht]:
    """Advice: an invitation without agenda tells little."""
    if not overleg.punten.op_agenda().exists():
        yield Klacht("Er staat nog niets op de agenda.", "agendapunten")


def houden(overleg: Overleg) -> Iterator[Klacht]:
    """Not before its day, and not without those whom the form requires (HEL-36, HEL-40)."""
    if overleg.datum > timezone.localdate():
        yield Klacht(f"Dit overleg is pas op {_dag(overleg.datum)}.")
    wie = [rij.naam for rij in overleg.deelnemers.filter(hoe=Deelnemer.Hoe.VERPLICHT) if not rij.is_erbij]
    if wie:
        yield Klacht(f"Dit overleg gaat niet door zonder: {', '.join(wie)}.", "aanwezig", overleg.vormrij.eis)


def cruciaal_afwezig(overleg: Overleg) -> list[Deelnemer]:
    """Whose absence is a warning (DHR-35)."""
    return [rij for rij in overleg.deelnemers.filter(hoe=Deelnemer.Hoe.CRUCIAAL) if not rij.is_erbij]


def adviezen_bij_houden(overleg: Overleg) -> Iterator[Klacht]:
    afwezig = cruciaal_afwezig(overleg)
    if afwezig:
        namen = ", ".join(rij.naam for rij in afwezig)
        yield Klacht(
            f"Niet aanwezig, terwijl hun inbreng cruciaal is: {namen}.", "aanwezig", overleg.vormrij.eis
        )


def afronden(overleg: Overleg) -> Iterator[Klacht]:
    """The finish list, all at once: who was there, what came of each point, and the result of the form."""
    if not any(rij.is_erbij for rij in overleg.deelnemers.all()):
        yield Klacht("Leg vast wie er was.", "aanwezig")
    punten = overleg.punten.met_gevoelig()
    for punt in punten.filter(stand=Agendapunt.Stand.AANGEDRAGEN):
        yield Klacht(f"Nog niets besloten over het aangedragen punt “{_naam(punt)}”.", f"punt-{punt.pk}")
    for punt in punten.filter(stand=Agendapunt.Stand.GEAGENDEERD):
        yield Klacht(
            f"Nog geen uitkomst: “{_naam(punt)}”. Schrijf die op, of schuif het punt door.", f"punt-{punt.pk}"
        )
    yield from resultaat(overleg)


def _naam(punt: Agendapunt) -> str:
    """Who finishes the meeting may not read what became shielded."""
    return "Afgeschermd punt" if punt.is_gevoelig else punt.titel


def resultaat(overleg: Overleg) -> Iterator[Klacht]:
    """A form whose report is a plan ends when that plan has been established (HEL-38, HEL-56).

    Beside `verslag` a plan is what the meeting feeds, not its report: then it is advice (see `adviezen_bij_afronden`).
    """
    if "verslag" not in overleg.vormrij.resultaat:
        yield from _plannen_niet_klaar(overleg)


def adviezen_bij_afronden(overleg: Overleg) -> Iterator[Klacht]:
    if "verslag" in overleg.vormrij.resultaat:
        yield from _plannen_niet_klaar(overleg)


def _plannen_niet_klaar(overleg: Overleg) -> Iterator[Klacht]:
    for soort in overleg.vormrij.resultaat:
        woord, _, vorm = soort.partition(":")
        if woord == "plan" and stand_van_vorm(vorm, overleg.plek()) not in PLAN_KLAAR:
            naam = overleg.profiel.planvorm(vorm).naam
            yield Klacht(
                f"Het resultaat is er nog niet: {naam} is niet vastgesteld.", "resultaat", overleg.vormrij.eis
            )


def afvoeren(punt: Agendapunt, reden: str) -> Iterator[Klacht]:
    """A point leaves with a reason, or, where the form asks it, after its result was reported back (DHR-39)."""
    vorm = punt.overleg.vormrij
    if punt.overleg.is_afgerond:
        yield Klacht("Dit overleg is afgerond en verandert niet meer. Haal het punt van de volgende agenda.")
    if punt.stand == Agendapunt.Stand.BESPROKEN and vorm.terugkoppeling:
        yield Klacht(
            "Koppel eerst het resultaat terug in dit overleg. Tot dan blijft het punt staan.",
            "reden",
            vorm.eis,
        )
    elif punt.stand in {Agendapunt.Stand.AANGEDRAGEN, Agendapunt.Stand.GEAGENDEERD} and not reden.strip():
        yield Klacht("Schrijf op waarom dit punt van de agenda gaat. Wie het aandroeg leest dat.", "reden")


def wie_mag_erbij(
    overleg: Overleg,
    *,
    persoon: Gebruiker | None = None,
    partij: Partij | None = None,
    selector: str = "",
    kant: str = "",
) -> Iterator[Klacht]:
    """Nobody of an excluded side takes part, in whatever way it is entered (DHR-33, R13)."""
    vorm = overleg.vormrij
    if not vorm.uitgesloten:
        return
    anders = _selectors(overleg.profiel, partij=partij, selector=selector, kant=kant)
    if any(str(uit) in anders for uit in vorm.uitgesloten) or (
        persoon is not None and _is_uitgesloten(persoon, vorm, overleg.plek())
    ):
        yield Klacht(
            f"Dit hoort niet bij {vorm.naam}. Wie niet deelneemt: {_woorden(vorm.uitgesloten, overleg.profiel)}.",
            "deelnemer",
            vorm.eis,
        )


def _is_uitgesloten(persoon: Gebruiker, vorm: Overlegvorm, plek: Plek) -> bool:
    """By the own roles here; somebody with no other than excluded roles anywhere is kept out as well."""
    if is_een(persoon, vorm.uitgesloten, plek):
        return True
    kanten = {f"kant:{vervulling.rol.kant}" for vervulling in persoon.vervullingen}
    return bool(kanten) and kanten <= {str(uit) for uit in vorm.uitgesloten}


def _selectors(profiel: Profiel, *, partij: Partij | None, selector: str, kant: str) -> set[str]:
    gevonden = {selector, f"kant:{kant}"}
    soort, _, waarde = selector.partition(":")
    if soort == "rol":
        gevonden.add(f"kant:{profiel.rol(waarde).kant}")
    if soort == "soort":
        gevonden.add(f"kant:{KANT_VAN_SOORT[waarde]}")
    if soort == "partij":
        partij = Partij.objects.filter(sleutel=waarde).first() or partij
    if partij is not None:
        gevonden |= {
            f"partij:{partij.sleutel}",
            f"soort:{partij.soort}",
            f"kant:{KANT_VAN_SOORT[partij.soort]}",
        }
    return gevonden


def _woorden(wie: tuple[Selector, ...], profiel: Profiel) -> str:
    return ", ".join(
        profiel.rol(selector.waarde).naam if selector.soort == "rol" else selector.waarde for selector in wie
    )


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")
