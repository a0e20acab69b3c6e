from django.apps import AppConfig


class GemeenteConfig(AppConfig):
    name = "wijkwerk.gemeente"
    label = "gemeente"
    verbose_name = "gemeente"

    def ready(self) -> None:
        from wijkwerk.gemeente import controles  # noqa: F401
