"""`manage.py opruimen`: remove now what is past its term, as the clock does every day. Needed after a restore."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from wijkwerk.huis.tasks import ruim_op


class Command(BaseCommand):
    help = "Verwijder wat langer is bewaard dan mag. Twee keer opruimen verandert niets."

    def handle(self, *args: Any, **opties: Any) -> None:
        ruim_op()
        self.stdout.write("Opgeruimd.")
