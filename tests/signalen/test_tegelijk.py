"""Two people send the same signal at the same moment: one does, and the other is told so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from signalen.acties.uitzetting import Deelvraag, zet_uit
from signalen.models import Deelactie, Signaal
from tests.hulp import activeer, partij, persoon
from tests.signalen.hulp import over, signaal
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel

NET_VOOR = "Iemand anders was u net voor: dit signaal is al uitgezet."


def _uitzetting(rij: Signaal) -> str:
    return reverse("signalen:uitzetting", args=[rij.pk])


def _vraag(route: str, **anders: Any) -> dict[str, Any]:
    return {"route": route, "wat_0": "Ga kijken.", "uiterlijk_0": over(5).isoformat()} | anders


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_sends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    activeer("den-helder")
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    manager = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    for team in ("wijkbeheer", "woningstichting"):
        persoon("teammedewerker" if team == "wijkbeheer" else "partner", partij=team)
    rij = signaal(concierge, "visbuurt", "openbare-ruimte")
    samen = threading.Barrier(2, timeout=20)

    def eerst_samen(**gegevens: Any) -> Signaal:
        # Both have read the signal as it was; only now does either lock it.
        samen.wait()
        return zet_uit(**gegevens)

    monkeypatch.setattr("signalen.acties.zet_uit", eerst_samen)
    antwoorden: dict[str, Any] = {}

    _samen(
        lambda: antwoorden.update(wijkbeheer=_stuur(concierge, rij, "wijkbeheer")),
        lambda: antwoorden.update(woningstichting=_stuur(manager, rij, "wonen")),
    )

    rij.refresh_from_db()
    [winnaar] = [naam for naam, antwoord in antwoorden.items() if antwoord.status_code == 302]
    [verliezer] = [antwoord for antwoord in antwoorden.values() if antwoord.status_code == 422]
    tekst = verliezer.content.decode()
    assert NET_VOOR in tekst
    assert f"De eigenaar is nu {rij.houder}." in tekst
    assert "Ga kijken." in tekst
    assert rij.houder == Houder(partij=partij(winnaar))
    assert Deelactie.objects.get().afspraak.houder == rij.houder
    assert Logregel.objects.filter(stap="signaal.uitzetten", aard="stap").count() == 1
    assert Bericht.objects.filter(soort="afspraak-gevraagd").count() == 1


def _stuur(wie: Gebruiker, rij: Signaal, route: str) -> Any:
    client = Client()
    client.force_login(wie)
    return client.post(_uitzetting(rij), _vraag(route))


def _samen(*werk: Callable[[], None]) -> None:
    def in_draad(doe: Callable[[], None]) -> None:
        try:
            doe()
        finally:
            connection.close()

    draden = [threading.Thread(target=in_draad, args=(doe,)) for doe in werk]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()


@pytest.mark.django_db
def test_who_sends_from_an_old_page_is_told_and_may_then_ask_one_more(
    client: Client, rij: Signaal, concierge: Gebruiker, manager: Gebruiker
) -> None:
    client.force_login(manager)
    oud = client.get(_uitzetting(rij), {"route": "coordinatieteam"}).context["form"]["gezien"].value()
    zet_uit(
        signaal=rij,
        door=concierge,
        delen=[_deel("wijkbeheer")],
    )
    vraag = _vraag("coordinatieteam", kies_0="on", gezien=oud)

    eerst = client.post(_uitzetting(rij), vraag)
    nu = eerst.context["form"]["gezien"].value()
    dan = client.post(_uitzetting(rij), vraag | {"gezien": nu})

    assert (eerst.status_code, dan.status_code) == (422, 302)
    assert NET_VOOR in eerst.content.decode()
    assert rij.delen.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("stap", ["doorverwijzing", "koppeling"])
def test_neither_is_it_referred_or_linked_from_an_old_page(
    client: Client, rij: Signaal, concierge: Gebruiker, manager: Gebruiker, stap: str
) -> None:
    zet_uit(signaal=rij, door=concierge, delen=[_deel("wijkbeheer")])
    naar = {"houder": f"partij:{partij('woningstichting').pk}", "adviseur": "rol:adviseur"}
    vraag = naar | {"wat": "Ga kijken.", "uiterlijk": over(5).isoformat(), "gezien": "geregistreerd:0"}
    client.force_login(manager)

    antwoord = client.post(reverse(f"signalen:{stap}", args=[rij.pk]), vraag)

    assert antwoord.status_code == 422
    assert NET_VOOR in antwoord.content.decode()
    assert rij.delen.count() == 1


def _deel(sleutel: str) -> Deelvraag:
    return Deelvraag(Houder(partij=partij(sleutel)), "Ga kijken.", over(5))
