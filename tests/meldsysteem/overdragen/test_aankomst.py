"""Handing over through the worker: what arrives, and what may leave."""

from __future__ import annotations

from typing import Any

import pytest

from signalen import acties
from signalen.models import Meldpunt, Meldsysteem, Signaal, Via
from signalen.tasks import draag_over
from tests.meldsysteem.conftest import stel_in, ververs, ververs_signaal
from tests.meldsysteem.overdragen.lijn import MELDER, Stand, ZetUit, later
from tests.meldsysteem.server import Server
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
LIJN = [Via.SIGNALEN, Via.SIGNALEN_OPENBAAR]


@pytest.mark.eis("HEL-06", "BER-20")
@pytest.mark.parametrize("via", LIJN)
def test_a_small_matter_arrives_with_its_number(server: Server, zet_uit: ZetUit, via: str) -> None:
    stel_in(via)
    overdracht = zet_uit(waar="Kerkstraat 12")
    assert overdracht.stand == Stand.KLAAR

    draag_over()

    overdracht = ververs(overdracht)
    [melding] = server.meldingen
    assert (overdracht.stand, overdracht.nummer, overdracht.systeem_id) == (Stand.OVERGEDRAGEN, "SIG-1", 1)
    assert ververs_signaal(overdracht).systeemnummer == "SIG-1"
    assert melding["text"].startswith("De stoep bij de school ligt los.")
    assert "Kerkstraat 12, Brouwhuis" in melding["text"]
    assert "midden van het gebied" in melding["text"]
    assert melding["location"]["geometrie"]["coordinates"] == [5.66, 51.48]
    assert melding["category"]["category_url"].endswith("/wegen/sub_categories/stoep")
    assert overdracht.signaal.nummer in melding["extra_properties"][0]["answer"]
    assert Logregel.objects.filter(stap="signaal.overdragen", door=None).exists()


@pytest.mark.parametrize("via", LIJN)
def test_twice_is_once(server: Server, zet_uit: ZetUit, via: str) -> None:
    stel_in(via)
    zet_uit()

    draag_over()
    later()

    assert len(server.meldingen) == 1


def test_a_number_by_hand_is_not_sent(met_account: Meldsysteem, server: Server, zet_uit: ZetUit) -> None:
    overdracht = zet_uit(systeemnummer="KMS-1")

    draag_over()

    assert server.gevraagd == []
    assert (overdracht.stand, overdracht.via, overdracht.nummer) == (Stand.OVERGEDRAGEN, Via.HAND, "KMS-1")


def test_without_a_choice_somebody_does_it_by_hand(zet_uit: ZetUit) -> None:
    assert zet_uit().stand == Stand.HAND


# --- what may leave


def test_what_is_shielded_does_not_take_this_route(met_account: Meldsysteem, zet_uit: ZetUit) -> None:
    with pytest.raises(StapGeweigerd, match="afgeschermd signaal gaat niet"):
        zet_uit(gevoelig="beperkt")


@pytest.mark.parametrize("gevoelig", ["beperkt", "ja"])
def test_what_became_shielded_while_it_waited_stays_here(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, adviseur: Gebruiker, gevoelig: str
) -> None:
    overdracht = zet_uit()
    acties.scherm_af(signaal=overdracht.signaal, gevoelig=gevoelig, door=adviseur)

    draag_over()

    assert server.gevraagd == []
    assert ververs(overdracht).stand == Stand.INGETROKKEN


def test_what_was_answered_while_it_waited_stays_here(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    overdracht = zet_uit()
    type(overdracht.signaal).objects.update(stand="beantwoord")

    draag_over()

    assert server.gevraagd == []
    assert ververs(overdracht).stand == Stand.INGETROKKEN


@pytest.mark.parametrize(
    ("beheer", "melder", "verwacht"),
    [
        (True, True, {"email": "b@voorbeeld.example", "phone": "0612345678", "sharing_allowed": True}),
        (True, False, {"email": None, "phone": None, "sharing_allowed": False}),
        (False, True, {"email": None, "phone": None, "sharing_allowed": False}),
    ],
)
def test_contact_data_go_only_when_both_agreed(
    server: Server, zet_uit: ZetUit, beheer: bool, melder: bool, verwacht: dict[str, Any]
) -> None:
    stel_in(Via.SIGNALEN, geeft_contact_mee=beheer)
    zet_uit(melder=MELDER, contact_mee=melder)

    draag_over()

    assert server.meldingen[0]["reporter"] == verwacht
    assert "Buurvrouw" not in str(server.gevraagd)


def test_without_a_point_it_says_what_is_missing(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, adviseur: Gebruiker
) -> None:
    Meldpunt.objects.all().delete()
    overdracht = zet_uit()

    draag_over()

    overdracht = ververs(overdracht)
    assert server.gevraagd == []
    assert overdracht.stand == Stand.MISLUKT
    assert "een punt op de kaart voor Brouwhuis" in overdracht.reden
    assert Bericht.objects.filter(soort="overdracht-mislukt", ontvanger=adviseur).exists()


def test_the_nearest_point_counts(met_account: Meldsysteem, server: Server, zet_uit: ZetUit) -> None:
    from tests.hulp import gebied

    Meldpunt.objects.create(gebied=gebied("brouwhuis"), breedte="51.49", lengte="5.70")
    zet_uit()

    draag_over()

    assert server.meldingen[0]["location"]["geometrie"]["coordinates"] == [5.7, 51.49]


def test_a_point_of_its_own_goes_before_the_middle_of_the_area(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    overdracht = zet_uit()
    Signaal.objects.filter(pk=overdracht.signaal_id).update(lengte="5.712345", breedte="51.487654")
    Meldpunt.objects.all().delete()

    draag_over()

    [melding] = server.meldingen
    assert melding["location"]["geometrie"] == {"type": "Point", "coordinates": [5.712345, 51.487654]}
    assert "midden van het gebied" not in melding["text"]


def test_a_long_text_is_cut_and_says_so(met_account: Meldsysteem, server: Server, zet_uit: ZetUit) -> None:
    zet_uit(tekst="a" * 4000)

    draag_over()

    tekst = server.meldingen[0]["text"]
    assert len(tekst) <= 3000
    assert "(ingekort)" in tekst
