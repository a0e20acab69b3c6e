from django.apps import AppConfig


class GebruikersConfig(AppConfig):
    name = "wijkwerk.gebruikers"
    label = "gebruikers"
    verbose_name = "gebruikers"
