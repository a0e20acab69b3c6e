from django.db import migrations, models

# Past the last day in the Netherlands, whatever the time zone of the connection.
MAG = """
CREATE OR REPLACE FUNCTION vernietiging_mag(regel bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM regels_vernietigingsregel r JOIN regels_vernietigingslijst l ON l.id = r.lijst_id
    WHERE r.id = regel AND l.stand = 'goedgekeurd' AND l.besloten_door_id <> l.gemaakt_door_id
      AND r.eraf_op IS NULL AND r.overgeslagen_op IS NULL AND r.gewist_op IS NULL
      AND r.bewaren_tot < CURRENT_DATE
      AND NOT EXISTS (
        SELECT 1 FROM regels_bewaarstop s
        WHERE s.object_soort = r.object_soort AND s.object_id = r.object_id AND s.opgeheven_op IS NULL
      )
  )
$$;
"""
DAG = "(now() AT TIME ZONE 'Europe/Amsterdam')::date"


class Migration(migrations.Migration):

    dependencies = [("regels", "0003_vernietigen")]

    operations = [
        migrations.AddField(
            model_name="vernietigingsregel",
            name="mislukt_op",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL(MAG.replace("CURRENT_DATE", DAG), MAG),
    ]
