"""The settings for every environment; what differs comes from the environment variables (docs/beheer.md).

Here what a Django reader looks for first: apps, middleware, database, files. The rest by subject beside it.
"""

from pathlib import Path

from wijkwerk import env
from wijkwerk.settings.aansluitingen import *  # noqa: F403
from wijkwerk.settings.inloggen import *  # noqa: F403
from wijkwerk.settings.loggen import *  # noqa: F403
from wijkwerk.settings.omgeving import *  # noqa: F403
from wijkwerk.settings.omgeving import BASE_DIR, DATA_DIR, OMGEVING, PRODUCTIE, REDIS_URL
from wijkwerk.settings.post import *  # noqa: F403
from wijkwerk.settings.taken import *  # noqa: F403
from wijkwerk.settings.termijnen import *  # noqa: F403
from wijkwerk.settings.veiligheid import *  # noqa: F403

SECRET_KEY = (
    env.verplicht("SECRET_KEY")
    if PRODUCTIE
    else env.tekst("SECRET_KEY", "alleen-voor-demo-en-tests-" + "x" * 40)
)
ALLOWED_HOSTS = env.lijst("WIJKWERK_HOSTS", "" if PRODUCTIE else "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if PRODUCTIE]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "template_partials",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wijkwerk.gemeente",
    "wijkwerk.wijken",
    "wijkwerk.gebruikers",
    "wijkwerk.logboek",
    "wijkwerk.regels",
    "wijkwerk.berichten",
    "wijkwerk.afspraken",
    "wijkwerk.cijfers",
    "wijkwerk.publicatie",
    "signalen",
    "overleggen",
    "adviezen",
    "wijkagenda",
    "participatie",
    "budgetten",
    "prestaties",
    "gebiedscyclus",
    "verantwoording",
    "wijkwerk.huis",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wijkwerk.publicatie.bewaard.BewaardePaginas",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wijkwerk.gebruikers.middleware.InlogMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wijkwerk.gemeente.middleware.ActiefProfielMiddleware",
    "wijkwerk.gebruikers.middleware.TweedeFactorMiddleware",
    # Last: its page 400 is a page as the others, for who is logged in and who is not.
    "wijkwerk.nulteken.NultekenMiddleware",
]

ROOT_URLCONF = "wijkwerk.urls"
WSGI_APPLICATION = "wijkwerk.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "wijkwerk.huis.context.huis",
            ],
        },
    }
]
FORM_RENDERER = "wijkwerk.formulieren.WijkwerkRenderer"

# --- data

DATABASES = {
    "default": {
        **env.database(env.tekst("DATABASE_URL", "postgres://wijkwerk@127.0.0.1:5432/wijkwerk")),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}} if OMGEVING in {"productie", "demo"} else {},
        # A name of its own lets two test runs share one server.
        "TEST": {"NAME": env.tekst("WIJKWERK_TEST_DB") or None},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "wijkwerk.cache.Cache",
        "LOCATION": REDIS_URL,
        # A server that hangs costs a page a second, not its visitors. A socket on this machine has no connecting to wait for.
        "OPTIONS": {"socket_timeout": 1}
        | ({} if REDIS_URL.startswith("unix") else {"socket_connect_timeout": 1}),
        # Parallel test workers share one server.
        "KEY_PREFIX": OMGEVING + env.tekst("PYTEST_XDIST_WORKER"),
    }
}

# So long may a public page be kept: as its Cache-Control says. Not where pages are being made, or tests roll back.
OPENBARE_PAGINA_SECONDEN = 0 if OMGEVING in {"test", "ontwikkeling"} else 60

# --- language and time

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
CELERY_TIMEZONE = TIME_ZONE
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "wijkwerk.formaten"

# --- files

STATIC_URL = "static/"
STATIC_ROOT = Path(env.tekst("WIJKWERK_STATIC", str(BASE_DIR / "static_verzameld")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    # css/stijl.css: NL Design System and our own, put together.
    "wijkwerk.huis.stijl.StijlFinder",
]
MEDIA_ROOT = Path(env.tekst("WIJKWERK_MEDIA", str(DATA_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTIE
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTIE

# --- what others read of us

# Register of toegankelijkheidsverklaringen, and where users ask for help.
TOEGANKELIJKHEID_URL = env.tekst("WIJKWERK_TOEGANKELIJKHEID_URL")
HULP_URL = env.tekst("WIJKWERK_HULP_URL")
# Under which licence everybody may use what was published. CC0 is what the government asks unless something stands in the way.
OPENDATA_LICENTIE = env.tekst(
    "WIJKWERK_OPENDATA_LICENTIE", "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"
)
