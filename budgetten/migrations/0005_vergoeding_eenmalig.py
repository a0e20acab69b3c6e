from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budgetten', '0004_openbare_titel'),
    ]

    operations = [
        migrations.AddField(
            model_name='vergoeding',
            name='client_id',
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
