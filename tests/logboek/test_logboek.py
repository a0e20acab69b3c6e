"""The database itself refuses to change or clear the logboek."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.hulp import gebied, persoon
from wijkwerk.logboek.models import Logregel
from wijkwerk.logboek.service import noteer, noteer_inzage, verwijder_oude_maanden
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.fixture
def regel(den_helder: Profiel) -> Logregel:
    return noteer(door=persoon(), stap="signaal.registreren", ding=gebied("visbuurt"))


def test_update_is_refused(regel: Logregel) -> None:
    with pytest.raises(DatabaseError, match="niet gewijzigd"), transaction.atomic():
        Logregel.objects.update(reden="anders")


def test_delete_is_refused(regel: Logregel) -> None:
    with pytest.raises(DatabaseError, match="niet gewijzigd"), transaction.atomic():
        Logregel.objects.all()._raw_delete("default")


def test_retention_removes_whole_months_past_the_term_and_logs_it(regel: Logregel) -> None:
    lang_geleden = timezone.now() - timedelta(days=6 * 366)
    Logregel.objects.create(aard="stap", stap="oud", object_soort="gebied", object_id=1, op=lang_geleden)

    assert verwijder_oude_maanden() == 1

    assert not Logregel.objects.filter(stap="oud").exists()
    assert Logregel.objects.get(stap="logboek.opruimen").gegevens["aantal"] == 1
    assert Logregel.objects.filter(pk=regel.pk).exists()


def test_retention_never_takes_the_last_year(regel: Logregel) -> None:
    with (
        pytest.raises(DatabaseError, match="ten minste een jaar"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT logboek_verwijder_voor(now())")


def test_delete_is_refused_again_after_retention(regel: Logregel) -> None:
    verwijder_oude_maanden()

    with pytest.raises(DatabaseError), transaction.atomic():
        Logregel.objects.all()._raw_delete("default")


def test_reading_a_shielded_thing_is_its_own_kind(den_helder: Profiel) -> None:
    assert noteer_inzage(door=persoon(), ding=gebied("visbuurt")).aard == "inzage"
