"""Each way in which the other side can fail while something is handed over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from signalen.meldsysteem import overdragen
from signalen.models import Meldpunt, Meldsysteem, Overdracht, Via
from signalen.tasks import draag_over
from tests.meldsysteem.conftest import stel_in, ververs
from tests.meldsysteem.overdragen.lijn import Stand, ZetUit, later
from tests.meldsysteem.server import Server

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("storing", [429, 503, 401, 403, "weg"])
def test_a_failure_that_passes_costs_only_time(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, storing: int | str
) -> None:
    overdracht = zet_uit()
    server.storingen = [storing]

    draag_over()
    tussen = ververs(overdracht)
    later()

    assert (tussen.stand, bool(tussen.reden)) == (Stand.KLAAR, True)
    assert ververs(overdracht).stand == Stand.OVERGEDRAGEN
    assert len(server.meldingen) == 1


def test_a_server_that_is_down_loses_nothing(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    overdracht = zet_uit()
    server.sluit()  # type: ignore[attr-defined]

    for _ in range(4):
        later()

    systeem = Meldsysteem.nu()
    assert ververs(overdracht).stand == Stand.KLAAR
    assert ververs(overdracht).twijfel_sinds is None
    assert (systeem.storingen, "niet bereikbaar" in systeem.storing) == (4, True)


def test_a_line_that_failed_is_left_alone_and_the_mail_goes_on(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    eerste, tweede = zet_uit(), zet_uit()
    Meldsysteem.objects.update(e_mail="meldingen@gemeente.example")
    server.storingen = [503]
    draag_over()

    Overdracht.objects.filter(pk=tweede.pk).update(via=Via.MAIL)
    draag_over()

    assert len(server.gevraagd) == 1
    assert ververs(eerste).stand == Stand.KLAAR
    assert ververs(tweede).stand == Stand.OVERGEDRAGEN


def test_a_line_waits_ever_longer_and_as_long_as_the_server_asks(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    zet_uit()
    server.storingen = [503, 503, 429]
    waits = []
    for wacht in (0, 0, 3600):
        server.retry_after = wacht
        later()
        niet_voor = Meldsysteem.nu().niet_voor
        assert niet_voor is not None
        waits.append(niet_voor - timezone.now())

    assert waits[0] < waits[1] < timedelta(minutes=2) < timedelta(minutes=59) < waits[2]


def test_an_answer_opens_the_line_again(met_account: Meldsysteem, server: Server, zet_uit: ZetUit) -> None:
    zet_uit()
    server.storingen = [503]
    draag_over()
    later()

    systeem = Meldsysteem.nu()
    assert (systeem.storing, systeem.storing_sinds, systeem.storingen, systeem.niet_voor) == (
        "",
        None,
        0,
        None,
    )


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"categorie": "wegen/bestaat-niet"}, "de categorie"),
        ({"bron": "online"}, "de bron"),
    ],
)
def test_a_report_that_is_refused_asks_for_somebody(
    server: Server, zet_uit: ZetUit, velden: dict[str, str], zegt: str
) -> None:
    stel_in(Via.SIGNALEN, **velden)
    overdracht = zet_uit()

    draag_over()
    later()

    assert len(server.gevraagd) == 1
    assert ververs(overdracht).stand == Stand.MISLUKT
    assert zegt in ververs(overdracht).reden


def test_a_point_outside_the_box_is_refused(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    Meldpunt.objects.update(breedte="52.9")
    overdracht = zet_uit()

    draag_over()

    assert "de plek" in ververs(overdracht).reden


def test_a_report_over_which_the_server_always_falls_ends_and_the_next_goes(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overdragen, "HOOGSTENS_GEVALLEN", 3)
    overdracht = zet_uit()
    server.storingen = [500, 500, 500]
    # Each time after doubt it looks first; the look itself is answered.
    for _ in range(3):
        Overdracht.objects.update(twijfel_sinds=None)
        later()

    ander = zet_uit()
    later()

    assert ververs(overdracht).stand == Stand.MISLUKT
    assert ververs(ander).stand == Stand.OVERGEDRAGEN
