from django.apps import AppConfig


class PublicatieConfig(AppConfig):
    name = "wijkwerk.publicatie"
    label = "publicatie"
    verbose_name = "publicatie"
