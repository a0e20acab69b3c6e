"""One visitor after the other: an entry at a spreekuur, and the subject that it shares with those before it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from signalen.acties.bundelen import open_dossier
from signalen.acties.registratie import registreer
from signalen.models import Dossier, Signaal, Spreekuur
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import Klacht, StapGeweigerd
from wijkwerk.wijken.models import Gebied


@transaction.atomic
def registreer_snel(
    *,
    spreekuur: Spreekuur,
    gebieden: Sequence[Gebied],
    door: Gebruiker,
    client_id: uuid.UUID | None = None,
    dossier: Dossier | None = None,
    als_vorige: bool = False,
    nieuw_onderwerp: str = "",
    **invoer: Any,
) -> Signaal:
    """Register it (`invoer` as for `registreer`), in a dossier when more people say the same.

    `als_vorige`: the subject of the entry before this one by the same person, who gets a dossier if it had none;
    `nieuw_onderwerp`: a dossier with that name. Sent in twice nothing is opened twice. Raises as `registreer` and
    `open_dossier` do.
    """
    if (als_vorige or nieuw_onderwerp.strip()) and not _is_eerder(client_id):
        dossier = (
            _van_vorige(spreekuur, door)
            if als_vorige
            else open_dossier(titel=nieuw_onderwerp, gebied=gebieden[0], door=door)
        )
    return registreer(
        spreekuur=spreekuur, gebieden=gebieden, door=door, client_id=client_id, dossier=dossier, **invoer
    )


def _is_eerder(client_id: uuid.UUID | None) -> bool:
    return client_id is not None and Signaal.objects.filter(client_id=client_id).exists()


def _van_vorige(spreekuur: Spreekuur, door: Gebruiker) -> Dossier:
    vorige = vorige_van(spreekuur, door)
    if vorige is None:
        raise StapGeweigerd((Klacht("Er is nog geen signaal dat hieraan voorafging.", "onderwerp"),))
    if vorige.dossier is not None:
        return vorige.dossier
    titel = f"{vorige.soortnaam}, {vorige.gebied}, {timezone.localtime(spreekuur.begin):%d-%m-%Y}"
    return open_dossier(titel=titel, signalen=[vorige], door=door)


def vorige_van(spreekuur: Spreekuur, door: Gebruiker) -> Signaal | None:
    """Return what this person wrote down last at this spreekuur."""
    eigen = Signaal.objects.filter(spreekuur=spreekuur, geregistreerd_door=door)
    return eigen.select_related("dossier", "gebied").order_by("-pk").first()
