"""Whether a report was established for everybody. Of those of before it is so when it was published; another one can be
reopened and established again."""

from django.db import migrations, models


def vul(apps, schema_editor):
    gepubliceerd = apps.get_model("publicatie", "Publicatie").objects.filter(object_soort="raadsrapportage")
    rapporten = apps.get_model("verantwoording", "Raadsrapportage").objects
    rapporten.filter(pk__in=gepubliceerd.values("object_id"), stand="vastgesteld").update(voor_iedereen=True)


class Migration(migrations.Migration):
    dependencies = [("verantwoording", "0001_begin"), ("publicatie", "0001_initial")]

    operations = [
        migrations.AddField("raadsrapportage", "voor_iedereen", models.BooleanField(default=False)),
        migrations.RunPython(vul, migrations.RunPython.noop),
    ]
