"""The demo of every municipality: made through the actions, so it obeys the profile; loading twice changes nothing."""

import pytest

from overleggen.acties import kan_openbaar
from overleggen.models import Overleg, Verslag
from signalen.models import Deelactie, Signaal
from signalen.zicht import Zichtvragen
from tests.hulp import GEMEENTEN, activeer
from wijkagenda.models import Plan
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.laden import laad
from wijkwerk.huis.demo.mensen import accounts
from wijkwerk.logboek.models import Logregel
from wijkwerk.publicatie.models import Publicatie, Volger
from wijkwerk.regels.models import Vernietigingslijst
from wijkwerk.wijken.kaart import teken
from wijkwerk.wijken.models import Gebied, Omtrek

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_every_municipality_comes_alive(gemeente: str) -> None:
    profiel = activeer(gemeente)

    geladen = laad()

    assert geladen is not None
    assert Signaal.objects.filter(stand="gesloten").count() >= 3
    assert Signaal.objects.exclude(stand="gesloten").count() >= 3
    assert Overleg.objects.filter(stand="afgerond").exists()
    assert Plan.objects.filter(stand="vastgesteld").exists()
    assert {account.rol for account in accounts()} >= {
        rol.naam for rol in profiel.rollen if rol.bereik == "gemeente"
    }
    assert not Bericht.objects.klaar().exists()
    assert_obviously_invented()
    assert_life_lies_behind_us()
    assert_parties_stand_beside_what_they_take_part_in()
    assert_lists_hold_what_is_somebodys()
    assert_map_is_a_sketch()
    assert_public_site_lives()
    assert_one_list_was_carried_out_and_one_waits()
    assert laad() is None


def assert_obviously_invented() -> None:
    mensen = {toewijzing.gebruiker for toewijzing in Roltoewijzing.objects.select_related("gebruiker")}
    assert all("Voorbeeld" in persoon.naam and persoon.email.endswith(".example") for persoon in mensen)


def assert_map_is_a_sketch() -> None:
    """Every area stands on it, apart from its neighbours, and nobody can take it for a real map."""
    gebieden = list(Gebied.objects.all())
    kaart = teken(gebieden)
    assert kaart is not None
    assert kaart.blad.is_schets
    assert not kaart.zonder
    assert len({(vlak.x, vlak.y) for vlak in kaart.vlakken if not vlak.gebied.kinderen.exists()}) == sum(
        not gebied.kinderen.exists() for gebied in gebieden
    )
    assert set(Omtrek.objects.values_list("soort", flat=True)) == {Omtrek.Soort.SCHETS}


def assert_public_site_lives() -> None:
    """Somebody follows, somebody still has to confirm; a report stands there where a form lets everybody read it."""
    assert Volger.objects.bevestigd().exists()
    assert Volger.objects.onbevestigd().exists()
    open_ = [rij.overleg_id for rij in Verslag.objects.select_related("overleg") if kan_openbaar(rij)]
    verslagen = Publicatie.objects.geldig().filter(object_soort="overleg", object_id__in=open_)
    assert verslagen.exists() == bool(open_)
    if any(soort.gerangschikt for vorm in actief_profiel().planvormen for soort in vorm.items):
        assert Logregel.objects.filter(stap="planitem.rangschikken").exists()


def assert_one_list_was_carried_out_and_one_waits() -> None:
    """Two people stand for the first; the second still holds what a person can look at and decide on."""
    gedaan, wacht = Vernietigingslijst.objects.order_by("pk")
    assert (gedaan.stand, wacht.stand) == ("uitgevoerd", "voorstel")
    assert gedaan.gemaakt_door != gedaan.besloten_door
    assert gedaan.regels.filter(vernietigd_op__isnull=False).exists()
    assert wacht.regels.te_doen().exists()


def assert_life_lies_behind_us() -> None:
    """Each step stands in the logboek at its own moment."""
    momenten = Logregel.objects.filter(stap="signaal.registreren").order_by("op").values_list("op", flat=True)
    assert len(momenten) == Signaal.objects.count()
    assert (momenten[len(momenten) - 1] - momenten[0]).days > 60


def assert_parties_stand_beside_what_they_take_part_in() -> None:
    """Who sees a signal as a party is read from a column: after months of steps it says what owner and parts say."""
    for signaal in Signaal.objects.prefetch_related("delen__afspraak"):
        delen = [deel.afspraak for deel in signaal.delen.all()]
        partijen = {a.houder_partij_id for a in delen if a.stand != "geweigerd"} | {signaal.houder_partij_id}
        assert signaal.plek_partijen == sorted(pk for pk in partijen if pk)


def assert_lists_hold_what_is_somebodys() -> None:
    """For everybody: what SQL finds as theirs is what one by one is theirs, and what is only counted is not seen."""
    signalen = list(Signaal.objects.select_related("houder_partij", "houder_gebied", "houder_persoon"))
    afspraken = list(Afspraak.objects.voor_lijst())
    van_signaal = dict(Deelactie.objects.values_list("afspraak", "signaal"))
    for gebruiker in Gebruiker.objects.all():
        eigen = {a.pk for a in afspraken if a.houder and a.houder.is_van(gebruiker)}
        assert set(Afspraak.objects.van_houder(gebruiker).values_list("pk", flat=True)) == eigen

        bezit = {s.pk for s in signalen if s.houder and s.houder.is_van(gebruiker)}
        assert set(Signaal.objects.van_eigenaar(gebruiker).values_list("pk", flat=True)) == bezit

        deel = {signaal for afspraak, signaal in van_signaal.items() if afspraak in eigen}
        gevonden = set(Signaal.objects.filter(Zichtvragen.van(gebruiker).deel).values_list("pk", flat=True))
        assert gevonden | bezit == deel | bezit

        zichtbaar = set(Signaal.objects.bestaat_voor(gebruiker).values_list("pk", flat=True))
        assert zichtbaar >= deel | bezit
        assert not zichtbaar & set(Signaal.objects.alleen_geteld_voor(gebruiker).values_list("pk", flat=True))
