"""Each step of an afspraak through its page: allowed, refused, invisible, twice."""

from datetime import UTC, datetime, time

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.afspraken.conftest import Maak, over
from tests.hulp import gebied, partij, persoon
from wijkwerk.afspraken import acties
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def stap(client: Client, afspraak: Afspraak, naam: str, **gegevens: object) -> int:
    status = client.post(reverse(f"afspraken:{naam}", args=[afspraak.pk]), gegevens).status_code
    afspraak.refresh_from_db()
    return status


def test_holder_promises(client: Client, afspraak: Afspraak, agent: Gebruiker) -> None:
    client.force_login(agent)

    assert stap(client, afspraak, "toezegging") == 302
    assert afspraak.stand == "toegezegd"


def test_promising_twice_changes_nothing_and_says_so(
    client: Client, afspraak: Afspraak, agent: Gebruiker
) -> None:
    client.force_login(agent)
    stap(client, afspraak, "toezegging")

    antwoord = client.post(reverse("afspraken:toezegging", args=[afspraak.pk]), follow=True)

    assert "Dit kan niet meer" in antwoord.text
    assert Logregel.objects.van(afspraak).filter(stap="afspraak.toezeggen").count() == 1


def test_whoever_asked_cannot_promise_in_its_place(
    client: Client, afspraak: Afspraak, manager: Gebruiker
) -> None:
    client.force_login(manager)

    assert stap(client, afspraak, "toezegging") == 403
    assert afspraak.stand == "gevraagd"


def test_another_party_does_not_see_it(client: Client, afspraak: Afspraak) -> None:
    client.force_login(persoon("wijkmeester", partij="woningstichting"))

    assert stap(client, afspraak, "toezegging") == 404


@pytest.mark.eis("DHR-17")
def test_refusing_needs_a_reason_and_goes_back_to_whoever_asked(
    client: Client, afspraak: Afspraak, agent: Gebruiker, manager: Gebruiker
) -> None:
    client.force_login(agent)

    assert stap(client, afspraak, "weigering", reden="") == 422
    assert afspraak.stand == "gevraagd"
    assert stap(client, afspraak, "weigering", reden="Wij hebben die avond geen mensen.") == 302
    assert afspraak.weigeringsreden == "Wij hebben die avond geen mensen."
    assert Bericht.objects.filter(soort="afspraak-geweigerd", ontvanger=manager).exists()


def test_trouble_needs_words(client: Client, afspraak: Afspraak, agent: Gebruiker) -> None:
    acties.zeg_toe(afspraak=afspraak, door=agent)
    client.force_login(agent)

    assert stap(client, afspraak, "voortgang", stand="knelpunt", tekst="") == 422
    assert stap(client, afspraak, "voortgang", stand="knelpunt", tekst="De lamp is stuk.") == 302
    assert afspraak.stand == "knelpunt"
    assert afspraak.voortgang.get().tekst == "De lamp is stuk."


def test_done_has_a_result_and_a_day(client: Client, afspraak: Afspraak, agent: Gebruiker) -> None:
    acties.zeg_toe(afspraak=afspraak, door=agent)
    client.force_login(agent)

    assert stap(client, afspraak, "resultaat", resultaat="Tien avonden gelopen.") == 302
    assert (afspraak.stand, afspraak.klaar_op is not None) == ("klaar", True)


def test_moving_the_day_needs_a_reason_and_is_counted(
    client: Client, afspraak: Afspraak, manager: Gebruiker
) -> None:
    eerst = afspraak.uiterlijk
    client.force_login(manager)

    assert stap(client, afspraak, "uitstel", uiterlijk=over(30).isoformat(), reden="") == 422
    assert stap(client, afspraak, "uitstel", uiterlijk=over(30).isoformat(), reden="Vakantie.") == 302
    assert (afspraak.uiterlijk, afspraak.eerste_uiterlijk, afspraak.uitgesteld) == (over(30), eerst, 1)


def test_day_cannot_move_forward(client: Client, afspraak: Afspraak, manager: Gebruiker) -> None:
    client.force_login(manager)

    assert stap(client, afspraak, "uitstel", uiterlijk=over(1).isoformat(), reden="Eerder.") == 422


@pytest.mark.eis("ETL-37", "BER-21")
def test_not_kept_needs_an_explanation(
    client: Client, afspraak: Afspraak, manager: Gebruiker, agent: Gebruiker
) -> None:
    acties.zeg_toe(afspraak=afspraak, door=agent)
    client.force_login(manager)

    assert stap(client, afspraak, "oordeel", nagekomen="deels", toelichting="") == 422
    assert (
        stap(client, afspraak, "oordeel", nagekomen="deels", toelichting="Drie van de vijf avonden.") == 302
    )
    assert (afspraak.nagekomen, afspraak.nagekomen_door) == ("deels", manager)


