"""Whether a report was established for everybody. Those of before were, unless one part may never be public."""

from django.db import migrations, models

# As the parts were called in a frozen report on the day of this migration.
BESLOTEN = {"prestatieafspraken", "subsidie-en-inzet-per-buurt"}


def vul(apps, schema_editor):
    rapporten = apps.get_model("verantwoording", "Raadsrapportage").objects.filter(stand="vastgesteld")
    open_ = [
        pk
        for pk, inhoud in rapporten.values_list("pk", "inhoud")
        if BESLOTEN.isdisjoint(blok["deel"] for blok in (inhoud or {}).get("cijfers", ()))
    ]
    rapporten.filter(pk__in=open_).update(voor_iedereen=True)


class Migration(migrations.Migration):
    dependencies = [("verantwoording", "0001_begin")]

    operations = [
        migrations.AddField("raadsrapportage", "voor_iedereen", models.BooleanField(default=False)),
        migrations.RunPython(vul, migrations.RunPython.noop),
    ]
