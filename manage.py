#!/usr/bin/env python3
"""The one door: `python3 manage.py demo`, `test`, and every management command. Needs nothing but Python."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("Wijkwerk heeft Python 3.11 of nieuwer nodig; dit is Python " + sys.version.split()[0] + ".")

from wijkwerk.opstart.deur import main

if __name__ == "__main__":
    sys.exit(main(sys.argv))
