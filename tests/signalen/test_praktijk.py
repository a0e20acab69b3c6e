"""Done-when 4: every signal as people say it gets the route and the shield that the file names."""

from __future__ import annotations

import json
from typing import Any

import pytest

from signalen import acties
from signalen.acties.registratie import kanalen_in
from signalen.models import Signaal
from tests.hulp import GEDEELD, activeer, gebied, persoon
from wijkwerk.profiel import Profiel

BESTAND = GEDEELD / "voorbeelden" / "praktijk.json"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not BESTAND.exists(), reason="the design folder ../shared is not there"),
]


GEMEENTEN = ("den-helder", "helmond", "etten-leur")


def praktijk(gemeente: str) -> list[dict[str, Any]]:
    rijen: list[dict[str, Any]] = json.loads(BESTAND.read_text(encoding="utf-8"))["signalen"]
    return [rij for rij in rijen if rij["gemeente"] == gemeente]


def _registreer(profiel: Profiel, rij: dict[str, Any], *, gevoelig: str = "nee") -> Signaal:
    assert rij["kanaal"] in kanalen_in(profiel)
    rol = next(rol for rol in profiel.rollen if rol.bereik == "gebied" and "signaal.registreren" in rol.mag)
    return acties.registreer(
        tekst=rij["tekst"],
        soort=rij["soort"],
        gebieden=[gebied(rij["gebied"])],
        kanaal=rij["kanaal"],
        # "acuut" is asked before anything is kept; what is then still written down is urgent.
        urgentie="hoog" if rij["urgentie"] == "acuut" else rij["urgentie"],
        gevoelig=gevoelig,
        velden={"eigen-inbreng": "Wij doen zelf mee."},
        door=persoon(rol.sleutel, gebied=rij["gebied"]),
    )


@pytest.mark.parametrize("gemeente", GEMEENTEN)
@pytest.mark.eis("DHR-07", "DHR-08", "DHR-11", "HEL-06", "HEL-08", "HEL-09", "HEL-11", "HEL-60", "ETL-70")
def test_route_and_shield_follow_from_the_kind(gemeente: str) -> None:
    profiel = activeer(gemeente)

    for rij in praktijk(gemeente):
        signaal = _registreer(profiel, rij)
        assert (rij["id"], signaal.route, signaal.gevoelig) == (
            rij["id"],
            rij["route"],
            rij["gevoelig_bij_registratie"],
        )


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_the_registrar_raises_the_shield_at_once(gemeente: str) -> None:
    profiel = activeer(gemeente)

    for rij in praktijk(gemeente):
        signaal = _registreer(profiel, rij, gevoelig=rij["gevoelig"])
        assert (rij["id"], signaal.gevoelig) == (rij["id"], rij["gevoelig"])


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_the_registrar_raises_the_shield_afterwards(gemeente: str) -> None:
    profiel = activeer(gemeente)

    for rij in praktijk(gemeente):
        signaal = _registreer(profiel, rij)
        if signaal.gevoelig != rij["gevoelig"]:
            door = signaal.geregistreerd_door
            assert door is not None
            signaal = acties.scherm_af(signaal=signaal, gevoelig=rij["gevoelig"], door=door)
        assert (rij["id"], signaal.gevoelig) == (rij["id"], rij["gevoelig"])
