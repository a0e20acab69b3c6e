from django.apps import AppConfig


class AdviezenConfig(AppConfig):
    name = "adviezen"
    label = "adviezen"
    verbose_name = "adviezen"
