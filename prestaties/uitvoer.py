"""The overview as lines for a spreadsheet: one per afspraak and area, with what each figure comes from."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format

from prestaties.overzicht import Overzicht, subsidie_van
from prestaties.stand import regels
from wijkwerk.rekenblad import Rij

KOPPEN = (
    "Organisatie",
    "Opdrachtgevers",
    "Wat",
    "Thema",
    "Gebied",
    "Eenheid",
    "Afgesproken",
    "Volgens de organisatie geleverd",
    "Spreekuren (geteld)",
    "Overleggen (geteld)",
    "Acties klaar (geteld)",
    "Subsidie voor dit gebied dit jaar",
    "Van",
    "Tot en met",
    "Stand",
    "Oordelen",
)


def rijen(beeld: Overzicht) -> Iterator[Rij]:
    """Yield the heading, then the lines; amounts and quantities as text with a comma, as Dutch spreadsheets read them."""
    yield KOPPEN
    gebieden = {rij.pk for rij in beeld.gebieden}
    for rij in regels(beeld.afspraken, beeld.peildag, gebieden=gebieden):
        afspraak = rij.afspraak
        yield [
            afspraak.partij.naam,
            ", ".join(partij.naam for partij in afspraak.opdrachtgevers.all()),
            afspraak.wat,
            afspraak.thema,
            rij.gebied.naam,
            afspraak.eenheid,
            _nl(rij.afgesproken),
            _nl(rij.opgave),
            rij.geteld.spreekuren,
            rij.geteld.overleggen,
            rij.geteld.acties,
            _nl(subsidie_van(rij, beeld.jaar)),
            afspraak.begin,
            afspraak.einde,
            afspraak.get_stand_display(),
            ", ".join(
                f"{date_format(controle.tot)}: {controle.get_oordeel_display().lower()}"
                for controle in afspraak.controles.all()
                if controle.is_definitief
            ),
        ]


def _nl(waarde: object) -> str:
    return f"{waarde:.2f}".replace(".", ",")
