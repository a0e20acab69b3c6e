"""Handing a signal to the municipality's own system: put it in, help it on by hand, and take over how it is there."""

from __future__ import annotations

from django.db import OperationalError, transaction
from django.utils import timezone

from signalen.acties.basis import bij_afhandeling, schrijf, vergrendel
from signalen.meldsysteem.aansluiting import Toestand
from signalen.models import LIJNEN, Meldsysteem, Overdracht, Signaal, Via
from signalen.regels import onderwerp
from signalen.stroom import SIGNAAL
from wijkwerk.berichten import starten
from wijkwerk.berichten.service import zet_klaar
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StandVeranderd, StapGeweigerd, eis_stap

Stand = Overdracht.Stand


def zet_overdracht_klaar(signaal: Signaal, *, nummer: str, contact_mee: bool) -> Overdracht:
    """Put the handing over in, inside the step that sends the signal; twice is once.

    With a number somebody did it by hand already. What was withdrawn (the shield came down, it was opened again) goes
    after all.
    """
    systeem = Meldsysteem.nu()
    overdracht = Overdracht.objects.select_for_update(of=("self",)).filter(signaal=signaal).first()
    if overdracht is None:
        overdracht = Overdracht(signaal=signaal, via=systeem.via)
    elif overdracht.stand != Stand.INGETROKKEN and not nummer:
        return overdracht
    overdracht.contact_mee = contact_mee
    if nummer:
        _is_er(overdracht, nummer, "")
    else:
        _in_de_rij(overdracht, systeem.via)
    overdracht.save()
    signaal.overdracht = overdracht
    return overdracht


def _in_de_rij(overdracht: Overdracht, via: str) -> None:
    overdracht.via, overdracht.reden, overdracht.niet_voor = via, "", timezone.now()
    overdracht.stand = Stand.HAND if via == Via.HAND else Stand.KLAAR
    if overdracht.stand == Stand.KLAAR:
        from signalen.tasks import draag_over

        starten.na_commit(draag_over)


def _is_er(overdracht: Overdracht, nummer: str, link: str) -> None:
    overdracht.via, overdracht.stand, overdracht.reden = Via.HAND, Stand.OVERGEDRAGEN, ""
    overdracht.nummer, overdracht.link, overdracht.overgedragen_op = nummer, link, timezone.now()


@transaction.atomic
def vul_nummer(*, signaal: Signaal, nummer: str, link: str = "", door: Gebruiker) -> Overdracht:
    """Record by which number it is known there: somebody reported it by hand, or the mail was answered."""
    klachten = [] if nummer.strip() else [Klacht("Vul het nummer in dat het meldsysteem gaf.", "nummer")]
    signaal, overdracht = _neem(signaal, door, klachten)
    if overdracht.stand == Stand.OVERGEDRAGEN and overdracht.via in LIJNEN:
        raise StandVeranderd((Klacht(f"Dit is al overgedragen als {overdracht.nummer}."),))
    stap = "overdracht-nummer" if overdracht.stand == Stand.OVERGEDRAGEN else "overdragen"
    if overdracht.stand == Stand.OVERGEDRAGEN:
        overdracht.nummer, overdracht.link = nummer.strip(), link
    else:
        _is_er(overdracht, nummer.strip(), link)
    overdracht.save(update_fields=["via", "stand", "reden", "nummer", "link", "overgedragen_op"])
    schrijf(signaal, stap, door, gegevens={"via": overdracht.via}, systeemnummer=overdracht.nummer)
    return overdracht


@transaction.atomic
def draag_opnieuw_over(
    *, signaal: Signaal, door: Gebruiker, via: str = "", zeker: bool = False
) -> Overdracht:
    """Try again what did not work, by the way that is set now or, with `via`, by mail.

    What may have arrived already goes again only by who says `zeker`: looked there, and it is not there.
    """
    systeem = Meldsysteem.nu()
    signaal, overdracht = _neem(signaal, door, ())
    if not overdracht.vraagt_iemand:
        raise StandVeranderd((Klacht("Dit is al overgedragen, of het gebeurt nu."),))
    nieuw = via or systeem.via
    klachten = []
    if nieuw == Via.HAND or (nieuw == Via.MAIL and not systeem.e_mail):
        klachten.append(Klacht("Er is geen verbinding ingesteld. Meld het zelf en vul het nummer in."))
    if overdracht.stand == Stand.ONZEKER and not zeker:
        klachten.append(Klacht("Kijk eerst in het meldsysteem of de melding er al staat.", "zeker"))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    if zeker:
        overdracht.twijfel_sinds = None
    _in_de_rij(overdracht, nieuw)
    overdracht.save(update_fields=["via", "stand", "reden", "niet_voor", "twijfel_sinds"])
    schrijf(signaal, "overdracht-opnieuw", door, gegevens={"via": nieuw})
    return overdracht


