from django.apps import AppConfig


class GemeenteConfig(AppConfig):
    name = "wijkwerk.gemeente"
    label = "gemeente"
    verbose_name = "gemeente"
