"""Which words a rule may use: what the object offers, and what the profile adds for these kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from wijkwerk.profiel.invoer import Invoer
from wijkwerk.profiel.regels import Verplicht
from wijkwerk.profiel.rijen.plannen import Itemsoort, Planvorm
from wijkwerk.profiel.rijen.signalen import Antwoord
from wijkwerk.profiel.taal import Objectsoort
from wijkwerk.profiel.velden import Veld

ELK_ITEM = "item"


@dataclass(frozen=True)
class Woordenschat:
    """The words for one object, seen by a rule that holds for these kinds (`voor`)."""

    object: Objectsoort
    vormen: tuple[Planvorm, ...] = ()
    eigen: Mapping[str, Veld] = field(default_factory=dict)

    @property
    def velden(self) -> dict[str, Veld]:
        """The fields by key; what the profile declares itself goes before the general word."""
        return {**self.object.velden, **self.eigen}

    @property
    def feiten(self) -> tuple[str, ...]:
        """What `als` may name: the facts, and every yes/no field."""
        ja_nee = [veld.sleutel for veld in self.velden.values() if veld.soort == "ja-nee"]
        return (*sorted(self.object.feiten), *ja_nee)

    @property
    def items(self) -> tuple[Itemsoort, ...]:
        return tuple(item for vorm in self.vormen for item in vorm.items)

    def item(self, naam: str) -> tuple[Itemsoort, ...]:
        """The kinds of item that this name means; all of them for "item"."""
        elk = noemt(naam, ELK_ITEM)
        return tuple(item for item in self.items if elk or noemt(naam, item.sleutel))

    def zonder(self, naam: str) -> tuple[str, ...]:
        """The plan forms that have no item of this kind."""
        return tuple(
            vorm.sleutel for vorm in self.vormen if not any(noemt(naam, item.sleutel) for item in vorm.items)
        )

    def kinderen(self, naam: str) -> tuple[Itemsoort, ...]:
        """The kinds of item that stand under this one."""
        boven = {item.sleutel for item in self.item(naam)}
        return tuple(item for item in self.items if item.onder in boven)


def woordenschat(invoer: Invoer, naam: str, voor: Iterable[str] = ()) -> Woordenschat:
    """The words for this object as a rule for these kinds may use them."""
    keuze = frozenset(voor)
    vormen = _vormen(invoer, keuze) if naam in ("plan", "planitem") else ()
    eigen = _velden_in_regels(invoer, naam) | _eigen_velden(invoer, naam, vormen, keuze)
    return Woordenschat(_met_keuzes(invoer, invoer.taal.object(naam)), vormen, eigen)


def algemene_velden(invoer: Invoer, naam: str) -> dict[str, Veld]:
    """The fields that any thing of this object may have, whatever its kind."""
    return {**_met_keuzes(invoer, invoer.taal.object(naam)).velden, **_velden_in_regels(invoer, naam)}


def noemt(naam: str, sleutel: str) -> bool:
    """Whether this name is the key, or its ordinary Dutch plural."""
    return naam == sleutel or naam in meervouden(sleutel)


def meervouden(woord: str) -> frozenset[str]:
    """The plurals that Dutch spelling may give a word: resultaat, resultaten; actie, acties; plan, plannen."""
    vormen = {f"{woord}{uitgang}" for uitgang in ("en", "s", "n")}
    if len(woord) > 3:
        begin, klinkers, slot = woord[:-3], woord[-3:-1], woord[-1]
        if klinkers in ("aa", "ee", "oo", "uu"):
            vormen |= {f"{begin}{klinkers[0]}{zacht}en" for zacht in (slot, _zacht(slot))}
        vormen |= {f"{woord}{slot}en", f"{woord[:-1]}{_zacht(slot)}en"}
    if woord.endswith("heid"):
        vormen.add(f"{woord[:-4]}heden")
    return frozenset(vormen)


def _zacht(slot: str) -> str:
    return {"f": "v", "s": "z"}.get(slot, slot)


def _vormen(invoer: Invoer, voor: frozenset[str]) -> tuple[Planvorm, ...]:
    """The plan forms that `voor` names, or that have an item it names."""
    vormen = tuple(vorm for _, vorm in invoer.van("planvorm", Planvorm))
    return tuple(
        vorm
        for vorm in vormen
        if not voor or vorm.sleutel in voor or any(item.sleutel in voor for item in vorm.items)
    )


def _eigen_velden(
    invoer: Invoer, naam: str, vormen: tuple[Planvorm, ...], voor: frozenset[str]
) -> dict[str, Veld]:
    """The fields that plan forms and answers declare themselves."""
    bronnen: list[Iterable[Veld]] = []
    if naam == "planitem":
        items = [item for vorm in vormen for item in vorm.items]
        gekozen = [item for item in items if item.sleutel in voor] or items
        bronnen = [item.alle_velden for item in gekozen]
    elif naam == "plan":
        bronnen = [sectie.velden for vorm in vormen for sectie in vorm.secties]
    elif naam == "signaal":
        bronnen = [antwoord.velden for _, antwoord in invoer.van("antwoord", Antwoord)]
    return _op_sleutel(bronnen)


def _velden_in_regels(invoer: Invoer, naam: str) -> dict[str, Veld]:
    """The fields that rules declare themselves; another rule may name them."""
    return _op_sleutel(
        regel.velden for _, regel in invoer.regels() if isinstance(regel, Verplicht) and regel.object == naam
    )


def _op_sleutel(bronnen: Iterable[Iterable[Veld]]) -> dict[str, Veld]:
    """By key; the first declaration counts."""
    velden: dict[str, Veld] = {}
    for bron in bronnen:
        for veld in bron:
            if not veld.is_kaal and "." not in veld.sleutel:
                velden.setdefault(veld.sleutel, veld)
    return velden


def _met_keuzes(invoer: Invoer, soort: Objectsoort) -> Objectsoort:
    """Fields whose choices stand elsewhere in the profile get them; without choices they are text."""
    if not soort.keuzes_uit:
        return soort
    velden = dict(soort.velden)
    for sleutel, pad in soort.keuzes_uit.items():
        keuzes = _lijst(invoer, pad)
        aanpassing = {"keuzes": keuzes} if keuzes else {"soort": "tekst"}
        velden[sleutel] = velden[sleutel].model_copy(update=aanpassing)
    return replace(soort, velden=velden)


def _lijst(invoer: Invoer, pad: str) -> tuple[str, ...]:
    """A list of the profile: names of rows (`niveau`), or a list in a table (`participatie.ladder`)."""
    tabel, _, lijst = pad.partition(".")
    rijen = [plaats.rij for plaats in invoer.plaatsen if plaats.tabel == tabel]
    if lijst:
        return tuple(waarde for rij in rijen for waarde in getattr(rij, lijst))
    return tuple(getattr(rij, "naam", "") for rij in rijen)
