from django.apps import AppConfig


class RegelsConfig(AppConfig):
    name = "wijkwerk.regels"
    label = "regels"
    verbose_name = "regels"
