from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    name = "wijkwerk.berichten"
    label = "berichten"
    verbose_name = "berichten"
