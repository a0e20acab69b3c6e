"""What a mail about a signal needs at the moment it leaves: the address, the words, and the page without account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format

from signalen.models import Antwoord, Melder, Signaal, Statusadres
from signalen.volgen import Antwoordtekst, antwoordtekst
from wijkwerk.gebruikers.menu import Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.versleuteling import InvalidToken

MET_ANTWOORD = frozenset(
    {
        "signaal-antwoord",
        "signaal-verlengd",
        "signaal-beantwoord",
        "signaal-voortgang",
        "signaal-te-laat",
    }
)


def adres_van_melder(pk: int) -> str | None:
    """Return the e-mail address at the moment a mail leaves; None when it is gone or cannot be opened."""
    melder = Melder.objects.filter(pk=pk).first()
    if melder is None:
        return None
    try:
        return melder.e_mail or None
    except InvalidToken:
        return None


def link_voor_melder(ding: Signaal, ontvanger: Gebruiker | None) -> Verwijzing | None:
    """Return the page on which the melder follows the signal; who has an account opens the signal itself."""
    adres = Statusadres.objects.filter(signaal=ding).first() if ontvanger is None else None
    if adres is None or not adres.is_leesbaar:
        return None
    return Verwijzing("Bekijk hoe het staat", adres.get_absolute_url())


def berichtvelden(ding: Signaal, soort: str, context: Mapping[str, Any]) -> dict[str, str]:
    """Return the words of a mail about a signal that is not shielded (the mail asks for none of another)."""
    waarden = {"nummer": ding.nummer, "soort": ding.soortnaam, "gebied": str(ding.gebied)}
    antwoord = ding.antwoorden.geldend().select_related("afspraak").first() if soort in MET_ANTWOORD else None
    return waarden | (_van_antwoord(antwoord, context) if antwoord is not None else {})


def _van_antwoord(antwoord: Antwoord, context: Mapping[str, Any]) -> dict[str, str]:
    tekst: Antwoordtekst = antwoordtekst(antwoord)
    # Only what was written for this mail: the clock repeats no words of months ago.
    nummer = context.get("voortgang_id")
    verteld = antwoord.voortgang.filter(pk=nummer).first() if nummer else None
    return {
        "antwoord": tekst.naam,
        "motivering": tekst.motivering,
        "details": "\n".join(f"{naam}: {waarde}" for naam, waarde in tekst.feiten),
        "datum": date_format(tekst.definitief, "j F Y") if tekst.definitief else "",
        "voortgang": verteld.tekst if verteld else "",
    }
