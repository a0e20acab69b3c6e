"""A forwarded mail in the ordinary form: what it said stands in it, its forwarder says the rest."""

from __future__ import annotations

from typing import Any

from signalen.acties import mailconcept as acties
from signalen.forms.registratie import RegistratieForm
from signalen.models import Mailconcept, Signaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.versleuteling import InvalidToken


class ConceptForm(RegistratieForm):
    """The words and the sender are proposals: both may be changed or left out."""

    def __init__(self, *args: Any, concept: Mailconcept, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.concept = concept
        self.fields["tekst"].help_text = "Haal weg wat hier niet hoort: namen, adressen, nummers."
        for veld in ("tekst", "naam", "e_mail"):
            self.fields[veld].initial = open_veld(concept, veld)

    def registreer(self, door: Gebruiker) -> Signaal:
        return acties.bevestig(concept=self.concept, invoer=self.invoer(), door=door)


def open_veld(concept: Mailconcept, veld: str) -> str:
    """Return what was closed; nothing when the key is gone."""
    try:
        return str(getattr(concept, veld))
    except InvalidToken:
        return ""
