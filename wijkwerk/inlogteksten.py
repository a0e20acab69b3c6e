"""What logging in says, in our Dutch: django-allauth's own words are in another tone or in English.

settings.MFA_ADAPTER and settings.MFA_FORMS point here; the account adapter takes ACCOUNT_FOUTEN.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

_CODE_FOUT = "Deze code klopt niet, of is te oud. Wacht op de volgende code en probeer het opnieuw."

ACCOUNT_FOUTEN = {
    "account_inactive": "Dit account staat uit. Vraag de beheerder van Wijkwerk om hulp.",
    "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet. Probeer het opnieuw.",
    "enter_current_password": "Vul uw huidige wachtwoord in.",
    "incorrect_code": _CODE_FOUT,
    "incorrect_password": "Dit wachtwoord klopt niet. Probeer het opnieuw.",
    "invalid_login": "Het inloggen is niet gelukt. Probeer het opnieuw.",
    "invalid_or_expired_key": "Deze link werkt niet meer. Vraag een nieuwe aan.",
    "invalid_password_reset": "Deze link werkt niet meer. Vraag een nieuwe aan.",
    "too_many_login_attempts": "U hebt het te vaak geprobeerd. Wacht vijf minuten en probeer het dan opnieuw.",
    "unknown_email": "Wij kennen dit e-mailadres niet. Vraag de beheerder van Wijkwerk om hulp.",
    "rate_limited": "Dit gaat te snel achter elkaar. Wacht even en probeer het dan opnieuw.",
    "same_as_current": "Kies een ander dan u nu hebt.",
}


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor, in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _CODE_FOUT,
        "cannot_delete_authenticator": "U kunt de tweede stap niet uitzetten.",
        "cannot_generate_recovery_codes": "Stel eerst een app of een passkey in. Daarna kunt u herstelcodes maken.",
        "unverified_email": "Uw e-mailadres is nog niet bevestigd. Vraag de beheerder van Wijkwerk om hulp.",
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002  (allauth's name)
        return "Mijn passkey"


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The code at login."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _vraag_code(self)


class NogEensForm(ReauthenticateForm):  # type: ignore[misc]
    """The code before a delicate step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _vraag_code(self)


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _vraag_code(self)


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Naam"
        if zonder := self.fields.get("passwordless"):
            zonder.label = "Ook inloggen zonder wachtwoord"
            zonder.help_text = "Uw apparaat vraagt dan om uw vinger, uw gezicht of een pincode."


class PasskeyNaamForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Naam"


def _vraag_code(form: Any) -> None:
    veld = form.fields["code"]
    veld.label = "Code"
    veld.widget.attrs.pop("placeholder", None)
    veld.widget.attrs["inputmode"] = "numeric"
