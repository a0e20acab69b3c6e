"""Everything about one melder in one file: what the person may ask for, as far as who makes it may see it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from signalen.kijk import velden_van_antwoord
from signalen.models import Antwoord, Melder, Signaal, Terugkoppeling, Verstrekking
from signalen.verstrekken import IN_WOORDEN
from signalen.zicht import mag_bij_melder, toont, toont_antwoord, toont_tekst
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.rekenblad import veilig
from wijkwerk.versleuteling import InvalidToken

OPMERKING = "In dit bestand staat wat de medewerker die het maakte mag zien."


def signalen_van(melder: Melder, gebruiker: Gebruiker) -> list[Signaal]:
    """The signals of this person that the user sees and has to do with the melder of, oldest first."""
    gegeven = Verstrekking.objects.select_related("houder_partij", "houder_gebied", "houder_persoon")
    rijen = (
        Signaal.objects.zichtbaar_voor(gebruiker)
        .filter(melder__in=Melder.objects.van_dezelfde(melder))
        .select_related("gebied", "melder", "houder_partij", "houder_gebied", "houder_persoon")
        .prefetch_related("antwoorden__voortgang", "terugkoppelingen", Prefetch("verstrekkingen", gegeven))
        .order_by("pk")
    )
    return [rij for rij in rijen if mag_bij_melder(gebruiker, rij)]


def alles_van(melder: Melder, gebruiker: Gebruiker) -> dict[str, Any]:
    """Return what is kept, as plain values."""
    rijen = signalen_van(melder, gebruiker)
    melders = {rij.melder.pk: rij.melder for rij in rijen if rij.melder is not None} or {melder.pk: melder}
    return {
        "gemeente": actief_profiel().gemeente.naam,
        "gemaakt_op": timezone.localtime().isoformat(timespec="minutes"),
        "opmerking": OPMERKING,
        "gegevens": [_gegevens(rij) for rij in melders.values()],
        "signalen": [_signaal(rij) for rij in rijen],
        "berichten": _berichten(list(melders)),
    }


def _gegevens(melder: Melder) -> dict[str, Any]:
    try:
        contact = {"naam": melder.naam, "e_mail": melder.e_mail, "telefoon": melder.telefoon}
    except InvalidToken:
        contact = {"naam": "", "e_mail": "", "telefoon": "", "let_op": "Niet te lezen: de sleutel ontbreekt."}
    return {
        **contact,
        "hoedanigheid": melder.hoedanigheid,
        "terugkoppeling_gewenst": melder.terugkoppeling_gewenst,
        "opgeschreven_op": _dag(melder.gemaakt_op),
        "bewaard_tot": _dag(melder.bewaren_tot),
    }


def _signaal(signaal: Signaal) -> dict[str, Any]:
    antwoord = toont_antwoord(signaal)
    return {
        "nummer": signaal.nummer,
        "soort": signaal.soortnaam,
        "gebied": str(signaal.gebied),
        "plek": signaal.waar if toont(signaal, "straat") else "",
        "punt_op_de_kaart": str(signaal.punt) if signaal.punt and toont(signaal, "straat") else "",
        "buurt_volgens_melder": signaal.belevingsgebied if toont(signaal, "straat") else "",
        "tekst": signaal.tekst if toont_tekst(signaal) else "",
        "kanaal": signaal.kanaalnaam,
        "opgeschreven_op": _dag(signaal.geregistreerd_op),
        "stand": signaal.get_stand_display(),
        "antwoord_uiterlijk": _dag(signaal.uiterlijk),
        "antwoorden": [_antwoord(rij) for rij in signaal.antwoorden.all()] if antwoord else [],
        # Whoever asks what is kept also hears who else has it.
        "gegeven_buiten_de_gemeente": [_gegeven(rij) for rij in signaal.verstrekkingen.all()],
        "verteld": [_verteld(rij) for rij in signaal.terugkoppelingen.all()] if antwoord else [],
        "gesloten_op": _dag(signaal.gesloten_op),
    }


def _gegeven(rij: Verstrekking) -> dict[str, Any]:
    return {
        "aan": rij.houder.functie() if rij.houder else "",
        "wat": [IN_WOORDEN[veld] for veld in rij.velden],
        "grondslag": rij.grondslag,
        "op": _dag(rij.gegeven_op),
    }


def _antwoord(antwoord: Antwoord) -> dict[str, Any]:
    return {
        "antwoord": actief_profiel().antwoord(antwoord.soort).naam,
        "gegeven_op": _dag(antwoord.gegeven_op),
        "velden": {naam: waarde for _, naam, waarde in velden_van_antwoord(antwoord)},
        "tussendoor": [{"op": _dag(rij.op), "tekst": rij.tekst} for rij in antwoord.voortgang.all()],
    }


def _verteld(rij: Terugkoppeling) -> dict[str, Any]:
    return {
        "aan": rij.get_aan_display(),
        "hoe": rij.get_wijze_display(),
        "op": _dag(rij.op),
        "reden": rij.reden,
    }


def _berichten(melders: list[int]) -> list[dict[str, Any]]:
    rijen = Bericht.objects.filter(adressant_soort="melder", adressant_id__in=melders).order_by("pk")
    return [
        {"bericht": rij.soortnaam, "stand": rij.get_stand_display(), "verstuurd_op": _dag(rij.verstuurd_op)}
        for rij in rijen
    ]


def _dag(moment: date | datetime | None) -> str | None:
    if isinstance(moment, datetime):
        return timezone.localtime(moment).isoformat(timespec="minutes")
    return moment.isoformat() if moment else None


# --- as a file


def als_json(alles: dict[str, Any]) -> str:
    return json.dumps(alles, ensure_ascii=False, indent=2)


def als_csv(alles: dict[str, Any]) -> str:
    """One line per value: where it stands, and what it is. Opens in a spreadsheet of anybody."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(["onderdeel", "waarde"])
    for pad, waarde in _regels(alles, ""):
        schrijver.writerow([pad, veilig(waarde)])
    return "\ufeff" + uit.getvalue()


def _regels(waarde: Any, pad: str) -> Iterator[tuple[str, str]]:
    if isinstance(waarde, dict):
        for naam, deel in waarde.items():
            yield from _regels(deel, f"{pad}.{naam}" if pad else str(naam))
    elif isinstance(waarde, list):
        for nummer, deel in enumerate(waarde, start=1):
            yield from _regels(deel, f"{pad} {nummer}")
    elif waarde is not None and waarde != "":
        yield (
            pad,
            {True: "ja", False: "nee"}.get(waarde, str(waarde)) if isinstance(waarde, bool) else str(waarde),
        )
