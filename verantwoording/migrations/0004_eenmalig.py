from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('verantwoording', '0003_stap'),
    ]

    operations = [
        migrations.AddField(
            model_name='verbeterpunt',
            name='client_id',
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
