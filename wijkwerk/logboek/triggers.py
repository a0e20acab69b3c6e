"""SQL that makes the logboek append-only. Used by the first migration."""

AAN = """
CREATE FUNCTION logboek_weiger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('wijkwerk.logboek_opruimen', true) = 'ja' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'Het logboek wordt niet gewijzigd of gewist.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER logboek_alleen_toevoegen BEFORE UPDATE OR DELETE ON logboek_logregel
  FOR EACH ROW EXECUTE FUNCTION logboek_weiger();

CREATE FUNCTION logboek_weiger_leegmaken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Only a test database may be emptied as a whole.
  IF current_database() NOT LIKE 'test\\_%' THEN
    RAISE EXCEPTION 'Het logboek wordt niet leeggemaakt.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER logboek_niet_leegmaken BEFORE TRUNCATE ON logboek_logregel
  FOR EACH STATEMENT EXECUTE FUNCTION logboek_weiger_leegmaken();

-- The one way out: whole months before a moment, never the running year of the log.
CREATE FUNCTION logboek_verwijder_voor(grens timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  aantal bigint;
BEGIN
  IF grens > now() - interval '1 year' THEN
    RAISE EXCEPTION 'Het logboek blijft ten minste een jaar.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('wijkwerk.logboek_opruimen', 'ja', true);
  DELETE FROM logboek_logregel WHERE op < grens;
  GET DIAGNOSTICS aantal = ROW_COUNT;
  PERFORM set_config('wijkwerk.logboek_opruimen', 'nee', true);
  RETURN aantal;
END $$;
"""

UIT = """
DROP FUNCTION logboek_verwijder_voor(timestamptz);
DROP TRIGGER logboek_niet_leegmaken ON logboek_logregel;
DROP FUNCTION logboek_weiger_leegmaken();
DROP TRIGGER logboek_alleen_toevoegen ON logboek_logregel;
DROP FUNCTION logboek_weiger();
"""
