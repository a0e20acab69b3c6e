"""Logging: one line of JSON per event, without words of people."""

import structlog

from wijkwerk.loggen import verberg_paden
from wijkwerk.settings.omgeving import OMGEVING

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
