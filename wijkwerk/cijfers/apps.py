from django.apps import AppConfig


class CijfersConfig(AppConfig):
    name = "wijkwerk.cijfers"
    label = "cijfers"
    verbose_name = "cijfers"
