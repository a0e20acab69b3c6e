"""The subject itself: who handles it, which advice belongs to it, its zaak."""

from __future__ import annotations

from django.db import transaction

from adviezen.acties.gemeen import eis_over, vergrendel, werk_plek_bij
from adviezen.models import Advies, Adviesonderwerp, Informatie
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StandVeranderd
from wijkwerk.zaak import fout_in_adres


@transaction.atomic
def neem_op_zich(*, over: Adviesonderwerp, door: Gebruiker) -> Adviesonderwerp:
    """Handle the subject from now on: the reminders go to this person."""
    over = vergrendel(over)
    eis_over("behandelen", over, door)
    over.behandelaar = door
    over.save(update_fields=["behandelaar"])
    noteer(door=door, stap="advies.behandelen", ding=over)
    return over


@transaction.atomic
def verplaats(*, advies: Advies, naar: Adviesonderwerp, door: Gebruiker) -> Advies:
    """Put advice that came in with the subject it is about, so that one standpunt weighs all of it (HEL-28)."""
    rijen = Adviesonderwerp.objects.select_for_update(of=("self",)).select_related("gebied", "behandelaar")
    beide = rijen.filter(pk__in={advies.onderwerp_id, naar.pk}).order_by("pk")
    onderwerpen = {over.pk: over for over in beide}
    advies = Advies.objects.select_for_update(of=("self",)).get(pk=advies.pk)
    # Somebody else moved it meanwhile, and maybe left its old subject empty, or the new one.
    if advies.onderwerp_id not in onderwerpen or naar.pk not in onderwerpen:
        raise StandVeranderd(
            (Klacht("Een ander heeft dit advies net verplaatst. Kijk eerst hoe het nu staat."),)
        )
    van, naar = onderwerpen[advies.onderwerp_id], onderwerpen[naar.pk]
    ook = []
    if advies.stand != Advies.Stand.INGEDIEND:
        ook.append(Klacht("Alleen advies dat binnen is kan naar een ander onderwerp.", "naar"))
    if van.pk == naar.pk or naar.heeft_standpunt:
        ook.append(Klacht("Kies een ander onderwerp, waarop nog geen standpunt is.", "naar"))
    eis_over("verplaatsen", van, door, ook)
    eis_over("verplaatsen", naar, door)
    al_gevraagd = naar.adviezen.filter(gevraagd=True, partij=advies.partij_id).exclude(stand="vervallen")
    # A party is asked once on a subject; what else it says there came beside that.
    advies.gevraagd = advies.gevraagd and not al_gevraagd.exists()
    advies.onderwerp = naar
    advies.save(update_fields=["onderwerp", "gevraagd"])
    noteer(door=door, stap="advies.verplaatsen", ding=advies, gegevens={"van": van.pk, "naar": naar.pk})
    werk_plek_bij(naar)
    if not van.adviezen.exists() and not Informatie.objects.filter(onderwerp=van).exists():
        van.delete()
    return advies


@transaction.atomic
def zet_zaak(*, over: Adviesonderwerp, adres: str, door: Gebruiker) -> Adviesonderwerp:
    """Set the address of its zaak, or take it away (empty). The logboek says that, not which."""
    over = vergrendel(over)
    adres = adres.strip()
    fout = fout_in_adres(adres)
    eis_over("zaak", over, door, [Klacht(fout, "zaak_adres")] if fout else [])
    over.zaak_adres = adres
    over.save(update_fields=["zaak_adres"])
    noteer(door=door, stap="advies.zaak", ding=over, gegevens={"weg": not adres})
    return over
