from django.apps import AppConfig


class GebiedscyclusConfig(AppConfig):
    name = "gebiedscyclus"
    label = "gebiedscyclus"
    verbose_name = "gebiedscyclus"
