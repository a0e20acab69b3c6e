"""A proposal for a plan as rules of the profile see it: a signaal of a kind that becomes one (`wordt = "voorstel"`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from signalen.models import Signaal
from wijkagenda import objecten
from wijkagenda.regels.gemeen import BEWONERS
from wijkwerk.gebruikers.rollen import Vervulling
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.service import Betekenis, Onderwerp


def _signaal(onderwerp: Onderwerp) -> Signaal:
    assert isinstance(onderwerp.ding, Signaal)
    return onderwerp.ding


def _rollen(onderwerp: Onderwerp) -> list[Vervulling]:
    """The roles of who brought it in; none for somebody without an account."""
    door = _signaal(onderwerp).geregistreerd_door
    return list(door.vervullingen) if door is not None else []


def _van_bewoners(onderwerp: Onderwerp) -> bool:
    """Residents come without an account, or with one of their own."""
    zonder_account = _signaal(onderwerp).geregistreerd_door_id is None
    return zonder_account or any(rij.rol.kant == "bewoners" for rij in _rollen(onderwerp))


def _aantal_gebieden(onderwerp: Onderwerp) -> int:
    signaal = _signaal(onderwerp)
    return signaal.gebieden.count() if signaal.pk else 1


def _veld(onderwerp: Onderwerp, sleutel: str) -> Any:
    return (_signaal(onderwerp).velden or {}).get(sleutel)


VOORSTEL = Betekenis(
    feiten={
        "van-bewoners": _van_bewoners,
        "van-bewonersorgaan": lambda o: any(rij.partij_soort in BEWONERS for rij in _rollen(o)),
        "uit-signaal": lambda o: True,
        "meer-gebieden": lambda o: _aantal_gebieden(o) > 1,
        "budget-nodig": lambda o: bool(_veld(o, "kosten")),
    },
    relaties={
        "gebieden": lambda o, per: {"": _aantal_gebieden(o)},
        "bewoners": lambda o, per: {"": int(_van_bewoners(o))},
        "partijen": lambda o, per: {"": sum(rij.partij_id is not None for rij in _rollen(o))},
        "signalen": lambda o, per: {"": 1},
    },
    velden={sleutel: partial(_veld, sleutel=sleutel) for sleutel in objecten.VOORSTEL.velden},
)


def onderwerp_voorstel(
    signaal: Signaal, vorm: str = "", gegevens: Mapping[str, Any] | None = None
) -> Onderwerp:
    """`vorm`: the form of plan that it would go onto, as far as that is known."""
    return Onderwerp(
        object="voorstel",
        soort=vorm,
        ding=signaal,
        plek=signaal.plek(),
        profiel=actief_profiel(),
        betekenis=VOORSTEL,
        themas=tuple(signaal.themas),
        gegevens=gegevens or {},
        naam=signaal.nummer if signaal.pk else "",
    )
