"""What every frozen piece of content has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Blok(BaseModel):
    """A frozen piece of content. Unknown keys of a later version are kept out, not refused."""

    model_config = ConfigDict(frozen=True, extra="ignore")
