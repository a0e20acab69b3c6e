"""The face of each state: a word, a tone and an icon. The states themselves stand in the stroom.py of each app."""

from __future__ import annotations

from dataclasses import dataclass

TONEN = {"neutraal": "neutral", "info": "active", "goed": "safe", "waarschuwing": "warning", "fout": "danger"}


@dataclass(frozen=True)
class Beeld:
    woord: str
    toon: str = "neutraal"
    icoon: str = "stop"


_BEELDEN: dict[str, Beeld] = {
    # afspraak
    "gevraagd": Beeld("Gevraagd", "waarschuwing", "hulp"),
    "toegezegd": Beeld("Toegezegd", "info", "check"),
    "geweigerd": Beeld("Niet aangenomen", "fout", "kruis"),
    "loopt": Beeld("Loopt", "info", "pijl"),
    "knelpunt": Beeld("Knelpunt", "fout", "waarschuwing"),
    "later": Beeld("Later gepland", "neutraal", "pauze"),
    "klaar": Beeld("Klaar", "goed", "check"),
    "gereed": Beeld("Gereed", "goed", "check"),
    "vervallen": Beeld("Vervallen", "neutraal", "kruis"),
    "gepland": Beeld("Gepland", "neutraal", "agenda"),
    # advice and standpunt
    "in_weging": Beeld("In weging", "waarschuwing", "wacht"),
    "ingenomen": Beeld("Ingenomen", "info", "antwoord"),
    "meegedeeld": Beeld("Meegedeeld", "goed", "bericht"),
    # nagekomen
    "ja": Beeld("Nagekomen", "goed", "check"),
    "deels": Beeld("Deels nagekomen", "waarschuwing", "min"),
    "nee": Beeld("Niet nagekomen", "fout", "kruis"),
    # signaal
    "nieuw": Beeld("Nieuw", "waarschuwing", "signaal"),
    "open": Beeld("Open", "info", "signaal"),
    "geregistreerd": Beeld("Nieuw", "waarschuwing", "signaal"),
    "uitgezet": Beeld("Uitgezet", "info", "doorsturen"),
    "in_behandeling": Beeld("In behandeling", "info", "pijl"),
    "beantwoord": Beeld("Beantwoord", "goed", "antwoord"),
    "teruggekoppeld": Beeld("Teruggekoppeld", "goed", "antwoord"),
    "afgehandeld": Beeld("Afgehandeld", "goed", "check"),
    "afgesloten": Beeld("Afgesloten", "goed", "check"),
    "afgewezen": Beeld("Afgewezen", "neutraal", "kruis"),
    # initiatief and project
    "ingediend": Beeld("Ingediend", "waarschuwing", "signaal"),
    "uitvoering": Beeld("Bewoners voeren het uit", "info", "groep"),
    "ter_weging": Beeld("Ligt ter weging", "waarschuwing", "wacht"),
    "gewogen": Beeld("Gewogen", "info", "antwoord"),
    "project": Beeld("Is een project", "info", "pijl"),
    "afgerond": Beeld("Afgerond", "goed", "check"),
    "voorbereiding": Beeld("In voorbereiding", "neutraal", "bewerken"),
    # request for money
    "toegekend": Beeld("Toegekend", "goed", "check"),
    "omgezet": Beeld("Is een melding", "neutraal", "doorsturen"),
    "uitgevoerd": Beeld("Uitgevoerd", "info", "pijl"),
    "verantwoord": Beeld("Verantwoord", "info", "document"),
    # prestatieafspraak and the check on it
    "overeengekomen": Beeld("Overeengekomen", "info", "check"),
    "voorgelegd": Beeld("Wacht op reactie", "waarschuwing", "wacht"),
    "lopend": Beeld("Loopt", "info", "pijl"),
    "gecontroleerd": Beeld("Gecontroleerd", "info", "check"),
    "geleverd": Beeld("Geleverd", "goed", "check"),
    "deels geleverd": Beeld("Deels geleverd", "waarschuwing", "min"),
    "niet geleverd": Beeld("Niet geleverd", "fout", "kruis"),
    # overleg and spreekuur
    "voorbereid": Beeld("Voorbereid", "info", "lijst"),
    "bezig": Beeld("Bezig", "info", "pijl"),
    "gehouden": Beeld("Gehouden", "goed", "check"),
    "gesloten": Beeld("Gesloten", "goed", "check"),
    "nodig": Beeld("Nodig", "waarschuwing", "klok"),
    "te_laat": Beeld("Te laat", "fout", "waarschuwing"),
    "vrij": Beeld("Naar behoefte", "neutraal", "agenda"),
    "gestopt": Beeld("Gestopt", "neutraal", "kruis"),
    # step of a cycle
    "niet_gestart": Beeld("Niet gestart", "neutraal", "stop"),
    "gemist": Beeld("Gemist", "fout", "waarschuwing"),
    "afgelast": Beeld("Afgelast", "neutraal", "kruis"),
    # plan and publication
    "concept": Beeld("Concept", "neutraal", "bewerken"),
    "voorgesteld": Beeld("Voorgesteld", "info", "vlag"),
    "aangeboden": Beeld("Aangeboden", "info", "doorsturen"),
    "vastgesteld": Beeld("Vastgesteld", "goed", "check"),
    "gepubliceerd": Beeld("Gepubliceerd", "goed", "oog"),
    "ingetrokken": Beeld("Ingetrokken", "fout", "kruis"),
    "verlopen": Beeld("Termijn voorbij", "waarschuwing", "wacht"),
    "akkoord": Beeld("Akkoord", "goed", "check"),
    "niet_akkoord": Beeld("Niet akkoord", "fout", "kruis"),
    "wacht": Beeld("Wacht op anderen", "neutraal", "wacht"),
    "deelnemers": Beeld("Alleen deelnemers", "info", "groep"),
    "afgeschermd": Beeld("Afgeschermd", "neutraal", "slot"),
}


def beeld(stand: str) -> Beeld:
    """Return the face of a state; one that we do not know shows its own key as a word."""
    return _BEELDEN.get(stand.replace("-", "_")) or Beeld(
        stand.replace("_", " ").replace("-", " ").capitalize() or "Onbekend"
    )
