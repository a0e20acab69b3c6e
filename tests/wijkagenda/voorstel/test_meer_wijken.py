"""One proposal for two wijken: every agenda concerned, one holder, one promise (ETL-07)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import gebied, partij, persoon
from tests.wijkagenda.plannen import klachten_bij, kort_plan
from tests.wijkagenda.voorstel.voorstellen import (
    ANDERE,
    WIJK,
    beoordeel,
    gegevens,
    in_twee_wijken,
    neem_op,
    opname_url,
    stel_vast,
)
from wijkagenda import acties
from wijkagenda.models import Plan, Planitem
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel

pytestmark = pytest.mark.django_db


@pytest.mark.eis("ETL-07")
def test_it_stands_on_every_agenda_with_one_holder(
    agenda: Plan, wijkmanager: Gebruiker, collega: Gebruiker
) -> None:
    andere = kort_plan("wijkagenda", ANDERE, collega)
    voorstel = in_twee_wijken(persoon("vakambtenaar"))
    beoordeel(voorstel, wijkmanager)

    items = neem_op(voorstel, wijkmanager)

    assert {item.plan for item in items} == {agenda, andere}
    assert len({item.spoor for item in items}) == 1
    assert {str(item.trekker) for item in items} == {str(Houder(partij=partij("wel")))}
    assert all({plek.sleutel for plek in item.gebieden.all()} == {WIJK, ANDERE} for item in items)
    [bericht] = Bericht.objects.filter(soort="voorstel-opgenomen")
    assert (bericht.ontvanger, bericht.object_id) == (collega, andere.pk)


@pytest.mark.eis("ETL-07")
def test_one_topic_on_two_agendas_is_one_promise(
    agenda: Plan, wijkmanager: Gebruiker, collega: Gebruiker
) -> None:
    kort_plan("wijkagenda", ANDERE, collega)
    voorstel = in_twee_wijken(persoon("vakambtenaar"))
    beoordeel(voorstel, wijkmanager)
    neem_op(voorstel, wijkmanager)

    for plan in Plan.objects.all():
        stel_vast(plan)

    [afspraak] = Afspraak.objects.all()
    assert set(afspraak.planitems.values_list("plan__gebied__sleutel", flat=True)) == {WIJK, ANDERE}


@pytest.mark.eis("ETL-07")
def test_another_holder_on_one_agenda_is_so_on_the_other(
    agenda: Plan, wijkmanager: Gebruiker, collega: Gebruiker
) -> None:
    kort_plan("wijkagenda", ANDERE, collega)
    voorstel = in_twee_wijken(persoon("vakambtenaar"))
    beoordeel(voorstel, wijkmanager)
    neem_op(voorstel, wijkmanager)
    ander = Planitem.objects.get(plan__gebied__sleutel=ANDERE)

    acties.wijzig(
        item=ander,
        gegevens=gegevens(
            titel="Zebrapad", trekker=Houder(partij=partij("surplus")), gebieden=list(ander.gebieden.all())
        ),
        versie=1,
        door=collega,
    )

    hier = agenda.items.get()
    assert (str(hier.trekker), hier.titel, hier.versie) == ("Surplus Welzijn", "Een veilige oversteek", 2)
    assert Logregel.objects.van(hier).filter(stap="planitem.wijzigen", door=collega).exists()


@pytest.mark.eis("ETL-07")
def test_what_one_area_promised_gets_no_second_holder_in_another(
    agenda: Plan, wijkmanager: Gebruiker, collega: Gebruiker
) -> None:
    kort_plan("wijkagenda", ANDERE, collega)
    voorstel = in_twee_wijken(persoon("vakambtenaar"))
    beoordeel(voorstel, wijkmanager)
    neem_op(voorstel, wijkmanager)
    stel_vast(agenda)
    ander = Planitem.objects.get(plan__gebied__sleutel=ANDERE)
    anders = gegevens(trekker=Houder(partij=partij("surplus")), gebieden=list(ander.gebieden.all()))

    [klacht] = klachten_bij(acties.wijzig, item=ander, gegevens=anders, versie=1, door=collega)

    assert f"{gebied(WIJK)} heeft dit al vastgesteld" in klacht
    stel_vast(ander.plan)
    assert Afspraak.objects.count() == 1


def test_an_item_of_one_plan_alone_changes_nothing_elsewhere(
    agenda: Plan, wijkmanager: Gebruiker, collega: Gebruiker
) -> None:
    andere = kort_plan("wijkagenda", ANDERE, collega)
    los = acties.voeg_toe(plan=andere, soort="onderwerp", gegevens=gegevens(), door=collega)
    hier = acties.voeg_toe(plan=agenda, soort="onderwerp", gegevens=gegevens(), door=wijkmanager)

    acties.wijzig(item=hier, gegevens=gegevens(trekker=None), versie=1, door=wijkmanager)

    los.refresh_from_db()
    assert str(los.trekker) == str(Houder(partij=partij("wel")))


@pytest.mark.eis("ETL-07")
def test_while_one_wijk_has_no_agenda_it_goes_on_none(
    als_wijkmanager: Client, agenda: Plan, wijkmanager: Gebruiker
) -> None:
    voorstel = in_twee_wijken(persoon("vakambtenaar"))
    beoordeel(voorstel, wijkmanager)

    [klacht] = klachten_bij(neem_op, voorstel=voorstel, door=wijkmanager)

    assert "Begin eerst" in klacht
    assert not agenda.items.exists()
    pagina = als_wijkmanager.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).text
    assert f"{gebied(ANDERE)}: nog niet in de maak" in pagina
    assert opname_url(voorstel) not in pagina
