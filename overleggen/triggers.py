"""SQL that freezes an established report and its files. Used by a migration."""

VERSLAG = """CREATE OR REPLACE FUNCTION verslag_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.stand = 'vastgesteld' THEN
    RAISE EXCEPTION 'Een vastgesteld verslag verandert niet: maak een nieuwe versie.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;"""

DOCUMENT = """CREATE OR REPLACE FUNCTION verslagdocument_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.sha256 <> '' THEN
    RAISE EXCEPTION 'De PDF van een verslag wordt niet vervangen.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;"""

AAN = f"""
{VERSLAG}

CREATE TRIGGER verslag_onveranderlijk BEFORE UPDATE OR DELETE ON overleggen_verslag
  FOR EACH ROW EXECUTE FUNCTION verslag_bevroren();

{DOCUMENT}

CREATE TRIGGER verslagdocument_onveranderlijk BEFORE UPDATE OR DELETE ON overleggen_verslagdocument
  FOR EACH ROW EXECUTE FUNCTION verslagdocument_bevroren();
"""

UIT = """
DROP TRIGGER verslagdocument_onveranderlijk ON overleggen_verslagdocument;
DROP FUNCTION verslagdocument_bevroren();
DROP TRIGGER verslag_onveranderlijk ON overleggen_verslag;
DROP FUNCTION verslag_bevroren();
"""

# From here on a list of destruction that two people stand for may empty a report and its files.
VERNIETIGEN_AAN = """
CREATE OR REPLACE FUNCTION verslag_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.stand = 'vastgesteld' AND OLD.vernietigd_op IS NULL AND NEW.vernietigd_op IS NOT NULL THEN
    -- Emptied, by a row of an approved list that names this report.
    IF NOT vernietiging_mag(NEW.vernietigd_met_id)
       OR NOT EXISTS (SELECT 1 FROM regels_vernietigingsregel
                      WHERE id = NEW.vernietigd_met_id AND object_soort = 'verslag' AND object_id = OLD.id)
       OR NEW.inhoud <> '[]'::jsonb OR NEW.openbaar <> '[]'::jsonb OR NEW.openbare_correctie <> ''
       OR NEW.correctie NOT IN ('', 'Vernietigd.')
       OR (NEW.id, NEW.overleg_id, NEW.versie, NEW.stand, NEW.opsteller_id, NEW.gemaakt_op, NEW.vastgesteld_op, NEW.vastgesteld_door_id)
          IS DISTINCT FROM
          (OLD.id, OLD.overleg_id, OLD.versie, OLD.stand, OLD.opsteller_id, OLD.gemaakt_op, OLD.vastgesteld_op, OLD.vastgesteld_door_id) THEN
      RAISE EXCEPTION 'Vernietigen kan alleen met een goedgekeurde vernietigingslijst.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.stand = 'vastgesteld' THEN
    RAISE EXCEPTION 'Een vastgesteld verslag verandert niet: maak een nieuwe versie.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION verslagdocument_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM overleggen_verslag WHERE id = OLD.verslag_id AND vernietigd_op IS NOT NULL) THEN
    -- What was never made may go; of the rest the checksum stays.
    IF TG_OP = 'DELETE' AND OLD.sha256 = '' THEN RETURN OLD; END IF;
    IF TG_OP = 'UPDATE' AND NEW.pdf = ''::bytea AND (NEW.id, NEW.verslag_id, NEW.soort, NEW.sha256, NEW.gemaakt_op)
       IS NOT DISTINCT FROM (OLD.id, OLD.verslag_id, OLD.soort, OLD.sha256, OLD.gemaakt_op) THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.sha256 <> '' THEN
    RAISE EXCEPTION 'De PDF van een verslag wordt niet vervangen.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
"""

VERNIETIGEN_UIT = f"""{VERSLAG}
{DOCUMENT}
"""
