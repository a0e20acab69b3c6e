"""Files of a report, asked by people."""

from __future__ import annotations

import hashlib

from overleggen.models import Verslag, Verslagdocument

MERK = "marktekst-besloten"
OPEN = "Er komt een zebrapad."


def document(verslag: Verslag, soort: str) -> Verslagdocument:
    return verslag.documenten.get(soort=soort)


def nep(rij: Verslagdocument) -> Verslagdocument:
    """As if the worker made it; what is in the real one is tested apart."""
    inhoud = f"%PDF {rij.soort}".encode()
    Verslagdocument.objects.filter(pk=rij.pk).update(
        pdf=inhoud, sha256=hashlib.sha256(inhoud).hexdigest(), gemaakt_op=rij.verslag.vastgesteld_op
    )
    return rij


def versie_nu() -> int:
    from wijkwerk.gemeente.service import actieve_versie_id

    versie = actieve_versie_id()
    assert versie is not None
    return versie