def _neem(
    signaal: Signaal, door: Gebruiker, klachten: list[Klacht] | tuple[()]
) -> tuple[Signaal, Overdracht]:
    """Lock both, and check the step. A worker that is handing it over now is not waited for."""
    signaal = vergrendel(signaal)
    eis_stap(
        SIGNAAL["overdragen"],
        onderwerp(signaal),
        door,
        stand=signaal.stand,
        toestemming=bij_afhandeling(signaal, door),
        ook=[*klachten, *_schild(signaal)],
    )
    try:
        with transaction.atomic():
            overdracht = Overdracht.objects.select_for_update(of=("self",), nowait=True).get(signaal=signaal)
    except OperationalError as bezet:
        raise StandVeranderd(
            (Klacht("Dit wordt nu overgedragen. Kijk over een minuut nog eens."),)
        ) from bezet
    return signaal, overdracht


def _schild(signaal: Signaal) -> list[Klacht]:
    return [Klacht(AFGESCHERMD)] if signaal.is_afgeschermd else []


AFGESCHERMD = "Een afgeschermd signaal gaat niet naar het meldsysteem. Kies een andere route."


# --- what the worker writes


def overgedragen(overdracht: Overdracht) -> None:
    """Write down that it arrived, in the transaction of the worker that holds the row."""
    overdracht.stand, overdracht.overgedragen_op = Stand.OVERGEDRAGEN, timezone.now()
    overdracht.reden, overdracht.twijfel_sinds = "", None
    if overdracht.nummer:
        Signaal.objects.filter(pk=overdracht.signaal_id).update(systeemnummer=overdracht.nummer)
    noteer(door=None, stap="signaal.overdragen", ding=overdracht.signaal, gegevens={"via": overdracht.via})


def niet_overgedragen(overdracht: Overdracht, stand: str, reden: str) -> None:
    """Write down that it did not work and that somebody must look; tell the owner."""
    overdracht.stand, overdracht.reden = stand, reden[:300]
    overdracht.overgedragen_op = None
    noteer(door=None, stap="signaal.overdracht-mislukt", ding=overdracht.signaal, gegevens={"stand": stand})
    if stand != Stand.INGETROKKEN:
        _meld_eigenaar(overdracht.signaal, "overdracht-mislukt", f"poging-{overdracht.pogingen}")


@transaction.atomic
def neem_toestand_over(*, overdracht: Overdracht, toestand: Toestand) -> None:
    """Take over how it is there. Their answer is a proposal: nothing of ours is answered or closed by it (HEL-06)."""
    overdracht = Overdracht.objects.select_for_update(of=("self",)).get(pk=overdracht.pk)
    signaal = Signaal.objects.select_related(
        "gebied", "houder_partij", "houder_gebied", "houder_persoon"
    ).get(pk=overdracht.signaal_id)
    if overdracht.stand != Stand.OVERGEDRAGEN:
        return
    nu = timezone.now()
    overdracht.gelezen_op = nu
    if toestand.mislukt:
        overdracht.signaal = signaal
        niet_overgedragen(overdracht, Stand.MISLUKT, toestand.mislukt)
        overdracht.save(update_fields=["gelezen_op", "stand", "reden", "overgedragen_op"])
        return
    was_klaar = overdracht.afgehandeld_op is not None
    overdracht.systeemstand = toestand.stand
    # Words about what became shielded meanwhile do not come in.
    overdracht.antwoord = "" if signaal.is_afgeschermd else toestand.antwoord
    if toestand.is_afgehandeld != was_klaar:
        overdracht.afgehandeld_op = nu if toestand.is_afgehandeld else None
        stap = "elders-afgehandeld" if toestand.is_afgehandeld else "elders-heropend"
        noteer(door=None, stap=f"signaal.{stap}", ding=signaal)
        if not signaal.is_gesloten:
            _meld_eigenaar(
                signaal, f"overdracht-{stap.removeprefix('elders-')}", nu.isoformat(timespec="seconds")
            )
    overdracht.save(update_fields=["gelezen_op", "systeemstand", "antwoord", "afgehandeld_op"])


def _meld_eigenaar(signaal: Signaal, soort: str, moment: str) -> None:
    eigenaar = signaal.houder
    for persoon in eigenaar.personen() if eigenaar else ():
        zet_klaar(soort, ontvanger=persoon, ding=signaal, moment=moment)
