"""Does everything that is named exist, and is every key given once?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.invoer import Invoer, Plaats
from wijkwerk.profiel.tabellen import BINNENTABELLEN, TABELLEN
from wijkwerk.profiel.verwijzing import Plek, Verwijst
from wijkwerk.profiel.wie import SOORTEN, Selector

# How an error calls what a value should name.
NAMEN = {
    "recht": "een recht",
    "object": "een object van de taal",
    "herkomst": "een herkomst",
    "eigen periode": "een aantal maanden of een periode uit gemeente.perioden",
    "partijsoort": "een soort partij",
    "kant": "een kant",
    "gebied": "een gebied uit dit profiel",
    "niveau": "een niveau uit dit profiel",
    "thema": "een thema uit dit profiel",
    "antwoord": "een antwoord uit dit profiel",
    "oordeel": "een oordeel uit dit profiel",
    "budget": "een budget uit dit profiel",
    "onderdeel": "een onderdeel dat een rapportage kan hebben",
}


def controleer_verwijzingen(invoer: Invoer, genoemd: Iterable[tuple[Plaats, Iterable[Plek]]]) -> None:
    """One walk over all rows: the marks in their types say what each value may name."""
    _dubbele_sleutels(invoer)
    for plaats, plekken in genoemd:
        for plek in plekken:
            _controleer_plek(invoer, plaats, plek)
    _dubbel_in_rij(invoer)


def _controleer_plek(invoer: Invoer, plaats: Plaats, plek: Plek) -> None:
    if isinstance(plek.waarde, Selector):
        tabel = SOORTEN.get(plek.waarde.soort)
        if tabel is None or plek.waarde.waarde in invoer.register[tabel]:
            return
        keuzes = tuple(f"{plek.waarde.soort}:{sleutel}" for sleutel in invoer.register[tabel])
        invoer.meld_bij(plaats, [Klacht(plek.veld, _een(tabel), f'"{plek.waarde}"', keuzes)])
    elif plek.merk is not None and not plek.merk.past(plek.waarde, invoer.register):
        keuzes = plek.merk.keuzes(invoer.register)
        invoer.meld_bij(plaats, [Klacht(plek.veld, _omschrijving(plek.merk), f'"{plek.waarde}"', keuzes)])


def _een(tabel: str) -> str:
    return NAMEN.get(tabel, f"een {tabel} uit dit profiel")


def _omschrijving(merk: Verwijst) -> str:
    if merk.patroon:
        return 'een periode, zoals "jaar" of "6 maanden"'
    namen = [_een(tabel) for tabel in merk.tabellen]
    vormen = [f"{voor}:…" for voor, _ in merk.voorvoegsels]
    return " of ".join((*namen, *vormen, *(["een vast woord"] if merk.woorden else [])))


def _dubbele_sleutels(invoer: Invoer) -> None:
    for tabel in TABELLEN:
        for sleutel, keer in Counter(invoer.register[tabel.naam]).items():
            if keer > 1:
                invoer.meld(
                    tabel.naam,
                    sleutel,
                    Klacht("sleutel", "een sleutel die één keer voorkomt", f"{keer} keer"),
                )


def _dubbel_in_rij(invoer: Invoer) -> None:
    for plaats in invoer.plaatsen:
        for tabel, lijst in BINNENTABELLEN:
            if tabel == plaats.tabel:
                telling = Counter(deel.sleutel for deel in getattr(plaats.rij, lijst))
                invoer.meld_bij(
                    plaats,
                    [
                        Klacht(
                            f"{lijst}.sleutel",
                            "een sleutel die één keer voorkomt",
                            f'"{sleutel}" {keer} keer',
                        )
                        for sleutel, keer in telling.items()
                        if keer > 1
                    ],
                )
