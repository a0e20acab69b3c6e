"""Writes of the meetings. Each one: keyword-only, atomic, an actor, a line in the logboek, messages in the outbox."""

from overleggen.acties.aanmelden import meld_aan
from overleggen.acties.afwijking import hervat, stel_afwijking_voor, stem_in_met_afwijking
from overleggen.acties.agenda import agendeer, draag_aan, orden, voer_af, zet_op_agenda
from overleggen.acties.agendasleutel import maak_agendasleutel, trek_agendasleutel_in
from overleggen.acties.deelnemers import leg_aanwezigheid_vast, verwijder_deelnemer, voeg_deelnemer_toe
from overleggen.acties.inbreng import breng_in
from overleggen.acties.live import begin_punt, herschrijf, plan_tijd, teken_aan
from overleggen.acties.openbaar import is_gepubliceerd, kan_openbaar, publiceer, te_plaatsen
from overleggen.acties.overdracht import draag_over, mag_overdragen
from overleggen.acties.overleg import VersieVerouderd, houd, laat_vervallen, nodig_uit, plan, rond_af, wijzig
from overleggen.acties.peiling import beantwoord_peiling, open_peiling, sluit_peiling
from overleggen.acties.programma import haal_uit_programma, zet_in_programma
from overleggen.acties.tijdens import bespreek, koppel_terug, maak_afspraak, schuif_door
from overleggen.acties.vernietigen import vernietig_verslag
from overleggen.acties.verslag import stel_vast, stel_vast_bij_punt, vast_te_stellen, verbeter
from overleggen.acties.verwijzen import kan_signaal_worden, maak_signaal
from overleggen.acties.voorbereiden import (
    haal_stuk_weg,
    mag_stuk_toevoegen,
    mag_stuk_weghalen,
    voeg_stuk_toe,
    vraag_informatie,
)
from overleggen.acties.voorstel import neem_over

__all__ = [
    "VersieVerouderd",
    "agendeer",
    "beantwoord_peiling",
    "begin_punt",
    "bespreek",
    "breng_in",
    "draag_aan",
    "draag_over",
    "haal_stuk_weg",
    "haal_uit_programma",
    "herschrijf",
    "hervat",
    "houd",
    "is_gepubliceerd",
    "kan_openbaar",
    "kan_signaal_worden",
    "koppel_terug",
    "laat_vervallen",
    "leg_aanwezigheid_vast",
    "maak_afspraak",
    "maak_agendasleutel",
    "maak_signaal",
    "mag_overdragen",
    "mag_stuk_toevoegen",
    "mag_stuk_weghalen",
    "meld_aan",
    "neem_over",
    "nodig_uit",
    "open_peiling",
    "orden",
    "plan",
    "plan_tijd",
    "publiceer",
    "rond_af",
    "schuif_door",
    "sluit_peiling",
    "stel_afwijking_voor",
    "stel_vast",
    "stel_vast_bij_punt",
    "stem_in_met_afwijking",
    "te_plaatsen",
    "teken_aan",
    "trek_agendasleutel_in",
    "vast_te_stellen",
    "verbeter",
    "vernietig_verslag",
    "verwijder_deelnemer",
    "voeg_deelnemer_toe",
    "voeg_stuk_toe",
    "voer_af",
    "vraag_informatie",
    "wijzig",
    "zet_in_programma",
    "zet_op_agenda",
]
