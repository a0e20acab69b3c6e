"""Small numbers: nobody finds them by subtracting what is shown from a whole that is shown."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.cijfers.afgeleid import in_elkaar
from wijkwerk.cijfers.verbergen import Groep, verberg
from wijkwerk.wijken.models import Gebied

GRENS = 5


def _weg(geheel: int | None, *delen: int) -> set[str]:
    namen = [str(nummer) for nummer, _deel in enumerate(delen)]
    waarden = {naam: Decimal(deel) for naam, deel in zip(namen, delen, strict=True)}
    if geheel is not None:
        waarden["geheel"] = Decimal(geheel)
    klein = {naam for naam, waarde in waarden.items() if 0 < waarde < GRENS}
    groep = Groep(None if geheel is None else "geheel", tuple(namen))
    return verberg(waarden, klein, [groep], GRENS)


def test_one_that_is_too_small_takes_the_smallest_other_along() -> None:
    assert _weg(31, 3, 20, 8, 0) == {"0", "2"}


def test_two_ones_do_not_add_up_to_two() -> None:
    assert _weg(32, 1, 1, 10, 20) == {"0", "1", "2"}


def test_two_that_are_enough_together_protect_each_other() -> None:
    assert _weg(27, 4, 3, 20) == {"0", "1"}


def test_nothing_small_hides_nothing() -> None:
    assert _weg(28, 8, 20, 0) == set()


def test_the_only_part_hides_the_whole() -> None:
    assert _weg(3, 3) == {"geheel", "0"}
    assert _weg(None, 3, 0, 0) >= {"0", "1"}


def test_a_part_without_a_number_protects_the_others() -> None:
    """Nobody can subtract what is not known."""
    waarden = {"geheel": Decimal(30), "a": Decimal(3), "b": Decimal(20)}
    assert verberg(waarden, {"a"}, [Groep("geheel", ("a", "b", "c"))], GRENS) == {"a"}


def test_a_part_that_is_hidden_for_another_hides_one_of_its_own_parts() -> None:
    waarden = {"g": 40, "klein": 3, "wijk": 10, "ver": 27, "x": 6, "y": 4, "z": 0}
    groepen = [Groep("g", ("klein", "wijk", "ver")), Groep("wijk", ("x", "y", "z"))]
    weg = verberg({k: Decimal(v) for k, v in waarden.items()}, {"klein", "y"}, groepen, GRENS)

    assert {"klein", "wijk", "y"} <= weg
    assert "g" not in weg


@given(st.lists(st.integers(0, 9), min_size=2, max_size=5))
def test_nobody_finds_a_small_number(delen: list[int]) -> None:
    """Whoever knows the whole, what is shown and the rule still has more than one possible number for each small one."""
    weg = _weg(sum(delen), *delen)
    klein = [str(n) for n, deel in enumerate(delen) if 0 < deel < GRENS]
    if not klein or "geheel" in weg:
        return
    verborgen = sorted(int(n) for n in weg)
    rest = sum(delen) - sum(deel for n, deel in enumerate(delen) if n not in verborgen)
    mogelijk = [paar for paar in product(range(10), repeat=len(verborgen)) if sum(paar) == rest]
    for plaats, n in enumerate(verborgen):
        if str(n) in klein:
            assert len({paar[plaats] for paar in mogelijk}) > 1


def test_a_village_beside_wijken_is_a_part_as_well() -> None:
    def plek(pk: int, ouder: int | None, niveau: str) -> Gebied:
        return Gebied(pk=pk, ouder_id=ouder, niveau=niveau, sleutel=str(pk))

    gebieden = [plek(1, None, "gemeente"), plek(2, 1, "wijk"), plek(3, 1, "wijk"), plek(4, 1, "kern")]
    waarden = {(pk, ""): Decimal(n) for pk, n in ((1, 33), (2, 10), (3, 20), (4, 3))}
    assert verberg(waarden, {(4, "")}, list(in_elkaar(gebieden, "")), GRENS) >= {(4, ""), (2, "")}
