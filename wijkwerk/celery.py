"""The Celery application: tasks are thin, take ids, and may run twice."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwerk.settings")

app = Celery("wijkwerk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
