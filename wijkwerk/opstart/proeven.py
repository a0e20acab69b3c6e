"""`manage.py test`: pytest against real servers that live as long as the run."""

import os
import sys

from wijkwerk.opstart import diensten
from wijkwerk.opstart.omgeving import WORTEL
from wijkwerk.opstart.opdracht import draai

# Words with which the user decides about running in parallel.
EIGEN_KEUZE = (
    "-n",
    "--numprocesses",
    "--pdb",
    "--trace",
    "-p=no:xdist",
    "--collect-only",
    "--co",
    "--fixtures",
    "--help",
    "-h",
)


def start(argumenten: list[str]) -> int:
    """Run pytest with `argumenten` and return its exit code."""
    parallel = [] if any(woord.startswith(EIGEN_KEUZE) for woord in argumenten) else ["-n", "auto"]
    os.chdir(WORTEL)
    with diensten.voor_proeven() as servers:
        env = {**os.environ, **servers.omgeving(), "WIJKWERK_OMGEVING": "test"}
        return draai([sys.executable, "-m", "pytest", *parallel, *argumenten], env=env)
