"""One settings file for every environment; what differs comes from the environment variables (docs/beheer.md)."""

from datetime import timedelta
from pathlib import Path

import structlog
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF

from wijkwerk import env
from wijkwerk.loggen import verberg_paden

BASE_DIR = Path(__file__).resolve().parent.parent

# ontwikkeling, demo, test or productie. Production is the default, so that a forgotten variable is safe.
OMGEVING = env.tekst("WIJKWERK_OMGEVING", "productie")
PRODUCTIE = OMGEVING == "productie"
DEMO = OMGEVING == "demo"
DEBUG = OMGEVING == "ontwikkeling"
DATA_DIR = Path(env.tekst("WIJKWERK_DATA", str(BASE_DIR / ".wijkwerk")))

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
REDIS_URL = env.tekst("REDIS_URL", "redis://127.0.0.1:6379/0")
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

# --- people

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

# --- language and time

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
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

# --- mail: the outbox (wijkwerk.berichten) is the only sender

_mail = env.tekst("EMAIL_URL")
if OMGEVING == "test":
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
elif _mail:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    globals().update(env.mail(_mail))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.tekst("WIJKWERK_AFZENDER", "Wijkwerk <wijkwerk@gemeente.example>")
# Where links in mail lead.
SITE_URL = env.tekst("WIJKWERK_URL", "http://127.0.0.1:8000")

# The municipality's own system for reports: where its API is, and the key to it. How it is used the beheerder chooses.
# With an `inlogadres` the key is fetched there, by this client and with `sleutel` as its secret.
MELDSYSTEEM = {
    "url": env.tekst("WIJKWERK_MELDSYSTEEM_URL"),
    "sleutel": env.tekst("WIJKWERK_MELDSYSTEEM_SLEUTEL"),
    "inlogadres": env.tekst("WIJKWERK_MELDSYSTEEM_INLOGADRES"),
    "client": env.tekst("WIJKWERK_MELDSYSTEEM_CLIENT"),
}

# The mailbox to which staff forward what residents mailed (imaps://naam:wachtwoord@server/INBOX); how our own mail server
# signs what it found out about a sender (its authserv-id, or microsoft365): without that nothing is taken in.
POSTVAK = {
    "url": env.tekst("WIJKWERK_POSTVAK_URL"),
    "adres": env.tekst("WIJKWERK_POSTVAK_ADRES"),
    "echtheid": env.tekst("WIJKWERK_POSTVAK_ECHTHEID"),
    "inlogadres": env.tekst("WIJKWERK_POSTVAK_INLOGADRES"),
    "client": env.tekst("WIJKWERK_POSTVAK_CLIENT"),
    "scope": env.tekst("WIJKWERK_POSTVAK_SCOPE", "https://outlook.office365.com/.default"),
}

# Where figures by area are asked; an empty address switches a service off. Of StatLine an address with /odata/v1 is
# OData 4, every other one OData 3.
CIJFERDIENSTEN = {
    "statline": env.tekst("WIJKWERK_DIENST_STATLINE", "https://opendata.cbs.nl/ODataFeed/odata"),
    "politie": env.tekst("WIJKWERK_DIENST_POLITIE", "https://dataderden.cbs.nl/ODataFeed/odata"),
    "rivm": env.tekst("WIJKWERK_DIENST_RIVM", "https://dataderden.cbs.nl/ODataFeed/odata"),
    "pdok": env.tekst("WIJKWERK_DIENST_PDOK", "https://api.pdok.nl/cbs"),
    "leefbaarometer": env.tekst("WIJKWERK_DIENST_LEEFBAAROMETER", "https://www.leefbaarometer.nl/resources"),
}

# One digest per person per day, from this hour, on working days; in the demo whenever there is one to see.
DAGBERICHT_VANAF_UUR = 0 if DEMO else 7
DAGBERICHT_ELKE_DAG = DEMO
# Who follows a gebied by mail hears at most once in so many days that something is new.
VOLGBERICHT_DAGEN = 0 if DEMO else env.getal("WIJKWERK_VOLGBERICHT_DAGEN", 7)
# Register of toegankelijkheidsverklaringen, and where users ask for help.
TOEGANKELIJKHEID_URL = env.tekst("WIJKWERK_TOEGANKELIJKHEID_URL")
HULP_URL = env.tekst("WIJKWERK_HULP_URL")
# Under which licence everybody may use what was published. CC0 is what the government asks unless something stands in the way.
OPENDATA_LICENTIE = env.tekst(
    "WIJKWERK_OPENDATA_LICENTIE", "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"
)

