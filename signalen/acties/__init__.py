"""Writes on signals and spreekuren: keyword-only, atomic, `door=` says who."""

from signalen.acties.afscherming import scherm_af
from signalen.acties.afsluiting import heropen, koppel_terug, nog_terug_te_koppelen, sluit
from signalen.acties.alles_uit import Uitzetting, zet_spreekuur_uit
from signalen.acties.antwoord import Oordeel, beantwoord, los_op, verleng, verlengbaar
from signalen.acties.bundelen import (
    bundel,
    haal_uit_dossier,
    mag_bundelen,
    mag_dossier,
    open_dossier,
    sluit_dossier,
    wijzig_dossier,
)
from signalen.acties.delen import meld_klaar, neem_aan, weiger, werk_bij
from signalen.acties.doorverwijzing import verwijs_door
from signalen.acties.doorzetting import mag_doorzetten, zet_door
from signalen.acties.dossierdeel import weiger_dossier, zet_dossier_uit
from signalen.acties.foto import haal_foto_weg, mag_foto_toevoegen, mag_foto_weghalen, voeg_foto_toe
from signalen.acties.herhaling import koppel_herhaling, neem_antwoord_over, over_te_nemen
from signalen.acties.melden import meld_zonder_account
from signalen.acties.melder import (
    corrigeer_melder,
    maak_briefje,
    noteer_uitvoer,
    wis_contact,
    wis_melder,
    zoek_melder,
)
from signalen.acties.notitie import haal_notitie_weg, maak_notitie, mag_notitie
from signalen.acties.notitie import mag_weghalen as mag_notitie_weghalen
from signalen.acties.opgelost import registreer_opgelost
from signalen.acties.opschaling import schaal_op
from signalen.acties.overdracht import draag_opnieuw_over, vul_nummer
from signalen.acties.registratie import Melderinvoer, registreer, verwijs_acuut
from signalen.acties.ritme import mag_ritme, zet_ritme
from signalen.acties.samen import beantwoord_dossier, te_beantwoorden, vertel_dossier
from signalen.acties.snel import registreer_snel
from signalen.acties.spreekuur import houd, open_spreekuur, plan, zeg_af, zet_aanwezig
from signalen.acties.uitnodiging import nodig_uit
from signalen.acties.uitzetting import Deelvraag, koppel, mag_uitzetten, zet_uit
from signalen.acties.voortgang import stuur_tussenberichten, vertel_voortgang
from signalen.acties.wijziging import mag_wijzigen, wijzig
from signalen.acties.zaak import mag_zaak, zet_zaak

__all__ = [
    "Deelvraag",
    "Melderinvoer",
    "Oordeel",
    "Uitzetting",
    "beantwoord",
    "beantwoord_dossier",
    "bundel",
    "corrigeer_melder",
    "draag_opnieuw_over",
    "haal_foto_weg",
    "haal_notitie_weg",
    "haal_uit_dossier",
    "heropen",
    "houd",
    "koppel",
    "koppel_herhaling",
    "koppel_terug",
    "los_op",
    "maak_briefje",
    "maak_notitie",
    "mag_bundelen",
    "mag_doorzetten",
    "mag_dossier",
    "mag_foto_toevoegen",
    "mag_foto_weghalen",
    "mag_notitie",
    "mag_notitie_weghalen",
    "mag_ritme",
    "mag_uitzetten",
    "mag_wijzigen",
    "mag_zaak",
    "meld_klaar",
    "meld_zonder_account",
    "neem_aan",
    "neem_antwoord_over",
    "nodig_uit",
    "nog_terug_te_koppelen",
    "noteer_uitvoer",
    "open_dossier",
    "open_spreekuur",
    "over_te_nemen",
    "plan",
    "registreer",
    "registreer_opgelost",
    "registreer_snel",
    "schaal_op",
    "scherm_af",
    "sluit",
    "sluit_dossier",
    "stuur_tussenberichten",
    "te_beantwoorden",
    "verleng",
    "verlengbaar",
    "vertel_dossier",
    "vertel_voortgang",
    "verwijs_acuut",
    "verwijs_door",
    "voeg_foto_toe",
    "vul_nummer",
    "weiger",
    "weiger_dossier",
    "werk_bij",
    "wijzig",
    "wijzig_dossier",
    "wis_contact",
    "wis_melder",
    "zeg_af",
    "zet_aanwezig",
    "zet_door",
    "zet_dossier_uit",
    "zet_ritme",
    "zet_spreekuur_uit",
    "zet_uit",
    "zet_zaak",
    "zoek_melder",
]
