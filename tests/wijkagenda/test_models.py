"""What the database itself refuses."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.wijkagenda.plannen import Helmond, al_vastgesteld, dag
from wijkagenda.models import Bijdrage, Herkomst, Planbron, Planitem

pytestmark = pytest.mark.django_db


def test_constraint_een_in_de_maak(h: Helmond) -> None:
    with pytest.raises(IntegrityError, match="plan_een_in_de_maak"), transaction.atomic():
        al_vastgesteld(
            "wijkactieplan",
            "brouwhuis",
            h.adviseur,
            stand="concept",
            vastgesteld_op=None,
            vastgesteld_door="",
        )


def test_constraint_een_vastgesteld(h: Helmond) -> None:
    al_vastgesteld("wijkactieplan", "brouwhuis", h.adviseur)

    with pytest.raises(IntegrityError, match="plan_een_vastgesteld"), transaction.atomic():
        al_vastgesteld("wijkactieplan", "brouwhuis", h.adviseur)


def test_constraint_vastgesteld_compleet(h: Helmond) -> None:
    with pytest.raises(IntegrityError, match="plan_vastgesteld_compleet"), transaction.atomic():
        al_vastgesteld("wijkactieplan", "dierdonk", h.adviseur, vastgesteld_door="")


def test_constraint_periode_loopt_vooruit(h: Helmond) -> None:
    with pytest.raises(IntegrityError, match="plan_periode_loopt_vooruit"), transaction.atomic():
        al_vastgesteld("wijkactieplan", "dierdonk", h.adviseur, periode_tot=dag(-4000))


def test_constraint_spoor_een_per_plan(h: Helmond) -> None:
    with pytest.raises(IntegrityError, match="planitem_spoor_een_per_plan"), transaction.atomic():
        Planitem.objects.create(
            plan=h.plan, soort="opgave", titel="x", spoor=h.opgave.spoor, gemaakt_door=h.adviseur
        )


def test_constraint_een_houder(h: Helmond) -> None:
    with pytest.raises(IntegrityError, match="planitem_een_houder"), transaction.atomic():
        Planitem.objects.filter(pk=h.actie.pk).update(houder_persoon=h.adviseur)


def test_constraint_herkomst_verwijzing(h: Helmond) -> None:
    with pytest.raises(IntegrityError, match="herkomst_verwijzing_compleet"), transaction.atomic():
        Herkomst.objects.create(planitem=h.actie, soort="signaal", object_soort="signaal", tekst="x")


def test_constraint_bron_met_herkomst(h: Helmond) -> None:
    with pytest.raises(IntegrityError, match="planbron_met_herkomst"), transaction.atomic():
        Planbron.objects.create(
            plan=h.plan, soort="cijfers", tekst="x", datum=dag(0), toegevoegd_door=h.adviseur
        )


def test_constraint_bijdrage_een_per_partij(h: Helmond) -> None:
    rij = h.plan.bijdragen.first()
    assert rij is not None

    with pytest.raises(IntegrityError, match="bijdrage_een_per_partij"), transaction.atomic():
        Bijdrage.objects.create(
            plan=h.plan, van=rij.van, partij=rij.partij, uiterlijk=dag(1), gevraagd_door=h.adviseur
        )


def test_constraint_bijdrage_geleverd_compleet(h: Helmond) -> None:
    with pytest.raises(IntegrityError, match="bijdrage_geleverd_compleet"), transaction.atomic():
        h.plan.bijdragen.filter(geleverd_op=None).update(geleverd_door=h.adviseur)
