"""A form that is sent twice makes one: a double click, or once more because the answer was lost."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from adviezen.models import Advies, Adviesonderwerp, Informatie
from signalen.models import Dossier
from tests.adviezen import test_geven, test_informatie, test_vragen
from tests.adviezen.toneel import adviseur, als, vakambtenaar, wijkorgaan
from tests.hulp import gebied
from wijkwerk.berichten.models import Bericht
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def _dossier() -> dict[str, Any]:
    return {"titel": "Wonen boven winkels", "gebied": gebied("brouwhuis").pk, "analyse": "Zie de kaart."}


FORMULIEREN = [
    (Adviesonderwerp, vakambtenaar, "adviezen:vraag", test_vragen.formulier),
    (Advies, wijkorgaan, "adviezen:nieuw", test_geven.ongevraagd),
    (Informatie, vakambtenaar, "adviezen:informatie-nieuw", test_informatie.formulier),
    (Dossier, adviseur, "signalen:dossier-nieuw", _dossier),
]


@pytest.mark.parametrize(("model", "wie", "naam", "formulier"), FORMULIEREN)
def test_sent_twice_makes_one(
    helmond: Profiel, client: Client, model: type[Model], wie: Any, naam: str, formulier: Any
) -> None:
    lid, url = wijkorgaan(), reverse(naam)
    als(client, lid if wie is wijkorgaan else wie())
    sleutel = client.get(url).context["form"]["client_id"].value()

    eerste = client.post(url, formulier() | {"client_id": str(sleutel)})
    berichten = Bericht.objects.count()
    tweede = client.post(url, formulier() | {"client_id": str(sleutel)})

    assert eerste.status_code == 302
    assert tweede.headers["Location"] == eerste.headers["Location"]
    assert model._default_manager.count() == 1
    assert Bericht.objects.count() == berichten
    client.post(url, formulier() | {"client_id": str(uuid.uuid4())})
    assert model._default_manager.count() == 2
