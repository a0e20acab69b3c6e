from django.apps import AppConfig


class WijkenConfig(AppConfig):
    name = "wijkwerk.wijken"
    label = "wijken"
    verbose_name = "wijken"
