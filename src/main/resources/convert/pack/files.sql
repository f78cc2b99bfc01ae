-- Directories, which Oracle has as objects of their own: names as the dictionary has them, paths on the server
CREATE TABLE IF NOT EXISTS godwit_oracle.directories (name text PRIMARY KEY, path text NOT NULL);

-- Where a file is
CREATE OR REPLACE FUNCTION godwit_oracle.file_path(location text, filename text)
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  folder text;
BEGIN
  SELECT path INTO folder FROM godwit_oracle.directories WHERE name = location;
  IF folder IS NULL THEN
    RAISE EXCEPTION 'ORA-29280: invalid directory object: % isn''t in godwit_oracle.directories', location
      USING ERRCODE = 'undefined_object';
  ELSIF coalesce(filename, '') = '' OR filename ~ '(^|[/\\])\.\.($|[/\\])' THEN
    RAISE EXCEPTION 'ORA-29288: invalid file name: %', filename USING ERRCODE = 'invalid_name';
  END IF;
  RETURN folder || '/' || filename;
END $$;

-- A whole file
CREATE OR REPLACE FUNCTION godwit_oracle.read_file(path text, missing_ok boolean)
RETURNS bytea LANGUAGE sql VOLATILE AS $$
SELECT pg_read_binary_file(path, 0, coalesce((pg_stat_file(path, missing_ok)).size, 0), missing_ok)
$$;

-- What BFILENAME's file holds, NULL where there is none
CREATE OR REPLACE FUNCTION godwit_oracle.bfilename(directory text, filename text)
RETURNS bytea LANGUAGE sql VOLATILE AS $$
SELECT godwit_oracle.read_file(godwit_oracle.file_path(directory, filename), true)
$$;

-- DBMS_LOB.FILEOPEN: what is in the file was read already
CREATE OR REPLACE PROCEDURE godwit_oracle.dbms_lob_fileopen(file_loc bytea, open_mode numeric DEFAULT 0)
LANGUAGE plpgsql AS $$
BEGIN
  IF file_loc IS NULL THEN
    RAISE EXCEPTION 'ORA-22288: file or LOB operation FILEOPEN failed: there is no such file' USING ERRCODE = 'undefined_file';
  END IF;
END $$;

-- DBMS_LOB.FILECLOSE
CREATE OR REPLACE PROCEDURE godwit_oracle.dbms_lob_fileclose(file_loc bytea)
LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END $$;

-- DBMS_LOB.FILEISOPEN
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_fileisopen(file_loc bytea)
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN file_loc IS NULL THEN 0 ELSE 1 END
$$;

-- DBMS_LOB.FILEEXISTS
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_lob_fileexists(file_loc bytea)
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN file_loc IS NULL THEN 0 ELSE 1 END
$$;

-- DBMS_LOB.LOADFROMFILE into a BLOB
CREATE OR REPLACE PROCEDURE godwit_oracle.dbms_lob_loadfromfile(
  INOUT dest_lob bytea, src_lob bytea, amount numeric, dest_offset numeric DEFAULT 1, src_offset numeric DEFAULT 1)
LANGUAGE plpgsql AS $$
BEGIN
  dest_lob := godwit_oracle.dbms_lob_copy(coalesce(dest_lob, ''), src_lob, amount, dest_offset, src_offset);
END $$;

-- DBMS_LOB.LOADFROMFILE into a CLOB
CREATE OR REPLACE PROCEDURE godwit_oracle.dbms_lob_loadfromfile(
  INOUT dest_lob text, src_lob bytea, amount numeric, dest_offset numeric DEFAULT 1, src_offset numeric DEFAULT 1)
LANGUAGE plpgsql AS $$
DECLARE
  part text := convert_from(substr(substr(src_lob, src_offset::integer), 1, least(amount, 2147483647)::integer), 'UTF8');
BEGIN
  dest_lob := godwit_oracle.dbms_lob_copy(coalesce(dest_lob, ''), part, length(part), dest_offset);
END $$;

