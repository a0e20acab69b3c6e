"""Spreekuren: plan, open, enter, close."""

from __future__ import annotations

import uuid
from datetime import time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from signalen import acties, service
from signalen.forms.spreekuur import PlanForm
from signalen.models import Signaal, Spreekuur, Verwezen
from tests.hulp import gebied, partij, persoon
from tests.signalen.hulp import MERK, over, signaal, spreekuur
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StandVeranderd, StapGeweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_rij(concierge: Gebruiker) -> Spreekuur:
    return spreekuur(concierge, "visbuurt")


def _invoer(**anders: Any) -> dict[str, Any]:
    basis = {"tekst": "De lamp is stuk.", "soort": "openbare-ruimte", "urgentie": "normaal"}
    return basis | {"gebied": gebied("visbuurt").pk} | anders


def _plan(**anders: Any) -> dict[str, Any]:
    basis = {
        "soort": "spreekuur",
        "plaats": "Buurthuis",
        "dag": over(7).isoformat(),
        "van": "10:00",
        "tot": "12:00",
    }
    return basis | {"gebied": gebied("visbuurt").pk} | anders


def test_concierge_plans_one(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    client.post(reverse("signalen:spreekuur-planning"), _plan())

    rij = Spreekuur.objects.get()
    assert (rij.stand, rij.waar, rij.gebied.sleutel) == ("gepland", "Buurthuis", "visbuurt")


def test_planned_and_opened_twice_is_one(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)
    data = _plan() | {"actie": "open", "client_id": str(uuid.uuid4())}

    eerste, tweede = (client.post(reverse("signalen:spreekuur-planning"), data) for _ in range(2))

    assert eerste["Location"] == tweede["Location"] == Spreekuur.objects.get().get_absolute_url()


def test_end_before_begin_is_refused(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    antwoord = client.post(reverse("signalen:spreekuur-planning"), _plan(tot="09:00"))

    assert antwoord.status_code == 422
    assert "Het einde ligt voor het begin." in antwoord.content.decode()


def test_a_form_that_this_level_lacks_is_refused(concierge: Gebruiker) -> None:
    nu = timezone.now()

    with pytest.raises(StapGeweigerd, match="niet in dit gebied"):
        acties.plan(
            soort="themaspreekuur",
            gebied=gebied("stad-binnen-de-linie"),
            begin=nu,
            eind=nu + timedelta(hours=1),
            plaats="x",
            door=concierge,
        )


def test_team_member_plans_nothing(client: Client, medewerker: Gebruiker) -> None:
    client.force_login(medewerker)

    assert client.get(reverse("signalen:spreekuur-planning")).status_code == 403
    with pytest.raises(PermissionDenied):
        spreekuur(medewerker, "visbuurt")


def test_another_area_is_not_found(client: Client, open_rij: Spreekuur, vreemde: Gebruiker) -> None:
    client.force_login(vreemde)

    assert client.get(open_rij.get_absolute_url()).status_code == 404


def test_opening_twice_says_so(concierge: Gebruiker, open_rij: Spreekuur) -> None:
    with pytest.raises(StandVeranderd):
        acties.open_spreekuur(spreekuur=open_rij, door=concierge)


def test_entry_after_entry_without_page_loss(
    client: Client, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    client.force_login(concierge)

    antwoord = client.post(open_rij.get_absolute_url(), _invoer(), headers={"hx-request": "true"})

    deel = antwoord.content.decode()
    rij = Signaal.objects.get()
    assert (rij.spreekuur, rij.kanaal) == (open_rij, "spreekuur")
    assert rij.nummer in deel
    assert "naar team Wijkbeheer" in deel
    assert antwoord.context["form"].is_bound is False
    assert 'id="telling" hx-swap-oob="true"' in deel
    assert "<html" not in deel


def test_without_javascript_it_comes_back_to_the_empty_form(
    client: Client, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    client.force_login(concierge)

    antwoord = client.post(open_rij.get_absolute_url(), _invoer(), follow=True)

    assert "Opgeslagen" in antwoord.content.decode()
    assert antwoord.context["form"].is_bound is False


def test_an_incomplete_entry_keeps_what_was_typed(
    client: Client, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    client.force_login(concierge)

    antwoord = client.post(open_rij.get_absolute_url(), _invoer(soort=""))

    assert antwoord.status_code == 422
    assert "De lamp is stuk." in antwoord.content.decode()


def test_a_possible_repeat_shows_itself_and_is_linked(
    client: Client, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    eerste = signaal(concierge, "visbuurt", "openbare-ruimte")
    client.force_login(concierge)

    pagina = client.post(open_rij.get_absolute_url(), _invoer(), follow=True).content.decode()
    tweede = Signaal.objects.get(spreekuur=open_rij)
    client.post(reverse("signalen:herhaling", args=[tweede.pk]), {"van": eerste.pk})

    tweede.refresh_from_db()
    assert "Lijkt op een eerder signaal" in pagina
    assert tweede.herhaling_van == eerste


def test_danger_now_leads_to_the_emergency_page(
    client: Client, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    client.force_login(concierge)

    antwoord = client.post(
        open_rij.get_absolute_url(), _invoer(soort="zorg", gevaar="ja", tekst=MERK), follow=True
    )

    assert "Bel 112" in antwoord.content.decode()
    assert Verwezen.objects.get().spreekuur == open_rij
    assert not Signaal.objects.exists()


def test_a_planned_one_takes_no_entries(client: Client, concierge: Gebruiker) -> None:
    rij = spreekuur(concierge, "visbuurt", open_=False)
    client.force_login(concierge)

    client.post(rij.get_absolute_url(), _invoer())

    assert not Signaal.objects.exists()


@pytest.mark.eis("DHR-20")
def test_presence_of_organisations_is_kept(client: Client, concierge: Gebruiker, open_rij: Spreekuur) -> None:
    client.force_login(concierge)
    data = {"partijen": [partij("politie").pk], "functies": "wijkverpleegkundige"}

    client.post(reverse("signalen:spreekuur-aanwezigheid", args=[open_rij.pk]), data)
    client.post(reverse("signalen:spreekuur-aanwezigheid", args=[open_rij.pk]), data)

    assert sorted(str(rij) for rij in open_rij.aanwezig.all()) == ["Politie", "wijkverpleegkundige"]


def test_closing_asks_the_number_of_visitors(
    client: Client, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    client.force_login(concierge)
    url = reverse("signalen:spreekuur-afsluiting", args=[open_rij.pk])

    geweigerd = client.post(url, {"samenvatting": "Rustig."})
    gelukt = client.post(url, {"bezoekers": "0"})

    assert geweigerd.status_code == 422
    assert gelukt.status_code == 302


def test_calling_off_needs_a_reason(client: Client, concierge: Gebruiker) -> None:
    rij = spreekuur(concierge, "visbuurt", open_=False)
    client.force_login(concierge)
    url = reverse("signalen:spreekuur-afzegging", args=[rij.pk])

    assert client.post(url, {"reden": ""}).status_code == 422
    assert client.post(url, {"reden": "Ziek."}).status_code == 302


def test_who_may_not_plan_may_not_close(client: Client, open_rij: Spreekuur) -> None:
    client.force_login(persoon("wijkagent", partij="politie"))

    assert client.get(reverse("signalen:spreekuur-afsluiting", args=[open_rij.pk])).status_code in {403, 404}


def test_the_open_one_waits_on_vandaag(concierge: Gebruiker, open_rij: Spreekuur) -> None:
    taken = [taak for taak in service.werkvoorraad(concierge) if taak.url == open_rij.get_absolute_url()]

    assert [(taak.knop, taak.komt) for taak in taken] == [("", open_rij.begin), ("Ga verder", None)]


def test_no_spreekuur_no_menu(helmond: Profiel) -> None:
    punten = [punt.naam for punt in service.menu(persoon("wijkopzichter", gebied="brouwhuis"))]

    assert punten == ["Signalen"]


def test_who_may_look_but_not_write_is_refused(client: Client, open_rij: Spreekuur) -> None:
    client.force_login(persoon("vvh", gebied="stad-binnen-de-linie"))

    assert client.get(open_rij.get_absolute_url()).status_code == 200
    assert client.post(open_rij.get_absolute_url(), _invoer()).status_code == 403
    assert not Signaal.objects.exists()


def test_late_in_the_evening_it_can_be_opened_at_once(concierge: Gebruiker) -> None:
    """Two hours on is the next day: then it ends at the end of this one."""
    laat = timezone.localtime().replace(hour=22, minute=20, second=0, microsecond=0)
    with time_machine.travel(laat, tick=False):
        form = PlanForm(gebruiker=concierge)

    assert form.fields["van"].initial == time(22)
    assert form.fields["tot"].initial == time(23, 59)
