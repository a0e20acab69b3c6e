"""SQL that freezes a report that was sent. Used by the migrations."""

RAPPORT = """CREATE OR REPLACE FUNCTION rapport_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Een verstuurd rapport verandert niet meer.' USING ERRCODE = 'insufficient_privilege';
END $$;"""

AAN = f"""
{RAPPORT}

CREATE TRIGGER rapport_onveranderlijk BEFORE UPDATE OR DELETE ON wijkagenda_rapport
  FOR EACH ROW EXECUTE FUNCTION rapport_bevroren();
"""

UIT = """
DROP TRIGGER rapport_onveranderlijk ON wijkagenda_rapport;
DROP FUNCTION rapport_bevroren();
"""

# From here on it may be withdrawn, once; and emptied when its plan was destroyed by a list that two people stand for.
VERNIETIGEN_AAN = """
CREATE OR REPLACE FUNCTION rapport_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND (NEW.id, NEW.rapportage, NEW.naam, NEW.plan_id, NEW.nummer, NEW.inhoud_sha256, NEW.aan, NEW.verstuurd_op,
          NEW.verstuurd_door_id, NEW.plek_gebieden, NEW.plek_partijen)
         IS NOT DISTINCT FROM
         (OLD.id, OLD.rapportage, OLD.naam, OLD.plan_id, OLD.nummer, OLD.inhoud_sha256, OLD.aan, OLD.verstuurd_op,
          OLD.verstuurd_door_id, OLD.plek_gebieden, OLD.plek_partijen) THEN
    IF OLD.ingetrokken_op IS NULL AND NEW.ingetrokken_op IS NOT NULL AND NEW.inhoud = OLD.inhoud THEN RETURN NEW; END IF;
    IF NEW.inhoud = '{}'::jsonb AND NEW.ingetrokken_op IS NOT DISTINCT FROM OLD.ingetrokken_op
       AND NEW.ingetrokken_door_id IS NOT DISTINCT FROM OLD.ingetrokken_door_id
       AND NEW.ingetrokken_reden IN ('', 'Vernietigd.')
       AND EXISTS (SELECT 1 FROM wijkagenda_plan WHERE id = OLD.plan_id AND vernietigd_op IS NOT NULL) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'Een verstuurd rapport verandert niet meer.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION plan_vernietigd() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.vernietigd_op IS NULL THEN RETURN OLD; END IF;
  IF OLD.vernietigd_op IS NOT NULL AND (TG_OP = 'DELETE' OR
     (NEW.vernietigd_op, NEW.vernietigd_met_id, NEW.stand, NEW.titel, NEW.samenvatting, NEW.velden) IS DISTINCT FROM
     (OLD.vernietigd_op, OLD.vernietigd_met_id, OLD.stand, OLD.titel, OLD.samenvatting, OLD.velden)) THEN
    RAISE EXCEPTION 'Wat vernietigd is, verandert niet meer.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.vernietigd_op IS NOT NULL AND OLD.vernietigd_op IS NULL AND (
       NOT vernietiging_mag(NEW.vernietigd_met_id)
       OR NOT EXISTS (SELECT 1 FROM regels_vernietigingsregel
                      WHERE id = NEW.vernietigd_met_id AND object_soort = 'plan' AND object_id = OLD.id)) THEN
    RAISE EXCEPTION 'Vernietigen kan alleen met een goedgekeurde vernietigingslijst.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER plan_vernietigen BEFORE UPDATE OR DELETE ON wijkagenda_plan
  FOR EACH ROW EXECUTE FUNCTION plan_vernietigd();
"""

VERNIETIGEN_UIT = f"""
DROP TRIGGER plan_vernietigen ON wijkagenda_plan;
DROP FUNCTION plan_vernietigd();
{RAPPORT}
"""