-- UTL_FILE.FILE_TYPE
DO $$ BEGIN
  CREATE TYPE godwit_oracle.utl_file_file_type AS (id integer, datatype integer, byte_mode boolean);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

-- The files that a session has open: what is written is in the file from FFLUSH or FCLOSE on
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_begin()
LANGUAGE plpgsql AS $$
BEGIN
  IF to_regclass('pg_temp.godwit_files') IS NULL THEN
    CREATE TEMPORARY TABLE godwit_files (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, path text NOT NULL, mode text NOT NULL,
      content bytea NOT NULL, read_to integer NOT NULL DEFAULT 0);
  END IF;
END $$;

-- UTL_FILE.FOPEN: r, w, a, and rb, wb, ab
CREATE OR REPLACE FUNCTION godwit_oracle.utl_file_fopen(
  location text, filename text, open_mode text, max_linesize numeric DEFAULT 1024)
RETURNS godwit_oracle.utl_file_file_type LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  path_of text := godwit_oracle.file_path(location, filename);
  mode_of text := lower(left(open_mode, 1));
  content_of bytea := '';
  file godwit_oracle.utl_file_file_type;
BEGIN
  IF lower(open_mode) NOT IN ('r', 'w', 'a', 'rb', 'wb', 'ab') THEN
    RAISE EXCEPTION 'ORA-29281: invalid mode: %', open_mode USING ERRCODE = 'invalid_parameter_value';
  END IF;
  CALL godwit_oracle.utl_file_begin();
  IF mode_of IN ('r', 'a') THEN
    content_of := coalesce(godwit_oracle.read_file(path_of, mode_of = 'a'), '');
  END IF;
  INSERT INTO pg_temp.godwit_files (path, mode, content) VALUES (path_of, mode_of, content_of) RETURNING id INTO file.id;
  file.datatype := 1;
  file.byte_mode := lower(open_mode) LIKE '%b';
  IF mode_of = 'w' THEN
    CALL godwit_oracle.utl_file_fflush(file);
  END IF;
  RETURN file;
END $$;

-- UTL_FILE.FOPEN_NCHAR
CREATE OR REPLACE FUNCTION godwit_oracle.utl_file_fopen_nchar(
  location text, filename text, open_mode text, max_linesize numeric DEFAULT 1024)
RETURNS godwit_oracle.utl_file_file_type LANGUAGE sql VOLATILE AS $$
SELECT godwit_oracle.utl_file_fopen(location, filename, open_mode, max_linesize)
$$;

-- UTL_FILE.IS_OPEN
CREATE OR REPLACE FUNCTION godwit_oracle.utl_file_is_open(file godwit_oracle.utl_file_file_type)
RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  CALL godwit_oracle.utl_file_begin();
  RETURN EXISTS (SELECT FROM pg_temp.godwit_files WHERE id = file.id);
END $$;

-- UTL_FILE.FFLUSH
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_fflush(file godwit_oracle.utl_file_file_type)
LANGUAGE plpgsql AS $$
DECLARE
  open_file record;
  written oid;
BEGIN
  CALL godwit_oracle.utl_file_begin();
  SELECT * INTO open_file FROM pg_temp.godwit_files WHERE id = file.id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ORA-29282: invalid file ID' USING ERRCODE = 'invalid_parameter_value';
  ELSIF open_file.mode <> 'r' THEN
    written := lo_from_bytea(0, open_file.content);
    PERFORM lo_export(written, open_file.path);
    PERFORM lo_unlink(written);
  END IF;
END $$;

-- UTL_FILE.FCLOSE
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_fclose(INOUT file godwit_oracle.utl_file_file_type)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.utl_file_fflush(file);
  DELETE FROM pg_temp.godwit_files WHERE id = file.id;
  file := NULL;
END $$;

-- UTL_FILE.FCLOSE_ALL
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_fclose_all()
LANGUAGE plpgsql AS $$
DECLARE
  file godwit_oracle.utl_file_file_type;
BEGIN
  CALL godwit_oracle.utl_file_begin();
  FOR file.id IN SELECT id FROM pg_temp.godwit_files LOOP
    CALL godwit_oracle.utl_file_fflush(file);
  END LOOP;
  DELETE FROM pg_temp.godwit_files;
