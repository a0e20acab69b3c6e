"""Where this runs: the settings with which all others begin."""

from pathlib import Path

from wijkwerk import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# ontwikkeling, demo, test or productie. Production is the default, so that a forgotten variable is safe.
OMGEVING = env.tekst("WIJKWERK_OMGEVING", "productie")
PRODUCTIE = OMGEVING == "productie"
DEMO = OMGEVING == "demo"
DEBUG = OMGEVING == "ontwikkeling"
DATA_DIR = Path(env.tekst("WIJKWERK_DATA", str(BASE_DIR / ".wijkwerk")))
REDIS_URL = env.tekst("REDIS_URL", "redis://127.0.0.1:6379/0")
