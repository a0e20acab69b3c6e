"""The fields that a form declares for its items and sections: where each is kept, and how it reads.

Most stand in the one JSON field of the row. A few words mean what the row itself has: its title, its trekker, its last
day, its areas, where it comes from, whether it was kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format

from wijkagenda.models import Planitem
from wijkwerk.profiel import Profiel, Veld
from wijkwerk.profiel.regels import Verplicht
from wijkwerk.profiel.rijen.plannen import Itemsoort, Planvorm
from wijkwerk.profiel.velden import tekst

# Which word is the title, the first that the kind declares.
TITELS = ("titel", "wat", "onderwerp")
TREKKERS = ("trekker", "wie", "organisatie")
EINDDATUM = "einddatum"
WANNEER = "wanneer"
GEBIEDEN = ("gebieden", "gebied")
HERKOMST = "herkomst"
NAGEKOMEN = "nagekomen"
THEMA = "thema"
PARAGRAAF = "participatieparagraaf"
# What a profile calls the phase of something that is not taken up, or not yet.
NIET_OPGEPAKT = frozenset({"niet", "nog niet"})


def titelveld(soort: Itemsoort) -> str:
    """The word of this kind that is its title; `titel` when it declares none."""
    eigen = {veld.sleutel for veld in soort.velden}
    return next((naam for naam in TITELS if naam in eigen), "titel")


def trekkerveld(soort: Itemsoort) -> str | None:
    eigen = {veld.sleutel for veld in soort.velden}
    return next((naam for naam in TREKKERS if naam in eigen), None)


def datumveld(soort: Itemsoort) -> str | None:
    """`einddatum`; `wanneer` is a day too where somebody has to do it."""
    eigen = {veld.sleutel for veld in soort.velden}
    if EINDDATUM in eigen:
        return EINDDATUM
    return WANNEER if WANNEER in eigen and trekkerveld(soort) else None


def kolomvelden(soort: Itemsoort) -> frozenset[str]:
    """The declared words that the row itself keeps, in no JSON."""
    vast = {titelveld(soort), trekkerveld(soort), datumveld(soort), *GEBIEDEN, HERKOMST, NAGEKOMEN, THEMA}
    return frozenset(veld.sleutel for veld in soort.velden if veld.sleutel in vast)


def eigen_velden(soort: Itemsoort, profiel: Profiel | None = None) -> list[Veld]:
    """The declared fields that stand in JSON, with those of the decision, and those that only a rule asks for."""
    vast = kolomvelden(soort)
    gevonden = {veld.sleutel: veld for veld in soort.alle_velden if veld.sleutel not in vast}
    if profiel is not None:
        for veld in _gevraagd(profiel, "planitem", soort.sleutel):
            if veld.sleutel not in vast and not _is_kolom(soort, veld.sleutel):
                gevonden.setdefault(veld.sleutel, veld.model_copy(update={"verplicht": False}))
    return list(gevonden.values())


def _is_kolom(soort: Itemsoort, sleutel: str) -> bool:
    return sleutel in {
        titelveld(soort),
        trekkerveld(soort) or "trekker",
        datumveld(soort) or EINDDATUM,
        *GEBIEDEN,
        HERKOMST,
        NAGEKOMEN,
        THEMA,
    }


def planvelden(profiel: Profiel, vorm: Planvorm) -> list[Veld]:
    """The fields of the plan itself that a rule asks for at any step (ETL-18: a communicatieparagraaf), and the paragraph on participation."""
    gevonden = {veld.sleutel: veld for veld in _gevraagd(profiel, "plan", vorm.sleutel)}
    if heeft_paragraaf(profiel, vorm):
        gevonden.setdefault(PARAGRAAF, tekst(PARAGRAAF, "Participatieparagraaf"))
    return [veld for veld in gevonden.values() if veld.sleutel not in {"titel", "samenvatting"}]


def heeft_paragraaf(profiel: Profiel, vorm: Planvorm) -> bool:
    """Whether a form has a paragraph on participation: `paragraaf_bij` of the profile names it (BER-48)."""
    return profiel.participatie is not None and vorm.sleutel in profiel.participatie.paragraaf_bij


def nodig_bij_opnemen(profiel: Profiel, vorm: str, soort: str) -> frozenset[str]:
    """The fields without which a rule refuses planitem.opnemen."""
    return frozenset(
        veld.sleutel
        for regel in profiel.regels_bij("planitem", "opnemen", soort_sleutel=(soort, vorm))
        if isinstance(regel, Verplicht) and regel.aard == "hard"
        for veld in regel.velden
    )


def _gevraagd(profiel: Profiel, object_: str, soort: str) -> Iterable[Veld]:
    gevonden: dict[str, Veld] = {}
    for regel in profiel.regels:
        if isinstance(regel, Verplicht) and regel.object == object_ and regel.gaat_over({soort}, ()):
            for veld in regel.gevraagd:
                if "." not in veld.sleutel:
                    gevonden.setdefault(veld.sleutel, veld)
    return gevonden.values()


def waarde(item: Planitem, soort: Itemsoort, sleutel: str) -> Any:
    """The value of a declared word, wherever it is kept."""
    if sleutel == titelveld(soort):
        return item.titel
    if sleutel == trekkerveld(soort) or sleutel == "trekker":
        return item.trekker
    if sleutel == datumveld(soort) or sleutel == EINDDATUM:
        return item.uiterlijk
    if sleutel in GEBIEDEN:
        return [gebied.naam for gebied in item.gebieden.all()] if item.pk else []
    if sleutel == HERKOMST:
        return [herkomst.tekst for herkomst in item.herkomsten.all()] if item.pk else []
    if sleutel == NAGEKOMEN:
        return item.afspraak.nagekomen if item.afspraak else ""
    if sleutel == THEMA:
        return item.thema
    return (item.velden or {}).get(sleutel)


def als_json(waarden: Mapping[str, Any]) -> dict[str, Any]:
    """Form values as JSON keeps them."""
    return {sleutel: _json(waarde) for sleutel, waarde in waarden.items()}


def _json(waarde: Any) -> Any:
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, Decimal):
        return str(waarde)
    return waarde


def leesbaar(veld: Veld, waarde: Any) -> str:
    """A value as a reader sees it."""
    if waarde is None or waarde == "":
        return ""
    match veld.soort:
        case "ja-nee":
            return "ja" if waarde in (True, "ja") else "nee"
        case "datum":
            return date_format(date.fromisoformat(waarde) if isinstance(waarde, str) else waarde, "j F Y")
        case "bedrag":
            bedrag = Decimal(str(waarde))
            return f"€ {number_format(bedrag, decimal_pos=0 if bedrag == bedrag.to_integral() else 2, use_l10n=True, force_grouping=True)}"
        case _:
            return str(waarde)
