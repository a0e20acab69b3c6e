"""Linking by outline with the real, thinned maps of the CBS."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest

from tests.cijfers.hulp import echt
from wijkwerk.huis.koppelvoorstel import Voorsteller
from wijkwerk.wijken.kaart import Blad
from wijkwerk.wijken.kaartblad import lees_kaartblad
from wijkwerk.wijken.meetkunde import Vorm
from wijkwerk.wijken.models import Gebied, Omtrek


@pytest.mark.parametrize("gemeente", ["GM0400", "GM0794", "GM0777"])
def test_an_area_drawn_around_the_buurten_of_a_wijk_is_that_wijk(gemeente: str) -> None:
    rijen: list[Omtrek] = []
    for naam in ("wijken_2024.geojson", "buurten_2024.geojson"):
        inhoud = echt(naam).read_bytes()
        assert json.loads(inhoud)["features"]
        rijen += lees_kaartblad(inhoud, gemeente=gemeente, jaar=2024).omtrekken
    water = frozenset(rij.code for rij in rijen if rij.water)
    blad = Blad(2024, {rij.code: rij.naam for rij in rijen}, water)
    voorsteller = Voorsteller(blad, {rij.code: rij.vorm for rij in rijen}, {})
    per_wijk: dict[str, list[Vorm]] = defaultdict(list)
    for rij in rijen:
        if rij.code.startswith("BU"):
            per_wijk[f"WK{rij.code[2:8]}"].append(rij.vorm)
    wijken = [rij for rij in rijen if rij.code.startswith("WK") and not rij.water]
    assert len(wijken) > 3
    for wijk in wijken:
        vorm = [vlak for deel in per_wijk[wijk.code] for vlak in deel]
        eigen = Gebied(pk=1, sleutel="eigen", naam=wijk.naam, voorouders=[1])
        zeker = [keuze.code for keuze in voorsteller.voor(eigen, [], vorm) if keuze.zeker]
        assert zeker == [wijk.code]
