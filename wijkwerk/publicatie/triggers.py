"""SQL that freezes a publication. Used by the migrations."""

BEVROREN = """
CREATE OR REPLACE FUNCTION publicatie_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Een publicatie wordt niet gewist.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW.id, NEW.object_soort, NEW.object_id, NEW.gebied_id, NEW.vorm, NEW.vormnaam, NEW.nummer, NEW.aard, NEW.openbaar,
      NEW.titel, NEW.inhoud, NEW.inhoud_sha256, NEW.geplaatst_op, NEW.geplaatst_door_id)
     IS DISTINCT FROM
     (OLD.id, OLD.object_soort, OLD.object_id, OLD.gebied_id, OLD.vorm, OLD.vormnaam, OLD.nummer, OLD.aard, OLD.openbaar,
      OLD.titel, OLD.inhoud, OLD.inhoud_sha256, OLD.geplaatst_op, OLD.geplaatst_door_id) THEN
    RAISE EXCEPTION 'Een publicatie wordt niet gewijzigd.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Made once by the worker: the same bytes from then on.
  IF OLD.pdf_sha256 <> '' AND (NEW.pdf, NEW.pdf_sha256, NEW.pdf_gemaakt_op)
     IS DISTINCT FROM (OLD.pdf, OLD.pdf_sha256, OLD.pdf_gemaakt_op) THEN
    RAISE EXCEPTION 'De PDF van een publicatie wordt niet vervangen.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Withdrawn once; date and reason stay.
  IF OLD.ingetrokken_op IS NOT NULL AND (NEW.ingetrokken_op, NEW.ingetrokken_door_id, NEW.ingetrokken_reden)
     IS DISTINCT FROM (OLD.ingetrokken_op, OLD.ingetrokken_door_id, OLD.ingetrokken_reden) THEN
    RAISE EXCEPTION 'Intrekken kan één keer.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
"""

AAN = f"""{BEVROREN}
CREATE TRIGGER publicatie_onveranderlijk BEFORE UPDATE OR DELETE ON publicatie_publicatie
  FOR EACH ROW EXECUTE FUNCTION publicatie_bevroren();

CREATE FUNCTION publicatie_weiger_leegmaken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Only a test database may be emptied as a whole.
  IF current_database() NOT LIKE 'test\\_%' THEN
    RAISE EXCEPTION 'Publicaties worden niet gewist.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER publicatie_niet_leegmaken BEFORE TRUNCATE ON publicatie_publicatie
  FOR EACH STATEMENT EXECUTE FUNCTION publicatie_weiger_leegmaken();
"""

UIT = """
DROP TRIGGER publicatie_niet_leegmaken ON publicatie_publicatie;
DROP FUNCTION publicatie_weiger_leegmaken();
DROP TRIGGER publicatie_onveranderlijk ON publicatie_publicatie;
DROP FUNCTION publicatie_bevroren();
"""

# What is searched is frozen with the rest, once the migration has written it for what was published before.
ZOEKTEKST_AAN = """
CREATE FUNCTION publicatie_zoektekst_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Een publicatie wordt niet gewijzigd.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER publicatie_zoektekst_vast BEFORE UPDATE ON publicatie_publicatie
  FOR EACH ROW WHEN (NEW.zoektekst IS DISTINCT FROM OLD.zoektekst) EXECUTE FUNCTION publicatie_zoektekst_bevroren();
"""

ZOEKTEKST_UIT = """
DROP TRIGGER publicatie_zoektekst_vast ON publicatie_publicatie;
DROP FUNCTION publicatie_zoektekst_bevroren();
"""

