from django.apps import AppConfig


class HuisConfig(AppConfig):
    name = "wijkwerk.huis"
    label = "huis"
    verbose_name = "huis"

    def ready(self) -> None:
        # Without this, `delay()` in a web process would use Celery's unconfigured default app.
        from wijkwerk import celery  # noqa: F401