# --- work outside the request

CELERY_BROKER_URL = env.redis_voor_celery(REDIS_URL)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The timeout must exceed the longest task and countdown, or tasks run twice (docs/besluiten).
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1200,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    # A request never waits for a broker that is down: the sweep by beat makes up for it.
    "max_retries": 1,
    "interval_start": 0,
    "interval_max": 0.1,
    "socket_connect_timeout": 1,
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "verstuur-berichten": {"task": "wijkwerk.berichten.tasks.verstuur_klaargezette", "schedule": 30.0},
    "draag-over": {"task": "signalen.tasks.draag_over", "schedule": 30.0},
    "lees-meldsysteem": {"task": "signalen.tasks.lees_meldsysteem", "schedule": timedelta(minutes=10)},
    "lees-postvak": {"task": "signalen.tasks.lees_postvak", "schedule": 60.0},
    "lees-cijfers": {"task": "wijkwerk.cijfers.tasks.lees_wachtende", "schedule": 60.0},
    "tel-registraties": {
        "task": "wijkwerk.cijfers.tasks.tel_registraties",
        "schedule": crontab(hour=2, minute=40),
    },
    "maak-herinneringen": {
        "task": "wijkwerk.berichten.tasks.maak_herinneringen",
        "schedule": timedelta(minutes=10),
    },
    "maak-pdfs": {"task": "wijkwerk.publicatie.tasks.maak_ontbrekende_pdfs", "schedule": 60.0},
    "vertel-volgers": {"task": "wijkwerk.publicatie.tasks.vertel_volgers", "schedule": timedelta(minutes=10)},
    "maak-verslag-pdfs": {"task": "overleggen.tasks.maak_ontbrekende_pdfs", "schedule": 60.0},
    "werk-publicaties-bij": {
        "task": "wijkagenda.tasks.werk_publicaties_bij",
        "schedule": crontab(hour=3, minute=15),
    },
    "werk-rondes-bij": {
        "task": "gebiedscyclus.tasks.werk_rondes_bij",
        "schedule": crontab(hour=4, minute=45),
    },
    "herinner-partijen": {
        "task": "signalen.tasks.herinner_partijen",
        "schedule": crontab(hour=8, minute=5),
    },
    "stuur-tussenberichten": {
        "task": "signalen.tasks.stuur_tussenberichten",
        "schedule": crontab(hour=9, minute=5),
    },
    "vernietig-goedgekeurde": {
        "task": "wijkwerk.huis.tasks.vernietig_goedgekeurde",
        "schedule": timedelta(minutes=5),
    },
    "start-prestaties": {
        "task": "prestaties.tasks.start_wat_begint",
        "schedule": crontab(hour=2, minute=35),
    },
    "ruim-op": {"task": "wijkwerk.huis.tasks.ruim_op", "schedule": timedelta(hours=24)},
}

# --- what the apps bring, without the kernel knowing them

