"""A point that does not belong in a meeting: it becomes a signal, with an owner and an answer of its own."""

from __future__ import annotations

from django.db import transaction

from overleggen.acties.agenda import haal_punt, voer_af
from overleggen.acties.inbrenger import melder_van
from overleggen.inbreng import is_van_bewoner
from overleggen.models import Agendapunt
from signalen import service as signalen
from signalen.models import Signaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import Klacht, StapGeweigerd

# What was discussed already has an outcome, and is ended by that.
STANDEN = (Agendapunt.Stand.AANGEDRAGEN, Agendapunt.Stand.GEAGENDEERD)


@transaction.atomic
def maak_signaal(*, punt: Agendapunt, soort: str, tekst: str, door: Gebruiker) -> Signaal:
    """Register the point as a signal of this kind and take it off the agenda, both or neither (HEL-81, BER-10, R21).

    Who brought it in is told where it went. Raises PermissionDenied, StapGeweigerd.
    """
    punt = haal_punt(punt)
    if not kan_signaal_worden(punt):
        raise StapGeweigerd((Klacht("Dit punt gaat al over iets dat bestaat, of is al besproken."),))
    signaal = signalen.registreer(
        tekst=tekst,
        soort=soort,
        gebieden=[punt.overleg.gebied],
        kanaal=punt.overleg.vorm,
        themas=punt.themas,
        melder=melder_van(punt),
        door=door,
    )
    if is_van_bewoner(punt):
        # Who brought it in follows the signal from the page of the point.
        signalen.geef_statusadres(signaal)
    punt = voer_af(punt=punt, reden=f"Verwezen: dit is nu signaal {signaal.nummer}.", door=door)
    # So that the signal knows where it came from, and the point is never less shielded than the signal.
    punt.bron_soort, punt.bron_id = "signaal", signaal.pk
    punt.save(update_fields=["bron_soort", "bron_id"])
    return signaal


def kan_signaal_worden(punt: Agendapunt) -> bool:
    return punt.bron_id is None and punt.gevoelig == "nee" and punt.stand in STANDEN
