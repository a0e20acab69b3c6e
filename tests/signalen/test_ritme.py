"""How often, where: the rhythm of the area, what is due, and what nobody comes to."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from signalen import acties, service
from signalen.models import Ritme, Spreekuur
from signalen.ritmes import Ritmeregel, ritmes
from tests.hulp import gebied, persoon, profieltekst
from tests.signalen.hulp import spreekuur
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db


def _gehouden(door: Gebruiker, dagen_geleden: int, bezoekers: int = 3, soort: str = "spreekuur") -> Spreekuur:
    rij = acties.houd(
        spreekuur=spreekuur(door, "visbuurt", soort), bezoekers=bezoekers, samenvatting="", door=door
    )
    toen = timezone.now() - timedelta(days=dagen_geleden)
    Spreekuur.objects.filter(pk=rij.pk).update(begin=toen, eind=toen + timedelta(hours=2))
    return rij


def _zet(manager: Gebruiker, keer: int = 1, per: str = "2 weken", **anders: Any) -> Ritme:
    ritme = acties.zet_ritme(
        soort="spreekuur", gebied=gebied("visbuurt"), keer=keer, per=per, door=manager, **anders
    )
    # As if it was decided long ago.
    Ritme.objects.filter(pk=ritme.pk).update(besloten_op=timezone.now() - timedelta(days=400))
    return ritme


def _regel(soort: str = "spreekuur") -> Ritmeregel:
    [regel] = [regel for regel in ritmes([gebied("visbuurt")], alles=True) if regel.vorm.sleutel == soort]
    return regel


@pytest.mark.eis("DHR-21")
def test_nothing_is_asked_where_nothing_was_decided(concierge: Gebruiker) -> None:
    """Not every buurt needs the same: the profile forces no rhythm on any of them."""
    _gehouden(concierge, 300)

    regel = _regel()

    assert (regel.stand, regel.in_woorden) == ("vrij", "naar behoefte")


@pytest.mark.eis("DHR-21")
def test_each_area_has_its_own(client: Client, manager: Gebruiker) -> None:
    client.force_login(manager)
    for sleutel, data in (
        ("visbuurt", {"besluit": "anders", "keer": "1", "per": "week"}),
        ("tuindorp", {"besluit": "anders", "keer": "2", "per": "maand"}),
    ):
        client.post(reverse("signalen:spreekuur-ritme", args=[sleutel, "spreekuur"]), data)

    woorden = {str(rij.gebied): rij.in_woorden for rij in Ritme.objects.geldend()}
    assert woorden == {"Visbuurt": "1 keer per week", "Tuindorp": "2 keer per maand"}


def test_a_decision_sent_twice_is_one(client: Client, manager: Gebruiker) -> None:
    client.force_login(manager)
    url = reverse("signalen:spreekuur-ritme", args=["visbuurt", "spreekuur"])
    data = {"besluit": "anders", "keer": "1", "per": "week", "client_id": str(uuid.uuid4())}

    assert [client.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert Ritme.objects.count() == 1


@pytest.mark.parametrize(
    ("dagen_geleden", "stand"), [(2, "gehouden"), (8, "nodig"), (13, "nodig"), (15, "te-laat")]
)
def test_what_is_due_follows_from_the_last_one(
    concierge: Gebruiker, manager: Gebruiker, dagen_geleden: int, stand: str
) -> None:
    _zet(manager)
    _gehouden(concierge, dagen_geleden)

    assert _regel().stand == stand


def test_planned_is_enough(concierge: Gebruiker, manager: Gebruiker) -> None:
    _zet(manager)
    _gehouden(concierge, 30)
    spreekuur(concierge, "visbuurt", open_=False)

    assert _regel().stand == "gepland"


def test_what_is_due_waits_on_vandaag(client: Client, concierge: Gebruiker, manager: Gebruiker) -> None:
    _zet(manager)
    _gehouden(concierge, 30)

    [taak] = [taak for taak in service.werkvoorraad(concierge) if "nog niet gepland" in taak.titel]
    client.force_login(concierge)
    form = client.get(taak.url).context["form"]

    assert taak.groep == "te-laat"
    assert (form["soort"].value(), form["gebied"].value()) == ("spreekuur", str(gebied("visbuurt").pk))


def test_the_manager_is_not_asked_to_plan(concierge: Gebruiker, manager: Gebruiker) -> None:
    _zet(manager)
    _gehouden(concierge, 30)

    assert not [taak for taak in service.werkvoorraad(manager) if "nog niet gepland" in taak.titel]


def _besluittaken(wie: Gebruiker) -> list[str]:
    return [taak.titel for taak in service.werkvoorraad(wie) if taak.knop == "Besluit"]


def test_six_empty_ones_in_a_row_ask_for_a_decision(concierge: Gebruiker, manager: Gebruiker) -> None:
    """R35: the overview shows it, the decision is with the manager."""
    _gehouden(concierge, 70, bezoekers=4)
    for keer in range(5):
        _gehouden(concierge, 60 - 7 * keer, bezoekers=0)
    assert _besluittaken(manager) == []

    _gehouden(concierge, 3, bezoekers=0)

    assert _besluittaken(manager) == ["Spreekuur Visbuurt: 6 keer op rij kwam niemand"]
    assert _besluittaken(concierge) == []
    assert _regel().vraagt_besluit


def test_the_profile_may_choose_another_number(concierge: Gebruiker, manager: Gebruiker) -> None:
    eigen = 'sleutel = "spreekuur"\nnaam = "Spreekuur"\n'
    tekst = profieltekst("den-helder").replace(eigen, f"{eigen}aanleiding = {{ leeg = 2 }}\n", 1)
    gemeente_acties.activeer(tekst=tekst, bestand="den-helder.toml", door=None)
    _gehouden(concierge, 10, bezoekers=0)
    assert _besluittaken(manager) == []

    _gehouden(concierge, 3, bezoekers=0)

    assert _besluittaken(manager) == ["Spreekuur Visbuurt: 2 keer op rij kwam niemand"]


def test_one_visitor_starts_the_count_anew(concierge: Gebruiker) -> None:
    for keer in range(7):
        _gehouden(concierge, 60 - 7 * keer, bezoekers=1 if keer == 3 else 0)

    assert _regel().leeg == 3


def test_another_form_counts_apart(concierge: Gebruiker) -> None:
    _gehouden(concierge, 5, bezoekers=0)
    _gehouden(concierge, 2, bezoekers=3, soort="pop-up-spreekuur")

    assert (_regel().leeg, _regel("pop-up-spreekuur").leeg) == (1, 0)


def test_a_decision_starts_the_count_anew(client: Client, concierge: Gebruiker, manager: Gebruiker) -> None:
    _zet(manager)
    for keer in range(6):
        _gehouden(concierge, 50 - 7 * keer, bezoekers=0)
    client.force_login(manager)
    url = reverse("signalen:spreekuur-ritme", args=["visbuurt", "spreekuur"])
    assert "Er kwam niemand" in client.get(url).content.decode()

    client.post(url, {"besluit": "door", "toelichting": "De winter is geen maatstaf."})

    assert (_regel().leeg, _besluittaken(manager)) == (0, [])


def test_stopping_needs_a_reason_and_then_nothing_is_due(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    _zet(manager)
    _gehouden(concierge, 60)
    client.force_login(manager)
    url = reverse("signalen:spreekuur-ritme", args=["visbuurt", "spreekuur"])

    zonder = client.post(url, {"besluit": "stop", "toelichting": " "})
    met = client.post(url, {"besluit": "stop", "toelichting": "Niemand komt."})

    assert (zonder.status_code, met.status_code) == (422, 302)
    assert _regel().stand == "gestopt"
    assert not [taak for taak in service.werkvoorraad(concierge) if "nog niet gepland" in taak.titel]


def test_how_often_must_be_said(client: Client, manager: Gebruiker) -> None:
    client.force_login(manager)

    antwoord = client.post(
        reverse("signalen:spreekuur-ritme", args=["visbuurt", "spreekuur"]),
        {"besluit": "anders", "keer": "", "per": "week"},
    )

    assert antwoord.status_code == 422
    assert not Ritme.objects.exists()


def test_who_only_hears_decides_nothing(client: Client, concierge: Gebruiker) -> None:
    client.force_login(concierge)
    url = reverse("signalen:spreekuur-ritme", args=["visbuurt", "spreekuur"])

    assert client.get(url).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.zet_ritme(soort="spreekuur", gebied=gebied("visbuurt"), keer=1, per="week", door=concierge)


def test_an_area_of_another_is_not_found(client: Client, vreemde: Gebruiker) -> None:
    client.force_login(vreemde)
    url = reverse("signalen:spreekuur-ritme", args=["visbuurt", "spreekuur"])

    assert client.post(url, {"besluit": "anders", "keer": "1", "per": "week"}).status_code == 404


def test_a_form_that_this_level_lacks_is_refused(manager: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="niet in dit gebied"):
        acties.zet_ritme(
            soort="themaspreekuur", gebied=gebied("stad-binnen-de-linie"), keer=1, per="week", door=manager
        )


def test_team_member_sees_no_overview(client: Client, medewerker: Gebruiker) -> None:
    client.force_login(medewerker)

    assert client.get(reverse("signalen:spreekuur-ritmes")).status_code == 403


def test_the_overview_shows_what_is_late_and_what_is_empty(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    _zet(manager)
    for keer in range(6):
        _gehouden(concierge, 60 - 7 * keer, bezoekers=0)
    client.force_login(manager)

    pagina = client.get(reverse("signalen:spreekuur-ritmes")).content.decode()

    assert "1 keer per 2 weken" in pagina
    assert "6 keer op rij" in pagina


def test_one_query_for_one_area_and_for_all(concierge: Gebruiker, manager: Gebruiker) -> None:
    _zet(manager)
    _gehouden(concierge, 5)
    for gebieden in ([gebied("visbuurt")], list(Gebied.objects.all())):
        with CaptureQueriesContext(connection) as vragen:
            ritmes(gebieden, alles=True)
        assert len(vragen) == 1


def test_a_rhythm_of_the_past_stays_to_be_read(client: Client, manager: Gebruiker) -> None:
    _zet(manager, toelichting="Op verzoek van bewoners.")
    client.force_login(manager)

    pagina = client.get(reverse("signalen:spreekuur-ritme", args=["visbuurt", "spreekuur"])).content.decode()

    assert "Op verzoek van bewoners." in pagina
    assert persoon("wijkmanager", gebied="visbuurt").naam not in pagina
