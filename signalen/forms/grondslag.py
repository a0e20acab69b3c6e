"""On what legal basis something goes outside, and what goes along: asked of the sender where the profile does not say."""

from __future__ import annotations

from django import forms

from signalen.models import Signaal
from signalen.verstrekken import IN_WOORDEN, VERKLAARBAAR, Verklaring
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import Keuzevakjes, straks_nodig

ALLEEN_BUITEN = "Alleen nodig voor een organisatie buiten de gemeente waarvoor niets is vastgelegd."
GEVOELIG = (
    " Dit signaal is afgeschermd: noem ook waarop u gevoelige gegevens mag geven (AVG artikel 9 of 10)."
)


def zet_grondslag(
    form: forms.BaseForm, signaal: Signaal, achter: str = "", uitleg: str = ""
) -> tuple[str, str]:
    """Add the two fields to this form; return their names. `uitleg`: when they are needed."""
    bij, mee = f"grondslag{achter}", f"mee{achter}"
    voorbeeld = "Bijvoorbeeld: AVG artikel 6, eerste lid, onder e: taak van algemeen belang."
    form.fields[bij] = forms.CharField(
        label="Op welke grondslag mag dit naar buiten?",
        max_length=300,
        required=False,
        help_text=f"{uitleg} {voorbeeld}{GEVOELIG if signaal.is_afgeschermd else ''}".strip(),
    )
    form.fields[mee] = forms.MultipleChoiceField(
        label="Wat gaat er mee?",
        required=False,
        choices=[(veld, hoofdletter(IN_WOORDEN[veld])) for veld in VERKLAARBAAR],
        widget=Keuzevakjes,
        help_text="Niet meer dan nodig. Soort en gebied gaan altijd mee.",
    )
    for naam in (bij, mee):
        straks_nodig(form.fields[naam])
    return bij, mee


def verklaring_uit(form: forms.BaseForm, achter: str = "") -> Verklaring | None:
    """Return what the sender declared; None where the form does not ask or nothing was written or ticked."""
    grondslag = form.cleaned_data.get(f"grondslag{achter}") or ""
    mee = tuple(form.cleaned_data.get(f"mee{achter}") or ())
    return Verklaring(grondslag, mee) if grondslag or mee else None