# From here on a list of destruction that two people stand for may empty a publication.
VERNIETIGEN_AAN = """
CREATE OR REPLACE FUNCTION publicatie_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Een publicatie wordt niet gewist.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.vernietigd_op IS NOT NULL AND
     (NEW.vernietigd_op, NEW.vernietigd_met_id, NEW.pdf, NEW.pdf_sha256, NEW.pdf_gemaakt_op, NEW.ingetrokken_op, NEW.zoektekst)
     IS DISTINCT FROM
     (OLD.vernietigd_op, OLD.vernietigd_met_id, OLD.pdf, OLD.pdf_sha256, OLD.pdf_gemaakt_op, OLD.ingetrokken_op, OLD.zoektekst) THEN
    RAISE EXCEPTION 'Wat vernietigd is, verandert niet meer.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.vernietigd_op IS NOT NULL AND OLD.vernietigd_op IS NULL THEN
    -- Emptied, by a row of an approved list that names this publication; who, where, when and the checksums stay.
    IF NOT vernietiging_mag(NEW.vernietigd_met_id)
       OR NOT EXISTS (SELECT 1 FROM regels_vernietigingsregel WHERE id = NEW.vernietigd_met_id AND OLD.id = ANY(publicaties))
       OR NEW.inhoud <> '{}'::jsonb OR NEW.zoektekst <> '' OR NEW.pdf <> '' OR NEW.ingetrokken_reden NOT IN ('', 'Vernietigd.')
       OR (NEW.id, NEW.object_soort, NEW.object_id, NEW.gebied_id, NEW.vorm, NEW.vormnaam, NEW.nummer, NEW.aard, NEW.openbaar,
           NEW.inhoud_sha256, NEW.geplaatst_op, NEW.geplaatst_door_id, NEW.pdf_sha256, NEW.pdf_gemaakt_op,
           NEW.ingetrokken_op, NEW.ingetrokken_door_id)
          IS DISTINCT FROM
          (OLD.id, OLD.object_soort, OLD.object_id, OLD.gebied_id, OLD.vorm, OLD.vormnaam, OLD.nummer, OLD.aard, OLD.openbaar,
           OLD.inhoud_sha256, OLD.geplaatst_op, OLD.geplaatst_door_id, OLD.pdf_sha256, OLD.pdf_gemaakt_op,
           OLD.ingetrokken_op, OLD.ingetrokken_door_id) THEN
      RAISE EXCEPTION 'Vernietigen kan alleen met een goedgekeurde vernietigingslijst.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.object_soort, NEW.object_id, NEW.gebied_id, NEW.vorm, NEW.vormnaam, NEW.nummer, NEW.aard, NEW.openbaar,
      NEW.titel, NEW.inhoud, NEW.inhoud_sha256, NEW.geplaatst_op, NEW.geplaatst_door_id)
     IS DISTINCT FROM
     (OLD.id, OLD.object_soort, OLD.object_id, OLD.gebied_id, OLD.vorm, OLD.vormnaam, OLD.nummer, OLD.aard, OLD.openbaar,
      OLD.titel, OLD.inhoud, OLD.inhoud_sha256, OLD.geplaatst_op, OLD.geplaatst_door_id) THEN
    RAISE EXCEPTION 'Een publicatie wordt niet gewijzigd.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Made once by the worker: the same bytes from then on.
  IF OLD.pdf_sha256 <> '' AND (NEW.pdf, NEW.pdf_sha256, NEW.pdf_gemaakt_op)
     IS DISTINCT FROM (OLD.pdf, OLD.pdf_sha256, OLD.pdf_gemaakt_op) THEN
    RAISE EXCEPTION 'De PDF van een publicatie wordt niet vervangen.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Withdrawn once; date and reason stay.
  IF OLD.ingetrokken_op IS NOT NULL AND (NEW.ingetrokken_op, NEW.ingetrokken_door_id, NEW.ingetrokken_reden)
     IS DISTINCT FROM (OLD.ingetrokken_op, OLD.ingetrokken_door_id, OLD.ingetrokken_reden) THEN
    RAISE EXCEPTION 'Intrekken kan één keer.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

DROP TRIGGER publicatie_zoektekst_vast ON publicatie_publicatie;
CREATE TRIGGER publicatie_zoektekst_vast BEFORE UPDATE ON publicatie_publicatie
  FOR EACH ROW WHEN (NEW.zoektekst IS DISTINCT FROM OLD.zoektekst AND NEW.vernietigd_op IS NULL)
  EXECUTE FUNCTION publicatie_zoektekst_bevroren();
"""

VERNIETIGEN_UIT = f"""{BEVROREN}
DROP TRIGGER publicatie_zoektekst_vast ON publicatie_publicatie;
CREATE TRIGGER publicatie_zoektekst_vast BEFORE UPDATE ON publicatie_publicatie
  FOR EACH ROW WHEN (NEW.zoektekst IS DISTINCT FROM OLD.zoektekst) EXECUTE FUNCTION publicatie_zoektekst_bevroren();
"""
