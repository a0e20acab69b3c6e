"""What leaves by mail about a meeting: its name and day, never what is on its agenda."""

from __future__ import annotations

import pytest

from overleggen import acties
from tests.hulp import persoon
from tests.overleggen.hulp import gepland, punt
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.opmaak import maak_mail
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
MERK = "marktekst-besloten"


def _mail(soort: str) -> str:
    mail = maak_mail(Bericht.objects.filter(soort=soort).latest("pk"))
    return f"{mail.subject}\n{mail.body}"


def test_invitation_names_meeting_and_page(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    persoon("handhaving", gebied="nieuw-den-helder")
    overleg = gepland("coordinatieteam", "nieuw-den-helder", manager, over=5)
    punt(overleg, manager, MERK)
    acties.nodig_uit(overleg=overleg, door=manager)

    tekst = _mail("overleg-uitnodiging")

    assert overleg.naam in tekst
    assert overleg.get_absolute_url() in tekst
    assert MERK not in tekst


def test_announcement_names_the_open_part_alone(helmond: Profiel) -> None:
    persoon("bewoner", gebied="brandevoort")
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    overleg = gepland("wijktafel", "brandevoort", adviseur, over=5)
    punt(overleg, adviseur, MERK)
    acties.nodig_uit(overleg=overleg, door=adviseur)

    tekst = _mail("overleg-aankondiging")

    assert f"openbare afsluiting van {overleg}" in tekst
    assert MERK not in tekst


def test_who_brought_a_point_in_hears_where_it_stands(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    collega = persoon("handhaving", gebied="nieuw-den-helder")
    overleg = gepland("coordinatieteam", "nieuw-den-helder", manager, over=5)
    for titel in ("Een", "Twee"):
        rij = acties.draag_aan(overleg=overleg, titel=titel, door=collega)
        if titel == "Een":
            acties.agendeer(punt=rij, door=manager)
        else:
            acties.voer_af(punt=rij, reden="Al beantwoord", door=manager)

    assert overleg.naam in _mail("agendapunt-op-agenda")
    assert "Op de pagina leest u waarom" in _mail("agendapunt-afgevoerd")
    assert Bericht.objects.filter(ontvanger=collega).count() == 2


def test_lapsed_meeting_is_told_with_its_name(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    persoon("handhaving", gebied="nieuw-den-helder")
    overleg = gepland("coordinatieteam", "nieuw-den-helder", manager, over=5)
    acties.nodig_uit(overleg=overleg, door=manager)
    acties.laat_vervallen(overleg=overleg, reden="Ziekte", door=manager)

    assert f"Gaat niet door: {overleg}" in _mail("overleg-vervallen")
