"""Where an invitation goes, for who has no account."""

from __future__ import annotations

from django import forms

from wijkwerk.mensformulier import MensFormulier


class MeedenkForm(MensFormulier):
    e_mail = forms.EmailField(label="Uw e-mailadres")
