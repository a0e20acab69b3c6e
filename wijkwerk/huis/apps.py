from django.apps import AppConfig


class HuisConfig(AppConfig):
    name = "wijkwerk.huis"
    label = "huis"
    verbose_name = "huis"
