"""Health of one container, for Docker: `python docker/gezond.py web|worker|beat` ends with 0 when it works."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

# Beat saves its schedule every three minutes.
KLOK_HOOGSTENS = 600


def web() -> bool:
    """The page /gezondheid/ asks the database and the cache."""
    host = os.environ.get("WIJKWERK_HOSTS", "localhost").split(",")[0]
    verzoek = urllib.request.Request(
        "http://127.0.0.1:8000/gezondheid/", headers={"Host": host, "X-Forwarded-Proto": "https"}
    )
    with urllib.request.urlopen(verzoek, timeout=8) as antwoord:  # noqa: S310
        return bool(antwoord.status == 200)


def worker() -> bool:
    opdracht = [
        "celery",
        "--app",
        "wijkwerk",
        "inspect",
        "ping",
        "--timeout",
        "8",
        "--destination",
        f"celery@{os.uname().nodename}",
    ]
    return subprocess.run(opdracht, capture_output=True, check=False).returncode == 0  # noqa: S603


def beat() -> bool:
    # One file or several, after the kind of database that Python was built with.
    standen = Path(os.environ.get("WIJKWERK_DATA", "/data")).glob("beat*")
    return any(time.time() - stand.stat().st_mtime < KLOK_HOOGSTENS for stand in standen)


if __name__ == "__main__":
    try:
        gezond = {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]()
    except OSError as fout:
        sys.exit(str(fout))
    sys.exit(0 if gezond else 1)
