"""What a holder does by the link in a mail: the same steps, with a line in the logboek that says how it came."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from signalen.acties.delen import meld_klaar, neem_aan, weiger
from signalen.mailstap import Mailstap
from signalen.models import Deelactie
from wijkwerk.afspraken import service as afspraken
from wijkwerk.berichten.service import zet_klaar
from wijkwerk.logboek.service import noteer


@transaction.atomic
def neem_aan_per_mail(*, stap: Mailstap) -> Deelactie:
    """Take the part on; a second mail confirms it, with the link to report on it."""
    _noteer(stap, "toezeggen")
    deel = neem_aan(deel=stap.deel, door=stap.door)
    partij = deel.afspraak.houder_partij_id
    adressant = ("partij", partij) if stap.door is None and partij else None
    zet_klaar("afspraak-aangenomen", ontvanger=stap.door, adressant=adressant, ding=deel.afspraak)
    return deel


@transaction.atomic
def weiger_per_mail(*, stap: Mailstap, reden: str) -> Deelactie:
    _noteer(stap, "weigeren")
    return weiger(deel=stap.deel, reden=reden, door=stap.door)


@transaction.atomic
def meld_klaar_per_mail(*, stap: Mailstap, resultaat: str) -> Deelactie:
    _noteer(stap, "afronden")
    return meld_klaar(deel=stap.deel, resultaat=resultaat, door=stap.door)


def _noteer(stap: Mailstap, wat: str) -> None:
    partij = stap.deel.afspraak.houder_partij
    noteer(
        door=stap.door,
        stap="afspraak.per-mail",
        ding=stap.deel.afspraak,
        gegevens={"stap": wat, "partij": partij.pk if partij else None},
    )


def herinner_partijen(*, dag: date) -> int:
    """Remind parties that have only an address of what falls due; return how many mails were put in the outbox."""
    return sum(
        zet_klaar("afspraak-herinnering", adressant=("partij", partij), ding=afspraak, moment=moment)
        is not None
        for afspraak, partij, moment in afspraken.herinneringen_aan_partijen(dag)
    )
