"""Work outside the request: Celery, and what its clock (beat) starts."""

from datetime import timedelta

from celery.schedules import crontab

from wijkwerk import env
from wijkwerk.settings.omgeving import DATA_DIR, REDIS_URL

CELERY_BROKER_URL = env.redis_voor_celery(REDIS_URL)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
# WeasyPrint and its fonts keep a little of each PDF (10 % over a hundred): a process makes way for a new one after so many
# tasks, or after the task that took it past so many KiB. So the memory of a worker has a ceiling, however long it runs.
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
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
    "lees-kaarten": {"task": "wijkwerk.huis.tasks.lees_wachtende_kaart", "schedule": 60.0},
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
        "task": "wijkwerk.afspraken.tasks.herinner_partijen",
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
