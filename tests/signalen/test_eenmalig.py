"""A double click makes one: of everything that a form makes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.models import Initiatief, Klus, Notitie, Project
from tests.hulp import activeer, gebied, persoon
from tests.signalen.hulp import adres, over, signaal
from tests.signalen.test_tegelijk import samen
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel

WIJK = "stad-binnen-de-linie"


def _idee(**anders: Any) -> dict[str, Any]:
    vast = {"titel": "Een geveltuin", "omschrijving": "Wij willen tegels wippen.", "gebied": gebied(WIJK).pk}
    return vast | {"client_id": str(uuid.uuid4())} | anders


def _klus(ding: Initiatief | Project, **anders: Any) -> dict[str, Any]:
    return {
        "soort": "regelen",
        "houder": f"rol:wijkconcierge:{ding.gebied_id}",
        "wat": "Regel het buurthuis.",
        "uiterlijk": over(5).isoformat(),
        "client_id": str(uuid.uuid4()),
    } | anders


def _tweemaal(client: Client, url: str, data: dict[str, Any]) -> None:
    eerste, tweede = client.post(url, data), client.post(url, data)
    assert (eerste.status_code, tweede.status_code) == (302, 302)
    assert eerste["Location"] == tweede["Location"]


@pytest.mark.django_db
def test_an_idea_sent_twice_is_one(client: Client, bewoner: Gebruiker) -> None:
    client.force_login(bewoner)

    _tweemaal(client, reverse("initiatieven:nieuw"), _idee())

    assert Initiatief.objects.count() == 1
    assert Logregel.objects.filter(stap="initiatief.indienen").count() == 1


@pytest.mark.django_db
def test_an_idea_out_of_a_signal_sent_twice_is_one(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    rij = signaal(concierge, "visbuurt", "initiatief")
    client.force_login(manager)

    _tweemaal(client, reverse("signalen:initiatief", args=[rij.pk]), _idee())

    assert Initiatief.objects.get().signaal == rij


@pytest.mark.django_db
def test_a_project_out_of_an_initiative_sent_twice_is_one(
    client: Client, gewogen: Initiatief, manager: Gebruiker, leider: Gebruiker
) -> None:
    client.force_login(manager)
    data = {"naam": "Park", "projectleider": f"persoon:{leider.pk}", "client_id": str(uuid.uuid4())}

    _tweemaal(client, adres("wording", gewogen), data)

    assert Project.objects.count() == 1
    assert Bericht.objects.filter(soort="project-leider").count() == 1


@pytest.mark.django_db
def test_a_project_of_the_municipality_sent_twice_is_one(client: Client, leider: Gebruiker) -> None:
    client.force_login(leider)

    _tweemaal(
        client,
        reverse("projecten:nieuw"),
        {"naam": "Park", "gebied": gebied(WIJK).pk, "client_id": str(uuid.uuid4())},
    )

    assert Project.objects.count() == 1


@pytest.mark.django_db
def test_a_question_sent_twice_is_asked_once(
    client: Client, opgepakt: Initiatief, concierge: Gebruiker
) -> None:
    client.force_login(concierge)

    _tweemaal(client, adres("klus", opgepakt), _klus(opgepakt))

    assert (Klus.objects.count(), Afspraak.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_note_sent_twice_is_one(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    rijen = [signaal(adviseur, "brouwhuis", "vraag-wijkorgaan")]
    dossier = acties.open_dossier(titel="Parkeren", signalen=rijen, door=adviseur)
    client.force_login(adviseur)
    data = {"titel": "Parkeren", "speelt": "Er is weinig plek.", "client_id": str(uuid.uuid4())}

    _tweemaal(client, reverse("signalen:notitie-nieuw", args=[dossier.pk]), data)

    assert Notitie.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("naam", ["initiatieven:nieuw", "projecten:nieuw"])
def test_each_page_has_a_form_of_its_own(
    client: Client, bewoner: Gebruiker, leider: Gebruiker, naam: str
) -> None:
    client.force_login(bewoner if naam.startswith("initiatieven") else leider)

    sleutels = {client.get(reverse(naam)).context["form"]["client_id"].value() for _ in range(2)}

    assert len(sleutels) == 2
    assert None not in sleutels


@pytest.mark.django_db
def test_what_was_refused_may_be_sent_again_with_the_same_form(
    client: Client, opgepakt: Initiatief, concierge: Gebruiker
) -> None:
    client.force_login(concierge)
    data = _klus(opgepakt, wat="")

    eerst = client.post(adres("klus", opgepakt), data)
    client.post(adres("klus", opgepakt), data | {"wat": "Regel de zaal."})

    assert eerst.status_code == 422
    assert eerst.context["form"]["client_id"].value() == data["client_id"]
    assert Klus.objects.get().afspraak.wat == "Regel de zaal."


@pytest.mark.django_db
def test_the_form_of_another_shows_nothing_of_what_it_made(client: Client, bewoner: Gebruiker) -> None:
    ander = persoon("bewoner", gebied=WIJK)
    data = _idee()
    url = reverse("initiatieven:nieuw")

    client.force_login(bewoner)
    eerste = client.post(url, data)
    client.force_login(ander)
    tweede = client.post(url, data)

    assert eerste["Location"] != tweede["Location"]
    assert {rij.indiener for rij in Initiatief.objects.all()} == {bewoner, ander}


@pytest.mark.django_db
def test_without_a_key_each_is_one(client: Client, bewoner: Gebruiker) -> None:
    client.force_login(bewoner)
    for _ in range(2):
        client.post(reverse("initiatieven:nieuw"), _idee(client_id=""))

    assert Initiatief.objects.count() == 2


# --- at the same moment


def _in_een_keer(wie: Gebruiker, url: str, data: dict[str, Any], model: type[models.Model]) -> set[str]:
    adressen: list[str] = []

    def stuur() -> None:
        client = Client()
        client.force_login(wie)
        adressen.append(client.post(url, data)["Location"])

    samen(*[stuur] * 3)
    assert len(adressen) == 3
    assert model._default_manager.count() == 1
    return set(adressen)


@pytest.mark.django_db(transaction=True)
def test_three_clicks_at_the_same_moment_make_one_idea(traag: Callable[[str], None]) -> None:
    activeer("den-helder")
    bewoner = persoon("bewoner", gebied=WIJK)
    traag("signalen.acties.initiatief.dien_in")

    adressen = _in_een_keer(bewoner, reverse("initiatieven:nieuw"), _idee(), Initiatief)

    assert adressen == {Initiatief.objects.get().get_absolute_url()}


@pytest.mark.django_db(transaction=True)
def test_three_clicks_at_the_same_moment_ask_once(traag: Callable[[str], None]) -> None:
    activeer("den-helder")
    leider = persoon("projectleider")
    from signalen.acties.project import open_project
    from wijkwerk.gebruikers.houder import Houder

    park = open_project(
        naam="Park", gebieden=[gebied(WIJK)], projectleider=Houder(persoon=leider), door=leider
    )
    persoon("wijkconcierge", gebied=WIJK)
    traag("signalen.views.dingstap.vraag_klus")

    adressen = _in_een_keer(leider, adres("klus", park), _klus(park), Klus)

    assert adressen == {park.get_absolute_url()}


@pytest.fixture
def traag(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let an action take its time, so that the other clicks come while it is under way."""
    import time
    from importlib import import_module

    def vertraag(pad: str) -> None:
        waar, naam = pad.rsplit(".", 1)
        echt = getattr(import_module(waar), naam)

        def langzaam(**gegevens: Any) -> Any:
            time.sleep(0.3)
            return echt(**gegevens)

        monkeypatch.setattr(pad, langzaam)

    return vertraag
