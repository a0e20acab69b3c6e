"""The words of a message: a subject and plain paragraphs with {{ variables }}, shipped as a file or written by the beheerder.

The file of a kind is `templates/mail/teksten/<soort>.txt`: first line the subject, an empty line, the text. Nothing in
it is executed: a variable is a name, and that is all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.template import TemplateDoesNotExist, engines
from django.template.backends.django import DjangoTemplates
from django.template.utils import get_app_template_dirs

from wijkwerk.berichten.models import Berichttekst
from wijkwerk.profiel.rijen.gemeente import neutrale_termen
from wijkwerk.regels.klachten import Klacht

ALGEMEEN = "algemeen"
MAP = "mail/teksten"
VARIABELE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
# What every message can name.
VASTE_VARIABELEN: Mapping[str, str] = {
    "titel": "waar het over gaat",
    "soort_ding": "het soort: signaal, afspraak, …",
    "naam": "de naam van de ontvanger",
    "gemeente": "de naam van de gemeente",
    "uiterlijk": "de laatste dag, als die er is",
    "vandaag": "de dag van vandaag",
    "link": "het adres van de pagina",
}


@dataclass(frozen=True)
class Tekst:
    onderwerp: str
    tekst: str
    eigen: bool = False

    def variabelen(self) -> frozenset[str]:
        return frozenset(VARIABELE.findall(f"{self.onderwerp}\n{self.tekst}"))


@dataclass(frozen=True)
class Alinea:
    """One paragraph, or one list."""

    tekst: str = ""
    punten: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join(f"- {punt}" for punt in self.punten) or self.tekst


def tekst_van(soort: str) -> Tekst:
    """Return the own text of the municipality, else the shipped one, else the general one."""
    eigen = Berichttekst.objects.filter(soort=soort).first()
    if eigen is not None:
        return Tekst(eigen.onderwerp, eigen.tekst, eigen=True)
    return standaardtekst(soort)


def standaardtekst(soort: str) -> Tekst:
    return _uit_bestand(soort) or _uit_bestand(ALGEMEEN) or Tekst("Bericht over {{ titel }}", "")


def _motor() -> DjangoTemplates:
    motor = engines["django"]
    assert isinstance(motor, DjangoTemplates)
    return motor


def _uit_bestand(soort: str) -> Tekst | None:
    """Read the source of the file; the template loaders only find it."""
    try:
        bron = _motor().engine.find_template(f"{MAP}/{soort}.txt")[0].source
    except TemplateDoesNotExist:
        return None
    onderwerp, _, tekst = str(bron).strip().partition("\n")
    return Tekst(onderwerp.strip(), tekst.strip())


def soorten() -> list[str]:
    """Return the kinds that have a shipped text, sorted."""
    mappen = [Path(str(map_)) / MAP for map_ in (*_motor().engine.dirs, *get_app_template_dirs("templates"))]
    return sorted({bestand.stem for map_ in mappen for bestand in map_.glob("*.txt")} - {ALGEMEEN})


def variabelen_van(soort: str) -> frozenset[str]:
    """Return the names that a text of this kind may use, the words of the municipality apart."""
    return frozenset(VASTE_VARIABELEN) | standaardtekst(soort).variabelen()


def klachten(soort: str, onderwerp: str, tekst: str) -> tuple[Klacht, ...]:
    """Return what is wrong with a text somebody wrote: names that nothing would be put in for."""
    mag = variabelen_van(soort)
    return tuple(
        Klacht(f"{{{{ {naam} }}}} bestaat niet. Kies een naam uit de lijst.", veld)
        for veld, geschreven in (("onderwerp", onderwerp), ("tekst", tekst))
        for naam in sorted(set(VARIABELE.findall(geschreven)) - mag)
        if naam.removeprefix("termen_").removeprefix("term_") not in neutrale_termen()
    )


def vul(tekst: str, waarden: Mapping[str, str]) -> str:
    """Put the values in; a name without value becomes nothing."""
    return VARIABELE.sub(lambda treffer: waarden.get(treffer[1], ""), tekst)


def onderwerp(tekst: Tekst, waarden: Mapping[str, str]) -> str:
    """Return the subject: one line, never longer than a screen shows."""
    regel = " ".join(vul(tekst.onderwerp, waarden).split())
    return regel if len(regel) <= 120 else f"{regel[:119].rstrip()}…"


def alineas(tekst: Tekst, waarden: Mapping[str, str]) -> list[Alinea]:
    """Return the paragraphs. One that names a variable without value is left out, of a list only that line."""
    gevuld: list[Alinea] = []
    for blok in re.split(r"\n\s*\n", tekst.tekst.replace("\r\n", "\n").strip()):
        regels = [regel.strip() for regel in blok.strip().split("\n")]
        if all(regel.startswith("- ") for regel in regels):
            punten = tuple(vul(regel[2:], waarden) for regel in regels if _compleet(regel, waarden))
            gevuld += [Alinea(punten=punten)] if punten else []
        elif blok.strip() and _compleet(blok, waarden):
            gevuld.append(Alinea(vul("\n".join(regels), waarden)))
    return gevuld


def _compleet(tekst: str, waarden: Mapping[str, str]) -> bool:
    return all(waarden.get(naam) for naam in VARIABELE.findall(tekst))
