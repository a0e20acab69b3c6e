"""Writes of the meetings. Each one: keyword-only, atomic, an actor, a line in the logboek, messages in the outbox."""

from overleggen.acties.afwijking import hervat, stel_afwijking_voor, stem_in_met_afwijking
from overleggen.acties.agenda import agendeer, draag_aan, orden, voer_af, zet_op_agenda
from overleggen.acties.deelnemers import leg_aanwezigheid_vast, verwijder_deelnemer, voeg_deelnemer_toe
from overleggen.acties.live import begin_punt, herschrijf, plan_tijd, teken_aan
from overleggen.acties.overleg import VersieVerouderd, houd, laat_vervallen, nodig_uit, plan, rond_af, wijzig
from overleggen.acties.peiling import beantwoord_peiling, open_peiling, sluit_peiling
from overleggen.acties.tijdens import bespreek, koppel_terug, maak_afspraak, schuif_door
from overleggen.acties.verslag import stel_vast, verbeter
from overleggen.acties.voorstel import neem_over

__all__ = [
    "VersieVerouderd",
    "agendeer",
    "beantwoord_peiling",
    "begin_punt",
    "bespreek",
    "draag_aan",
    "herschrijf",
    "hervat",
    "houd",
    "koppel_terug",
    "laat_vervallen",
    "leg_aanwezigheid_vast",
    "maak_afspraak",
    "neem_over",
    "nodig_uit",
    "open_peiling",
    "orden",
    "plan",
    "plan_tijd",
    "rond_af",
    "schuif_door",
    "sluit_peiling",
    "stel_afwijking_voor",
    "stel_vast",
    "stem_in_met_afwijking",
    "teken_aan",
    "verbeter",
    "verwijder_deelnemer",
    "voeg_deelnemer_toe",
    "voer_af",
    "wijzig",
    "zet_op_agenda",
]
