"""SQL that freezes an established report and its files. Used by a migration."""

AAN = """
CREATE FUNCTION verslag_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.stand = 'vastgesteld' THEN
    RAISE EXCEPTION 'Een vastgesteld verslag verandert niet: maak een nieuwe versie.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER verslag_onveranderlijk BEFORE UPDATE OR DELETE ON overleggen_verslag
  FOR EACH ROW EXECUTE FUNCTION verslag_bevroren();

CREATE FUNCTION verslagdocument_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.sha256 <> '' THEN
    RAISE EXCEPTION 'De PDF van een verslag wordt niet vervangen.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER verslagdocument_onveranderlijk BEFORE UPDATE OR DELETE ON overleggen_verslagdocument
  FOR EACH ROW EXECUTE FUNCTION verslagdocument_bevroren();
"""

UIT = """
DROP TRIGGER verslagdocument_onveranderlijk ON overleggen_verslagdocument;
DROP FUNCTION verslagdocument_bevroren();
DROP TRIGGER verslag_onveranderlijk ON overleggen_verslag;
DROP FUNCTION verslag_bevroren();
"""
