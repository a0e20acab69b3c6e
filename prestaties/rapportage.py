"""What agreed results tell in a report: agreed beside delivered, and what it costs per buurt. Nothing of what was said about it."""

from __future__ import annotations

from prestaties.getal import ongeveer
from prestaties.overzicht import Overzicht, overzicht
from wijkwerk.tellingen import Cel, Kolom, Regel, Telling, Vraag, onderdeel

BRON = "Prestatieafspraken in Wijkwerk; de opgave is van de organisaties zelf."


def _overzicht(vraag: Vraag) -> Overzicht:
    """The year in which the period ends, up to its last day."""
    return overzicht(vraag.tot.year, None, None, vraag.tot)


@onderdeel(besloten="hoe één organisatie het doet")
def prestatieafspraken(vraag: Vraag) -> list[Telling]:
    """By organisation and unit: what was agreed for the year, what should be there by now, what was reported (DHR-19)."""
    alles = _overzicht(vraag)
    return [
        Telling(
            "Afgesproken en geleverd",
            (
                Kolom("Afgesproken in dit jaar"),
                Kolom("Verwacht tot nu (ongeveer)"),
                Kolom("Opgegeven"),
                Kolom("Valt op", "tekst"),
            ),
            tuple(
                Regel(
                    f"{rij.organisatie}, {rij.eenheid}" if rij.eenheid else rij.organisatie,
                    (
                        Cel.van(rij.totaal.afgesproken),
                        Cel.van(ongeveer(rij.totaal.verwacht)),
                        Cel.van(rij.totaal.opgave),
                        Cel(tekst="blijft achter" if rij.totaal.valt_op else "nee"),
                    ),
                )
                for rij in alles.rijen
            ),
            bron=BRON,
            kop="Organisatie",
        )
    ]


@onderdeel(besloten="bedragen van één organisatie")
def subsidie_en_inzet(vraag: Vraag) -> list[Telling]:
    """By area: who works there for how much, and what the system itself counted of them (DHR-69)."""
    alles = _overzicht(vraag)
    return [
        Telling(
            "Subsidie en inzet per buurt",
            (
                Kolom("Subsidie", "bedrag"),
                Kolom("Afspraken"),
                Kolom("Blijft achter"),
                Kolom("Bij spreekuren"),
                Kolom("Bij overleggen"),
                Kolom("Acties klaar"),
            ),
            tuple(
                Regel(
                    buurt.gebied.naam,
                    (
                        Cel.van(buurt.subsidie),
                        Cel.van(buurt.afspraken),
                        Cel.van(buurt.achter),
                        Cel.van(buurt.geteld.spreekuren),
                        Cel.van(buurt.geteld.overleggen),
                        Cel.van(buurt.geteld.acties),
                    ),
                )
                for buurt in alles.buurten
            ),
            bron=f"{BRON} Spreekuren, overleggen en acties telt Wijkwerk.",
            kop="Buurt",
        )
    ]
