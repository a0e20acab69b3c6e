"""How django-allauth meets our users: nobody signs up by themselves; an account is made in beheer."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.inlogteksten import ACCOUNT_FOUTEN


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {**DefaultAccountAdapter.error_messages, **ACCOUNT_FOUTEN}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def toon(gebruiker: Gebruiker) -> str:
    return gebruiker.naam
