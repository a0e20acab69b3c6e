"""The settings of the server that is measured: those of a demo, with a folder of files beside it and a cache of its own."""

import os

from wijkwerk.settings import *  # noqa: F403
from wijkwerk.settings import CACHES

WHITENOISE_ROOT = os.environ["BENCH_MAP"]
OPENBARE_PAGINA_SECONDEN = 600
CACHES["default"]["KEY_PREFIX"] = os.environ["BENCH_MAP"]
