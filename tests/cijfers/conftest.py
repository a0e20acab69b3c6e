"""The services of the sources, on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.cijfers.server import Server, server_open, zip_van
from wijkwerk.cijfers.diensten import verbinding

KWB, KWB4, POLITIE, RIVM = "85984NED", "85984NED", "47022NED", "50150NED"
# Den Helder with one wijk and two buurten; Nederland; and a buurt of somewhere else.
NAMEN = {
    "NL00": "Nederland",
    "GM0400": "Den Helder",
    "WK040003": "Wijk 03",
    "BU04000301": "Noord",
    "BU04000302": "Zuid",
    "BU07940101": "Elders",
}
INWONERS = {
    "NL00": 17942942,
    "GM0400": 300,
    "WK040003": 300,
    "BU04000301": 100,
    "BU04000302": 200,
    "BU07940101": 7,
}


@pytest.fixture
def server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(verbinding, "PAUZES", (0.0, 0.0))
    with server_open() as server:
        settings.CIJFERDIENSTEN = {
            "statline": f"{server.adres}/odata",
            "politie": f"{server.adres}/odata",
            "rivm": f"{server.adres}/odata",
            "pdok": f"{server.adres}/kaart",
            "leefbaarometer": f"{server.adres}/lbm",
        }
        _vul(server)
        yield server


def _vul(server: Server) -> None:
    server.namen = dict(NAMEN)
    server.eigenschappen[KWB] = ["WijkenEnBuurten", "Gemeentenaam_1", "AantalInwoners_5", "Koopwoningen_47"]
    server.tabellen[KWB] = [
        {
            "ID": nr,
            "WijkenEnBuurten": code.ljust(10),
            "Gemeentenaam_1": "Den Helder     ",
            "AantalInwoners_5": inwoners,
            "Koopwoningen_47": None if code == "BU04000302" else 55.5,
        }
        for nr, (code, inwoners) in enumerate(INWONERS.items())
    ]
    server.eigenschappen[POLITIE] = [
        "WijkenEnBuurten",
        "Perioden",
        "SoortMisdrijf",
        "GeregistreerdeMisdrijven_1",
    ]
    server.tabellen[POLITIE] = [
        {
            "ID": 0,
            "WijkenEnBuurten": code.ljust(10),
            "Perioden": f"{jaar}MM{maand:02}",
            "SoortMisdrijf": soort,
            "GeregistreerdeMisdrijven_1": inbraken if soort == "1.1.1 " else n,
        }
        for code, n, inbraken in (
            ("GM0400", 5, 2),
            ("BU04000301", 2, 2),
            ("BU04000302", 3, None),
            ("BU07940101", 9, 9),
        )
        for jaar in (2024, 2025)
        for maand in range(1, 13)
        for soort in ("0.0.0 ", "1.1.1 ", "9.9.9 ")
    ]
    server.eigenschappen[RIVM] = [
        "WijkenEnBuurten",
        "Perioden",
        "Leeftijd",
        "Marges",
        "GoedErvarenGezondheid_4",
    ]
    server.tabellen[RIVM] = [
        {
            "ID": 0,
            "WijkenEnBuurten": code.ljust(10),
            "Perioden": periode,
            "Leeftijd": leeftijd,
            "Marges": "MW00000",
            "GoedErvarenGezondheid_4": 70.1,
        }
        for code in ("GM0400", "BU04000301")
        for periode in ("2022JJ00", "2024JJ00")
        for leeftijd in ("20300   ", "53110   ")
    ]
    velden = {"water": "NEE", "percentage_koopwoningen": -99995}
    server.lagen = {
        "gemeenten": [
            {"gemeentecode": "GM0400", "gemeentenaam": "Den Helder", "aantal_inwoners": 300} | velden
        ],
        "wijken": [
            {"wijkcode": "WK040003", "wijknaam": "Wijk 03", "gemeentecode": "GM0400", "aantal_inwoners": 300}
            | velden
        ],
        "buurten": [
            {"buurtcode": code, "buurtnaam": NAMEN[code], "gemeentecode": f"GM{code[2:6]}"}
            | {"aantal_inwoners": INWONERS[code], "iets_nieuws": 1}
            | velden
            for code in ("BU04000301", "BU04000302", "BU07940101")
        ],
    }
    map_ = "Leefbaarometer/Leefbaarometer-scores"
    server.zips["open-data-leefbaarometer-meting-2024.zip"] = zip_van(
        **{
            f"{map_} gemeenten 2002-2024.csv": "gm_code,gm_naam,jaar,lbm,kscore\nGM0400,Den Helder,2024,4.0,7\n",
            f"{map_} wijken 2002-2024.csv": "wk_code,wk_naam,gm_code,jaar,lbm,kscore\nWK040003,W,GM0400,2024,4.1,7\n",
            f"{map_} buurten 2002-2024.csv": (
                "bu_code,bu_naam,wk_code,gm_code,jaar,lbm,kscore\n"
                "BU04000301,Noord,WK040003,GM0400,2022,4.1,7\nBU04000301,Noord,WK040003,GM0400,2024,4.2,7\n"
                "BU07940101,Elders,WK079401,GM0794,2024,4.3,7\n"
            ),
            f"{map_} PC4 2002-2024.csv": "niet,gelezen\n",
        }
    )


def andere_naar_odata_4(server: Server, settings: Settings, dienst: str) -> None:
    """The table of the police or RIVM with each figure as a row, and its kinds and periods as dimensions."""
    tabel, titel = {
        "politie": (POLITIE, "Geregistreerde misdrijven"),
        "rivm": (RIVM, "Goed ervaren gezondheid"),
    }[dienst]
    *dimensies, maat = server.eigenschappen[tabel]
    settings.CIJFERDIENSTEN |= {dienst: f"{server.adres}/odata/v1/CBS"}
    server.maten = {"M1": titel}
    server.dimensies[tabel] = dimensies[1:]
    server.tabellen[tabel] = [
        {dimensie: rij[dimensie] for dimensie in dimensies}
        | {"Id": nr, "Measure": "M1", "Value": rij[maat], "StringValue": None}
        | {"ValueAttribute": "None" if rij[maat] is not None else "Confidential"}
        for nr, rij in enumerate(server.tabellen[tabel])
    ]


def naar_odata_4(server: Server, settings: Settings) -> None:
    """The same table as figures one by one, with titles instead of keys."""
    settings.CIJFERDIENSTEN |= {"statline": f"{server.adres}/odata/v1/CBS"}
    server.maten = {
        "T001036": "Aantal inwoners",
        "1050010_2": "Koopwoningen",
        "M1": "Geboorte totaal, nieuw",
        "ST1": "Naam",
    }
    server.tabellen[KWB4] = [
        {
            "Id": 0,
            "Measure": maat,
            "WijkenEnBuurten": code,
            "Value": waarde,
            "StringValue": tekst,
            "ValueAttribute": hoe,
        }
        for code, inwoners in INWONERS.items()
        for maat, waarde, tekst, hoe in (
            ("T001036", inwoners, None, "None"),
            (
                "1050010_2",
                None if code == "BU04000302" else 55.5,
                None,
                "Confidential" if code == "BU04000302" else "None",
            ),
            ("ST1", None, "tekst", "None"),
        )
    ]
