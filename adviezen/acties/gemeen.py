"""What the steps share: who may ask, locking a subject, telling a party."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from adviezen.models import Advies, Adviesonderwerp
from adviezen.regels import onderwerp_advies
from adviezen.stroom import ADVIES
from wijkwerk.berichten.service import zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Selector
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.regels.service import Klacht, StapGeweigerd, Toestemming, Uitkomst, eis_stap, mag_stap
from wijkwerk.wijken.models import Gebied, Partij

VAN_BEWONERS = [soort for soort, kant in KANT_VAN_SOORT.items() if kant == "bewoners"]


# What who prepares the policy there may do too, beside who weighs the advice.
VAN_ADVISEUR = frozenset({"aanvragen", "vervallen", "verplaatsen", "zaak", "informeren"})


def adviseert(stap: str, door: Gebruiker, plek: Plek) -> Toestemming | None:
    if stap not in VAN_ADVISEUR or not mag(door, Recht.BELEID_ADVISEREN, plek):
        return None
    return Toestemming(wie=(Selector("iedereen"),))


def mag_over(stap: str, over: Adviesonderwerp, door: Gebruiker) -> bool:
    """Whether this person may take this step with the subject; the state is looked at by the step."""
    ding = onderwerp_advies(Advies(onderwerp=over))
    return mag_stap(ADVIES[stap], ding, door, adviseert(stap, door, over.plek()))


def mag_vragen(door: Gebruiker, gebied: Gebied) -> bool:
    return mag_over("aanvragen", Adviesonderwerp(gebied=gebied, plek_gebieden=gebied.voorouders), door)


def eis_over(
    stap: str,
    over: Adviesonderwerp,
    door: Gebruiker,
    ook: Iterable[Klacht] = (),
    advies: Advies | None = None,
) -> Uitkomst:
    """A step with the subject itself, or with an advice on it that was asked."""
    stand = advies.stand if advies else "standpunt" if over.heeft_standpunt else "open"
    ding = onderwerp_advies(advies or Advies(onderwerp=over))
    return eis_stap(
        ADVIES[stap], ding, door, stand=stand, toestemming=adviseert(stap, door, over.plek()), ook=ook
    )


def vraagbare_partijen(gebieden: Sequence[Gebied]) -> QuerySet[Partij]:
    """The parties of residents that are at home in or above one of these areas."""
    boven = {pk for gebied in gebieden for pk in gebied.voorouders}
    partijen = Partij.objects.actief().filter(soort__in=VAN_BEWONERS, gebieden__in=boven)
    return partijen.distinct().order_by("naam")


def vergrendel(over: Adviesonderwerp) -> Adviesonderwerp:
    rijen = Adviesonderwerp.objects.select_for_update(of=("self",)).select_related("gebied", "behandelaar")
    return rijen.get(pk=over.pk)


def eis_open(over: Adviesonderwerp) -> None:
    if over.heeft_standpunt:
        raise StapGeweigerd((Klacht("Op dit onderwerp is al een standpunt ingenomen."),))


def werk_plek_bij(over: Adviesonderwerp, ook: Iterable[Partij] = ()) -> None:
    """Let the subject know the parties that were asked or gave advice, and who was told; saves."""
    partijen = {*Partij.objects.filter(adviezen__onderwerp=over), *ook}
    partijen |= set(Partij.objects.filter(pk__in=over.plek_partijen))
    over.zet_plek([over.gebied], partijen)
    over.save(update_fields=["plek_gebieden", "plek_partijen"])


def bericht_aan(
    partij: Partij, soort: str, ding: Any, plek: Plek, *, behalve: Gebruiker | None = None, moment: str = ""
) -> bool:
    """Tell the people of a party, or its own address when it has no people here; return whether anybody is reached."""
    wie = (Selector("partij", partij.sleutel),)
    if personen(wie, plek).exists():
        zet_klaar_voor(wie, soort, ding=ding, plek=plek, behalve=behalve, moment=moment)
        return True
    if partij.e_mail:
        zet_klaar(soort, adressant=("partij", partij.pk), ding=ding, moment=moment)
    return bool(partij.e_mail)


def meld_behandelaar(over: Adviesonderwerp, soort: str, ding: Any, door: Gebruiker) -> None:
    """Tell who handles the subject, else who asked; as long as nobody does, they see it on Vandaag who may."""
    wie = over.behandelaar or over.begonnen_door
    betrokken = over.behandelaar is not None or over.adviezen.filter(gevraagd=True).exists()
    if betrokken and wie.pk != door.pk:
        zet_klaar(soort, ontvanger=wie, ding=ding)


def klacht_thema(thema: str) -> list[Klacht]:
    """A theme, if any, is one of the profile; that there need be none is HEL-21."""
    bekend = {rij.sleutel for rij in actief_profiel().themas}
    return [] if not thema or thema in bekend else [Klacht("Kies een thema uit de lijst.", "thema")]
