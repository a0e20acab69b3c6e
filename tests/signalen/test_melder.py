"""Contact data: closed with keys outside the database, found again, readable after rotation, gone in time."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from pytest_django import Settings

from signalen import service
from signalen.models import Melder

pytestmark = pytest.mark.django_db


def _melder(e_mail: str = "Jan@Voorbeeld.example", telefoon: str = "06 1234 5678") -> Melder:
    melder = Melder()
    melder.zet_contact(naam="Jan", e_mail=e_mail, telefoon=telefoon)
    melder.save()
    return Melder.objects.get(pk=melder.pk)


def test_what_was_closed_opens_again() -> None:
    melder = _melder()

    assert (melder.naam, melder.e_mail, melder.telefoon) == ("Jan", "Jan@Voorbeeld.example", "06 1234 5678")


def test_found_again_however_it_is_written() -> None:
    melder = _melder()

    assert list(Melder.objects.met_contact("jan@voorbeeld.example")) == [melder]
    assert list(Melder.objects.met_contact("0612345678")) == [melder]
    assert not Melder.objects.met_contact("").exists()


def test_a_new_key_opens_and_finds_what_the_old_one_closed(settings: Settings) -> None:
    melder = _melder()
    settings.MELDER_SLEUTELS = [Fernet.generate_key().decode(), *settings.MELDER_SLEUTELS]

    assert melder.e_mail == "Jan@Voorbeeld.example"
    assert Melder.objects.met_contact("jan@voorbeeld.example").exists()


def test_without_the_key_there_is_no_address_and_no_error(settings: Settings) -> None:
    melder = _melder()
    settings.MELDER_SLEUTELS = [Fernet.generate_key().decode()]

    assert service.adres_van_melder(melder.pk) is None


def test_address_is_asked_when_the_mail_leaves() -> None:
    melder = _melder()

    assert service.adres_van_melder(melder.pk) == "Jan@Voorbeeld.example"
    melder.delete()
    assert service.adres_van_melder(melder.pk or 0) is None
