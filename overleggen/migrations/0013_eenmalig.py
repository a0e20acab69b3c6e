from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('overleggen', '0012_peiling_over'),
    ]

    operations = [
        migrations.AddField(
            model_name='agendapunt',
            name='client_id',
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='agendapuntafspraak',
            name='client_id',
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='informatievraag',
            name='client_id',
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
