"""Small numbers and what is shielded, in a report for everybody (R08, edge case of the council)."""

from __future__ import annotations

import pytest

from signalen.rapportage import per_buurt_en_thema, signalen
from tests.hulp import gebied, persoon
from tests.verantwoording.toneel import DAG, gehoord
from verantwoording.acties import maak
from verantwoording.verzamelen import inhoud_van, vraag_voor
from wijkwerk.onderdrukken import onderdruk
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db


def test_fewer_than_five_care_signals_in_a_buurt_are_hidden(den_helder: Profiel) -> None:
    """The edge case: four in one buurt are words, and no other number gives them away."""
    concierge, door = persoon("wijkconcierge", gebied="stad-binnen-de-linie"), persoon("adviseur")
    gehoord(concierge, "visbuurt", "zorg", 4)
    gehoord(concierge, "visbuurt", "openbare-ruimte", 9)
    rapport = maak(rapportage="raad", door=door)
    inhoud = inhoud_van(rapport)

    tabel = next(rij for rij in inhoud.cijfers if rij.titel == "Signalen per buurt en thema")
    visbuurt = next(rij for rij in tabel.regels if rij.naam == "Visbuurt")
    woorden = dict(zip(tabel.koppen, (cel.tekst for cel in visbuurt.cellen), strict=True))
    assert woorden["Afgeschermd"] == "minder dan 5"
    assert woorden["Alles"] == "9"
    assert all(cel.waarde != "4" and cel.waarde != "13" for rij in tabel.regels for cel in rij.cellen)


def test_what_is_shielded_has_no_theme_and_no_kind_of_its_own(den_helder: Profiel) -> None:
    concierge, door = persoon("wijkconcierge", gebied="stad-binnen-de-linie"), persoon("adviseur")
    gehoord(concierge, "visbuurt", "zorg", 12)
    rapport = maak(rapportage="raad", door=door)
    soort = rapport.rij
    assert soort is not None
    vraag = vraag_voor(rapport, soort)

    warmte = per_buurt_en_thema(vraag)[0]
    soorten = signalen(vraag)[1]

    afgeschermd = {thema.naam for thema in den_helder.themas if thema.gevoelig == "ja"}
    assert not afgeschermd & {kolom.naam for kolom in warmte.kolommen}
    assert "zorg" not in {rij.naam.lower() for rij in soorten.regels}
    assert warmte.regels[-1].cellen[-1].tekst == "ten minste 10"
    assert DAG.year == vraag.van.year


def test_a_small_open_number_takes_its_total_or_a_neighbour_along(den_helder: Profiel) -> None:
    concierge, door = persoon("wijkconcierge", gebied="stad-binnen-de-linie"), persoon("adviseur")
    gehoord(concierge, "visbuurt", "openbare-ruimte", 3)
    gehoord(concierge, "tuindorp", "openbare-ruimte", 8)
    gehoord(concierge, "sluisdijkbuurt", "openbare-ruimte", 11)
    rapport = maak(rapportage="raad", door=door)
    soort = rapport.rij
    assert soort is not None

    telling = onderdruk(per_buurt_en_thema(vraag_voor(rapport, soort))[0], 5)

    per = {rij.naam: rij.cellen for rij in telling.regels}
    assert per["Visbuurt"][0].reden == "minder dan 5"
    assert per["Tuindorp"][0].reden == "niet getoond"
    assert per["Sluisdijkbuurt"][0].getal == 11
    assert gebied("visbuurt").naam == "Visbuurt"


def test_a_small_number_of_a_buurt_is_not_found_through_its_wijk(den_helder: Profiel) -> None:
    """The figures tell that the wijk has 14: without the 11 of the other buurt that would be the three."""
    concierge, door = persoon("wijkconcierge", gebied="stad-binnen-de-linie"), persoon("adviseur")
    visbuurt = gebied("visbuurt")
    buur = Gebied.objects.filter(ouder=visbuurt.ouder, niveau=visbuurt.niveau).exclude(pk=visbuurt.pk).first()
    assert buur is not None
    ouders = Gebied.objects.exclude(ouder=None).values("ouder")
    elders = Gebied.objects.exclude(pk__in=ouders).exclude(voorouders__contains=[visbuurt.ouder_id]).first()
    assert elders is not None
    gehoord(concierge, visbuurt.sleutel, "openbare-ruimte", 3)
    gehoord(concierge, buur.sleutel, "openbare-ruimte", 11)
    gehoord(persoon("wijkconcierge", gebied=elders.sleutel), elders.sleutel, "openbare-ruimte", 8)
    rapport = maak(rapportage="raad", door=door)

    tabel = next(rij for rij in inhoud_van(rapport).cijfers if rij.titel == "Signalen per buurt en thema")
    alles = {rij.naam: rij.cellen[0].tekst for rij in tabel.regels}
    assert alles[visbuurt.naam] == "minder dan 5"
    assert alles[buur.naam] == "niet getoond"
    assert alles[elders.naam] == "8"
