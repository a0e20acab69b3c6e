"""Reports of earlier periods that were never finished; and municipalities with no area at the top, or with several."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from tests.hulp import gebied, partij, persoon
from tests.verantwoording.toneel import VORIG, adres, als, begin, maker
from verantwoording import acties
from verantwoording.models import Raadsrapportage
from verantwoording.service import herinneringen, werkvoorraad
from verantwoording.verzamelen import gemeentegebied, inhoud_van
from wijkwerk.afspraken import service as register
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db


def test_a_report_that_was_begun_still_waits_when_its_period_is_no_longer_the_last(bergen: Profiel) -> None:
    door = maker()
    oud = begin(door)
    Raadsrapportage.objects.filter(pk=oud.pk).update(
        van=date(VORIG - 1, 1, 1), tot=date(VORIG - 1, 12, 31), uiterlijk=date(VORIG, 4, 1)
    )
    oud.refresh_from_db()

    taken = {taak.titel: taak for taak in werkvoorraad(door)}

    assert taken[f"Stel vast: {oud}"].url == oud.get_absolute_url()
    assert any(titel.startswith("Maak: ") for titel in taken)
    vandaag = timezone.localdate()
    assert any(h.ding == oud for h in herinneringen(vandaag) if h.titel.startswith("Stel vast"))
    nieuw = als(door).get(adres("nieuw")).text
    assert str(VORIG) in nieuw
    acties.stel_vast(rapport=oud, bevestigd=(), door=door)
    assert f"Stel vast: {oud}" not in {taak.titel for taak in werkvoorraad(door)}


def zonder_top(*, kinderen: bool = True) -> list[Gebied]:
    """The municipality is no area itself: what lay in it lies at the top. Without `kinderen` nothing is left."""
    top = Gebied.objects.actief().get(ouder=None)
    Gebied.objects.filter(pk=top.pk).update(actief_tot=date(2020, 1, 1))
    if not kinderen:
        Gebied.objects.update(actief_tot=date(2020, 1, 1))
        return []
    for rij in Gebied.objects.exclude(pk=top.pk):
        ouder = None if rij.ouder_id == top.pk else rij.ouder_id
        boven = [pk for pk in rij.voorouders if pk != top.pk]
        Gebied.objects.filter(pk=rij.pk).update(ouder=ouder, voorouders=boven)
    return list(Gebied.objects.actief().filter(ouder=None).order_by("pk"))


def test_without_any_area_a_report_is_refused_with_words_and_nobody_is_reminded(bergen: Profiel) -> None:
    door = maker()
    zonder_top(kinderen=False)

    with pytest.raises(StapGeweigerd, match="Er zijn nog geen gebieden"):
        begin(door)
    antwoord = als(door).post(adres("nieuw"), {"rapportage": "raad"})
    assert antwoord.status_code == 422
    assert "Er zijn nog geen gebieden" in antwoord.text
    assert list(herinneringen(date(VORIG + 1, 12, 1))) == []


def test_of_several_areas_at_the_top_the_total_is_of_all(bergen: Profiel) -> None:
    boven = zonder_top()
    assert len(boven) > 2
    door = maker()
    for plek in boven[:2]:
        _nagekomen(plek, persoon("wijkcoordinator", gebied="schoorl"))

    rapport = begin(door)

    assert rapport.gebied == gemeentegebied()
    tabel = next(
        rij
        for rij in inhoud_van(rapport).cijfers
        if rij.titel == "Afspraken die in deze tijd klaar moesten zijn"
    )
    regels = {rij.naam: rij for rij in tabel.regels}
    assert regels["Samen"].cellen[0].tekst == "2"
    namen = {plek.naam for plek in boven if plek.niveau == boven[0].niveau}
    assert namen <= set(regels)


def _nagekomen(plek: Gebied, door: Gebruiker) -> None:
    rij = register.maak(
        wat="Het pad ligt er",
        houder=Houder(partij=partij("politie")),
        uiterlijk=timezone.localdate(),
        bron=plek,
        gebieden=[plek],
        door=door,
        toegezegd=True,
    )
    Afspraak.objects.filter(pk=rij.pk).update(uiterlijk=date(VORIG, 6, 1))


def test_one_area_at_the_top_is_the_municipality(den_helder: Profiel) -> None:
    assert gemeentegebied() == gebied("den-helder")
