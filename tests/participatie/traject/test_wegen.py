"""The factors of a path propose a rung, and a person decides."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from participatie import acties
from participatie.weging import stel_trede_voor
from tests.hulp import gebied, persoon
from tests.participatie.toneel import adres, als, dag, doet_mee, hoor, klachten, start, weeg
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


# --- weighing


@pytest.mark.eis("BER-41")
@pytest.mark.parametrize(
    ("scores", "trede"),
    [
        ((0, 0, 0), "informeren"),
        ((1, 0, 0), "raadplegen"),
        ((1, 1, 1), "adviseren"),
        ((2, 2, 1), "coproduceren"),
        ((2, 2, 2), "meebeslissen"),
    ],
)
def test_the_three_factors_propose_a_rung(
    client: Client, afdeling: Gebruiker, scores: tuple[int, ...], trede: str
) -> None:
    traject = start(afdeling)
    velden: dict[str, Any] = {}
    for nummer, score in enumerate(scores):
        velden |= {f"score_{nummer}": score, f"waarom_{nummer}": "Omdat het zo is."}

    antwoord = als(client, afdeling).post(adres("weging", traject.pk), velden, follow=True)

    assert antwoord.context["voorstel"].trede == trede
    assert f"{sum(scores)} van de 6 punten" in antwoord.text
    assert list(traject.scores.values_list("score", flat=True)) == list(scores)
    # A person still has to choose.
    traject.refresh_from_db()
    assert traject.trede == ""


@pytest.mark.eis("BER-41")
def test_a_factor_without_a_score_or_a_reason_is_refused_at_its_place(
    client: Client, afdeling: Gebruiker
) -> None:
    traject = start(afdeling)

    antwoord = als(client, afdeling).post(
        adres("weging", traject.pk),
        {"score_0": 1, "waarom_0": "Daarom.", "score_1": 1, "waarom_2": "Blijft staan."},
    )

    assert antwoord.status_code == 422
    assert set(antwoord.context["form"].errors) == {"waarom_1", "score_2"}
    assert "Blijft staan." in antwoord.text
    assert not traject.scores.exists()


@pytest.mark.eis("BER-41")
def test_another_rung_than_proposed_needs_a_reason(client: Client, afdeling: Gebruiker) -> None:
    traject = start(afdeling)
    weeg(traject, afdeling, 2, 2, 2)
    als(client, afdeling)

    zonder = client.post(adres("trede", traject.pk), {"trede": "adviseren"})
    client.post(adres("trede", traject.pk), {"trede": "adviseren", "reden": "De wet laat niet meer toe."})

    traject.refresh_from_db()
    assert zonder.status_code == 422
    assert zonder.context["form"].has_error("reden")
    assert (traject.trede, traject.voorgestelde_trede, traject.wijkt_af) == (
        "adviseren",
        "meebeslissen",
        True,
    )
    assert "De wet laat niet meer toe." in client.get(traject.get_absolute_url()).text


@pytest.mark.eis("BER-41")
def test_weighing_again_asks_the_rung_anew_when_another_follows(afdeling: Gebruiker) -> None:
    traject = start(afdeling)
    weeg(traject, afdeling, 1, 1, 1)
    acties.kies_trede(traject=traject, trede="adviseren", reden="", door=afdeling)

    weeg(traject, afdeling, 2, 1, 0)
    traject.refresh_from_db()
    assert traject.trede == "adviseren"
    weeg(traject, afdeling, 2, 2, 2)

    traject.refresh_from_db()
    assert (traject.trede, traject.voorgestelde_trede) == ("", "")


def test_the_proposal_climbs_with_the_points_on_any_ladder() -> None:
    for treden in (2, 3, 4, 7):
        ladder = [f"trede {nummer}" for nummer in range(treden)]
        for aantal in (1, 2, 5):
            factoren = [f"factor {nummer}" for nummer in range(aantal)]
            plaatsen = []
            for punten in range(2 * aantal + 1):
                scores = {f: min(2, max(0, punten - 2 * nummer)) for nummer, f in enumerate(factoren)}
                voorstel = stel_trede_voor(ladder, factoren, scores)
                assert voorstel is not None
                plaatsen.append(voorstel.plaats)
            assert plaatsen == sorted(plaatsen)
            assert (plaatsen[0], plaatsen[-1]) == (1, treden)
    assert stel_trede_voor([], ["a"], {"a": 1}) is None
    assert stel_trede_voor(["x"], ["a", "b"], {"a": 1}) is None


# --- elsewhere: from the profile, not from the code


def test_without_bodies_in_the_profile_who_draws_it_up_establishes(den_helder: Profiel) -> None:
    """A municipality that has instruments only: no ladder, no factors, nobody to be heard, no body."""
    rol = next(rij for rij in actief_profiel().rollen if "participatie.opstellen" in rij.mag)
    wie = persoon(rol.sleutel, gebied="nieuw-den-helder")
    traject = start(wie, gebied=gebied("nieuw-den-helder"), inhoud={"instrumenten": ("online enquête",)})
    doet_mee(traject, wie, partij=None, groep="omwonenden", rol="", trede="")

    [orgaan] = acties.organen_voor(traject, wie)
    traject = acties.stel_vast(traject=traject, orgaan=orgaan.sleutel, besloten_op=dag(0), door=wie)

    assert traject.stand == "vastgesteld"


@pytest.mark.eis("ETL-35")
def test_factors_without_a_ladder_are_weighed_all_the_same(client: Client, etten_leur: Profiel) -> None:
    wie = persoon("vakambtenaar")
    traject = start(wie, gebied=gebied("banakkers"))

    pagina = als(client, wie).get(adres("weging", traject.pk)).text
    assert weeg(traject, wie) is None

    assert "Ruimte voor beïnvloeding" in pagina
    assert traject.scores.count() == 5
    assert "Kies de trede" not in client.get(traject.get_absolute_url()).text


def test_hearing_is_for_whom_the_profile_names(bergen: Profiel) -> None:
    afdeling = persoon("afdeling")
    traject = start(afdeling)
    hoor(traject, afdeling)

    assert klachten(acties.vraag_raad, traject=traject, door=afdeling) == [
        "Iedereen die gehoord moet worden, is al gevraagd."
    ]
