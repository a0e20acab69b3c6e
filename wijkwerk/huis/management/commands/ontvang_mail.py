"""`manage.py ontvang_mail`: take in one mail from standard input, for a mail server that delivers to a program."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from signalen.postvak.innemen import GROOTSTE_MAIL, neem_in


class Command(BaseCommand):
    help = "Maak van één mail (op standaardinvoer) een concept voor wie haar doorstuurde."

    def handle(self, *args: Any, **opties: Any) -> None:
        uitkomst = neem_in(sys.stdin.buffer.read(GROOTSTE_MAIL + 1))
        # A mail server takes an error for a reason to send it back: to whoever the mail says it came from.
        self.stdout.write(f"Mail: {uitkomst.value}.")
