from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('participatie', '0006_meedenker_per_gebied'),
    ]

    operations = [
        migrations.AddField(
            model_name='trajectnotitie',
            name='client_id',
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
