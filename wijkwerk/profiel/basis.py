"""The shape that every row of a profile shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from wijkwerk.profiel.fouten import Klacht

V = TypeVar("V", covariant=True)

Gevoelig = Literal["nee", "beperkt", "ja"]
Fase = Literal["actief", "voorgenomen", "proef", "vervallen"]
Invloed = Literal["groot", "gedeeld", "beperkt"]

SLEUTELPATROON = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Bevroren(Mapping[str, V], Generic[V]):
    """A mapping that nobody can change and that can be hashed."""

    __slots__ = ("_waarden",)

    def __init__(self, waarden: Mapping[str, V] | Iterable[tuple[str, V]] = ()) -> None:
        self._waarden = dict(waarden)

    def __getitem__(self, sleutel: str) -> V:
        return self._waarden[sleutel]

    def __iter__(self) -> Iterator[str]:
        return iter(self._waarden)

    def __len__(self) -> int:
        return len(self._waarden)

    def __hash__(self) -> int:
        return hash(frozenset(self._waarden.items()))

    def __repr__(self) -> str:
        return f"Bevroren({self._waarden!r})"


def verkeerd(verwacht: str, toegestaan: Iterable[str] = ()) -> PydanticCustomError:
    """The error of a validator of our own: the expectation in Dutch, and what is allowed."""
    return PydanticCustomError(
        "wijkwerk", "{verwacht}", {"verwacht": verwacht, "toegestaan": tuple(toegestaan)}
    )


def _schone_tekst(tekst: str) -> str:
    if not tekst.strip():
        raise verkeerd("tekst die niet leeg is")
    if any(ord(teken) < 32 and teken not in "\n\t" for teken in tekst):
        raise verkeerd("tekst zonder stuurtekens")
    return tekst


def _als_bedrag(waarde: object) -> object:
    return Decimal(waarde) if isinstance(waarde, int) and not isinstance(waarde, bool) else waarde


def _als_aannames(waarde: object) -> object:
    return {"": waarde} if isinstance(waarde, str) else waarde


Tekst = Annotated[str, Field(max_length=4000), AfterValidator(_schone_tekst)]
Sleutel = Annotated[str, Field(pattern=SLEUTELPATROON, max_length=60)]
Bedrag = Annotated[Decimal, BeforeValidator(_als_bedrag), Field(ge=0, max_digits=12, decimal_places=2)]
Aantal = Annotated[int, Field(ge=0, le=10_000)]
Positief = Annotated[int, Field(ge=1, le=10_000)]
Teksten = tuple[Tekst, ...]
Aannames = Annotated[Mapping[str, Tekst], BeforeValidator(_als_aannames), AfterValidator(Bevroren)]


class Deel(BaseModel):
    """A frozen piece of a profile: a row, or a table within a row."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", validate_by_name=False, validate_by_alias=True
    )

    def klachten(self) -> Iterator[Klacht]:
        """What is wrong between the keys of this piece; what one key alone can tell, its type tells."""
        return iter(())

    @classmethod
    def tomlnaam(cls, veld: str) -> str:
        """The key in the file of an attribute (`kleine_aantallen` is `kleine-aantallen`)."""
        return cls.model_fields[veld].alias or veld


class Rij(Deel):
    """What any row may have, beside its own fields."""

    sleutel: Sleutel = ""
    naam: Tekst = ""
    toelichting: Tekst = ""
    eis: Teksten = ()
    aanname: Aannames = Bevroren[str]()
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None
    fase: Fase = "actief"

    def geldt_op(self, dag: date) -> bool:
        """Whether new things may be made of this row on that day (both dates included)."""
        if self.fase not in ("actief", "proef"):
            return False
        return (self.geldig_vanaf or dag) <= dag <= (self.geldig_tot or dag)

    def klachten(self) -> Iterator[Klacht]:
        if self.geldig_vanaf and self.geldig_tot and self.geldig_tot < self.geldig_vanaf:
            yield Klacht(
                "geldig_tot", f"een datum op of na geldig_vanaf ({self.geldig_vanaf})", str(self.geldig_tot)
            )
        eigen = tuple(self.tomlnaam(veld) for veld in type(self).model_fields if veld != "aanname")
        for veld in self.aanname:
            if veld and veld not in eigen:
                yield Klacht("aanname", "een sleutel van deze rij", f'"{veld}"', eigen)


class Benoemd(Rij):
    """A row with a key: it is used in other rows, in the database and in urls. Without `naam` the key reads as one."""

    sleutel: Sleutel
    naam: Tekst

    @model_validator(mode="before")
    @classmethod
    def _naam_uit_sleutel(cls, data: Any) -> Any:
        if isinstance(data, dict) and "naam" not in data and data.get("sleutel"):
            return {**data, "naam": str(data["sleutel"]).replace("-", " ")}
        return data
