"""The web server in production. The number of processes comes from the environment."""

import os
from typing import Any

bind = "0.0.0.0:8000"
worker_class = "gthread"
workers = int(os.environ.get("WIJKWERK_WEBPROCESSEN", "3"))
threads = 4
# A fresh process now and then; not all at the same time.
max_requests = 2000
max_requests_jitter = 200
graceful_timeout = 30
worker_tmp_dir = "/dev/shm"  # noqa: S108
accesslog = "-"
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    from wijkwerk.loggen import VerbergPaden

    worker.log.access_log.addFilter(VerbergPaden())
