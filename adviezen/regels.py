"""An advice, and the standpunt on its subject, as rules of the profile see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from adviezen.models import Advies, Adviesonderwerp, Standpunt
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import Betekenis, Onderwerp, houder_sleutel
from wijkwerk.wijken.models import Partij

# --- advies


def _advies(o: Onderwerp) -> Advies:
    assert isinstance(o.ding, Advies)
    return o.ding


def _over(o: Onderwerp) -> Adviesonderwerp:
    return _advies(o).onderwerp


def _meningen(advies: Advies) -> str:
    """What is said of differences; that there were none is an answer too (HEL-26)."""
    return "geen" if advies.eensgezind else advies.meningsverschillen


BETEKENIS_ADVIES = Betekenis(
    feiten={
        "gevraagd": lambda o: _advies(o).gevraagd,
        "van-bewonersorgaan": lambda o: _is_orgaan(_advies(o).partij),
        "formele-inspraak": lambda o: _over(o).formele_inspraak,
        "te-laat": lambda o: _advies(o).is_te_laat,
        "verdeeld": lambda o: bool(_advies(o).meningsverschillen),
    },
    relaties={
        "raadplegingen": lambda o, per: {"": len(_advies(o).raadplegingen)},
        "bewoners": lambda o, per: {"": _advies(o).reacties or 0},
        "partijen": lambda o, per: {"": int(_advies(o).partij_id is not None)},
        "gebieden": lambda o, per: {"": 1},
        "disciplines": lambda o, per: {"": len(_disciplines(_advies(o).partij))},
    },
    velden={
        "vraag": lambda o: _over(o).vraag,
        "informatie": lambda o: _over(o).informatie,
        "project": lambda o: _over(o).project or _over(o).bron_soort,
        "besluitdatum": lambda o: _over(o).besluitdatum,
        "uiterlijk": lambda o: _advies(o).uiterlijk,
        "schaalniveau": lambda o: _advies(o).schaalniveau,
        "advies": lambda o: _advies(o).tekst,
        "draagvlak": lambda o: _advies(o).draagvlak,
        "totstandkoming": lambda o: _advies(o).totstandkoming,
        "meningsverschillen": lambda o: _meningen(_advies(o)),
        "reacties": lambda o: _advies(o).reacties,
    },
)


def _is_orgaan(partij: Partij | None) -> bool:
    return partij is not None and partij.soort == Partij.Soort.BEWONERSORGAAN


def _disciplines(partij: Partij | None) -> list[str]:
    return partij.disciplines if partij else []


def onderwerp_advies(advies: Advies) -> Onderwerp:
    over = advies.onderwerp
    partijen = frozenset({advies.partij_id} if advies.partij_id else ())
    return Onderwerp(
        object="advies",
        soort="",
        ding=advies,
        plek=Plek(frozenset(over.plek_gebieden), partijen),
        profiel=actief_profiel(),
        betekenis=BETEKENIS_ADVIES,
        themas=(over.thema,) if over.thema else (),
        houders={"indiener": (Houder(partij=advies.partij),)} if advies.partij else {},
        naam=str(over),
    )


# --- standpunt: about the subject, before and after there is one


def _zaak(o: Onderwerp) -> Adviesonderwerp:
    assert isinstance(o.ding, Adviesonderwerp)
    return o.ding


def _lopend(over: Adviesonderwerp) -> list[Advies]:
    """All advice that did not lapse, with its party; no query where a list fetched it beforehand."""
    vooraf = "adviezen" in getattr(over, "_prefetched_objects_cache", {})
    alle = over.adviezen.all() if vooraf else over.adviezen.select_related("partij")
    return [advies for advies in alle if advies.stand != Advies.Stand.VERVALLEN]


def _adviezen(o: Onderwerp) -> list[Advies]:
    return _lopend(_zaak(o))


def _gehoord(o: Onderwerp) -> Mapping[str, str]:
    """Who was asked: heard when the advice is there, or the term has passed (HEL-82)."""
    standen = {}
    for advies in _adviezen(o):
        if advies.gevraagd and advies.partij is not None:
            klaar = advies.stand == Advies.Stand.INGEDIEND
            voorbij = advies.uiterlijk is not None and advies.uiterlijk < timezone.localdate()
            stand = Instemming.Stand.AKKOORD if klaar else Instemming.Stand.VERLOPEN if voorbij else None
            standen[houder_sleutel(Houder(partij=advies.partij))] = stand or Instemming.Stand.GEVRAAGD
    return {sleutel: str(stand) for sleutel, stand in standen.items()}


BETEKENIS_STANDPUNT = Betekenis(
    feiten={
        "wijkt-af": lambda o: o.veld("oordeel") in {Standpunt.Oordeel.DEELS, Standpunt.Oordeel.WIJKT_AF},
        "formele-inspraak": lambda o: _zaak(o).formele_inspraak,
        "advies-gevraagd": lambda o: any(advies.gevraagd for advies in _adviezen(o)),
        "advies-verdeeld": lambda o: any(advies.meningsverschillen for advies in _adviezen(o)),
        "te-laat": lambda o: _te_laat(_zaak(o)),
    },
    relaties={
        "adviezen": lambda o, per: {"": len(_adviezen(o))},
        "partijen": lambda o, per: {"": len({advies.partij_id for advies in _adviezen(o)} - {None})},
    },
    gehoord=_gehoord,
)


def _te_laat(over: Adviesonderwerp) -> bool:
    return over.besluitdatum is not None and over.besluitdatum < timezone.localdate()


def onderwerp_standpunt(over: Adviesonderwerp, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    houders: dict[str, tuple[Houder, ...]] = {f"soort:{soort}": () for soort in KANT_VAN_SOORT}
    for advies in _lopend(over):
        if advies.gevraagd and advies.partij is not None:
            soort = f"soort:{advies.partij.soort}"
            houders[soort] = (*houders[soort], Houder(partij=advies.partij))
    return Onderwerp(
        object="standpunt",
        soort="",
        ding=over,
        plek=over.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS_STANDPUNT,
        themas=(over.thema,) if over.thema else (),
        gegevens=gegevens or {},
        houders=houders,
        naam=str(over),
    )
