
-- table sitzung
-- Events, and when they run.
CREATE TABLE sitzung (
  id INTEGER PRIMARY KEY,
  zuletzt TIMESTAMP(0)
);

-- event aufraeumen
CREATE OR REPLACE PROCEDURE aufraeumen()
LANGUAGE plpgsql
AS $$
#variable_conflict use_variable
BEGIN
  DELETE FROM sitzung
  WHERE zuletzt < LOCALTIMESTAMP(0) - INTERVAL '1' DAY;
END;
$$;

-- event einmal
CREATE OR REPLACE PROCEDURE einmal()
LANGUAGE plpgsql
AS $$
#variable_conflict use_variable
BEGIN
  TRUNCATE TABLE sitzung;
END;
$$;

-- event jede_viertelstunde
CREATE OR REPLACE PROCEDURE jede_viertelstunde()
LANGUAGE plpgsql
AS $$
#variable_conflict use_variable
BEGIN
  UPDATE sitzung
  SET zuletzt = LOCALTIMESTAMP(0)
  WHERE id = 1;
END;
$$;

-- procedure woche
CREATE OR REPLACE PROCEDURE woche()
LANGUAGE plpgsql
AS $$
#variable_conflict use_variable
BEGIN
  INSERT INTO sitzung (id)
    VALUES (7);
END;
$$;

-- event woche
CREATE OR REPLACE PROCEDURE woche_event()
LANGUAGE plpgsql
AS $$
#variable_conflict use_variable
BEGIN
  CALL woche();
END;
$$;
