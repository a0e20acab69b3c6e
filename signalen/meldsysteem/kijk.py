"""What the page of a signal may show of its overdracht."""

from __future__ import annotations

from signalen.kijkwaarden import OverdrachtKijk
from signalen.models import Overdracht, Signaal, overdracht_van
from signalen.zicht import Niveau, niveau_van, toont_antwoord


def bekijk_overdracht(signaal: Signaal) -> OverdrachtKijk | None:
    """Return where it stands and under which number; why it did not work, and their answer, only for who works with it."""
    overdracht = overdracht_van(signaal)
    if overdracht is None or niveau_van(signaal) < Niveau.STAND or niveau_van(signaal) == Niveau.DEEL:
        return None
    return OverdrachtKijk(
        stand=overdracht.stand,
        woorden=in_woorden(overdracht),
        link=overdracht.link,
        systeemstand=overdracht.systeemstand,
        op=overdracht.overgedragen_op,
        is_afgehandeld=overdracht.afgehandeld_op is not None,
        reden=overdracht.reden if niveau_van(signaal) == Niveau.ALLES else "",
        antwoord=overdracht.antwoord if toont_antwoord(signaal) else "",
    )


def in_woorden(overdracht: Overdracht) -> str:
    """ "Overgedragen als SIG-123", "Overdragen mislukt", …"""
    if overdracht.stand != Overdracht.Stand.OVERGEDRAGEN:
        return overdracht.get_stand_display()
    return f"Overgedragen als {overdracht.nummer}" if overdracht.nummer else "Gemaild, nog geen nummer"


def voorstel_van(signaal: Signaal) -> str:
    """Return what the other system answered, to begin the answer of the owner with."""
    overdracht = overdracht_van(signaal)
    return (
        overdracht.antwoord if overdracht and toont_antwoord(signaal) and not signaal.is_afgeschermd else ""
    )
