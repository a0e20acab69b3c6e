"""What a cell, a period and a column may be, and each kind of no number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.cijfers.bestanden.tabel import GOED, KOP
from tests.cijfers.hulp import cijfer, csv, laad
from wijkwerk.cijfers.lezen.getal import GeenGetal, lees_getal
from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Invoer, Reden
from wijkwerk.cijfers.periode import PeriodeFout, in_woorden, lees_periode

pytestmark = pytest.mark.usefixtures("helmond")


@pytest.mark.parametrize(
    ("cel", "getal", "reden"),
    [
        ("26,4", "26.4", Reden.GEEN),
        ("  1.2 ", "1.2", Reden.GEEN),
        ("0", "0", Reden.GEEN),
        ("-3,5", "-3.5", Reden.GEEN),
        ("       .", None, Reden.GEHEIM),
        ("-99997", None, Reden.GEHEIM),
        ("-99999999", None, Reden.GEHEIM),
        ("-99995.0", None, Reden.NOG_NIET),
        ("", None, Reden.ONBEKEND),
        (" , ", None, Reden.ONBEKEND),
        ("NaN", None, Reden.ONBEKEND),
        ("n.v.t.", None, Reden.NIET_VAN_TOEPASSING),
    ],
)
def test_every_way_to_say_a_number_or_that_there_is_none(cel: str, getal: str | None, reden: Reden) -> None:
    assert lees_getal(cel) == (Decimal(getal) if getal else None, reden)


@pytest.mark.parametrize("cel", ["1.234,5", "1e9", "12 000", "=1+1", "inf", "9" * 14, "1-2", "٣", "0x1f"])
def test_what_is_no_number_is_not_guessed(cel: str) -> None:
    with pytest.raises(GeenGetal):
        lees_getal(cel)


@pytest.mark.parametrize(
    ("tekst", "woorden"),
    [
        ("2024", "2024"),
        ("2024JJ00", "2024"),
        ("2024MM03", "maart 2024"),
        ("2024-3", "maart 2024"),
        ("2024-K2", "2e kwartaal 2024"),
        ("2024KW02", "2e kwartaal 2024"),
    ],
)
def test_periods(tekst: str, woorden: str) -> None:
    assert in_woorden(lees_periode(tekst)) == woorden


@pytest.mark.parametrize(
    "tekst", ["24", "2024-13", "2024MM00", "2024-0", "1800", "2024-K5", "vorig jaar", "2024-00", "2024KW00"]
)
def test_what_is_no_period(tekst: str) -> None:
    with pytest.raises(PeriodeFout):
        lees_periode(tekst)


def test_each_kind_of_no_number_stays_its_own_kind() -> None:
    laad(GOED, "statline", 2024, voorlopig=True)
    assert cijfer("BU07940101", "inwoners", 202400) == (100, Reden.GEEN)
    assert cijfer("BU07940102", "inwoners", 202400) == (0, Reden.GEEN)
    assert cijfer("BU07940102", "koopwoningen", 202400) == (None, Reden.GEHEIM)
    # Only a number can be provisional.
    assert Cijfer.objects.filter(voorlopig=True).count() == 3


def test_padded_codes_shifted_numbers_and_trailing_blanks() -> None:
    laad(csv(("WijkenEnBuurten", " AantalInwoners_9 "), ("GM0794    ", "   12")), "statline", 2023)
    assert cijfer("GM0794", "inwoners", 202300) == (12, Reden.GEEN)


def test_unknown_columns_and_codes_are_reported() -> None:
    rijen = csv(
        (*KOP, "IetsNieuws_9"), ("BU07940101", "1", "2", "3"), ("", "1", "2", "3"), ("X1", "1", "2", "3")
    )
    oogst = laad(rijen, "statline", 2024).oogst
    assert oogst.onbekende_kolommen == ("IetsNieuws_9",)
    assert oogst.onbekende_codes == {"": 1, "X1": 1}
    assert list(oogst.gebieden) == ["BU07940101"]


# FORMATEN.md, with the names that the whole table has more than once.
_KOP_2024 = (
    "WijkenEnBuurten Gemeentenaam_1 SoortRegio_2 Codering_3 IndelingswijzigingGemeenteWijkBuurt_4 AantalInwoners_5 "
    "Mannen_6 Vrouwen_7 k_0Tot15Jaar_8 k_15Tot25Jaar_9 k_25Tot45Jaar_10 k_45Tot65Jaar_11 k_65JaarOfOuder_12 "
    "Ongehuwd_13 Gehuwd_14 Gescheiden_15 Verweduwd_16 Nederland_17 EuropaExclusiefNederland_18 BuitenEuropa_19 "
    "Nederland_20 EuropaExclusiefNederland_21 BuitenEuropa_22 EuropaExclusiefNederland_23 BuitenEuropa_24 "
    "HuishoudensTotaal_29 GemiddeldeHuishoudensgrootte_33 Bevolkingsdichtheid_34 Woningvoorraad_35 "
    "GemiddeldeWOZWaardeVanWoningen_39 PercentageEengezinswoning_40 Koopwoningen_47 HuurwoningenTotaal_48 "
    "WerkzameBeroepsbevolking_70 Nettoarbeidsparticipatie_71 GemiddeldInkomenPerInwoner_78 "
    "JongerenMetJeugdzorgInNatura_91 PercentageJongerenMetJeugdzorg_92 WmoClienten_93 WmoClientenRelatief_94 "
    "BedrijfsvestigingenTotaal_95 PersonenautoSTotaal_104 Motorfietsen_109 AfstandTotHuisartsenpraktijk_110 "
    "AfstandTotGroteSupermarkt_111 AfstandTotKinderdagverblijf_112 AfstandTotSchool_113 ScholenBinnen3Km_114 "
    "OppervlakteTotaal_115 OppervlakteLand_116 OppervlakteWater_117 MeestVoorkomendePostcode_118 "
    "Dekkingspercentage_119 MateVanStedelijkheid_120 Omgevingsadressendichtheid_121"
)
KOP_2024 = _KOP_2024.split()


def test_a_name_that_the_whole_table_has_twice_is_told_and_not_read() -> None:
    dubbel = [
        kop
        for kop in KOP_2024
        if kop.split("_")[0] in {"Nederland", "EuropaExclusiefNederland", "BuitenEuropa"}
    ]
    rij = ["BU07940101", *(str(nr) for nr in range(1, len(KOP_2024)))]
    resultaat = laad(csv(KOP_2024, rij), "statline", 2024)
    [zegt] = [zin for zin in resultaat.waarschuwingen if "vaker voor" in zin]
    assert ", ".join(dubbel) in zegt
    assert len(dubbel) == 8
    assert not Cijfer.objects.filter(indicator__sleutel__startswith="herkomst").exists()
    assert cijfer("BU07940101", "inwoners", 202400) == (5, Reden.GEEN)
    assert cijfer("BU07940101", "koopwoningen", 202400)[0] == KOP_2024.index("Koopwoningen_47")


def test_letters_in_a_code_are_a_code() -> None:
    laad(csv(KOP, ("BU0363MD03", "1", "2")), "statline", 2024)
    assert Cijfergebied.objects.get().gemeente == "GM0363"


def test_a_column_without_one_number_is_not_published_yet() -> None:
    rijen = csv(KOP, ("BU07940101", "1", ""), ("BU07940102", "2", ""))
    assert len(laad(rijen, "statline", 2024).waarschuwingen) == 1
    assert cijfer("BU07940101", "koopwoningen", 202400) == (None, Reden.NOG_NIET)


def test_a_changed_figure_is_changed_and_the_rest_stays() -> None:
    laad(GOED, "statline", 2024)
    weer = laad(GOED.replace(";55", ";56"), "statline", 2024)
    assert (weer.nieuw, weer.gewijzigd, weer.gelijk) == (0, 1, 3)


def test_another_kind_of_file_never_takes_a_number_away() -> None:
    laad(csv(KOP, ("GM0794", "100", "55")), "statline", 2024)
    later = laad("gemeentecode,gemeentenaam,jaar,aantal_inwoners,woz\nGM0794,Helmond,2024,,1\n", "reeks")
    assert cijfer("GM0794", "inwoners", 202400) == (100, Reden.GEEN)
    assert (later.nieuw, later.gewijzigd, later.gelijk) == (0, 0, 1)
    assert later.waarschuwingen == [
        "Van 1 cijfers heeft dit bestand geen getal, maar een ander bestand wel. Dat getal blijft staan."
    ]
    # The source itself may take it back, and a number goes over a number.
    laad("gemeentecode,gemeentenaam,jaar,aantal_inwoners,woz\nGM0794,Helmond,2024,90,1\n", "reeks")
    assert cijfer("GM0794", "inwoners", 202400) == (90, Reden.GEEN)
    terug = laad("gemeentecode,gemeentenaam,jaar,aantal_inwoners,woz\nGM0794,Helmond,2024,.,1\n", "reeks")
    assert terug.waarschuwingen == []
    assert cijfer("GM0794", "inwoners", 202400) == (None, Reden.GEHEIM)


def test_the_other_column_of_a_name_that_comes_twice_is_not_read() -> None:
    """Part of a table may have where parents were born only (Nederland_20), and not where people come from (17)."""
    kop = ("WijkenEnBuurten", "AantalInwoners_5")
    for anders in (("Nederland_20",), ("Verweduwd_16", "Nederland_20")):
        laad(csv((*kop, *anders), ("GM0400", "10", *("3" for _ in anders))), "statline", 2024)
        assert not Cijfer.objects.filter(indicator__sleutel="herkomst-nederland").exists()
        assert "Nederland_20" in Invoer.objects.latest("pk").waarschuwingen[0]
    # In another year all numbers shift together.
    laad(csv((*kop, "Verweduwd_15", "Nederland_16"), ("GM0400", "10", "1", "4")), "statline", 2024)
    assert cijfer("GM0400", "herkomst-nederland", 202400)[0] == 4
