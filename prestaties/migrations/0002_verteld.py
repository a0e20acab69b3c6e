"""How a judgment was told to an organisation that said nothing of it. Those of before were told by the message of Wijkwerk."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import TruncDate


def vul(apps, schema_editor):
    apps.get_model("prestaties", "Prestatiecontrole").objects.filter(
        stand="definitief", reactie_op=None
    ).update(verteld_op=TruncDate("voorgelegd_op"), verteld_hoe="Met een bericht van Wijkwerk")


class Migration(migrations.Migration):
    # The rows are filled before the constraint looks at them; PostgreSQL wants that in two transactions.
    atomic = False
    dependencies = [("prestaties", "0001_initial")]

    operations = [
        migrations.AddField(
            "prestatiecontrole", "verteld_op", models.DateField(blank=True, null=True)
        ),
        migrations.AddField(
            "prestatiecontrole", "verteld_hoe", models.CharField(blank=True, max_length=300, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(vul, migrations.RunPython.noop),
        migrations.AddConstraint(
            "prestatiecontrole",
            models.CheckConstraint(
                condition=~Q(stand="definitief", reactie_op=None)
                | (Q(verteld_op__isnull=False) & ~Q(verteld_hoe="")),
                name="controle_definitief_verteld",
                violation_error_message="Schrijf op wanneer en hoe het oordeel is verteld.",
            ),
        ),
    ]
