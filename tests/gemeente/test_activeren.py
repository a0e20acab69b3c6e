"""Activating a profile: versions, comparison, and what cannot be dropped."""

import pytest
from django.test import Client

from tests.hulp import activeer, persoon, profieltekst
from wijkwerk.gemeente.acties import SleutelInGebruik
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.acties import activeer_profiel
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel, ProfielFout

pytestmark = pytest.mark.django_db


def test_same_text_again_changes_nothing(den_helder: Profiel) -> None:
    versie, nieuw = activeer_profiel(tekst=profieltekst("den-helder"), bestand="den-helder.toml", door=None)

    assert not nieuw
    assert Profielversie.objects.count() == 1
    assert not Logregel.objects.filter(object_id=versie.pk, stap="profiel.activeren").exists()


def test_new_text_becomes_the_next_version(den_helder: Profiel) -> None:
    tekst = profieltekst("den-helder").replace('naam = "wijkmanager"', 'naam = "wijkregisseur"')

    versie, nieuw = activeer_profiel(tekst=tekst, bestand="nieuw.toml", door=None)

    assert nieuw
    assert versie.nummer == 2
    assert actief_profiel().rol("wijkmanager").naam == "wijkregisseur"
    assert Profielversie.objects.actief().count() == 1


def test_key_in_use_cannot_be_left_out(den_helder: Profiel) -> None:
    persoon("wijkverpleegkundige", partij="zorginstelling")

    with pytest.raises(SleutelInGebruik, match="wijkverpleegkundige"):
        activeer_profiel(tekst=profieltekst("helmond"), bestand="helmond.toml", door=None)

    assert actief_profiel().gemeente.naam == "Den Helder"


def test_broken_profile_changes_nothing(den_helder: Profiel) -> None:
    with pytest.raises(ProfielFout):
        activeer_profiel(tekst="formaat = 2", bestand="kapot.toml", door=None)

    assert Profielversie.objects.count() == 1


def test_every_process_follows_an_activation(den_helder: Profiel, client: Client) -> None:
    activeer("den-helder")
    tekst = profieltekst("den-helder").replace('naam = "Den Helder"\ncode', 'naam = "Nieuwediep"\ncode')
    activeer_profiel(tekst=tekst, bestand="nieuw.toml", door=None)

    assert "Nieuwediep" in client.get("/").content.decode()
