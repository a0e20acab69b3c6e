"""Mail and link: the outbox mails the people of the other system; its number, and what became of it, come back by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from signalen.meldsysteem.aansluiting import Gelezen, Gevraagd, Melding, Ontvangst, Toestand
from signalen.meldsysteem.melding import contact_van
from signalen.models import Meldsysteem, Overdracht
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.opmaak import REDEN
from wijkwerk.berichten.service import zet_klaar

SOORT = "overdracht-melding"
ADRESSANT = "meldsysteem"


class MailEnLink:
    """Handing over is a row in the outbox, in the same transaction: there can be no doubt about it."""

    def overdragen(self, melding: Melding) -> Ontvangst:
        zet_klaar(
            SOORT,
            adressant=(ADRESSANT, melding.overdracht),
            ding=Overdracht(pk=melding.overdracht),
            moment=str(melding.poging),
        )
        return Ontvangst()

    def stand(self, meldingen: Sequence[Gevraagd], sinds: datetime | None) -> Gelezen:
        """Only whether the mail was refused after all."""
        pks = [melding.overdracht for melding in meldingen]
        rijen = Bericht.objects.filter(soort=SOORT, object_soort="overdracht", object_id__in=pks).order_by(
            "pk"
        )
        laatste = {rij.object_id: rij for rij in rijen}
        return Gelezen(
            {
                pk: Toestand(mislukt=f"De mail kwam niet aan. {rij.reden}")
                for pk, rij in laatste.items()
                if rij.stand == Bericht.Stand.MISLUKT
            }
        )


def adres(pk: int) -> str | None:
    """Return where the mail about this overdracht goes; None, and then no mail, when it must not leave any more."""
    overdracht = Overdracht.objects.select_related("signaal").filter(pk=pk).first()
    if overdracht is None or overdracht.signaal.is_afgeschermd:
        return None
    return Meldsysteem.nu().e_mail or None


def berichtvelden(ding: Overdracht, soort: str, context: Mapping[str, Any]) -> dict[str, str]:
    """Return the words of the mail: what was said and where, and the contact data that may go along."""
    e_mail, telefoon = contact_van(ding, Meldsysteem.nu())
    return {
        "nummer": ding.signaal.nummer,
        "soort": ding.signaal.soortnaam,
        "gebied": str(ding.signaal.gebied),
        "waar": ding.signaal.waar,
        "tekst": ding.signaal.tekst,
        "contact": " of ".join(filter(None, (e_mail, telefoon))),
        REDEN: "U krijgt deze e-mail omdat de gemeente kleine meldingen uit de wijk hierheen stuurt.",
    }
