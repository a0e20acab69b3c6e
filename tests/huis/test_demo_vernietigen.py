"""The lists of destruction of the demo, in every municipality: one carried out by two people, one that waits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from overleggen.models import Overleg
from tests.hulp import GEMEENTEN, activeer
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.huis.demo.mensen import DOMEIN, maak_mensen, maak_ontbrekende_gebieden
from wijkwerk.huis.demo.vernietigen import Vernietigingsleven, is_zelfde_profiel, zet_voorbeeldtermijn
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.regels.models import Vernietigingslijst

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_one_list_was_carried_out_and_one_waits(gemeente: str) -> None:
    activeer(gemeente)
    tekst = Profielversie.objects.actief().get().tekst
    vandaag, sinds = timezone.localdate(), timezone.localdate() - timedelta(days=120)
    vormen = zet_voorbeeldtermijn()
    Profielversie.objects.update(geactiveerd_op=timezone.now() - timedelta(days=1095))
    maak_ontbrekende_gebieden()
    maak_mensen(sinds)
    spelers = Spelers(Gebruiker.objects.filter(email__endswith=f"@{DOMEIN}").order_by("pk"))

    Vernietigingsleven(spelers, vandaag, vormen).leef()

    gedaan, wacht = Vernietigingslijst.objects.order_by("pk")
    assert (gedaan.stand, wacht.stand) == ("uitgevoerd", "voorstel")
    assert gedaan.gemaakt_door != gedaan.besloten_door
    assert gedaan.regels.get().vernietigd_op is not None
    assert wacht.regels.te_doen().count() == 1
    assert set(Overleg.objects.values_list("stand", flat=True)) == {"afgerond"}
    assert set(Roltoewijzing.objects.values_list("van", flat=True)) == {sinds}
    # Loading once more does not see another profile.
    assert is_zelfde_profiel(tekst)
    assert zet_voorbeeldtermijn() == []
