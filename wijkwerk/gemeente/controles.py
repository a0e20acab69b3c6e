"""At the start: whether this release can read the active profile. `migrate` runs it, so every new version does."""

from __future__ import annotations

from typing import Any

from django.core import checks
from django.db import DatabaseError, transaction

from wijkwerk.gemeente.service import GeenProfiel, OnleesbaarProfiel, actief_profiel, vergeet_versie


@checks.register(checks.Tags.database)
def profiel_is_te_lezen(databases: Any = None, **_: Any) -> list[checks.CheckMessage]:
    """A warning and no error: the database must be brought up to date in any case. Without a profile there is nothing to say."""
    if not databases:
        return []
    vergeet_versie()
    try:
        with transaction.atomic():
            actief_profiel()
    except OnleesbaarProfiel as fout:
        regels = "\n".join(f"  {regel}" for regel in fout.fouten)
        return [checks.Warning(f"{fout}\n{regels}", id="wijkwerk.W001")]
    except (GeenProfiel, DatabaseError):
        # Before the first activation, or before the first migration.
        return []
    finally:
        vergeet_versie()
    return []
