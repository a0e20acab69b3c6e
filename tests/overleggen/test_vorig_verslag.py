"""The report of the last time is a point of the next meeting, which establishes it."""

from __future__ import annotations

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from overleggen import acties
from overleggen.models import Agendapunt, Overleg, Verslag
from overleggen.voorstel import stel_voor
from tests.hulp import persoon
from tests.overleggen.hulp import begonnen, besproken, gepland
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
WIJK = "nieuw-den-helder"


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def vorig(manager: Gebruiker) -> Overleg:
    """Held and finished: its report is a concept."""
    overleg = begonnen("coordinatieteam", WIJK, manager, begin=time(9))
    besproken(overleg, manager)
    acties.rond_af(overleg=overleg, door=manager)
    return overleg


def _sleutels(overleg: Overleg, wie: Gebruiker) -> list[str]:
    return [rij.sleutel for rij in stel_voor(overleg, wie)]


def _punt_over(vorig: Overleg, manager: Gebruiker) -> Agendapunt:
    """On the agenda of a meeting that is being held."""
    overleg = begonnen("coordinatieteam", WIJK, manager, begin=time(11))
    [voorstel] = [rij for rij in stel_voor(overleg, manager) if rij.sleutel == f"verslag-{vorig.pk}"]
    acties.neem_over(overleg=overleg, voorstellen=[voorstel], door=manager)
    return overleg.punten.get()


def _url(punt: Agendapunt) -> str:
    return reverse("overleggen:punt_vaststelling", args=[punt.pk])


def test_concept_of_the_last_time_is_proposed_first_until_it_is_established(
    vorig: Overleg, manager: Gebruiker
) -> None:
    volgend = gepland("coordinatieteam", WIJK, manager, over=14)

    [eerste, *_] = stel_voor(volgend, manager)
    assert eerste.sleutel == f"verslag-{vorig.pk}"
    assert eerste.doel == "besluiten"

    acties.neem_over(overleg=volgend, voorstellen=[eerste], door=manager)
    assert volgend.punten.get().stand == "geagendeerd"
    assert f"verslag-{vorig.pk}" not in _sleutels(volgend, manager)
    acties.voer_af(punt=volgend.punten.get(), reden="Eerst lezen", door=manager)
    assert f"verslag-{vorig.pk}" in _sleutels(volgend, manager)

    acties.stel_vast(verslag=vorig.verslagen.get(), door=manager)
    assert f"verslag-{vorig.pk}" not in _sleutels(volgend, manager)


def test_not_at_a_meeting_of_another_area(vorig: Overleg, manager: Gebruiker) -> None:
    elders = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    ander = gepland("coordinatieteam", "stad-binnen-de-linie", elders, over=14)

    assert _sleutels(ander, elders) == []


def test_meeting_establishes_it_with_remarks(client: Client, vorig: Overleg, manager: Gebruiker) -> None:
    punt = _punt_over(vorig, manager)
    client.force_login(manager)
    pagina = client.get(reverse("overleggen:tijdens", args=[punt.overleg_id])).content.decode()
    assert _url(punt) in pagina
    assert reverse("overleggen:verslag", args=[vorig.pk]) in pagina
    assert client.get(_url(punt)).status_code == 200

    antwoord = client.post(_url(punt), {"uitkomst": "De wijkagent was er wel."})

    assert antwoord.status_code == 302
    verslag = vorig.verslagen.get()
    assert (verslag.stand, verslag.vastgesteld_door) == ("vastgesteld", manager)
    assert verslag.documenten.exists()
    punt.refresh_from_db()
    assert punt.stand == "besproken"
    assert punt.uitkomst == "Opmerkingen: De wijkagent was er wel."
    assert punt.besluit.endswith("is vastgesteld.")
    # A remark is no correction: the report stays as it was written.
    assert "wijkagent" not in str(verslag.inhoud)
    pagina = client.get(reverse("overleggen:tijdens", args=[punt.overleg_id])).content.decode()
    assert _url(punt) not in pagina


def test_without_remarks_and_with_what_was_written_before(
    client: Client, vorig: Overleg, manager: Gebruiker
) -> None:
    punt = _punt_over(vorig, manager)
    acties.bespreek(punt=punt, uitkomst="Iedereen las het.", versie=punt.versie, door=manager)
    client.force_login(manager)

    assert client.post(_url(punt), {}).status_code == 302

    punt.refresh_from_db()
    assert punt.uitkomst == "Iedereen las het.\n\nGeen opmerkingen."


def test_twice_is_refused_and_writes_nothing(client: Client, vorig: Overleg, manager: Gebruiker) -> None:
    punt = _punt_over(vorig, manager)
    acties.stel_vast(verslag=vorig.verslagen.get(), door=manager)
    client.force_login(manager)

    antwoord = client.post(_url(punt), {"uitkomst": "Te laat"})

    assert antwoord.status_code == 422
    assert "al vastgesteld" in antwoord.content.decode()
    punt.refresh_from_db()
    assert punt.stand == "geagendeerd"


def test_before_the_meeting_nothing_is_established(vorig: Overleg, manager: Gebruiker) -> None:
    volgend = gepland("coordinatieteam", WIJK, manager, over=14)
    acties.neem_over(overleg=volgend, voorstellen=stel_voor(volgend, manager)[:1], door=manager)

    with pytest.raises(StapGeweigerd, match="Begin eerst"):
        acties.stel_vast_bij_punt(punt=volgend.punten.get(), door=manager)

    assert vorig.verslagen.get().stand == Verslag.Stand.CONCEPT


def test_who_may_not_write_or_see_is_kept_out(client: Client, vorig: Overleg, manager: Gebruiker) -> None:
    punt = _punt_over(vorig, manager)
    client.force_login(persoon("handhaving", gebied=WIJK))
    assert client.post(_url(punt), {}).status_code == 403
    client.force_login(persoon("bewoner", gebied=WIJK))
    assert client.post(_url(punt), {}).status_code == 404

    assert vorig.verslagen.get().stand == Verslag.Stand.CONCEPT


def test_other_points_have_no_such_step(client: Client, manager: Gebruiker) -> None:
    overleg = begonnen("coordinatieteam", WIJK, manager)
    punt = besproken(overleg, manager)
    client.force_login(manager)

    assert client.get(_url(punt)).status_code == 404
