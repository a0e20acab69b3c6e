"""How a mail of an app looks when paragraphs alone do not do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Mailvorm:
    """Templates (`<sjabloon>.txt` and `.html`), what they get beside the letter, and headers of this mail alone."""

    sjabloon: str = "mail/bericht"
    extra: Mapping[str, Any] = field(default_factory=dict)
    koppen: Mapping[str, str] = field(default_factory=dict)
