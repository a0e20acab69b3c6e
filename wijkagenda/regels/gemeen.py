"""Words that the subjects of rules share."""

from __future__ import annotations

from collections.abc import Iterable

from wijkagenda.models import Planitem
from wijkwerk.wijken.models import Partij

BEWONERS = ("bewonersorgaan", "bewonersgroep")
ELK_ITEM = "item"
# Under this key a subject carries its items: no field has such a name.
ITEMS = "*items"


def partijen_van(items: Iterable[Planitem]) -> set[Partij]:
    gevonden = {partij for item in items for partij in item.partijen.all()}
    return gevonden | {
        houder.partij for item in items if (houder := item.trekker) is not None and houder.partij is not None
    }
