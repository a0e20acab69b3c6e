"""What a report for everybody may hold: each part says so itself, and a report keeps what it was established for."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.hulp import activeer, persoon, profieltekst
from tests.publicatie.plaatsing import publiceer
from tests.verantwoording.toneel import adres, als, maker, vastgesteld
from verantwoording import acties
from verantwoording.models import Raadsrapportage
from verantwoording.service import werkvoorraad
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.acties import activeer as activeer_tekst
from wijkwerk.gemeente.service import taal
from wijkwerk.profiel import Profiel, ProfielFout
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


def test_each_part_says_whether_everybody_may_read_it() -> None:
    assert taal().onderdelen.keys() == settings.RAPPORTAGE_ONDERDELEN.keys()
    assert taal().besloten_onderdelen == {"prestatieafspraken", "subsidie en inzet per buurt"}


def test_amounts_of_organisations_are_refused_at_their_place() -> None:
    oud = 'onderdelen = ["prestatieafspraken", "subsidie en inzet per buurt"'
    tekst = profieltekst("den-helder")
    assert oud in tekst

    with pytest.raises(ProfielFout) as geweigerd:
        activeer_tekst(
            tekst=tekst.replace(oud, f'openbaar = "iedereen"\n{oud}', 1), bestand="x.toml", door=None
        )

    gevonden = [str(fout) for fout in geweigerd.value.fouten]
    assert len(gevonden) == 2
    for nummer, fout in enumerate(gevonden, start=1):
        assert f"[[rapportage]] inzet, onderdelen[{nummer}]: verwacht een onderdeel dat iedereen mag" in fout


def publiceertaken(door: Gebruiker) -> list[str]:
    return [taak.url for taak in werkvoorraad(door) if taak.knop == "Publiceer"]


def test_a_report_for_some_is_never_published_also_when_the_profile_changes(bergen: Profiel) -> None:
    binnen = profieltekst("bergen").replace('\nopenbaar = "iedereen"\neis = ["BER-57"]', '\neis = ["BER-57"]')
    assert binnen != profieltekst("bergen")
    door, collega = maker(), persoon("projectleider")
    activeer_tekst(tekst=binnen, bestand="bergen.toml", door=None)
    rapport = vastgesteld(door)
    activeer("bergen")
    assert als(collega).get(rapport.get_absolute_url()).status_code == 404

    with pytest.raises(StapGeweigerd, match="vastgesteld voor een paar mensen"):
        acties.publiceer(rapport=rapport, bevestigd=(), door=door)

    assert not Publicatie.objects.exists()
    pagina = als(door).get(rapport.get_absolute_url()).text
    assert adres("publicatie", rapport.pk) not in pagina
    assert "vastgesteld voor een paar mensen" in pagina
    assert adres("heropening", rapport.pk) in pagina
    assert als(door).get(adres("publicatie", rapport.pk)).status_code == 403
    assert not publiceertaken(door)
    acties.heropen(rapport=rapport, reden="Voor iedereen.", door=door)
    acties.stel_vast(rapport=rapport, bevestigd=(), door=door)
    assert adres("publicatie", rapport.pk) in als(door).get(rapport.get_absolute_url()).text
    assert publiceertaken(door) == [adres("publicatie", rapport.pk)]
    assert publiceer(als(door), adres("publicatie", rapport.pk)).status_code == 302
    assert als(collega).get(rapport.get_absolute_url()).status_code == 200
    assert Raadsrapportage.objects.get().voor_iedereen
