"""A dossier, as rules of the profile see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signalen.models import Deelactie, Dossier
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.models import Besluit
from wijkwerk.regels.service import Betekenis, Onderwerp


def _dossier(onderwerp: Onderwerp) -> Dossier:
    assert isinstance(onderwerp.ding, Dossier)
    return onderwerp.ding


def _leden(onderwerp: Onderwerp) -> int:
    return _dossier(onderwerp).signalen.count() if onderwerp.ding.pk else 0


def _disciplines(onderwerp: Onderwerp) -> int:
    delen = Deelactie.objects.filter(signaal__dossier=onderwerp.ding.pk).exclude(discipline="")
    return delen.values("discipline").distinct().count()


def _gebieden(onderwerp: Onderwerp) -> int:
    leden = _dossier(onderwerp).signalen if onderwerp.ding.pk else None
    return leden.values("gebieden").distinct().count() if leden else 1


BETEKENIS_DOSSIER = Betekenis(
    feiten={
        "advies-gevraagd": lambda o: bool(o.veld("advies")),
        "formele-inspraak": lambda o: o.veld("inspraak") == "ja",
        "besluit-genomen": lambda o: o.ding.pk is not None and Besluit.objects.bij(o.ding).exists(),
        "gevoelig": lambda o: _dossier(o).gevoelig == "ja",
    },
    relaties={
        "signalen": lambda o, per: {"": _leden(o)},
        # Advice and agendas are kept on floors above; they fill these when they ask.
        "adviezen": lambda o, per: {"": len(o.gegevens.get("adviezen", ()))},
        "agendapunten": lambda o, per: {"": len(o.gegevens.get("agendapunten", ()))},
        "gebieden": lambda o, per: {"": _gebieden(o)},
        "disciplines": lambda o, per: {"": _disciplines(o)},
        "partijen": lambda o, per: {"": len(_dossier(o).plek_partijen)},
    },
    velden={
        "onderwerp": lambda o: _dossier(o).titel,
        "vraag": lambda o: _dossier(o).vraag,
        "eigenaar": lambda o: _dossier(o).houder,
        "gebied": lambda o: _dossier(o).gebied_id,
        "thema": lambda o: _dossier(o).thema,
    },
    bronnen=lambda o: frozenset({"signaal"}) if _leden(o) else frozenset(),
    # To whom the outcome was told, as chosen when it is closed.
    teruggekoppeld=lambda o: frozenset(o.gegevens.get("verteld-aan", ())),
)


def onderwerp_dossier(dossier: Dossier, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    eigenaar = dossier.houder
    return Onderwerp(
        object="dossier",
        soort=dossier.soort,
        ding=dossier,
        plek=dossier.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS_DOSSIER,
        themas=(dossier.thema,) if dossier.thema else (),
        gegevens=gegevens or {},
        houders={"eigenaar": (eigenaar,)} if eigenaar else {},
        naam=str(dossier),
    )
