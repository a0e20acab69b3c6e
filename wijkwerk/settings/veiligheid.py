"""Security headers and cookies (internet.nl, BIO2), and the keys for what is kept unreadable."""

from csp.constants import NONCE, NONE, SELF

from wijkwerk import env
from wijkwerk.settings.omgeving import PRODUCTIE

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTIE:
    SECURE_SSL_REDIRECT = env.ja_nee("WIJKWERK_HTTPS_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^gezondheid/$"]
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "wijkwerk.huis.views.csrf_mislukt"

# Keys for contact data of melders, newest first (rotation); never in the database.
MELDER_SLEUTELS = env.lijst(
    "WIJKWERK_MELDER_SLEUTELS", "" if PRODUCTIE else "lwJ5B7xXqVvQ8sZbq1m3v0p2n4r6t8y0A2C4E6G8I0k="
)
