"""The real maps of three municipalities, asked from a service."""

from __future__ import annotations

import json

import pytest

from tests.cijfers.hulp import echt
from tests.cijfers.server import Server
from tests.hulp import activeer
from tests.wijken.kaarten import laad
from wijkwerk.huis import acties
from wijkwerk.huis.acties.kaartinvoer import Kaartkeuze
from wijkwerk.huis.koppelkaart import koppelstand
from wijkwerk.wijken.models import Gebiedscode, Omtrek

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("profiel", "code", "aantal"),
    [
        ("den-helder", "GM0400", (1, 9, 65)),
        ("etten-leur", "GM0777", (1, 10, 47)),
        ("helmond", "GM0794", (1, 12, 44)),
    ],
)
def test_the_real_maps_come_whole_from_the_service(
    server: Server, profiel: str, code: str, aantal: tuple[int, int, int]
) -> None:
    """The same as the files hold, page by page; and nothing is linked that nobody confirmed."""
    activeer(profiel)
    for laag, veld in (("gemeenten", "gemeentecode"), ("wijken", "wijkcode"), ("buurten", "buurtcode")):
        vlakken = json.loads(echt(f"{laag}_2024.geojson").read_bytes())["features"]
        server.lagen[laag] = [vlak["properties"] for vlak in vlakken]
        server.vormen |= {vlak["properties"][veld]: vlak["geometry"] for vlak in vlakken}
    server.per_blad = 7
    codes = Gebiedscode.objects.count()

    invoer = acties.laad_kaart_van_dienst(keuze=Kaartkeuze(2024, "pdok"), door=None)

    assert tuple(rij["nieuw"] for rij in invoer.tellingen["soorten"]) == aantal
    assert {rij.code[2:6] for rij in Omtrek.objects.all()} == {code[2:]}
    van_dienst = {rij.code: (rij.naam, rij.water, rij.vorm) for rij in Omtrek.objects.all()}
    Omtrek.objects.all().delete()
    for laag in ("gemeenten", "wijken", "buurten"):
        laad(echt(f"{laag}_2024.geojson").read_bytes(), code)
    assert van_dienst == {rij.code: (rij.naam, rij.water, rij.vorm) for rij in Omtrek.objects.all()}
    assert Gebiedscode.objects.count() == codes
    stand = koppelstand()
    assert stand is not None
    assert stand.met
    assert not stand.onbekend
