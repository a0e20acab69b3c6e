from django.apps import AppConfig


class PrestatiesConfig(AppConfig):
    name = "prestaties"
    label = "prestaties"
    verbose_name = "prestatieafspraken"
