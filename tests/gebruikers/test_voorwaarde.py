"""A condition that is put into SQL once: the same rows as the Q, in every place of a query."""

import pytest
from django.db import connection
from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, When
from django.test.utils import CaptureQueriesContext

from wijkwerk.gebruikers.reeks import is_een_van
from wijkwerk.gebruikers.voorwaarde import Voorwaarde
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db
WIJK = Q(niveau="wijk") | Q(sleutel="den-helder")


def onder_wijk() -> Q:
    return Q(Exists(Gebied.objects.filter(WIJK, pk=OuterRef("ouder_id"))))


def namen(rijen: object) -> set[str]:
    assert hasattr(rijen, "values_list")
    return set(rijen.values_list("naam", flat=True))


def test_filters_the_same_rows(den_helder: Profiel) -> None:
    gevonden = namen(Gebied.objects.filter(Voorwaarde(WIJK)))

    assert gevonden == namen(Gebied.objects.filter(WIJK))
    assert 0 < len(gevonden) < Gebied.objects.count()


def test_holds_under_another_name_in_a_subquery(den_helder: Profiel) -> None:
    """The same instance for the table itself, and for the same table one layer deeper."""
    voorwaarde = Voorwaarde(WIJK)
    ouder = Gebied.objects.filter(voorwaarde, pk=OuterRef("ouder"))
    rijen = Gebied.objects.filter(~Q(niveau="wijk"), voorwaarde | Q(Exists(ouder)))

    q_ouder = Gebied.objects.filter(WIJK, pk=OuterRef("ouder"))
    assert namen(rijen) == namen(Gebied.objects.filter(~Q(niveau="wijk"), WIJK | Q(Exists(q_ouder))))


def test_may_look_at_its_own_row_from_a_subquery(den_helder: Profiel) -> None:
    """Of the same table, at the top and inside another subquery, where Django gives both the same names."""
    voorwaarde = Voorwaarde(onder_wijk)
    goed = namen(Gebied.objects.filter(onder_wijk()))
    dieper = Gebied.objects.filter(pk__in=Gebied.objects.filter(voorwaarde).values("pk"))
    diepst = Gebied.objects.filter(Exists(Gebied.objects.filter(voorwaarde, pk=OuterRef("pk"))))
    in_elkaar = Gebied.objects.filter(
        Voorwaarde(Q(Exists(Gebied.objects.filter(voorwaarde, pk=OuterRef("pk")))))
    )
    gekoppeld = Gebied.objects.filter(ouder__in=Gebied.objects.filter(voorwaarde, ouder__isnull=False))

    assert 0 < len(goed) < Gebied.objects.count()
    assert namen(dieper) == namen(diepst) == namen(in_elkaar) == goed
    assert namen(Gebied.objects.filter(voorwaarde)) == goed
    assert namen(gekoppeld) == namen(Gebied.objects.filter(ouder__naam__in=goed))


def test_marks_rows_with_what_their_own_row_says(den_helder: Profiel) -> None:
    rijen = Gebied.objects.annotate(merk=Voorwaarde(onder_wijk))

    assert namen(rijen.filter(merk=True)) == namen(Gebied.objects.filter(onder_wijk()))
    assert namen(rijen.filter(merk=False)) == namen(Gebied.objects.filter(~onder_wijk()))
    assert {naam for naam, merk in rijen.values_list("naam", "merk") if merk} == namen(
        Gebied.objects.filter(onder_wijk())
    )


def test_marks_rows_in_a_case(den_helder: Profiel) -> None:
    merk = Case(When(Voorwaarde(WIJK), then=True), default=False, output_field=BooleanField())
    rijen = Gebied.objects.annotate(merk=merk)

    assert namen(rijen.filter(merk=True)) == namen(Gebied.objects.filter(WIJK))
    assert namen(rijen.filter(merk=False)) == namen(Gebied.objects.exclude(WIJK))


def test_nothing_is_not_asked(den_helder: Profiel) -> None:
    with CaptureQueriesContext(connection) as vragen:
        assert not list(Gebied.objects.filter(Voorwaarde(Q(pk__in=[]))))
        assert not list(Gebied.objects.filter(is_een_van("pk", Gebied.objects.none())))
    assert not vragen.captured_queries


def test_is_put_into_sql_once(den_helder: Profiel, monkeypatch: pytest.MonkeyPatch) -> None:
    voorwaarde = Voorwaarde(WIJK)
    eerst = namen(Gebied.objects.filter(voorwaarde))
    monkeypatch.setattr(voorwaarde, "_q", Q(pk__in=[]))

    assert namen(Gebied.objects.filter(voorwaarde)) == eerst


def test_refuses_to_be_turned_round(den_helder: Profiel) -> None:
    """NOT (a OR b) of columns that may be NULL is not what Django makes of ~Q."""
    with pytest.raises(TypeError, match="Keer de Q om"):
        ~Voorwaarde(WIJK)


def test_a_list_of_a_subquery_finds_the_same_rows(den_helder: Profiel) -> None:
    ouders = Gebied.objects.filter(WIJK).exclude(ouder=None)
    rijen = Gebied.objects.filter(is_een_van("pk", ouders, "ouder"))

    assert namen(rijen) == namen(Gebied.objects.filter(pk__in=ouders.values(hoger=F("ouder"))))
