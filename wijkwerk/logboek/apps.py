from django.apps import AppConfig


class LogboekConfig(AppConfig):
    name = "wijkwerk.logboek"
    label = "logboek"
    verbose_name = "logboek"
