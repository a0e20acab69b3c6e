"""The history of a signal, as far as it is for one person."""

from __future__ import annotations

from django.db.models import Q

from signalen.kijkwaarden import STAPPEN, Gebeurtenis
from signalen.models import Deelactie, Signaal
from signalen.zicht import Niveau, is_beperkt, niveau_van
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.models import Logregel


def tijdlijn(signaal: Signaal, gebruiker: Gebruiker, delen: list[Deelactie]) -> list[Gebeurtenis]:
    """Every step with who and when. Reasons only for who sees everything; a holder sees the own part's steps."""
    niveau = niveau_van(signaal)
    eigen_deel = niveau == Niveau.DEEL or is_beperkt(signaal)
    if eigen_deel:
        delen = [deel for deel in delen if (houder := deel.afspraak.houder) and houder.is_van(gebruiker)]
    q = Q(object_soort="afspraak", object_id__in=[deel.afspraak_id for deel in delen])
    if not eigen_deel:
        q |= Q(object_soort="signaal", object_id=signaal.pk)
    redenen = niveau == Niveau.ALLES or signaal.gevoelig == "nee"
    bewoner = niveau == Niveau.EIGEN and not mag(gebruiker, Recht.SIGNAAL_REGISTREREN, signaal.plek())
    regels = Logregel.objects.stappen().filter(q).select_related("door").order_by("op", "pk")
    return [
        Gebeurtenis(
            op=regel.op,
            wat=_wat(regel),
            wie="" if bewoner else _wie(regel),
            toelichting=regel.reden if redenen and not bewoner else "",
            icoon=STAPPEN.get(regel.stap, ("", "stop"))[1],
        )
        for regel in regels
    ]


def _wat(regel: Logregel) -> str:
    """What a step was; of scaling up and of another route also from which to which (OIJ-19)."""
    woorden = STAPPEN.get(regel.stap, (regel.stap.partition(".")[2].capitalize(), ""))[0]
    profiel = actief_profiel()
    rijen = {"signaal.opschalen": profiel.escalaties, "signaal.omleiden": profiel.routes}.get(regel.stap, ())
    namen = {rij.sleutel: rij.naam for rij in rijen}
    van, naar = regel.gegevens.get("van"), regel.gegevens.get("naar")
    if not namen or naar not in namen:
        return woorden
    return f"{woorden}: van “{namen.get(van, '')}” naar “{namen[naar]}”"


def _wie(regel: Logregel) -> str:
    """Who took a step; without a person it was the clock, or whoever brought it in by the form for everybody."""
    if regel.door is not None:
        return str(regel.door)
    if regel.stap == "signaal.registreren":
        return "iemand zonder account"
    return "de gevraagde partij" if regel.object_soort == "afspraak" else "Wijkwerk"
