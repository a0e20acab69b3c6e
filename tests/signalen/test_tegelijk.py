"""Two people send the same signal at the same moment: one does, and the other is told so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.acties.dossierdeel import zet_dossier_uit
from signalen.acties.uitzetting import Deelvraag, zet_uit
from signalen.acties.uitzetvoorstel import voorstellen
from signalen.models import Deelactie, Signaal
from tests.hulp import activeer, partij, persoon
from tests.signalen.hulp import over, signaal, spreekuur
from wijkwerk.afspraken.models import Afspraak
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
    tegelijk = threading.Barrier(2, timeout=20)

    def eerst_samen(**gegevens: Any) -> Signaal:
        # Both have read the signal as it was; only now does either lock it.
        tegelijk.wait()
        return zet_uit(**gegevens)

    monkeypatch.setattr("signalen.acties.zet_uit", eerst_samen)
    antwoorden: dict[str, Any] = {}

    samen(
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


def samen(*werk: Callable[[], None]) -> None:
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


# --- a whole dossier


def _dossiervraag(sleutel: str, **anders: Any) -> dict[str, Any]:
    vraag = {"houder": f"partij:{partij(sleutel).pk}", "wat": "Ga kijken.", "uiterlijk": over(5).isoformat()}
    return vraag | anders


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ander", ["team-zorg", "wijkbeheer"])
def test_of_two_at_the_same_moment_one_sends_the_whole_dossier(
    monkeypatch: pytest.MonkeyPatch, ander: str
) -> None:
    activeer("den-helder")
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    managers = [persoon("wijkmanager", gebied="stad-binnen-de-linie") for _ in range(2)]
    for team in {"wijkbeheer", ander}:
        persoon("teammedewerker", partij=team)
    rijen = [signaal(concierge, "visbuurt", "openbare-ruimte") for _ in range(2)]
    dossier = acties.open_dossier(titel="Losse stoepen", signalen=rijen, door=managers[0])
    Bericht.objects.all().delete()
    url = reverse("signalen:dossier-eigenaar", args=[dossier.pk])
    tegelijk = threading.Barrier(2, timeout=20)

    def eerst_samen(**gegevens: Any) -> Any:
        tegelijk.wait()
        return zet_dossier_uit(**gegevens)

    monkeypatch.setattr("signalen.acties.zet_dossier_uit", eerst_samen)
    antwoorden: dict[int, Any] = {}

    def stuur(nummer: int, team: str) -> None:
        client = Client()
        client.force_login(managers[nummer])
        gezien = client.get(url).context["form"]["gezien"].value()
        antwoorden[nummer] = client.post(url, _dossiervraag(team, gezien=gezien))

    samen(lambda: stuur(0, "wijkbeheer"), lambda: stuur(1, ander))

    assert sorted(antwoord.status_code for antwoord in antwoorden.values()) == [302, 422]
    [verliezer] = [antwoord for antwoord in antwoorden.values() if antwoord.status_code == 422]
    dossier.refresh_from_db()
    afspraak = Afspraak.objects.get(bron_soort="dossier")
    assert "Iemand anders was u net voor" in verliezer.text
    assert f"De eigenaar is nu {dossier.houder}." in verliezer.text
    assert "Ga kijken." in verliezer.text
    assert afspraak.houder == dossier.houder
    assert {lid.houder for lid in dossier.signalen.all()} == {dossier.houder}
    assert Logregel.objects.filter(stap="signaal.uitzetten", aard="stap").count() == 2
    assert Bericht.objects.filter(soort="afspraak-gevraagd").count() == 1


@pytest.mark.django_db
def test_who_takes_a_dossier_hears_that_one_of_it_was_sent_meanwhile(
    client: Client, rij: Signaal, concierge: Gebruiker, manager: Gebruiker
) -> None:
    dossier = acties.open_dossier(titel="Losse stoepen", signalen=[rij], door=manager)
    url = reverse("signalen:dossier-eigenaar", args=[dossier.pk])
    client.force_login(manager)
    gezien = client.get(url).context["form"]["gezien"].value()
    zet_uit(signaal=rij, door=concierge, delen=[_deel("wijkbeheer")])

    eerst = client.post(url, _dossiervraag("team-zorg", gezien=gezien))
    nu = eerst.context["form"]["gezien"].value()
    dan = client.post(url, _dossiervraag("team-zorg", gezien=nu))

    assert (eerst.status_code, dan.status_code) == (422, 302)
    assert "uit dit dossier is al uitgezet" in eerst.text


@pytest.mark.django_db
@pytest.mark.parametrize("met_eigenaar", [False, True])
def test_neither_does_closing_a_spreekuur_send_what_another_just_sent(
    monkeypatch: pytest.MonkeyPatch, concierge: Gebruiker, manager: Gebruiker, *, met_eigenaar: bool
) -> None:
    uur = spreekuur(concierge, "visbuurt")
    rij = signaal(concierge, "visbuurt", "openbare-ruimte", spreekuur=uur)
    dossier = acties.open_dossier(titel="Losse stoepen", signalen=[rij], door=manager)
    if met_eigenaar:
        dossier.houder = Houder(partij=partij("wijkbeheer"))
        dossier.save()
    voorstel = voorstellen(uur, concierge)
    assert [rij.kan for rij in voorstel] == [True]
    if met_eigenaar:
        zet_uit(signaal=rij, door=manager, eigenaar=dossier.houder, zonder_deel=True)
    else:
        zet_dossier_uit(
            dossier=dossier,
            houder=Houder(partij=partij("team-zorg")),
            wat="Ga kijken.",
            uiterlijk=over(5),
            door=manager,
        )
    # What this one read a moment ago.
    monkeypatch.setattr("signalen.acties.alles_uit.voorstellen", lambda *_: voorstel)

    uitslag = acties.zet_spreekuur_uit(spreekuur=uur, door=concierge)

    assert not uitslag.gelukt
    assert "Iemand anders" in uitslag.geweigerd[0][1]
    assert Logregel.objects.filter(stap="signaal.uitzetten", aard="stap").count() == 1
