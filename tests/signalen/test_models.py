"""What the database itself refuses."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from signalen.models import Aanwezigheid, Antwoord, Deelactie, Melder, Signaal, Spreekuur, Terugkoppeling
from tests.signalen.hulp import spreekuur
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db


def _weigert(naam: str, rijen: object, **velden: object) -> None:
    with pytest.raises(IntegrityError, match=naam), transaction.atomic():
        rijen.update(**velden)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("naam", "velden"),
    [
        ("signaal_heeft_eigenaar", {"stand": "uitgezet"}),
        ("signaal_gesloten_compleet", {"stand": "gesloten", "houder_rol": "x"}),
        ("signaal_heeft_tekst", {"tekst": ""}),
        ("signaal_gevoelig_bekend", {"gevoelig": "soms"}),
        ("signaal_urgentie_bekend", {"urgentie": "acuut"}),
        ("signaal_stand_bekend", {"stand": "weg", "houder_rol": "x"}),
    ],
)
def test_signaal(rij: Signaal, naam: str, velden: dict[str, object]) -> None:
    if "houder_rol" in velden:
        velden = velden | {"houder_gebied": rij.gebied}
    _weigert(naam, Signaal.objects.filter(pk=rij.pk), **velden)


def test_a_signal_is_no_repeat_of_itself(rij: Signaal) -> None:
    _weigert("signaal_geen_herhaling_van_zichzelf", Signaal.objects.filter(pk=rij.pk), herhaling_van=rij)


def test_a_number_is_given_once(rij: Signaal, concierge: Gebruiker) -> None:
    rij.pk = None
    rij._state.adding = True
    with pytest.raises(IntegrityError, match=r"client_id|signaal_nummer_uniek"), transaction.atomic():
        rij.save()


@pytest.mark.parametrize(
    ("naam", "velden"),
    [
        ("spreekuur_eindigt_na_begin", {"eind": timezone.make_aware(timezone.datetime(2020, 1, 1))}),  # type: ignore[attr-defined]
        ("spreekuur_gehouden_compleet", {"stand": "gehouden"}),
        ("spreekuur_vervallen_met_reden", {"stand": "vervallen"}),
        ("spreekuur_heeft_plaats", {"plaats": ""}),
    ],
)
def test_spreekuur(concierge: Gebruiker, naam: str, velden: dict[str, object]) -> None:
    rij = spreekuur(concierge, "visbuurt")

    _weigert(naam, Spreekuur.objects.filter(pk=rij.pk), **velden)


def test_presence_names_somebody(concierge: Gebruiker) -> None:
    rij = spreekuur(concierge, "visbuurt")

    with pytest.raises(IntegrityError, match="aanwezigheid_heeft_wie"), transaction.atomic():
        Aanwezigheid.objects.create(spreekuur=rij)


def test_one_answer_holds(rij: Signaal, concierge: Gebruiker) -> None:
    Antwoord.objects.create(signaal=rij, soort="antwoord", uitkomst="uitleg", gegeven_door=concierge)

    with pytest.raises(IntegrityError, match="antwoord_een_geldend"), transaction.atomic():
        Antwoord.objects.create(signaal=rij, soort="niet", uitkomst="nee", gegeven_door=concierge)


def test_only_later_is_extended(rij: Signaal, concierge: Gebruiker) -> None:
    antwoord = Antwoord.objects.create(
        signaal=rij, soort="antwoord", uitkomst="uitleg", gegeven_door=concierge
    )

    _weigert("antwoord_alleen_later_verlengd", Antwoord.objects.filter(pk=antwoord.pk), verlengingen=1)


def test_not_possible_says_why(rij: Signaal, concierge: Gebruiker) -> None:
    with pytest.raises(IntegrityError, match="terugkoppeling_niet_mogelijk_met_reden"), transaction.atomic():
        Terugkoppeling.objects.create(signaal=rij, aan="niet-mogelijk", door=concierge)


def test_a_part_replaces_another(deel: Deelactie) -> None:
    _weigert("deelactie_vervangt_een_andere", Deelactie.objects.filter(pk=deel.pk), vervangt=deel)


def test_who_wants_to_hear_can_be_reached() -> None:
    with pytest.raises(IntegrityError, match="melder_terugkoppeling_heeft_contact"), transaction.atomic():
        Melder.objects.create(terugkoppeling_gewenst=True)
