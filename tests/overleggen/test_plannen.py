"""Planning a meeting: who may, where, and what the form and the profile refuse."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from overleggen import acties
from overleggen.models import Deelnemer, Overleg
from tests.hulp import gebied, persoon
from tests.overleggen.hulp import gepland
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


def test_wijkmanager_plans_a_coordinatieteam(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")

    overleg = gepland("coordinatieteam", "nieuw-den-helder", manager)

    assert overleg.stand == Overleg.Stand.GEPLAND
    assert [deel.sleutel for deel in overleg.delen.all()] == ["overleg"]
    cruciaal = overleg.deelnemers.filter(hoe=Deelnemer.Hoe.CRUCIAAL).values_list("selector", flat=True)
    assert set(cruciaal) == {"rol:wijkmeester", "rol:wijkagent", "rol:handhaving", "rol:wijkverpleegkundige"}


@pytest.mark.eis("DHR-34")
def test_only_who_the_form_or_a_right_names_may_plan(den_helder: Profiel) -> None:
    bewoner = persoon("bewoner", gebied="nieuw-den-helder")

    with pytest.raises(PermissionDenied):
        gepland("wijkplatform", "nieuw-den-helder", bewoner)


def test_excluded_side_may_not_plan_even_with_the_right(den_helder: Profiel) -> None:
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")

    with pytest.raises(PermissionDenied, match="kant"):
        gepland("coordinatieteam", "nieuw-den-helder", voorzitter)


@pytest.mark.eis("DHR-40", "DHR-41")
def test_form_of_one_area_is_refused_elsewhere(den_helder: Profiel) -> None:
    vvh = (
        persoon("vvh", gebied="den-helder")
        if _is_gebied("den-helder")
        else persoon("vvh", gebied="nieuw-den-helder")
    )

    with pytest.raises((StapGeweigerd, PermissionDenied)):
        gepland("wijkveiligheidsoverleg-visbuurt", "nieuw-den-helder", vvh)


def _is_gebied(sleutel: str) -> bool:
    from wijkwerk.wijken.models import Gebied

    return Gebied.objects.filter(sleutel=sleutel).exists()


@pytest.mark.eis("DHR-42")
def test_intended_form_cannot_be_planned_yet(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="sluisdijkbuurt")

    with pytest.raises(StapGeweigerd, match="nu niet gehouden"):
        gepland("buurtbeheeroverleg-nieuwe-buurten", "sluisdijkbuurt", manager)


@pytest.mark.eis("BER-16")
def test_lapsed_form_cannot_be_planned(bergen: Profiel) -> None:
    wijk = _wijk()
    communicatie = persoon("bureau-communicatie")

    with pytest.raises(StapGeweigerd, match="nu niet gehouden"):
        gepland("wijkschouw", wijk, communicatie)


def test_spreekuur_is_planned_elsewhere(den_helder: Profiel) -> None:
    concierge = persoon("wijkconcierge", gebied="nieuw-den-helder")

    with pytest.raises(StapGeweigerd, match="bij de signalen"):
        gepland("spreekuur", "nieuw-den-helder", concierge)


def test_exempt_area_is_refused_with_the_reason(helmond: Profiel) -> None:
    vrij = next(rij.sleutel for rij in helmond.gebieden if rij.vrijgesteld)
    opzichter = persoon("wijkopzichter", gebied=vrij)

    with pytest.raises(StapGeweigerd, match="vrijgesteld"):
        gepland("uitvoeringsnetwerk", vrij, opzichter)


@pytest.mark.eis("BER-02")
def test_ninth_kernoverleg_is_refused(bergen: Profiel) -> None:
    kernen = [rij.sleutel for rij in bergen.gebieden if rij.niveau == "kern" and rij.grens == "vast"]
    kernen += [_extra_kern(bergen, nummer) for nummer in range(9 - len(kernen))]
    planner = persoon("bureau-communicatie")
    for kern in kernen[:8]:
        gepland("kernoverleg", kern, planner, begin=time(19))

    with pytest.raises(StapGeweigerd, match="8"):
        gepland("kernoverleg", kernen[8], planner, begin=time(19))
    gepland("kernoverleg", kernen[0], planner, over=90, begin=time(19))


def _extra_kern(profiel: Profiel, nummer: int) -> str:
    from wijkwerk.wijken.acties import plaats
    from wijkwerk.wijken.models import Gebied

    kern = Gebied.objects.create(sleutel=f"kern-{nummer}", naam=f"Kern {nummer}", niveau="kern")
    plaats(gebied=kern, ouder=Gebied.objects.get(niveau="gemeente"))
    return kern.sleutel


@pytest.mark.eis("HEL-41")
def test_optional_part_comes_only_when_chosen(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="dierdonk")

    zonder = gepland("wijkwerkoverleg", "dierdonk", adviseur)
    met = gepland("wijkwerkoverleg", "dierdonk", adviseur, over=1, delen=["openbaar-vooraf"])

    assert [deel.sleutel for deel in zonder.delen.all()] == ["overleg"]
    assert [deel.sleutel for deel in met.delen.all()] == ["openbaar-vooraf", "overleg"]


@pytest.mark.eis("HEL-37")
def test_wijktafel_has_a_closed_part_and_an_open_end(helmond: Profiel) -> None:
    overleg = gepland("wijktafel", "brandevoort", persoon("adviseur-wgw", gebied="brandevoort"))

    assert [deel.toegang for deel in overleg.delen.all()] == ["deelnemers", "openbaar"]


@pytest.mark.eis("HEL-36")
def test_wijktafel_requires_college_and_wijkorgaan(helmond: Profiel) -> None:
    overleg = gepland("wijktafel", "brandevoort", persoon("adviseur-wgw", gebied="brandevoort"))

    verplicht = overleg.deelnemers.filter(hoe=Deelnemer.Hoe.VERPLICHT).values_list("selector", flat=True)
    assert set(verplicht) == {"rol:wethouder-wijkbeleid", "rol:college", "soort:bewonersorgaan"}


def test_same_meeting_twice_at_one_time_is_refused(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    gepland("coordinatieteam", "nieuw-den-helder", manager)

    with pytest.raises(StapGeweigerd, match="al gepland"):
        gepland("coordinatieteam", "nieuw-den-helder", manager)


def test_all_complaints_come_at_once(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")

    with pytest.raises(StapGeweigerd) as geweigerd:
        acties.plan(
            vorm="coordinatieteam",
            gebied=gebied("nieuw-den-helder"),
            datum=timezone.localdate(),
            begin=time(10),
            eind=time(9),
            delen=["bestaat-niet"],
            door=manager,
        )

    assert len(geweigerd.value.klachten) == 2


def test_page_plans_in_two_steps(client: Client, den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    client.force_login(manager)
    keuze = {"vorm": "coordinatieteam", "gebied": str(gebied("nieuw-den-helder").pk)}
    eerste = client.get(reverse("overleggen:nieuw"))
    tweede = client.get(reverse("overleggen:nieuw"), keuze)

    dag = (timezone.localdate() + timedelta(days=7)).isoformat()
    antwoord = client.post(f"{reverse('overleggen:nieuw')}?{_query(keuze)}", {"datum": dag, "begin": "09:30"})

    assert eerste.status_code == tweede.status_code == 200
    assert antwoord.status_code == 302
    assert Overleg.objects.get().begin == time(9, 30)


def test_page_refuses_an_area_where_one_does_not_plan(client: Client, den_helder: Profiel) -> None:
    client.force_login(persoon("wijkmanager", gebied="nieuw-den-helder"))
    elders = gebied("stad-binnen-de-linie")

    antwoord = client.get(reverse("overleggen:nieuw"), {"vorm": "coordinatieteam", "gebied": str(elders.pk)})

    assert antwoord.status_code == 422


def test_invalid_form_comes_back(client: Client, den_helder: Profiel) -> None:
    client.force_login(persoon("wijkmanager", gebied="nieuw-den-helder"))
    keuze = {"vorm": "coordinatieteam", "gebied": str(gebied("nieuw-den-helder").pk)}

    antwoord = client.post(f"{reverse('overleggen:nieuw')}?{_query(keuze)}", {"datum": "", "begin": ""})

    assert antwoord.status_code == 422
    assert "Vul “Datum” in." in antwoord.text


def _query(keuze: dict[str, str]) -> str:
    return "&".join(f"{naam}={waarde}" for naam, waarde in keuze.items())


def _wijk() -> str:
    from wijkwerk.wijken.acties import plaats
    from wijkwerk.wijken.models import Gebied

    wijk = Gebied.objects.create(sleutel="wijk-1", naam="Wijk 1", niveau="wijk")
    plaats(gebied=wijk, ouder=Gebied.objects.filter(niveau="kern").first())
    return wijk.sleutel
