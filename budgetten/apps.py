from django.apps import AppConfig


class BudgettenConfig(AppConfig):
    name = "budgetten"
    label = "budgetten"
    verbose_name = "budgetten"