END $$;

-- UTL_FILE.PUT_RAW
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_put_raw(
  file godwit_oracle.utl_file_file_type, buffer bytea, autoflush boolean DEFAULT FALSE)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.utl_file_begin();
  UPDATE pg_temp.godwit_files SET content = content || coalesce(buffer, '') WHERE id = file.id AND mode <> 'r';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ORA-29282: invalid file ID, or one that is open to be read' USING ERRCODE = 'invalid_parameter_value';
  ELSIF autoflush THEN
    CALL godwit_oracle.utl_file_fflush(file);
  END IF;
END $$;

-- UTL_FILE.PUT
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_put(file godwit_oracle.utl_file_file_type, buffer text)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.utl_file_put_raw(file, convert_to(buffer, 'UTF8'));
END $$;

-- UTL_FILE.PUT_LINE
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_put_line(
  file godwit_oracle.utl_file_file_type, buffer text, autoflush boolean DEFAULT FALSE)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.utl_file_put_raw(file, convert_to(concat(buffer, E'\n'), 'UTF8'), autoflush);
END $$;

-- UTL_FILE.NEW_LINE
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_new_line(file godwit_oracle.utl_file_file_type, lines numeric DEFAULT 1)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.utl_file_put_raw(file, convert_to(repeat(E'\n', lines::integer), 'UTF8'));
END $$;

-- UTL_FILE.GET_LINE: NO_DATA_FOUND behind the end
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_get_line(
  file godwit_oracle.utl_file_file_type, INOUT buffer varchar, len numeric DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  open_file record;
  rest bytea;
  line bytea;
BEGIN
  CALL godwit_oracle.utl_file_begin();
  SELECT * INTO open_file FROM pg_temp.godwit_files WHERE id = file.id AND mode = 'r';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ORA-29282: invalid file ID, or one that is open to be written' USING ERRCODE = 'invalid_parameter_value';
  ELSIF open_file.read_to >= length(open_file.content) THEN
    RAISE EXCEPTION 'ORA-01403: no data found' USING ERRCODE = 'no_data_found';
  END IF;
  rest := substr(open_file.content, open_file.read_to + 1);
  line := CASE WHEN position('\x0a'::bytea IN rest) > 0 THEN substr(rest, 1, position('\x0a'::bytea IN rest) - 1) ELSE rest END;
  UPDATE pg_temp.godwit_files SET read_to = read_to + length(line) + 1 WHERE id = file.id;
  buffer := nullif(rtrim(convert_from(line, 'UTF8'), E'\r'), '');
END $$;

-- UTL_FILE.GET_RAW: NO_DATA_FOUND behind the end
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_get_raw(
  file godwit_oracle.utl_file_file_type, INOUT buffer bytea, len numeric DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  open_file record;
BEGIN
  CALL godwit_oracle.utl_file_begin();
  SELECT * INTO open_file FROM pg_temp.godwit_files WHERE id = file.id AND mode = 'r';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ORA-29282: invalid file ID, or one that is open to be written' USING ERRCODE = 'invalid_parameter_value';
  ELSIF open_file.read_to >= length(open_file.content) THEN
    RAISE EXCEPTION 'ORA-01403: no data found' USING ERRCODE = 'no_data_found';
  END IF;
  buffer := substr(open_file.content, open_file.read_to + 1, coalesce(len, 32767)::integer);
  UPDATE pg_temp.godwit_files SET read_to = read_to + length(buffer) WHERE id = file.id;
END $$;

-- UTL_FILE.FGETATTR
CREATE OR REPLACE PROCEDURE godwit_oracle.utl_file_fgetattr(
  location text, filename text, INOUT fexists boolean, INOUT file_length numeric, INOUT block_size numeric)
LANGUAGE plpgsql AS $$
BEGIN
  file_length := (pg_stat_file(godwit_oracle.file_path(location, filename), true)).size;
  fexists := file_length IS NOT NULL;
  block_size := CASE WHEN fexists THEN 4096 END;
END $$;