OBJECTEN = [
    "signalen.objecten.OBJECTEN",
    "overleggen.objecten.OBJECTEN",
    "adviezen.objecten.OBJECTEN",
    "wijkagenda.objecten.OBJECTEN",
    "participatie.objecten.OBJECTEN",
    "budgetten.objecten.OBJECTEN",
    "prestaties.objecten.OBJECTEN",
    "gebiedscyclus.objecten.OBJECTEN",
    "verantwoording.objecten.OBJECTEN",
    "wijkwerk.afspraken.objecten.OBJECTEN",
    "wijkwerk.wijken.objecten.OBJECTEN",
    "wijkwerk.gebruikers.objecten.OBJECTEN",
    "wijkwerk.publicatie.objecten.OBJECTEN",
]
RECHTEN = "wijkwerk.gebruikers.rechten.ALLE_RECHTEN"
# Functions (gebruiker) -> iterable of Taak: what waits for me today, and what comes soon.
WERKVOORRAAD = [
    "wijkwerk.afspraken.service.werkvoorraad",
    "signalen.service.werkvoorraad",
    "signalen.postvak.vandaag.werkvoorraad",
    "signalen.vandaag_initiatieven.werkvoorraad",
    "overleggen.service.werkvoorraad",
    "adviezen.service.werkvoorraad",
    "wijkagenda.service.werkvoorraad",
    "participatie.service.werkvoorraad",
    "budgetten.service.werkvoorraad",
    "prestaties.service.werkvoorraad",
    "gebiedscyclus.service.werkvoorraad",
    "verantwoording.service.werkvoorraad",
]
# Functions (dag) -> iterable of Herinnering: what falls due.
HERINNERINGEN = [
    "wijkwerk.afspraken.service.herinneringen",
    "signalen.service.herinneringen",
    "signalen.postvak.vandaag.herinneringen",
    "signalen.vandaag_initiatieven.herinneringen",
    "overleggen.service.herinneringen",
    "adviezen.service.herinneringen",
    "wijkagenda.service.herinneringen",
    "budgetten.service.herinneringen",
    "prestaties.service.herinneringen",
    "participatie.service.herinneringen",
    "gebiedscyclus.service.herinneringen",
    "verantwoording.service.herinneringen",
]
# Functions (gebruiker) -> iterable of MenuPunt.
MENU = [
    "signalen.service.menu",
    "signalen.initiatiefdeur.menu",
    "overleggen.service.menu",
    "adviezen.service.menu",
    "wijkagenda.service.menu",
    "participatie.service.menu",
    "budgetten.service.menu",
    "prestaties.service.menu",
    "gebiedscyclus.service.menu",
    "verantwoording.service.menu",
    "wijkwerk.afspraken.service.menu",
    "wijkwerk.cijfers.service.menu",
    "wijkwerk.publicatie.service.menu",
    "wijkwerk.cijfers.invoeren.menu",
    "wijkwerk.huis.service.menu",
]
# Functions () -> set of (tabel, sleutel) that rows use, so that a profile cannot drop them.
SLEUTELS_IN_GEBRUIK = [
    "wijkwerk.wijken.service.sleutels_in_gebruik",
    "wijkwerk.gebruikers.service.sleutels_in_gebruik",
    "signalen.service.sleutels_in_gebruik",
    "overleggen.service.sleutels_in_gebruik",
    "adviezen.service.sleutels_in_gebruik",
    "wijkagenda.service.sleutels_in_gebruik",
    "participatie.service.sleutels_in_gebruik",
    "budgetten.service.sleutels_in_gebruik",
    "prestaties.service.sleutels_in_gebruik",
    "gebiedscyclus.service.sleutels_in_gebruik",
    "verantwoording.service.sleutels_in_gebruik",
]
# Functions () that remove what is past its term of the profile (`bewaren`).
OPRUIMEN = [
    "signalen.service.ruim_op",
    "signalen.acties.mailconcept.ruim_mail_op",
    "overleggen.service.ruim_inbreng_op",
    "budgetten.service.ruim_op",
    "participatie.service.ruim_op",
    "wijkwerk.publicatie.service.ruim_volgers_op",
    "wijkwerk.publicatie.service.ruim_bestanden_op",
    "wijkwerk.berichten.service.ruim_op",
    "wijkwerk.logboek.service.verwijder_oude_maanden",
]
# What an e-mail address asked for without an account: functions (e_mail=, door=) -> words, and the same that forget it.
ADRES_ZOEKEN = ["wijkwerk.publicatie.service.zoek_volger", "participatie.service.zoek_meedenker"]
ADRES_WISSEN = ["wijkwerk.publicatie.service.wis_volger", "participatie.service.wis_meedenker"]
# Functions (vorm, plek) -> state of the latest one of that form, or None.
STANDEN = ["overleggen.service.stand_van_vorm", "wijkagenda.service.stand_van_vorm"]
# Functions (sleutels, sinds) -> ids of the areas that have one of these roles, meetings or plans (`dekking` of the profile).
GEDEKT = [
    "wijkwerk.gebruikers.service.gedekt",
    "signalen.service.gedekt",
    "overleggen.service.gedekt",
    "wijkagenda.service.gedekt",
]
# Steps of a holder that the source of an afspraak takes in its own way: soort -> function (stap, afspraak=, door=, **gegevens) -> taken.
AFSPRAAKSTAPPEN = {
    "dossier": "signalen.service.neem_stap_van_dossier",
    "signaal": "signalen.service.neem_stap_van_deel",
}
# Who reads the afspraken of a source that is shielded or closed: soort -> function (gebruiker) -> Q on Afspraak.
AFSPRAAKKRINGEN = {
    "dossier": "signalen.service.afspraakkring_dossier",
    "initiatief": "signalen.initiatiefdeur.afspraakkring_initiatief",
    "overleg": "overleggen.service.afspraakkring",
    "project": "signalen.initiatiefdeur.afspraakkring_project",
    "signaal": "signalen.service.afspraakkring",
}
# Functions () -> iterable of wijkwerk.meting.Meting: what each app counts of its own register, per area and year.
METINGEN = [
    "signalen.maten.metingen",
    "wijkwerk.afspraken.maten.metingen",
    "overleggen.maten.metingen",
    "budgetten.maten.metingen",
    "prestaties.maten.metingen",
]
# What can be found behind a generic reference (soort, pk): soort -> function (pk, gebruiker) -> Verwijzing | None.
VERWIJZINGEN = {
    "actielijst": "wijkwerk.huis.invoer.service.verwijzing",
    "adviesonderwerp": "adviezen.service.verwijzing",
    "afspraak": "wijkwerk.afspraken.service.verwijzing",
    "agendapunt": "overleggen.service.verwijzing_agendapunt",
    "budgetaanvraag": "budgetten.service.verwijzing",
    "dossier": "signalen.verwijzingen.verwijzing_dossier",
    "initiatief": "signalen.initiatiefdeur.verwijzing_initiatief",
    "project": "signalen.initiatiefdeur.verwijzing_project",
    "notitie": "signalen.verwijzingen.verwijzing_notitie",
    "signaal": "signalen.verwijzingen.verwijzing",
    "overleg": "overleggen.service.verwijzing",
    "prestatieafspraak": "prestaties.service.verwijzing",
    "plan": "wijkagenda.service.verwijzing",
    "planitem": "wijkagenda.service.verwijzing_item",
    "ronde": "gebiedscyclus.service.verwijzing",
    "stap": "gebiedscyclus.service.verwijzing_stap",
    "verbeterpunt": "verantwoording.service.verwijzing_punt",
}
# The parts that a report can have: the word of the profile -> function (Vraag) -> list of Telling. Without one people write it.
RAPPORTAGE_ONDERDELEN = {
    "afspraken nagekomen": "wijkwerk.afspraken.rapportage.nagekomen",
    "bevindingen": "",
    "budgetten": "budgetten.rapportage.budgetten",
    "buurten zonder contact": "gebiedscyclus.rapportage.zonder_contact",
    "doorlooptijd": "signalen.rapportage.doorlooptijd",
    "ontbrekende disciplines": "wijkwerk.gebruikers.rapportage.ontbrekende_disciplines",
    "overleggen": "overleggen.rapportage.gehouden",
    "participatietrajecten": "participatie.rapportage.trajecten",
    "plannen": "wijkagenda.rapportage.plannen",
    "prestatieafspraken": "prestaties.rapportage.prestatieafspraken",
    "signalen": "signalen.rapportage.signalen",
    "signalen per buurt en thema": "signalen.rapportage.per_buurt_en_thema",
    "spreekuren": "signalen.rapportage.spreekuren",
    "subsidie en inzet per buurt": "prestaties.rapportage.subsidie_en_inzet",
    "tekst per gebied": "",
    "verbeterpunten": "verantwoording.rapportage.verbeterpunten",
    "vervolgstappen": "",
    "voortgang per actie": "",
    "zelforganisatie": "signalen.rapportage.zelforganisatie",
}
# Functions (ids of gebieden) -> (names, texts) that may stand in no publication about what lies in or below them.
NIET_PUBLICEREN = [
    "wijkagenda.geheim.niet_publiceren",
    "adviezen.service.niet_publiceren",
    "budgetten.service.niet_publiceren",
    "prestaties.service.niet_publiceren",
    "participatie.service.niet_publiceren",
    "signalen.geheim.niet_publiceren_inschatting",
]
# Functions (plan) -> Klachten: what other apps want before a plan is put forward or established.
PLAN_KLACHTEN = ["participatie.service.klachten_bij_plan"]
# Functions (project) -> Klachten: what other apps want before a project starts.
PROJECT_KLACHTEN = ["participatie.service.klachten_bij_project"]
# Functions (pk of a dossier) -> texts: what keeps it open.
DOSSIER_HOUDT_OPEN = ["adviezen.service.houdt_dossier_open"]
# Who has no account: kind of addressee -> function (pk) -> address or None, asked when the mail leaves.
ADRESSEN = {
    "melder": "signalen.service.adres_van_melder",
    "partij": "wijkwerk.wijken.service.adres_van_partij",
    "meldsysteem": "signalen.meldsysteem.post.adres",
    "volger": "wijkwerk.publicatie.service.adres_van_volger",
    "meedenker": "participatie.service.adres_van_meedenker",
}
# The words of a mail about a kind of thing: function (ding, soort, context) -> variables; not asked when it is shielded.
BERICHTVELDEN = {
    "inbreng": "overleggen.service.berichtvelden_van_inbreng",
    "meedenker": "participatie.service.berichtvelden_van_meedenker",
    "overdracht": "signalen.meldsysteem.post.berichtvelden",
    "overleg": "overleggen.service.berichtvelden",
    "signaal": "signalen.service.berichtvelden",
    "spreekuur": "signalen.service.berichtvelden_van_spreekuur",
    "volger": "wijkwerk.publicatie.service.berichtvelden_van_volger",
}
# Files that go along with a mail about a kind of thing: function (ding, soort) -> list of Bijlage; not asked when it is shielded.
BIJLAGEN = {
    "overleg": "overleggen.service.bijlagen",
    "spreekuur": "signalen.service.bijlagen_van_spreekuur",
}
# A page in a mail that asks no login: kind of thing -> function (ding, ontvanger or None) -> Verwijzing | None.
LINKS_ZONDER_ACCOUNT = {
    "afspraak": "signalen.service.link_voor_houder",
    "inbreng": "overleggen.service.link_voor_inbrenger",
    "meedenker": "participatie.service.link_voor_meedenker",
    "signaal": "signalen.service.link_voor_melder",
    "volger": "wijkwerk.publicatie.service.link_voor_volger",
}
# The same for one kind of message, whatever it is about: function (bericht, ding) -> Verwijzing | None.
LINKS_VAN_BERICHT = {
    "jaaroverzicht-verstuurd": "participatie.service.link_naar_overzicht",
    "overleg-uitnodiging": "overleggen.service.link_voor_genodigde",
    "volgbericht": "wijkwerk.publicatie.service.link_naar_nieuws",
}
# A kind of message with templates or headers of its own: function (bericht, ding) -> Mailvorm.
MAILVORMEN = {"volgbericht": "wijkwerk.publicatie.service.vorm_van_nieuws"}

