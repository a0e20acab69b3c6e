"""SQL that keeps a list of destruction as it was decided, and says whether it lets a thing go. Used by a migration."""

AAN = """
-- Whether this row is on a list that two people stand for, past its term, and nothing suspends it now.
CREATE FUNCTION vernietiging_mag(regel bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
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

CREATE FUNCTION vernietigingslijst_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.stand <> 'voorstel' THEN
      RAISE EXCEPTION 'Een lijst begint als voorstel.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Een vernietigingslijst wordt niet gewist.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW.id, NEW.gemaakt_op, NEW.gemaakt_door_id) IS DISTINCT FROM (OLD.id, OLD.gemaakt_op, OLD.gemaakt_door_id)
     OR (OLD.besloten_op IS NOT NULL AND (NEW.besloten_op, NEW.besloten_door_id, NEW.opmerking)
         IS DISTINCT FROM (OLD.besloten_op, OLD.besloten_door_id, OLD.opmerking))
     OR (OLD.verklaring_sha256 <> '' AND (NEW.verklaring, NEW.verklaring_sha256, NEW.verklaring_op)
         IS DISTINCT FROM (OLD.verklaring, OLD.verklaring_sha256, OLD.verklaring_op))
     OR (NEW.stand <> OLD.stand AND (OLD.stand, NEW.stand) NOT IN
         (('voorstel', 'goedgekeurd'), ('voorstel', 'afgewezen'), ('goedgekeurd', 'uitgevoerd'))) THEN
    RAISE EXCEPTION 'Een vernietigingslijst verandert niet meer.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER vernietigingslijst_onveranderlijk BEFORE INSERT OR UPDATE OR DELETE ON regels_vernietigingslijst
  FOR EACH ROW EXECUTE FUNCTION vernietigingslijst_vast();

CREATE FUNCTION vernietigingsregel_vast() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE lijststand text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Een vernietigingslijst wordt niet gewist.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT stand INTO lijststand FROM regels_vernietigingslijst WHERE id = NEW.lijst_id;
  IF TG_OP = 'INSERT' THEN
    IF lijststand <> 'voorstel' OR NEW.gewist_op IS NOT NULL THEN
      RAISE EXCEPTION 'Op deze lijst komt niets meer bij.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.lijst_id, NEW.object_soort, NEW.object_id, NEW.titel, NEW.vorm, NEW.gebied, NEW.vastgesteld_op,
      NEW.procestype, NEW.resultaat, NEW.jaren, NEW.termijn_vanaf, NEW.bewaren_tot, NEW.publicaties, NEW.documenten)
     IS DISTINCT FROM
     (OLD.id, OLD.lijst_id, OLD.object_soort, OLD.object_id, OLD.titel, OLD.vorm, OLD.gebied, OLD.vastgesteld_op,
      OLD.procestype, OLD.resultaat, OLD.jaren, OLD.termijn_vanaf, OLD.bewaren_tot, OLD.publicaties, OLD.documenten)
     -- Taken off before the decision, or left or destroyed after it: each once.
     OR ((NEW.eraf_op, NEW.eraf_door_id, NEW.eraf_reden) IS DISTINCT FROM (OLD.eraf_op, OLD.eraf_door_id, OLD.eraf_reden)
         AND (OLD.eraf_op IS NOT NULL OR lijststand <> 'voorstel'))
     OR ((NEW.overgeslagen_op, NEW.overgeslagen_reden) IS DISTINCT FROM (OLD.overgeslagen_op, OLD.overgeslagen_reden)
         AND (OLD.overgeslagen_op IS NOT NULL OR lijststand <> 'goedgekeurd'))
     OR ((NEW.gewist_op, NEW.bestanden) IS DISTINCT FROM (OLD.gewist_op, OLD.bestanden)
         AND (OLD.gewist_op IS NOT NULL OR lijststand <> 'goedgekeurd'))
     OR (NEW.vernietigd_op IS DISTINCT FROM OLD.vernietigd_op
         AND (OLD.vernietigd_op IS NOT NULL OR lijststand <> 'goedgekeurd')) THEN
    RAISE EXCEPTION 'Een vernietigingslijst verandert niet meer.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER vernietigingsregel_onveranderlijk BEFORE INSERT OR UPDATE OR DELETE ON regels_vernietigingsregel
  FOR EACH ROW EXECUTE FUNCTION vernietigingsregel_vast();
"""

UIT = """
DROP TRIGGER vernietigingsregel_onveranderlijk ON regels_vernietigingsregel;
DROP FUNCTION vernietigingsregel_vast();
DROP TRIGGER vernietigingslijst_onveranderlijk ON regels_vernietigingslijst;
DROP FUNCTION vernietigingslijst_vast();
DROP FUNCTION vernietiging_mag(bigint);
"""
