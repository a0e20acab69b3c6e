"""The key to another system: given, or fetched from the login service of the municipality (client credentials)."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from signalen.meldsysteem.aansluiting import Storing
from signalen.meldsysteem.verbinding import Verbinding

# Renew a little before it ends.
SPELING = 30


@dataclass
class Sleutel:
    """Where the key comes from; keeps the fetched one for as long as it lasts.

    Without `adres` the secret is the key itself.
    """

    geheim: str = field(default="", repr=False)
    adres: str = ""
    client: str = ""
    scope: str = "openid email"
    _gehaald: str = field(default="", repr=False)
    _tot: float = 0

    def geef(self) -> str:
        """Return a key that should work now; raises Storing."""
        if not self.geheim:
            raise Storing("Er is geen sleutel ingesteld.")
        if not self.adres:
            return self.geheim
        if time.monotonic() >= self._tot:
            self._haal()
        return self._gehaald

    def vergeet(self) -> bool:
        """Forget a key that was refused; return whether another can be had."""
        self._tot = 0
        return bool(self.adres)

    def _haal(self) -> None:
        formulier = {
            "grant_type": "client_credentials",
            "client_id": self.client,
            "client_secret": self.geheim,
            "scope": self.scope,
        }
        try:
            antwoord = Verbinding(self.adres).vraag("POST", "", formulier=formulier)
        except Storing as fout:
            raise Storing("De inlogdienst is niet bereikbaar.") from fout
        gegevens = antwoord.inhoud if isinstance(antwoord.inhoud, dict) else {}
        if not antwoord.is_goed or not gegevens.get("access_token"):
            raise Storing(f"De inlogdienst geeft geen sleutel ({antwoord.status}).")
        duur = gegevens.get("expires_in")
        self._gehaald = str(gegevens["access_token"])
        self._tot = time.monotonic() + max((duur if isinstance(duur, int) else 60) - SPELING, 5)
