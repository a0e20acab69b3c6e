"""How django-allauth meets our users: nobody signs up by themselves; an account is made in beheer."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from wijkwerk.gebruikers.models import Gebruiker


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def toon(gebruiker: Gebruiker) -> str:
    return gebruiker.naam
