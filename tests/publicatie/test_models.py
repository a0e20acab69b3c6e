"""The database itself keeps a publication as it is."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from tests.hulp import persoon
from tests.publicatie.plaatsing import geplaatst
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.inhoud import sha256_van
from wijkwerk.publicatie.models import Publicatie

pytestmark = pytest.mark.django_db


@pytest.fixture
def publicatie(helmond: Profiel) -> Publicatie:
    return geplaatst()


@pytest.fixture
def iemand(helmond: Profiel) -> Gebruiker:
    return persoon("adviseur-wgw", gebied="brouwhuis")


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("inhoud", {"titel": "anders"}),
        ("inhoud_sha256", "0" * 64),
        ("titel", "anders"),
        ("nummer", 9),
        ("openbaar", "niet"),
        ("aard", "voortgang"),
        ("vorm", "anders"),
        ("object_id", 12),
        ("geplaatst_op", timezone.now()),
    ],
)
def test_what_was_published_cannot_be_changed(publicatie: Publicatie, veld: str, waarde: object) -> None:
    with pytest.raises(DatabaseError, match="wordt niet gewijzigd"), transaction.atomic():
        Publicatie.objects.filter(pk=publicatie.pk).update(**{veld: waarde})


def test_publication_cannot_be_deleted(publicatie: Publicatie) -> None:
    with pytest.raises(DatabaseError, match="wordt niet gewist"), transaction.atomic():
        publicatie.delete()
    with (
        pytest.raises(DatabaseError, match="wordt niet gewist"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM publicatie_publicatie")


def test_pdf_is_set_once(publicatie: Publicatie) -> None:
    rij = Publicatie.objects.filter(pk=publicatie.pk)
    rij.update(pdf="a.pdf", pdf_sha256="a" * 64, pdf_gemaakt_op=timezone.now())

    with pytest.raises(DatabaseError, match="niet vervangen"), transaction.atomic():
        rij.update(pdf="b.pdf", pdf_sha256="b" * 64)


def test_withdrawal_is_set_once(publicatie: Publicatie, iemand: Gebruiker) -> None:
    rij = Publicatie.objects.filter(pk=publicatie.pk)
    rij.update(ingetrokken_op=timezone.now(), ingetrokken_door=iemand, ingetrokken_reden="Verkeerde versie.")

    with pytest.raises(DatabaseError, match="één keer"), transaction.atomic():
        rij.update(ingetrokken_op=None, ingetrokken_door=None, ingetrokken_reden="")


def test_constraint_intrekken_met_reden(publicatie: Publicatie, iemand: Gebruiker) -> None:
    with pytest.raises(IntegrityError, match="publicatie_intrekken_met_reden"), transaction.atomic():
        Publicatie.objects.filter(pk=publicatie.pk).update(
            ingetrokken_op=timezone.now(), ingetrokken_door=iemand
        )


def test_constraint_pdf_compleet(publicatie: Publicatie) -> None:
    with pytest.raises(IntegrityError, match="publicatie_pdf_compleet"), transaction.atomic():
        Publicatie.objects.filter(pk=publicatie.pk).update(pdf="a.pdf")


def test_hash_is_that_of_what_the_database_gives_back(publicatie: Publicatie) -> None:
    publicatie.refresh_from_db()

    assert sha256_van(publicatie.inhoud) == publicatie.inhoud_sha256


def test_stored_content_of_an_older_schema_can_be_read() -> None:
    """As it was written by the first version: no key of it may ever become unreadable."""
    from tests.publicatie.oud import SCHEMA_1
    from wijkwerk.publicatie.inhoud import ontdooi

    inhoud = ontdooi(SCHEMA_1)

    assert inhoud.titel == "Wijkactieplan Voorbeeldwijk 2027–2028"
    assert [afspraak.stand for afspraak in inhoud.afspraken()] == ["loopt"]
