"""What a field says when something is wrong: in Dutch, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

_VERPLICHT = "Vul “{label}” in."
_KIES = "Kies een antwoord bij “{label}”."
_TEKSTEN: tuple[tuple[type[forms.Field], Mapping[str, str]], ...] = (
    (
        forms.CharField,
        {
            "required": _VERPLICHT,
            "max_length": "Maak deze tekst korter. Er passen %(limit_value)d tekens, nu zijn het er %(show_value)d.",
            "min_length": "Maak deze tekst langer. Er zijn minstens %(limit_value)d tekens nodig.",
        },
    ),
    (forms.EmailField, {"invalid": "Vul een volledig e-mailadres in, bijvoorbeeld naam@voorbeeld.nl."}),
    (forms.URLField, {"invalid": "Vul een volledig webadres in. Het begint met https://"}),
    (
        forms.IntegerField,
        {
            "required": _VERPLICHT,
            "invalid": "Vul een heel getal in, bijvoorbeeld 12.",
            "min_value": "Vul een getal in van %(limit_value)s of hoger.",
            "max_value": "Vul een getal in van %(limit_value)s of lager.",
        },
    ),
    (forms.FloatField, {"invalid": "Vul een getal in, bijvoorbeeld 12,5."}),
    (forms.DecimalField, {"invalid": "Vul een getal in, bijvoorbeeld 12,5."}),
    (
        forms.DateField,
        {"required": _VERPLICHT, "invalid": "Vul een bestaande datum in, bijvoorbeeld 31-12-2027."},
    ),
    (forms.TimeField, {"required": _VERPLICHT, "invalid": "Vul een tijd in, bijvoorbeeld 14:30."}),
    (
        forms.DateTimeField,
        {"required": _VERPLICHT, "invalid": "Vul een datum en een tijd in, bijvoorbeeld 31-12-2027 14:30."},
    ),
    (forms.ChoiceField, {"required": _KIES, "invalid_choice": "Kies een antwoord uit de lijst."}),
    (
        forms.MultipleChoiceField,
        {"required": _KIES, "invalid_choice": "Kies alleen antwoorden uit de lijst."},
    ),
    (
        forms.ModelMultipleChoiceField,
        {"required": _KIES, "invalid_choice": "Kies alleen antwoorden uit de lijst."},
    ),
    (forms.BooleanField, {"required": "Zet een vinkje bij “{label}” om verder te gaan."}),
    (
        forms.FileField,
        {
            "required": "Kies een bestand bij “{label}”.",
            "invalid": "Het bestand is niet aangekomen. Probeer het nog een keer.",
            "missing": "Het bestand is niet aangekomen. Kies het nog een keer.",
            "empty": "Dit bestand is leeg. Kies een ander bestand.",
        },
    ),
)


def spreek_nederlands(veld: forms.Field, label: str) -> None:
    """Replace Django's own error texts of a field; texts that the form wrote itself stay."""
    standaard: dict[str, Any] = {}
    for klasse in reversed(type(veld).__mro__):
        standaard.update(getattr(klasse, "default_error_messages", {}))
    for soort, teksten in _TEKSTEN:
        if isinstance(veld, soort):
            for code, tekst in teksten.items():
                if veld.error_messages.get(code) is standaard.get(code) or code not in veld.error_messages:
                    standaard[code] = veld.error_messages[code] = tekst.replace("{label}", label)
