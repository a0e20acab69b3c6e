"""What the apps declare is what the design of the language says, and hangs together."""

from __future__ import annotations

import pytest

from wijkwerk.profiel import Objectsoort, Taal
from wijkwerk.profiel.invoer import Invoer
from wijkwerk.profiel.rijen.gemeente import neutrale_termen

STAPPEN = """
spreekuur: plannen houden
signaal: registreren bevestigen uitzetten koppelen opschalen bundelen beantwoorden verlengen terugkoppelen sluiten heropenen
deelactie: vragen accepteren weigeren gereedmelden
initiatief: indienen in-behandeling-nemen ter-weging-leggen wegen tot-project-maken afronden
project: starten bemensen afsluiten
dossier: openen sluiten
overleg: plannen uitnodigen houden afronden
agendapunt: aandragen agenderen bespreken afvoeren
verslag: vaststellen
afspraak: maken toezeggen weigeren bijwerken doorzetten afronden
advies: aanvragen indienen vervallen
standpunt: innemen
plan: starten bewerken bundelen voordragen vaststellen ondertekenen publiceren
planitem: opnemen wijzigen weglaten afronden
voorstel: indienen opnemen afwijzen
bijdrage: vragen leveren
budgetaanvraag: indienen toekennen verantwoorden
prestatie: overeenkomen leveren controleren
stap: starten afronden
traject: starten vaststellen
peiling: openen stemmen sluiten
cijfers: invoeren
publicatie: plaatsen
partij: erkennen
rolvervulling: toewijzen
gebied: vrijstellen
rapportage: maken schrijven vaststellen heropenen
evaluatie: plannen afronden
"""
OP_NAAM = dict(regel.split(": ") for regel in STAPPEN.strip().splitlines())


def test_every_object_of_the_language_is_declared(taal: Taal) -> None:
    assert sorted(taal.objecten) == sorted(OP_NAAM)


@pytest.mark.parametrize("naam", OP_NAAM)
def test_object_has_its_steps(naam: str, taal: Taal) -> None:
    assert taal.objecten[naam].stappen == frozenset(OP_NAAM[naam].split())


@pytest.mark.parametrize("naam", OP_NAAM)
def test_object_names_only_what_exists(naam: str, taal: Taal) -> None:
    soort = taal.objecten[naam]
    invoer = Invoer("x.toml", taal)
    invoer.vul_register({})

    assert set(soort.doelen.values()) <= set(taal.objecten)
    assert set(soort.soorten) <= set(invoer.register)
    assert set(soort.keuzes_uit) <= set(soort.velden)
    assert {
        sleutel for sleutel, veld in soort.velden.items() if veld.soort == "keuze" and not veld.keuzes
    } == set(soort.keuzes_uit)


@pytest.mark.parametrize("naam", OP_NAAM)
def test_words_of_an_object_do_not_overlap(naam: str, taal: Taal) -> None:
    """A yes/no field is a fact too, so no fact may have the name of another field."""
    soort = taal.objecten[naam]

    assert not soort.feiten & set(soort.velden)
    assert all(sleutel == veld.sleutel and veld.naam for sleutel, veld in soort.velden.items())


def test_two_objects_of_one_name_are_a_mistake() -> None:
    soort = Objectsoort("plan", frozenset())

    with pytest.raises(ValueError, match="declared twice"):
        Taal.van([soort, soort], [])


def test_every_neutral_word_has_one_and_many() -> None:
    assert all(term.enkel and term.meer for term in neutrale_termen().values())
