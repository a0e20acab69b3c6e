from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('signalen', '0024_punt'),
    ]

    operations = [
        migrations.AddField(
            model_name='spreekuur',
            name='client_id',
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='ritme',
            name='client_id',
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
