"""What a holder does by the link in a mail: the same steps, with a line in the logboek that says how it came."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from wijkwerk.afspraken.acties.bron import neem_stap
from wijkwerk.afspraken.herinneringen import herinneringen_aan_partijen
from wijkwerk.afspraken.mailstap import Mailstap
from wijkwerk.berichten.service import zet_klaar
from wijkwerk.logboek.service import noteer


@transaction.atomic
def neem_stap_per_mail(*, link: Mailstap, stap: str, **gegevens: Any) -> None:
    """Take a step of the register, or of where the afspraak came from, for whom the mail was meant.

    After taking something on a second mail confirms it, with the link to report on it. Raises StapGeweigerd.
    """
    afspraak = link.afspraak
    partij = afspraak.houder_partij_id
    noteer(
        door=link.door,
        stap="afspraak.per-mail",
        ding=afspraak,
        gegevens={"stap": stap, "partij": partij},
    )
    neem_stap(stap, afspraak=afspraak, door=link.door, **gegevens)
    if stap == "toezeggen":
        adressant = ("partij", partij) if link.door is None and partij else None
        zet_klaar("afspraak-aangenomen", ontvanger=link.door, adressant=adressant, ding=afspraak)


def herinner_partijen(*, dag: date) -> int:
    """Remind parties that have only an address of what falls due; return how many mails were put in the outbox."""
    return sum(
        zet_klaar("afspraak-herinnering", adressant=("partij", partij), ding=afspraak, moment=moment)
        is not None
        for afspraak, partij, moment in herinneringen_aan_partijen(dag)
    )