@pytest.mark.eis("ETL-50")
def test_what_nobody_answered_is_judged_once_its_day_has_come(
    client: Client, afspraak: Afspraak, manager: Gebruiker
) -> None:
    client.force_login(manager)
    oordeel = reverse("afspraken:oordeel", args=[afspraak.pk])
    assert f'href="{oordeel}"' not in client.get(reverse("afspraken:detail", args=[afspraak.pk])).text
    assert stap(client, afspraak, "oordeel", nagekomen="nee", toelichting="Geen antwoord.") == 422

    with time_machine.travel(datetime.combine(afspraak.uiterlijk, time(9), tzinfo=UTC)):
        client.force_login(manager)
        assert f'href="{oordeel}"' in client.get(reverse("afspraken:detail", args=[afspraak.pk])).text
        assert stap(client, afspraak, "oordeel", nagekomen="nee", toelichting="Geen antwoord.") == 302
    assert (afspraak.stand, afspraak.nagekomen) == ("gevraagd", "nee")


def test_what_was_answered_meanwhile_is_judged_as_it_is_now(
    afspraak: Afspraak, manager: Gebruiker, agent: Gebruiker
) -> None:
    """Another request answered it after this one read it."""
    acties.zeg_toe(afspraak=Afspraak.objects.get(pk=afspraak.pk), door=agent)

    assert afspraak.stand == "gevraagd"
    assert acties.beoordeel(afspraak=afspraak, nagekomen="ja", toelichting="", door=manager).nagekomen == "ja"


def test_holder_does_not_judge_itself(client: Client, afspraak: Afspraak, agent: Gebruiker) -> None:
    acties.zeg_toe(afspraak=afspraak, door=agent)
    client.force_login(agent)

    assert stap(client, afspraak, "oordeel", nagekomen="ja", toelichting="") == 403


def test_dropping_needs_a_reason(client: Client, afspraak: Afspraak, manager: Gebruiker) -> None:
    client.force_login(manager)

    assert stap(client, afspraak, "verval", reden="") == 422
    assert stap(client, afspraak, "verval", reden="Niet meer nodig.") == 302
    assert afspraak.stand == "vervallen"


def test_role_in_an_area_is_held_by_whoever_fills_it(maak: Maak, den_helder: Profiel) -> None:
    afspraak = maak(houder=Houder(rol="wijkconcierge", gebied=gebied("visbuurt")))

    with pytest.raises(PermissionDenied):
        acties.zeg_toe(afspraak=afspraak, door=persoon("wijkconcierge", gebied="tuindorp"))
    acties.zeg_toe(afspraak=afspraak, door=persoon("wijkconcierge", gebied="stad-binnen-de-linie"))


def test_constraint_weigeren_met_reden(afspraak: Afspraak) -> None:
    with pytest.raises(IntegrityError, match="afspraak_weigeren_met_reden"):
        Afspraak.objects.update(stand="geweigerd")


def test_constraint_een_houder(afspraak: Afspraak) -> None:
    with pytest.raises(IntegrityError, match="afspraak_een_houder"):
        Afspraak.objects.update(houder_partij=None)


def test_constraint_klaar_compleet(afspraak: Afspraak) -> None:
    with pytest.raises(IntegrityError, match="afspraak_klaar_compleet"):
        Afspraak.objects.update(stand="klaar")


def test_shielded_afspraak_shows_nothing_to_whoever_guards(
    client: Client, maak: Maak, manager: Gebruiker
) -> None:
    maak(
        wat="Geheim bezoek",
        gevoelig="ja",
        door=persoon("wijkconcierge", gebied="visbuurt"),
        houder=Houder(partij=partij("team-zorg")),
    )
    client.force_login(manager)

    assert (
        "Geheim bezoek" not in client.get(reverse("afspraken:lijst"), {"van": "alle", "stand": "alle"}).text
    )


def test_reading_a_shielded_afspraak_is_logged(client: Client, maak: Maak, den_helder: Profiel) -> None:
    zorg = persoon("zorgmedewerker", partij="team-zorg")
    afspraak = maak(gevoelig="ja", houder=Houder(partij=partij("team-zorg")))
    client.force_login(zorg)

    assert client.get(reverse("afspraken:detail", args=[afspraak.pk])).status_code == 200
    assert Logregel.objects.van(afspraak).filter(aard="inzage", door=zorg).exists()


@pytest.mark.parametrize("aantal", [1, 6])
def test_list_costs_the_same_whatever_its_length(
    client: Client,
    maak: Maak,
    agent: Gebruiker,
    aantal: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for nummer in range(aantal):
        maak(wat=f"Ronde {nummer}", uiterlijk=over(3 + nummer))
    client.force_login(agent)
    client.get(reverse("afspraken:lijst"))

    with django_assert_num_queries(6):
        antwoord = client.get(reverse("afspraken:lijst"))

    assert antwoord.text.count("Ronde") >= aantal
