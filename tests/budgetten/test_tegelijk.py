"""At the same moment: two decisions do not spend the same euro, one signal becomes one request."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from budgetten.models import Budgetaanvraag
from tests.budgetten.test_aanvragen import _signaal
from tests.budgetten.toneel import ken_toe, pot, stand, vraag
from tests.hulp import activeer, persoon
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import StapGeweigerd


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_never_overspend() -> None:
    activeer("oude-ijsselstreek")
    regisseur, team = (
        persoon("gebiedsregisseur", gebied="ulft"),
        persoon("generalist-groen-grijs", gebied="ulft"),
    )
    rij = pot("klein-budget", "ulft", "600", regisseur)
    aanvragen = [vraag("klein-budget", "ulft", regisseur) for _ in range(2)]
    samen = Barrier(2)

    def besluit(aanvraag: Budgetaanvraag, wie: tuple[str, int]) -> bool:
        rol, pk = wie
        try:
            samen.wait(timeout=10)
            ken_toe(aanvraag, type(regisseur).objects.get(pk=pk), rol)
        except StapGeweigerd:
            return False
        finally:
            connection.close()
        return True

    wie = [("rol:gebiedsregisseur", regisseur.pk), ("rol:generalist-groen-grijs", team.pk)]
    with ThreadPoolExecutor(2) as pool:
        gelukt = list(pool.map(besluit, aanvragen, wie))

    assert sorted(gelukt) == [False, True]
    assert stand(rij).over == 100


@pytest.mark.django_db(transaction=True)
def test_one_signal_becomes_one_request() -> None:
    activeer("oude-ijsselstreek")
    regisseurs = [persoon("gebiedsregisseur", gebied="ulft") for _ in range(2)]
    signaal, samen = _signaal("idee-buurt", "ulft"), Barrier(2)

    def maak(pk: int) -> bool:
        door = Gebruiker.objects.get(pk=pk)
        try:
            samen.wait(timeout=10)
            vraag("buurtbudget", "ulft", door, namens="melder", signaal=signaal)
        except StapGeweigerd:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        gelukt = list(pool.map(maak, [wie.pk for wie in regisseurs]))

    assert sorted(gelukt) == [False, True]
    assert Budgetaanvraag.objects.get().signaal == signaal
