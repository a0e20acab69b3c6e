"""What is done with whoever told a signal: an address to follow it by, correcting, and forgetting (R34)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from signalen.acties.basis import geef_statusadres, schrijf, vergrendel
from signalen.acties.registratie import Melderinvoer
from signalen.models import Melder, Signaal, Statusadres
from signalen.zicht import mag_bij_melder, werkt_met_melder
from wijkwerk.berichten.service import trek_in_van
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd

VERWIJDERD = "De melder liet de gegevens verwijderen."


def eis_melder(signaal: Signaal, door: Gebruiker) -> None:
    """Raise PermissionDenied unless this person is one of those who have to do with the melder."""
    if not werkt_met_melder(door, signaal):
        raise PermissionDenied("U heeft voor dit signaal niets met de melder te maken.")


@transaction.atomic
def maak_briefje(*, signaal: Signaal, door: Gebruiker) -> Statusadres:
    """Make sure there is an address on paper for who has no mail; the same slip twice has the same address."""
    eis_melder(signaal, door)
    signaal = vergrendel(signaal)
    adres = geef_statusadres(signaal)
    schrijf(signaal, "briefje", door)
    return adres


@transaction.atomic
def corrigeer_melder(*, signaal: Signaal, invoer: Melderinvoer, door: Gebruiker) -> Melder:
    """Write down who told it as it really is, or for the first time; what was there before is not kept.

    Mails that wait go to the new address: it is looked up when they leave. Raises StapGeweigerd.
    """
    eis_melder(signaal, door)
    signaal = vergrendel(signaal)
    klachten = [*invoer.klachten]
    if not invoer:
        klachten.append(Klacht("Vul iets in. Wilt u de gegevens weghalen? Kies dan verwijderen."))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    melder = signaal.melder or Melder(bewaren_tot=_bewaren_tot(signaal))
    melder.hoedanigheid = invoer.hoedanigheid.strip()
    melder.terugkoppeling_gewenst = invoer.terugkoppeling_gewenst
    melder.zet_contact(naam=invoer.naam, e_mail=invoer.e_mail, telefoon=invoer.telefoon)
    melder.save()
    schrijf(signaal, "melder-corrigeren", door, gegevens={"melder": melder.pk}, melder=melder)
    return melder


def _bewaren_tot(signaal: Signaal) -> date | None:
    if not signaal.is_gesloten:
        return None
    return plus_maanden(timezone.localdate(), actief_profiel().bewaren.contact)


@transaction.atomic
def noteer_uitvoer(*, signaal: Signaal, door: Gebruiker) -> None:
    """Write down that a file was made of what is kept of the melder."""
    eis_melder(signaal, door)
    schrijf(signaal, "melder-uitvoeren", door, gegevens={"melder": signaal.melder_id})


@transaction.atomic
def zoek_melder(*, contact: str, door: Gebruiker) -> list[Signaal]:
    """Return the signals of who has this address or number, as far as this person has to do with the melder of them.

    That somebody searched is logged, with what was found and not for whom.
    """
    rijen = (
        Signaal.objects.zichtbaar_voor(door)
        .filter(melder__in=Melder.objects.met_contact(contact))
        .voor_lijst()
    )
    gevonden = [rij for rij in rijen if mag_bij_melder(door, rij)]
    for rij in gevonden:
        noteer(door=door, stap="signaal.melder-zoeken", ding=rij)
    return gevonden


@transaction.atomic
def wis_melder(*, signaal: Signaal, door: Gebruiker, overal: bool = False) -> None:
    """Forget who told it, here or wherever the same address or number stands (R34).

    Everywhere is everywhere: also with signals that this person cannot see, of which nothing is said. The signals
    stay and are counted; each says in its log that this was done, and not whose data it were.
    """
    eis_melder(signaal, door)
    signaal = vergrendel(signaal)
    if signaal.melder is None:
        raise StapGeweigerd((Klacht("Er zijn geen gegevens van een melder (meer)."),))
    rijen = (
        Melder.objects.van_dezelfde(signaal.melder) if overal else Melder.objects.filter(pk=signaal.melder.pk)
    )
    vergeet(rijen.select_for_update(of=("self",)), door=door, stap="signaal.melder-verwijderen")


@transaction.atomic
def wis_contact(*, contact: str, door: Gebruiker) -> None:
    """The same by the address or number alone, for the beheerder, who reads no signals; also what the address follows
    on the public site, or asked for there. Nothing found is no error: the answer would tell whether somebody is known."""
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    rijen = Melder.objects.met_contact(contact)
    vergeet(rijen.select_for_update(of=("self",)), door=door, stap="signaal.melder-verwijderen")
    for pad in settings.ADRES_WISSEN:
        import_string(pad)(e_mail=contact, door=door)


def vergeet(melders: Iterable[Melder], *, door: Gebruiker | None, stap: str, reden: str = VERWIJDERD) -> int:
    """Remove these rows, the mails that wait for them and the addresses by which they follow; return how many.

    Inside the caller's transaction.
    """
    aantal = 0
    for melder in melders:
        for signaal in melder.signalen.all():
            noteer(door=door, stap=stap, ding=signaal, gegevens={"melder": melder.pk})
        Statusadres.objects.filter(signaal__melder=melder).delete()
        trek_in_van(("melder", melder.pk), reden=reden)
        melder.delete()
        aantal += 1
    return aantal
