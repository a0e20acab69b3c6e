"""`manage.py demo_accounts`: whom you can log in as."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from wijkwerk.huis.demo.mensen import WACHTWOORD, accounts


class Command(BaseCommand):
    help = "Toon de voorbeeldaccounts, één per rol."

    def handle(self, *args: Any, **opties: Any) -> None:
        rijen = list(accounts())
        if not rijen:
            self.stdout.write("Er zijn geen voorbeeldaccounts.")
            return
        breed = max(len(rij.email) for rij in rijen)
        self.stdout.write(f"Wachtwoord voor iedereen: {WACHTWOORD}")
        for rij in rijen:
            self.stdout.write(f"  {rij.email:<{breed}}  {rij.rol} ({rij.waar})")
