"""People: accounts, passwords, the second factor, sessions."""

from datetime import timedelta

from wijkwerk import env
from wijkwerk.settings.omgeving import OMGEVING

AUTH_USER_MODEL = "gebruikers.Gebruiker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "vandaag"
LOGOUT_REDIRECT_URL = "publiek:voorpagina"
ACCOUNT_ADAPTER = "wijkwerk.gebruikers.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "wijkwerk.gebruikers.adapter.toon"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Who guesses waits: counted per account. A whole municipality often comes from one address (NAT), so per address
# only what no office does; logging in itself is not counted, and a passkey cannot be guessed.
# The account stands first: who is locked out already does not count against the colleagues.
ACCOUNT_RATE_LIMITS = {
    "login": "",
    "login_failed": "5/5m/key,100/m/ip",
    "reset_password": "5/m/key,100/m/ip",
    "reset_password_from_key": "100/m/ip",
}
MFA_RATE_LIMITS = {"webauthn_login": ""}
# Anybody can send X-Forwarded-For. It counts only when so many proxies of our own stand in front; each adds one address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.getal("WIJKWERK_PROXIES", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Our words instead of allauth's.
MFA_ADAPTER = "wijkwerk.inlogteksten.MFAAdapter"
MFA_FORMS = {
    "authenticate": "wijkwerk.inlogteksten.CodeForm",
    "reauthenticate": "wijkwerk.inlogteksten.NogEensForm",
    "activate_totp": "wijkwerk.inlogteksten.AppForm",
    "add_webauthn": "wijkwerk.inlogteksten.PasskeyForm",
    "edit_webauthn": "wijkwerk.inlogteksten.PasskeyNaamForm",
}
MFA_TOTP_ISSUER = "Wijkwerk"
# BIO2: a second factor for staff and partners. Off in the demo, which says so on every page.
TWEEDE_FACTOR_VERPLICHT = OMGEVING in {"productie"}
SESSION_COOKIE_AGE = int(timedelta(hours=9).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
