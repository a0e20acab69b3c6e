"""Planning a meeting: who may, where, and what the form and the profile refuse."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from overleggen import acties, poort, service
from overleggen.models import Deelnemer, Overleg
from tests.hulp import gebied, persoon
from tests.overleggen.hulp import begonnen, gepland, punt
from wijkwerk.berichten.service import Herinnering
from wijkwerk.berichten.titels import is_afgeschermd, veilige_titel
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Besluit
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
@pytest.mark.parametrize("rol", ["wijkmanager", "vvh"])
def test_wijkmanager_or_vvh_leads_the_coordinatieteam(den_helder: Profiel, rol: str) -> None:
    overleg = begonnen("coordinatieteam", "nieuw-den-helder", persoon(rol, gebied="nieuw-den-helder"))

    assert overleg.is_gehouden


@pytest.mark.eis("DHR-34")
@pytest.mark.parametrize("rol", ["handhaving", "bewoner"])
def test_nobody_else_leads_it(den_helder: Profiel, rol: str) -> None:
    with pytest.raises(PermissionDenied):
        gepland("coordinatieteam", "nieuw-den-helder", persoon(rol, gebied="nieuw-den-helder"))


def test_excluded_side_may_not_plan_even_with_the_right(den_helder: Profiel) -> None:
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")

    with pytest.raises(PermissionDenied, match="kant"):
        gepland("coordinatieteam", "nieuw-den-helder", voorzitter)


def test_a_choice_that_was_sent_in_empty_is_refused(client: Client, den_helder: Profiel) -> None:
    client.force_login(persoon("wijkmanager", gebied="nieuw-den-helder"))
    url = reverse("overleggen:nieuw")

    assert (client.get(url).status_code, client.post(url).status_code) == (200, 422)


@pytest.mark.eis("DHR-53")
@pytest.mark.parametrize("waar", ["sluisdijkbuurt", "nieuw-den-helder"])
def test_the_coordination_team_meets_for_a_wijk_or_where_needed_for_a_buurt(
    client: Client, den_helder: Profiel, waar: str
) -> None:
    client.force_login(persoon("wijkmanager", gebied=waar))
    dag = timezone.localdate() + timedelta(days=10)
    velden = {"datum": dag.isoformat(), "begin": "10:00", "plaats": "Wijkhuis"}
    url = f"{reverse('overleggen:nieuw')}?vorm=coordinatieteam&gebied="

    antwoord = client.post(f"{url}{gebied(waar).pk}", velden, follow=True)

    overleg = Overleg.objects.get()
    assert overleg.gebied == gebied(waar)
    assert gebied(waar).naam in antwoord.text
    # Not for the whole municipality.
    assert client.post(f"{url}{gebied('den-helder').pk}", velden).status_code != 302
    assert Overleg.objects.count() == 1


@pytest.mark.eis("DHR-40")
def test_safety_meeting_is_of_the_visbuurt_and_led_by_vvh(den_helder: Profiel) -> None:
    vvh = persoon("vvh", gebied="stad-binnen-de-linie")

    overleg = gepland("wijkveiligheidsoverleg-visbuurt", "visbuurt", vvh)
    with pytest.raises(StapGeweigerd, match="niet voor Tuindorp"):
        gepland("wijkveiligheidsoverleg-visbuurt", "tuindorp", vvh)

    assert overleg.deelnemers.filter(partij__sleutel="belangenvereniging-visbuurt").exists()
    assert punt(overleg, vvh, "Kamerverhuur").stand == "geagendeerd"


@pytest.mark.eis("DHR-41")
def test_buurtbeheeroverleg_has_the_school_at_the_table(den_helder: Profiel) -> None:
    overleg = gepland("buurtbeheeroverleg", "tuindorp", persoon("wijkmanager", gebied="stad-binnen-de-linie"))
    school = persoon("partner", partij="tuindorpschool")

    assert Overleg.objects.zichtbaar_voor(school).filter(pk=overleg.pk).exists()


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


@pytest.mark.eis("BER-12", "BER-17")
@pytest.mark.parametrize(
    ("vorm", "fout", "goed"), [("kernoverleg", time(10), time(19)), ("kernbezoek", time(20), time(14))]
)
def test_part_of_the_day_is_a_hint(bergen: Profiel, vorm: str, fout: time, goed: time) -> None:
    coordinator = persoon("wijkcoordinator", gebied="schoorl")
    plek: dict[str, Any] = {
        "vorm": vorm,
        "gebied": gebied("schoorl"),
        "datum": timezone.localdate(),
        "door": coordinator,
    }

    _, adviezen = acties.plan(begin=fout, **plek)
    _, geen = acties.plan(begin=goed, **plek)

    assert ["meestal in de" in advies.tekst for advies in adviezen] == [True]
    assert geen == ()


@pytest.mark.eis("BER-04")
@time_machine.travel("2013-06-28 10:00:00+02:00")
def test_wijkverenigingen_may_divide_themselves_until_the_day(client: Client, bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied="bergen-binnen-1", van=date(2013, 1, 1))
    beheerder = persoon("beheerder", van=date(2013, 1, 1))

    antwoord = _deel_in(client, beheerder, besluit_van="soort:bewonersorgaan", besluit_op="2013-06-20")

    assert antwoord.status_code == 302
    assert gepland("kernoverleg", "bergen-binnen-1", coordinator, begin=time(19)).pk


@pytest.mark.eis("BER-04")
def test_kern_with_an_open_border_waits_for_the_college(client: Client, bergen: Profiel) -> None:
    coordinator, beheerder = persoon("wijkcoordinator", gebied="bergen-binnen-1"), persoon("beheerder")
    with pytest.raises(StapGeweigerd, match="besluit vast van: college"):
        gepland("kernoverleg", "bergen-binnen-1", coordinator, begin=time(19))

    # The residents had their time; a decision has a body and a day.
    zelf = _deel_in(client, beheerder, besluit_van="soort:bewonersorgaan", besluit_op="2013-12-01")
    leeg = _deel_in(client, beheerder, kenmerk="B&W 13-40")
    later = _deel_in(client, beheerder, besluit_van="rol:college", besluit_op="2999-01-01")
    assert [antwoord.status_code for antwoord in (zelf, leeg, later)] == [422, 422, 422]
    assert "B&amp;W 13-40" in leeg.text
    assert gebied("bergen-binnen-1").grens == "voorlopig"

    goed = _deel_in(
        client, beheerder, besluit_van="rol:college", besluit_op="2013-12-01", kenmerk="B&W 13-40"
    )

    assert goed.status_code == 302
    besluit = Besluit.objects.bij(gebied("bergen-binnen-1")).get()
    assert (besluit.orgaan, str(besluit.datum), besluit.kenmerk) == ("rol:college", "2013-12-01", "B&W 13-40")
    assert gepland("kernoverleg", "bergen-binnen-1", coordinator, begin=time(19)).pk


def _deel_in(client: Client, beheerder: Gebruiker, **besluit: str) -> Any:
    """Make the border final, as the page of beheer does."""
    client.force_login(beheerder)
    kern = gebied("bergen-binnen-1")
    vast = {"naam": kern.naam, "niveau": kern.niveau, "ouder": str(kern.ouder_id), "grens": "vast"}
    return client.post(reverse("beheer:gebied", args=[kern.pk]), vast | besluit)


@pytest.mark.eis("BER-04")
def test_college_hears_where_no_kernoverleg_was_formed(bergen: Profiel) -> None:
    college, coordinator = persoon("college"), persoon("wijkcoordinator", gebied="schoorl")
    gepland("kernoverleg", "schoorl", coordinator, begin=time(19))

    assert list(service.herinneringen(date(2013, 6, 30))) == []
    laat = list(service.herinneringen(date(2013, 7, 1)))

    kernen = {rij.naam for rij in bergen.gebieden if rij.niveau == "kern"}
    assert {rij.ontvanger for rij in laat} == {college}
    assert {str(rij.ding) for rij in laat} == kernen - {"Schoorl"}
    assert "Kernoverleg Bergen Binnen 1 is nog niet gepland" in {veilig(rij) for rij in laat}


def veilig(rij: Herinnering) -> str:
    """What a mail says of it."""
    return veilige_titel(rij.ding) if is_afgeschermd(rij.ding) else rij.titel


@pytest.mark.eis("BER-08")
def test_kernoverleg_meets_with_partners_and_agenda_members(bergen: Profiel) -> None:
    overleg = gepland("kernoverleg", "schoorl", persoon("wijkcoordinator", gebied="schoorl"), begin=time(19))

    wie = dict(overleg.deelnemers.values_list("selector", "hoe"))
    assert wie["rol:agendalid"] == Deelnemer.Hoe.UITGENODIGD
    assert {"rol:vertegenwoordiger", "rol:wijkwethouder", "rol:partner"} <= set(wie)
    agendalid = persoon("agendalid", gebied="schoorl")
    assert Overleg.objects.zichtbaar_voor(agendalid).filter(pk=overleg.pk).exists()


@pytest.mark.eis("HEL-48")
def test_initiator_has_every_task_that_the_form_gives_to_nobody(helmond: Profiel) -> None:
    from wijkwerk.profiel.rijen.overleg import Taken

    vorm = helmond.overlegvorm("wijktafel")
    alleen = vorm.model_copy(update={"taken": Taken.model_construct(initiatief=vorm.taken.initiatief)})

    for taak in ("agenda", "logistiek", "verslag"):
        assert poort.taakhouders(alleen, taak) == vorm.taken.initiatief
    assert poort.taakhouders(helmond.overlegvorm("wijkwerkoverleg"), "verslag") != vorm.taken.initiatief


@pytest.mark.eis("HEL-46")
def test_wijkorgaan_takes_the_initiative_for_a_wijkbezoek(helmond: Profiel) -> None:
    orgaan = persoon("wijkorgaan", partij="wijkraad-brandevoort")

    overleg = gepland("wijkbezoek", "brandevoort", orgaan)

    assert punt(overleg, orgaan, "Langs het nieuwe park").stand == "geagendeerd"
    with pytest.raises(PermissionDenied):
        gepland("wijkbezoek", "brouwhuis", orgaan)
