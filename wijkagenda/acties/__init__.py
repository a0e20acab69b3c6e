"""Writes of plans. Each one: right, state, every rule at once, rows, logboek, messages, in one transaction."""

from wijkagenda.acties.begin import Tekstconflict
from wijkagenda.acties.besluitnummer import leg_besluitnummer_vast
from wijkagenda.acties.bevindingen import (
    haal_terug,
    leg_herkenning_vast,
    neem_voorstel_over,
    stel_uit,
    verwijder_herkenning,
)
from wijkagenda.acties.bijdragen import cijfers_ingevoerd, lever, vraag_bijdragen
from wijkagenda.acties.bronnen import (
    ververs_cijfer,
    verwijder_bron,
    voeg_bron_toe,
    voeg_cijfer_toe,
    voeg_verhaal_toe,
)
from wijkagenda.acties.items import (
    Afkomst,
    Itemgegevens,
    laat_weg,
    neem_op,
    verwijder_herkomst,
    voeg_herkomst_toe,
    voeg_toe,
    wijzig,
)
from wijkagenda.acties.metingen import verwijder_meting, zet_meting
from wijkagenda.acties.oordelen import beoordeel_criterium, leg_besluit_vast, onderteken, stem_in
from wijkagenda.acties.plan import bewerk, bundel, draag_voor, heropen, schrijf_sectie, start, zet_zaak
from wijkagenda.acties.publiceren import maak_momentopname, publiceer
from wijkagenda.acties.rangschikken import verplaats
from wijkagenda.acties.rapporteren import trek_rapport_in, verstuur_rapport
from wijkagenda.acties.uitkomst import leg_uitkomst_vast
from wijkagenda.acties.vaststellen import stel_vast
from wijkagenda.acties.vernietigen import vernietig_plan
from wijkagenda.acties.voorstellen import beoordeel_voorstel, dien_in, neem_voorstel_op
from wijkagenda.acties.vragen import vraag_om_akkoord

__all__ = [
    "Afkomst",
    "Itemgegevens",
    "Tekstconflict",
    "beoordeel_criterium",
    "beoordeel_voorstel",
    "bewerk",
    "bundel",
    "cijfers_ingevoerd",
    "dien_in",
    "draag_voor",
    "haal_terug",
    "heropen",
    "laat_weg",
    "leg_besluit_vast",
    "leg_besluitnummer_vast",
    "leg_herkenning_vast",
    "leg_uitkomst_vast",
    "lever",
    "maak_momentopname",
    "neem_op",
    "neem_voorstel_op",
    "neem_voorstel_over",
    "onderteken",
    "publiceer",
    "schrijf_sectie",
    "start",
    "stel_uit",
    "stel_vast",
    "stem_in",
    "trek_rapport_in",
    "vernietig_plan",
    "verplaats",
    "verstuur_rapport",
    "ververs_cijfer",
    "verwijder_bron",
    "verwijder_herkenning",
    "verwijder_herkomst",
    "verwijder_meting",
    "voeg_bron_toe",
    "voeg_cijfer_toe",
    "voeg_herkomst_toe",
    "voeg_toe",
    "voeg_verhaal_toe",
    "vraag_bijdragen",
    "vraag_om_akkoord",
    "wijzig",
    "zet_meting",
    "zet_zaak",
]
