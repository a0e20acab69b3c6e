"""Looking back: planned from the profile, points with an outcome, the burden counted, reminded (HEL-72, ETL-14)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from overleggen.models import Deelnemer, Overleg
from tests.hulp import gebied, persoon
from tests.verantwoording.toneel import adres, als
from verantwoording import acties
from verantwoording.acties.evaluatie import Uitkomst
from verantwoording.models import Evaluatie, Verbeterpunt
from verantwoording.service import herinneringen, werkvoorraad
from verantwoording.terugblik import beurten
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Partij

pytestmark = pytest.mark.django_db
WIJK = "helmond-noord"


def adviseur() -> Gebruiker:
    return persoon("adviseur-wgw", gebied=WIJK)


def orgaan() -> Partij:
    rij, _ = Partij.objects.get_or_create(
        sleutel="wijkraad-x", defaults={"naam": "Wijkraad Voorbeeld", "soort": "bewonersorgaan"}
    )
    rij.gebieden.add(gebied(WIJK))
    return rij


def bijeenkomst(dag: date, partij: Partij) -> None:
    overleg = Overleg(
        vorm="wijkwerkoverleg",
        profielversie=Profielversie.objects.actief().get(),
        gebied=gebied(WIJK),
        datum=dag,
        begin="19:30",
        stand=Overleg.Stand.GEHOUDEN,
        uitgenodigd_op=timezone.now(),
        gehouden_op=timezone.now(),
        gepland_door=persoon("adviseur-wgw", gebied=WIJK),
    )
    overleg.zet_plek([overleg.gebied])
    overleg.save()
    Deelnemer.objects.create(overleg=overleg, partij=partij, naam=partij.naam, aanwezig="ja")


@pytest.mark.eis("HEL-72")
def test_evaluation_keeps_the_points_and_what_it_asked_of_whom(helmond: Profiel) -> None:
    door, partij = adviseur(), orgaan()
    for nummer in range(3):
        bijeenkomst(date(2026, 3, 1 + nummer), partij)
    client = als(door)
    client.post(
        adres("evaluatie-nieuw"),
        {"sleutel": "evaluatie", "gepland_op": "2026-12-31", "van": "2026-01-01", "tot": "2026-12-31"},
    )
    rij = Evaluatie.objects.get()
    punten = list(rij.punten.all())
    # The structure of meetings, the plan, the rules of the game, and the burden.
    assert [len(punten), punten[0].naam] == [4, "de overlegstructuur werkt"]

    antwoorden = {f"oordeel{punt.pk}": "goed" for punt in punten}
    client.post(adres("evaluatiepunten", rij.pk), {**antwoorden, f"uren{partij.pk}": "40"})
    client.post(
        adres("evaluatie-afronding", rij.pk),
        {"uitkomst": "Het werkt, maar het vraagt veel.", "afgerond_op": timezone.localdate().isoformat()},
    )
    client.post(
        adres("verbeterpunt-nieuw"),
        {
            "titel": "Minder overleggen voor wijkraden",
            "evaluatie": rij.pk,
            "houder": f"partij:{_gemeente().pk}",
            "uiterlijk": (timezone.localdate() + timedelta(days=90)).isoformat(),
        },
    )

    pagina = client.get(rij.get_absolute_url()).content.decode()
    rij.refresh_from_db()
    assert rij.overleggen == [["Wijkraad Voorbeeld", 3]]
    assert "40" in pagina
    assert "Minder overleggen voor wijkraden" in pagina
    assert Verbeterpunt.objects.get().evaluatie == rij


def _gemeente() -> Partij:
    rij = Partij.objects.create(sleutel="afdeling-x", naam="Afdeling X", soort="gemeente")
    rij.gebieden.add(gebied("helmond"))
    return rij


@pytest.mark.eis("HEL-72")
def test_quickscan_and_evaluation_have_their_day(helmond: Profiel) -> None:
    door = adviseur()
    with time_machine.travel(date(2011, 12, 20), tick=False):
        persoon_van_toen = persoon("adviseur-wgw", gebied=WIJK, van=date(2011, 1, 1))
        taken = {taak.titel: taak.uiterlijk for taak in werkvoorraad(persoon_van_toen)}
        herinnerd = [h.titel for h in herinneringen(date(2011, 12, 20)) if h.ontvanger == persoon_van_toen]

    assert {beurt.rij.sleutel: beurt.uiterlijk for beurt in beurten()} == {
        "quickscan": date(2011, 12, 31),
        "evaluatie": date(2014, 12, 31),
    }
    assert taken == {}
    assert herinnerd == ["Plan: Quickscan van de nieuwe overlegstructuur"]
    with time_machine.travel(date(2015, 3, 1), tick=False):
        # The day of the quickscan is long past; that of the evaluation was two months ago.
        taken = {taak.titel: taak.uiterlijk for taak in werkvoorraad(persoon_van_toen)}
    assert taken == {"Plan: Evaluatie van het wijkgericht werken": date(2014, 12, 31)}
    assert not list(werkvoorraad(door))


@pytest.mark.eis("ETL-14")
def test_satisfaction_is_measured_and_the_note_is_due_after_three_and_four_years(etten_leur: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="centrum-west")
    meting = acties.plan(sleutel="tevredenheid-participatie", gepland_op=timezone.localdate(), door=manager)
    vul_in(meting, manager)
    klaar(meting, manager, timezone.localdate())
    nota = acties.plan(sleutel="nota-actualiseren", gepland_op=timezone.localdate(), door=manager)
    vul_in(nota, manager)
    klaar(nota, manager, timezone.localdate())

    punten = {punt.naam: punt.waarde for punt in meting.punten.filter(gemeten=True)}
    assert punten == {
        "Tevreden over de informatie van de gemeente": Decimal("61.5"),
        "Tevreden over hoe met de eigen mening rekening wordt gehouden": Decimal("61.5"),
    }
    naam = "Plan: Actualisatie van de nota burgerparticipatie"
    drie, vier = (plus_maanden(timezone.localdate(), maanden) for maanden in (36, 48))
    assert naam not in _herinnerd(drie - timedelta(days=60))
    na_drie, na_vier = _momenten(drie, naam), _momenten(vier, naam)
    assert na_drie
    assert na_vier
    assert na_drie != na_vier
    with time_machine.travel(drie, tick=False):
        opnieuw = persoon("wijkmanager", gebied="centrum-west")
        assert naam in {taak.titel for taak in werkvoorraad(opnieuw)}


def vul_in(evaluatie: Evaluatie, door: Gebruiker) -> None:
    uitkomsten = {
        punt.pk: Uitkomst(waarde=Decimal("61.5")) if punt.gemeten else Uitkomst(oordeel="deels")
        for punt in evaluatie.punten.all()
    }
    acties.schrijf_punten(evaluatie=evaluatie, uitkomsten=uitkomsten, uren={}, door=door)


def klaar(evaluatie: Evaluatie, door: Gebruiker, dag: date) -> None:
    acties.rond_af(evaluatie=evaluatie, uitkomst="Bijgesteld.", afgerond_op=dag, door=door)


def _herinnerd(dag: date) -> set[str]:
    return {h.titel for h in herinneringen(dag)}


def _momenten(dag: date, titel: str) -> set[str]:
    return {h.moment for h in herinneringen(dag) if h.titel == titel}


def test_an_empty_point_keeps_it_open(helmond: Profiel) -> None:
    door = adviseur()
    rij = acties.plan(
        sleutel="quickscan",
        gepland_op=timezone.localdate(),
        van=date(2026, 1, 1),
        tot=date(2026, 2, 1),
        door=door,
    )

    antwoord = als(door).post(
        adres("evaluatie-afronding", rij.pk),
        {"uitkomst": "Goed.", "afgerond_op": timezone.localdate().isoformat()},
    )

    assert antwoord.status_code == 422
    assert "de overlegstructuur werkt" in antwoord.content.decode()


def test_the_burden_needs_a_time_to_count_in(helmond: Profiel) -> None:
    antwoord = als(adviseur()).post(
        adres("evaluatie-nieuw"), {"sleutel": "quickscan", "gepland_op": "2026-12-31"}
    )

    assert antwoord.status_code == 422
    assert Evaluatie.objects.count() == 0


def test_planned_twice_is_planned_once(etten_leur: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="centrum-west")
    acties.plan(sleutel="nota-actualiseren", gepland_op=timezone.localdate(), door=manager)

    with pytest.raises(StapGeweigerd, match="staat al gepland"):
        acties.plan(sleutel="nota-actualiseren", gepland_op=timezone.localdate(), door=manager)


def test_one_of_ones_own_has_a_name_and_points(etten_leur: Profiel) -> None:
    client = als(persoon("wijkmanager", gebied="centrum-west"))
    leeg = client.post(adres("evaluatie-nieuw"), {"sleutel": "-", "gepland_op": "2026-12-31"})
    client.post(
        adres("evaluatie-nieuw"),
        {
            "sleutel": "-",
            "titel": "Hoe ging de buurtschouw?",
            "soort": "quickscan",
            "gepland_op": "2026-12-31",
            "punten": "de opkomst\nwat ermee is gedaan",
        },
    )

    assert leeg.status_code == 422
    assert Evaluatie.objects.get().punten.count() == 2


def test_only_who_the_profile_names_looks_back(helmond: Profiel) -> None:
    ambtenaar = persoon("vakambtenaar")

    assert als(ambtenaar).get(adres("evaluaties")).status_code == 200
    assert als(ambtenaar).get(adres("evaluatie-nieuw")).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.plan(sleutel="quickscan", gepland_op=timezone.localdate(), door=ambtenaar)
