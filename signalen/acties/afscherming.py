"""How shielded a signal is."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from signalen.acties.basis import schrijf, vergrendel
from signalen.acties.bundelen import verlaat_dossier
from signalen.acties.initiatief.schild import volg_signaal
from signalen.models import Notitie, Signaal
from signalen.regels import onderwerp
from signalen.routes import HOOGTE, gevoelig_bij_registratie
from signalen.stroom import SIGNAAL
from signalen.zicht import Niveau, zicht
from wijkwerk.afspraken import service as afspraken
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.service import Klacht, eis_stap


def mag_verlagen(signaal: Signaal, door: Gebruiker, niveau: Niveau) -> bool:
    """Whoever sees all of it and guards or answers signals there: the manager, never the front that raised it.

    Who sees only the state cannot open the shield to find out what is behind it.
    """
    plek = signaal.plek()
    beheert = mag(door, Recht.AFSPRAAK_BEWAKEN, plek) or mag(door, Recht.SIGNAAL_BEANTWOORDEN, plek)
    return niveau == Niveau.ALLES and beheert


def mag_verhogen(signaal: Signaal, door: Gebruiker, niveau: Niveau) -> bool:
    """Whoever knows what it says: the registrar, and who sees all of it."""
    return niveau >= Niveau.EIGEN


@transaction.atomic
def scherm_af(*, signaal: Signaal, gevoelig: str, door: Gebruiker, reden: str = "") -> Signaal:
    """Raise the shield, or lower it with a reason; never below what the kind itself says.

    What came out of it (afspraken, an initiative, a project) follows in the same transaction.
    """
    signaal = vergrendel(signaal)
    niveau = zicht(door, signaal)
    lager = HOOGTE.get(gevoelig, 9) < HOOGTE[signaal.gevoelig]
    if not (mag_verlagen if lager else mag_verhogen)(signaal, door, niveau):
        woord = "opheffen" if lager else "veranderen"
        raise PermissionDenied(f"U mag de afscherming van dit signaal niet {woord}.")
    bodem = gevoelig_bij_registratie(actief_profiel(), signaal.soort, signaal.themas)
    klachten = []
    if gevoelig not in HOOGTE or gevoelig == signaal.gevoelig:
        klachten.append(Klacht("Kies een andere afscherming.", "gevoelig"))
    elif HOOGTE[gevoelig] < HOOGTE[bodem]:
        klachten.append(Klacht("Deze soort signaal is altijd afgeschermd.", "gevoelig"))
    if lager and not reden.strip():
        klachten.append(Klacht("Geef een reden om de afscherming te verlagen.", "reden"))
    stap = SIGNAAL["ontschermen" if lager else "afschermen"]
    eis_stap(stap, onderwerp(signaal, {"reden": reden}), door, stand=signaal.stand, ook=klachten)
    oud = signaal.gevoelig
    # A dossier holds only what is as shielded as it is.
    verlaat_dossier(signaal, door)
    if HOOGTE[gevoelig] > HOOGTE[oud]:
        Notitie.objects.houd_in(signaal)
    schrijf(signaal, stap.naam, door, reden=reden, gegevens={"van": oud, "naar": gevoelig}, gevoelig=gevoelig)
    afspraken.volg_bron(bron=signaal, gevoelig=gevoelig, gebieden=signaal.gebieden.all())
    volg_signaal(signaal)
    return signaal
