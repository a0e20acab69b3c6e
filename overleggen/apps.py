from django.apps import AppConfig


class OverleggenConfig(AppConfig):
    name = "overleggen"
    label = "overleggen"
    verbose_name = "overleggen"
