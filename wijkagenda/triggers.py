"""SQL that freezes a report that was sent. Used by the migrations."""

AAN = """
CREATE FUNCTION rapport_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Een verstuurd rapport verandert niet meer.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER rapport_onveranderlijk BEFORE UPDATE OR DELETE ON wijkagenda_rapport
  FOR EACH ROW EXECUTE FUNCTION rapport_bevroren();
"""

UIT = """
DROP TRIGGER rapport_onveranderlijk ON wijkagenda_rapport;
DROP FUNCTION rapport_bevroren();
"""
