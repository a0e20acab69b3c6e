"""No log holds the secret part of an address."""

from __future__ import annotations

import json
import logging
import logging.config
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

PADEN = [
    "/volg/abcd-efgh/",
    "/mail/abcd-efgh/",
    "/aanmelden/abcd-efgh/",
    "/inbreng/abcd-efgh/",
    "/nieuwsmail/abcd-efgh/",
    "/agenda/eigen/abcd-efgh/",
    "/account/password/reset/key/abcd-efgh/",
]


@pytest.mark.parametrize("pad", PADEN)
def test_access_log_of_the_web_server(pad: str) -> None:
    conf = runpy.run_path(str(Path(settings.BASE_DIR) / "docker" / "gunicorn.conf.py"))
    logger = logging.Logger("gunicorn.access")
    conf["post_worker_init"](SimpleNamespace(log=SimpleNamespace(access_log=logger)))
    regel = {"r": f"GET {pad} HTTP/1.1", "f": f"https://wijkwerk.example{pad}", "s": "200", "T": 0}
    record = logging.LogRecord(
        "gunicorn.access", logging.INFO, "", 0, "%(r)s %(f)s %(s)s %(T)s", (regel,), None
    )

    logger.filter(record)

    assert "abcd" not in record.getMessage()
    assert pad.removesuffix("abcd-efgh/") in record.getMessage()


@pytest.mark.parametrize("pad", PADEN)
def test_our_own_log_with_its_traceback(pad: str) -> None:
    klasse = logging.config.DictConfigurator(dict(settings.LOGGING))
    instellingen: Any = settings.LOGGING
    formatter = klasse.configure_formatter(dict(instellingen["formatters"]["json"]))
    try:
        raise ValueError(pad)
    except ValueError as fout:
        wat = (type(fout), fout, fout.__traceback__)
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Fout: %s", (pad,), wat)

    regel = json.loads(formatter.format(record))

    assert "abcd" not in json.dumps(regel)
    assert "ValueError" in regel["exception"]
