"""Telling who brought a point in what became of it: an account, or a resident without one."""

from __future__ import annotations

from overleggen.inbreng import eerste
from overleggen.models import Agendapunt, Inbreng, Overleg
from signalen.service import Melderinvoer
from wijkwerk.berichten.service import zet_klaar
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.versleuteling import InvalidToken

ONTVANGEN, BESPROKEN, VERVALLEN = "inbreng-ontvangen", "inbreng-besproken", "inbreng-vervallen"
# What an account hears in its own words, and a resident without one in others.
VOOR_BEWONER = {"agendapunt-op-agenda": "inbreng-op-agenda", "agendapunt-afgevoerd": "inbreng-afgevoerd"}


def vertel_inbrenger(punt: Agendapunt, soort: str, door: Gebruiker) -> None:
    """Tell who brought the point in, unless that is who did this; and the resident with whom the matter began."""
    if punt.aangedragen_door is not None and punt.aangedragen_door != door:
        zet_klaar(soort, ontvanger=punt.aangedragen_door, ding=punt.overleg, moment=f"punt-{punt.pk}")
    vertel_bewoner(punt, VOOR_BEWONER[soort])


def vertel_bewoner(punt: Agendapunt, soort: str) -> None:
    """Mail the resident without account with whom this matter began, when there is an address."""
    inbreng = _inbreng(punt)
    if inbreng is not None and inbreng.melder is not None and inbreng.melder.e_mail_kenmerk:
        zet_klaar(soort, adressant=("melder", inbreng.melder.pk), ding=inbreng, moment=f"punt-{punt.pk}")


def vertel_bewoners_van(overleg: Overleg, soort: str) -> None:
    """The same for every point of this meeting that was still to come."""
    nog_niet = [Agendapunt.Stand.AANGEDRAGEN, Agendapunt.Stand.GEAGENDEERD]
    for punt in overleg.punten.filter(stand__in=nog_niet):
        vertel_bewoner(punt, soort)


def melder_van(punt: Agendapunt) -> Melderinvoer | None:
    """Who brought it in, to take along when the point becomes a signal; None when nobody wants to hear of it."""
    inbreng = _inbreng(punt)
    melder = inbreng.melder if inbreng else None
    if melder is None:
        return None
    try:
        return Melderinvoer(naam=melder.naam, e_mail=melder.e_mail, terugkoppeling_gewenst=True)
    except InvalidToken:
        return None


def _inbreng(punt: Agendapunt) -> Inbreng | None:
    return Inbreng.objects.select_related("melder").filter(punt=eerste(punt)).first()
