from django.apps import AppConfig


class WijkagendaConfig(AppConfig):
    name = "wijkagenda"
    label = "wijkagenda"
    verbose_name = "wijkagenda"
