from django.apps import AppConfig


class AfsprakenConfig(AppConfig):
    name = "wijkwerk.afspraken"
    label = "afspraken"
    verbose_name = "afspraken"
