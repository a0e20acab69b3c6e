"""Settings of the worker and the beat that test_echt starts: as in a test, but with real mail and a quick clock."""

from datetime import timedelta

from wijkwerk import env
from wijkwerk.settings import *  # noqa: F403

globals().update(env.mail(env.verplicht("EMAIL_URL")))
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
# Quick to start: the outbox and what it stands on.
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "wijkwerk.gemeente",
    "wijkwerk.wijken",
    "wijkwerk.gebruikers",
    "wijkwerk.logboek",
    "wijkwerk.regels",
    "wijkwerk.berichten",
]
# The checks at its start import every middleware, also those of apps that are not here.
MIDDLEWARE = []
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
# The worker checks the addresses at its start: those of this app will do.
ROOT_URLCONF = "wijkwerk.berichten.urls"
SITE_URL = "https://wijkwerk.example"
HERINNERINGEN = []
BERICHT_VASTGELOPEN_NA = timedelta(seconds=1)
CELERY_BEAT_SCHEDULE = {
    "verstuur-berichten": {"task": "wijkwerk.berichten.tasks.verstuur_klaargezette", "schedule": 0.5}
}
CELERY_BEAT_SCHEDULE_FILENAME = env.verplicht("BEAT_BESTAND")