# Assumptions, where a profile has no term: weeks in which an advice is answered (as Awb 4:13 has for decisions).
ADVIES_ANTWOORD_WEKEN = 8
# Days before the advice (or the decision) on which information for it is still in time.
INFORMATIE_VOORAF_DAGEN = 14
# Weeks in which a request for money is decided on (Awb 4:13), and in which it is accounted for after it was carried out (Awb 4:44).
BUDGET_BESLUIT_WEKEN = 8
BUDGET_VERANTWOORD_WEKEN = 13
# Assumptions about prestatieafspraken, where a profile has no term: every how many months delivery is checked, within how
# many weeks after such a period, how many working days the organisation has to react to a judgment, how many weeks before
# the end the next year is on the list, and below which percentage of what should be there by now it stands out.
PRESTATIE_CONTROLE_MAANDEN = 3
PRESTATIE_CONTROLE_WEKEN = 4
PRESTATIE_REACTIE_WERKDAGEN = 10
PRESTATIE_VERLENG_WEKEN = 8
PRESTATIE_DREMPEL = 80

# --- security headers (internet.nl, NORMEN)

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

# --- privacy

# Keys for contact data of melders, newest first (rotation); never in the database.
MELDER_SLEUTELS = env.lijst(
    "WIJKWERK_MELDER_SLEUTELS", "" if PRODUCTIE else "lwJ5B7xXqVvQ8sZbq1m3v0p2n4r6t8y0A2C4E6G8I0k="
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso"),
            ],
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                verberg_paden,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {
        # Every step of laying out a page is no news.
        **{naam: {"level": "WARNING"} for naam in ("weasyprint", "fontTools", "pikepdf")},
        # At DEBUG these say the whole context of a page, or the values in a query: words that no log may hold.
        **{naam: {"level": "INFO"} for naam in ("django.template", "django.db.backends")},
    },
    "root": {"handlers": ["console"], "level": "WARNING" if OMGEVING in {"test", "demo"} else "INFO"},
}
