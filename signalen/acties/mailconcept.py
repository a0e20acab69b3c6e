"""A forwarded mail: taken in, confirmed by its forwarder, or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from signalen.acties.registratie import registreer
from signalen.models import Mailconcept, Signaal
from signalen.models.mailconcept import BEWAAR_DAGEN, ONTHOUD_DAGEN
from signalen.regels import onderwerp
from signalen.stroom import SIGNAAL
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StandVeranderd, eis_stap

Stand = Mailconcept.Stand


@transaction.atomic
def neem_mail_in(
    *,
    kenmerk: str,
    van: Gebruiker,
    tekst: str,
    briefje: str = "",
    naam: str = "",
    e_mail: str = "",
    bijlagen: int = 0,
) -> Mailconcept | None:
    """Keep a forwarded mail for its forwarder; None when it was taken in before. The same `kenmerk` is the same mail."""
    nieuw = Mailconcept(kenmerk=kenmerk, van=van, bijlagen=bijlagen)
    nieuw.zet_inhoud(tekst=tekst, briefje=briefje, naam=naam, e_mail=e_mail)
    velden = {naam: getattr(nieuw, naam) for naam in ("van", "bijlagen", *Mailconcept.GESLOTEN)}
    concept, is_nieuw = Mailconcept.objects.get_or_create(kenmerk=kenmerk, defaults=velden)
    if not is_nieuw:
        return None
    noteer(door=van, stap="mailconcept.innemen", ding=concept)
    return concept


@transaction.atomic
def bevestig(*, concept: Mailconcept, invoer: Mapping[str, Any], door: Gebruiker) -> Signaal:
    """Make a signal of it, as its forwarder completed it (`invoer`: what `registreer` asks); nothing of the mail stays."""
    concept = _neem(concept, door)
    signaal = registreer(door=door, **invoer)
    eis_stap(SIGNAAL["bevestigen"], onderwerp(signaal), door, stand=concept.stand)
    noteer(door=door, stap="signaal.bevestigen", ding=signaal)
    concept.maak_leeg(Stand.BEVESTIGD)
    concept.signaal = signaal
    concept.save()
    return signaal


@transaction.atomic
def gooi_weg(*, concept: Mailconcept, door: Gebruiker) -> None:
    """It is no signal after all, or there is danger now: nothing of it stays."""
    concept = _neem(concept, door)
    noteer(door=door, stap="mailconcept.weggooien", ding=concept)
    concept.maak_leeg(Stand.WEG)
    concept.save()


def _neem(concept: Mailconcept, door: Gebruiker) -> Mailconcept:
    concept = Mailconcept.objects.select_for_update(of=("self",)).get(pk=concept.pk)
    if concept.van_id != door.pk:
        raise PermissionDenied("Alleen wie deze mail doorstuurde, ziet haar.")
    if concept.stand != Stand.CONCEPT:
        raise StandVeranderd((Klacht("Deze mail is al verwerkt."),))
    return concept


@transaction.atomic
def ruim_mail_op() -> int:
    """Empty what nobody confirmed in time, and forget what was dealt with long ago; return the number of rows."""
    nu = timezone.now()
    oud = Mailconcept.objects.filter(stand=Stand.CONCEPT, ontvangen_op__lt=nu - timedelta(days=BEWAAR_DAGEN))
    aantal = 0
    for concept in oud.select_for_update(of=("self",)):
        concept.maak_leeg(Stand.VERLOPEN)
        concept.save()
        aantal += 1
    weg, _ = Mailconcept.objects.filter(afgedaan_op__lt=nu - timedelta(days=ONTHOUD_DAGEN)).delete()
    return aantal + weg
