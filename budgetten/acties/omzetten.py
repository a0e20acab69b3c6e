"""What belongs to the basic level is no request: it becomes a signal for the work floor (OIJ-31)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from budgetten.acties.gemeen import als, mag_behandelen, vergrendel, vertel
from budgetten.acties.oordelen import gevraagde_oordelen
from budgetten.models import Budgetaanvraag
from budgetten.regels import onderwerp
from budgetten.stroom import AANVRAAG
from signalen import service as signalen
from signalen.models import Signaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel.rijen.geld import Oordeel
from wijkwerk.profiel.rijen.signalen import Signaalsoort
from wijkwerk.regels.models import Beoordeling
from wijkwerk.regels.service import Klacht, eis_stap


def uitweg(aanvraag: Budgetaanvraag) -> tuple[Oordeel, Beoordeling] | None:
    """The judgment that sends it elsewhere (`anders = "route:…"`), once one of its criteria was judged no."""
    nee = {(rij.oordeel, rij.criterium): rij for rij in Beoordeling.objects.bij(aanvraag).filter(ja=False)}
    for oordeel in gevraagde_oordelen(aanvraag):
        if (oordeel.anders or "").startswith("route:"):
            for criterium in oordeel.criteria:
                if (oordeel.sleutel, criterium.sleutel) in nee:
                    return oordeel, nee[oordeel.sleutel, criterium.sleutel]
    return None


def meldsoorten(oordeel: Oordeel) -> list[Signaalsoort]:
    """The kinds of signal that go that way; where there are none, every kind that is not shielded and no request itself."""
    vandaag = timezone.localdate()
    open_soorten = [
        rij
        for rij in actief_profiel().signaalsoorten
        if rij.geldt_op(vandaag) and rij.gevoelig == "nee" and not rij.wordt
    ]
    route = (oordeel.anders or "").removeprefix("route:")
    return [rij for rij in open_soorten if rij.route == route] or open_soorten


@transaction.atomic
def zet_om(*, aanvraag: Budgetaanvraag, soort: str, door: Gebruiker) -> Signaal:
    """Make it a signal of this kind, by the route that the judgment names, and tell who asked; both or neither.

    Raises PermissionDenied, StapGeweigerd.
    """
    aanvraag = vergrendel(aanvraag)
    weg = uitweg(aanvraag)
    klachten = []
    if weg is None:
        klachten.append(Klacht("Beoordeel eerst of dit bij het basisniveau hoort."))
    elif soort not in {rij.sleutel for rij in meldsoorten(weg[0])}:
        klachten.append(Klacht("Kies wat voor melding het is.", "soort"))
    eis_stap(
        AANVRAAG["omzetten"],
        onderwerp(aanvraag),
        door,
        stand=aanvraag.stand,
        toestemming=als(mag_behandelen(aanvraag, door), door),
        ook=klachten,
    )
    assert weg is not None
    signaal = signalen.registreer(
        tekst=f"{aanvraag.titel}\n\n{aanvraag.doel}",
        soort=soort,
        gebieden=[aanvraag.gebied],
        kanaal=_kanaal(),
        eigenaar=signalen.eigenaar_zonder_tafel(actief_profiel(), soort, aanvraag.gebied),
        door=door,
        toestemming=als(True, door),
    )
    aanvraag.stand, aanvraag.melding = Budgetaanvraag.Stand.OMGEZET, signaal
    aanvraag.motivering = weg[1].toelichting
    aanvraag.besloten_op, aanvraag.besloten_door = timezone.localdate(), door
    aanvraag.save(update_fields=["stand", "melding", "motivering", "besloten_op", "besloten_door"])
    noteer(door=door, stap="budgetaanvraag.omzetten", ding=aanvraag, gegevens={"signaal": signaal.pk})
    vertel(aanvraag, "budget-omgezet", door)
    return signaal


def _kanaal() -> str:
    """By which way it comes in: the first way in that the profile has."""
    kanaal = next((rij for rij in actief_profiel().kanalen if rij.richting != "uit"), None)
    return kanaal.sleutel if kanaal else ""
