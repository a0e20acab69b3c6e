"""What the mails to followers say, looked up when they leave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.service import REDEN, Mailvorm, NietNodig, absoluut
from wijkwerk.gebruikers.menu import Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.publicatie.models import Volger
from wijkwerk.publicatie.volgen.nieuws import nieuws
from wijkwerk.versleuteling import InvalidToken


def adres_van_volger(pk: int) -> str | None:
    """Where mail for this follower goes; None when it was ended, or without our key."""
    volger = Volger.objects.filter(pk=pk).first()
    if volger is None:
        return None
    try:
        return volger.e_mail
    except InvalidToken:
        return None


def berichtvelden(volger: Volger, soort: str, context: Mapping[str, Any]) -> dict[str, str]:
    waarden = {
        "waar": volger.waar,
        "tot_en_met": date_format(volger.uiterlijk_bevestigen, "j F Y"),
        REDEN: "U krijgt deze e-mail omdat dit adres is ingevuld op onze openbare site.",
    }
    if volger.bevestigd_op is not None:
        waarden[REDEN] = (
            f"U krijgt deze e-mail omdat u {volger.waar} volgt. Dat bevestigde u op {_dag(volger.bevestigd_op)}."
        )
    if "van" in context:
        waarden["sinds"] = _dag(datetime.fromisoformat(context["van"]))
    return waarden


def link_voor_volger(volger: Volger, ontvanger: Gebruiker | None) -> Verwijzing | None:
    """The page of this follower alone; none without our key."""
    if not volger.is_leesbaar:
        return None
    return Verwijzing("Kijk wat u volgt" if volger.is_bevestigd else "Bevestig", volger.get_absolute_url())


def link_naar_nieuws(bericht: Bericht, volger: Volger) -> Verwijzing:
    """The button of the news leads to the public page, which needs no key."""
    if volger.gebied is None:
        return Verwijzing(f"Naar {volger.waar}", reverse("publiek:voorpagina"))
    return Verwijzing(f"Naar {volger.waar}", reverse("publiek:gebied", args=[volger.gebied.sleutel]))


def vorm_van_nieuws(bericht: Bericht, volger: Volger) -> Mailvorm:
    """The lines, and the way out that the reader's mail program can offer (RFC 8058). Raises NietNodig when what was
    new is gone again."""
    van, tot = (datetime.fromisoformat(bericht.context[naam]) for naam in ("van", "tot"))
    regels = nieuws(volger.gebied_id, van, tot)
    if not regels:
        raise NietNodig("Wat nieuw was, is er niet meer.")
    einde = absoluut(reverse("nieuwsmail:einde", args=[volger.sleutel]))
    return Mailvorm(
        "mail/volgbericht",
        extra={
            "nieuws": [(regel, absoluut(regel.pad)) for regel in regels],
            "met_waar": volger.gebied is None,
            "term": actief_profiel().term("gebied").enkel,
            "einde": einde,
        },
        koppen={"List-Unsubscribe": f"<{einde}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def _dag(moment: datetime) -> str:
    return date_format(localdate(moment), "j F Y")
