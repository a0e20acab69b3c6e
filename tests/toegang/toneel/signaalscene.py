"""The signals of one kind on the stage, and the words in them: open ones, and marks where they are shielded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from signalen.models import Deelactie, Doorzetting, Dossier, Signaal
from tests.toegang.merken import GEHEIM, merk
from wijkwerk.profiel.rijen.signalen import Signaalsoort

Teksten = Callable[[str], str]
OPEN_TEKSTEN = {
    "tekst": "Een tegel ligt los bij de school.",
    "waar": "bij de school",
    "beleving": "het pleintje",
    "hoedanigheid": "buurman",
    "melder": "Anneke Voorbeeld",
    "wat": "Leg de tegel recht",
    "weigering": "Dit is niet van ons",
    "voortgang": "Wij zijn ermee bezig",
    "resultaat": "De tegel ligt recht",
    "antwoord": "Het is hersteld",
    "elders": "Daar is het gemaakt",
    "dossier": "Losse tegels",
    "foto": "De losse tegel",
}


def open_tekst(naam: str) -> str:
    return OPEN_TEKSTEN[naam]


def geheime_tekst(naam: str) -> str:
    return merk(GEHEIM, naam)


@dataclass
class Signaalscene:
    """Signals of one kind, by how far they came. What a profile does not know falls back to the state before."""

    soort: Signaalsoort
    nieuw: Signaal
    gevraagd: Deelactie
    bezig: Deelactie
    klaar: Signaal
    later: Signaal
    beantwoord: Signaal
    verteld: Signaal
    gesloten: Signaal
    # None where nobody who bundles may read what is shielded.
    bundel: Dossier | None
    # Where somebody has that power.
    besluit: Doorzetting | None

    @property
    def alle(self) -> list[Signaal]:
        rijen = [self.nieuw, self.gevraagd.signaal, self.bezig.signaal, self.klaar, self.later]
        return [*rijen, self.beantwoord, self.verteld, self.gesloten]

    @property
    def geweigerd(self) -> Deelactie:
        """The part that was refused before somebody else took it."""
        return self.beantwoord.delen.voor_lijst().get(afspraak__stand="geweigerd")
