CREATE SCHEMA IF NOT EXISTS hr;

-- trigger hr.no_drops
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A name as Oracle's dictionary has it: in capitals unless it was made with quotes
CREATE OR REPLACE FUNCTION godwit_oracle.dictionary_name(name text)
RETURNS varchar LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN name = lower(name) THEN upper(name) ELSE name END::varchar
$$;
-- ORA_DICT_OBJ_NAME
CREATE OR REPLACE FUNCTION godwit_oracle.ora_dict_obj_name()
RETURNS varchar LANGUAGE sql STABLE AS $$
SELECT nullif(current_setting('godwit_oracle.dict_obj_name', TRUE), '')::varchar
$$;
-- ORA_DICT_OBJ_TYPE
CREATE OR REPLACE FUNCTION godwit_oracle.ora_dict_obj_type()
RETURNS varchar LANGUAGE sql STABLE AS $$
SELECT nullif(current_setting('godwit_oracle.dict_obj_type', TRUE), '')::varchar
$$;
-- What an event trigger is about, as a system trigger would be told of it: a row for each object
CREATE OR REPLACE FUNCTION godwit_oracle.event_objects(event text)
RETURNS TABLE (sysevent varchar, owner varchar, name varchar, type varchar) LANGUAGE plpgsql AS $$
BEGIN
  IF event = 'login' THEN
    RETURN QUERY SELECT 'LOGON'::varchar, godwit_oracle.dictionary_name(session_user::text), NULL::varchar, NULL::varchar;
  ELSIF event = 'sql_drop' THEN
    RETURN QUERY SELECT 'DROP'::varchar, godwit_oracle.dictionary_name(d.schema_name),
      godwit_oracle.dictionary_name(d.address_names[cardinality(d.address_names)]), upper(d.object_type)::varchar
    FROM pg_event_trigger_dropped_objects() AS d WHERE d.original;
  ELSE
    RETURN QUERY SELECT split_part(d.command_tag, ' ', 1)::varchar, godwit_oracle.dictionary_name(d.schema_name),
      godwit_oracle.dictionary_name(a.object_names[cardinality(a.object_names)]), upper(d.object_type)::varchar
    FROM pg_event_trigger_ddl_commands() AS d, pg_identify_object_as_address(d.classid, d.objid, d.objsubid) AS a;
  END IF;
END $$;
-- Keeps for code what the event is about that it runs for
CREATE OR REPLACE PROCEDURE godwit_oracle.enter_event(event varchar, owner varchar, name varchar, type varchar)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('godwit_oracle.sysevent', coalesce(event, ''), TRUE), set_config('godwit_oracle.dict_obj_owner', coalesce(owner, ''), TRUE),
    set_config('godwit_oracle.dict_obj_name', coalesce(name, ''), TRUE), set_config('godwit_oracle.dict_obj_type', coalesce(type, ''), TRUE);
END $$;

-- trigger log_definitions
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A name as Oracle's dictionary has it: in capitals unless it was made with quotes
CREATE OR REPLACE FUNCTION godwit_oracle.dictionary_name(name text)
RETURNS varchar LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN name = lower(name) THEN upper(name) ELSE name END::varchar
$$;
-- ORA_SYSEVENT: what has happened; NULL outside of an event trigger
CREATE OR REPLACE FUNCTION godwit_oracle.ora_sysevent()
RETURNS varchar LANGUAGE sql STABLE AS $$
SELECT nullif(current_setting('godwit_oracle.sysevent', TRUE), '')::varchar
$$;
-- ORA_DICT_OBJ_OWNER
CREATE OR REPLACE FUNCTION godwit_oracle.ora_dict_obj_owner()
RETURNS varchar LANGUAGE sql STABLE AS $$
SELECT nullif(current_setting('godwit_oracle.dict_obj_owner', TRUE), '')::varchar
$$;
-- ORA_DICT_OBJ_NAME
CREATE OR REPLACE FUNCTION godwit_oracle.ora_dict_obj_name()
RETURNS varchar LANGUAGE sql STABLE AS $$
SELECT nullif(current_setting('godwit_oracle.dict_obj_name', TRUE), '')::varchar
$$;
-- ORA_DICT_OBJ_TYPE
CREATE OR REPLACE FUNCTION godwit_oracle.ora_dict_obj_type()
RETURNS varchar LANGUAGE sql STABLE AS $$
SELECT nullif(current_setting('godwit_oracle.dict_obj_type', TRUE), '')::varchar
$$;
-- ORA_LOGIN_USER
CREATE OR REPLACE FUNCTION godwit_oracle.ora_login_user()
RETURNS varchar LANGUAGE sql STABLE AS $$
SELECT godwit_oracle.dictionary_name(session_user::text)
$$;
-- What an event trigger is about, as a system trigger would be told of it: a row for each object
CREATE OR REPLACE FUNCTION godwit_oracle.event_objects(event text)
RETURNS TABLE (sysevent varchar, owner varchar, name varchar, type varchar) LANGUAGE plpgsql AS $$
BEGIN
  IF event = 'login' THEN
    RETURN QUERY SELECT 'LOGON'::varchar, godwit_oracle.dictionary_name(session_user::text), NULL::varchar, NULL::varchar;
  ELSIF event = 'sql_drop' THEN
    RETURN QUERY SELECT 'DROP'::varchar, godwit_oracle.dictionary_name(d.schema_name),
      godwit_oracle.dictionary_name(d.address_names[cardinality(d.address_names)]), upper(d.object_type)::varchar
    FROM pg_event_trigger_dropped_objects() AS d WHERE d.original;
  ELSE
    RETURN QUERY SELECT split_part(d.command_tag, ' ', 1)::varchar, godwit_oracle.dictionary_name(d.schema_name),
      godwit_oracle.dictionary_name(a.object_names[cardinality(a.object_names)]), upper(d.object_type)::varchar
    FROM pg_event_trigger_ddl_commands() AS d, pg_identify_object_as_address(d.classid, d.objid, d.objsubid) AS a;
  END IF;
END $$;
-- Keeps for code what the event is about that it runs for
CREATE OR REPLACE PROCEDURE godwit_oracle.enter_event(event varchar, owner varchar, name varchar, type varchar)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('godwit_oracle.sysevent', coalesce(event, ''), TRUE), set_config('godwit_oracle.dict_obj_owner', coalesce(owner, ''), TRUE),
    set_config('godwit_oracle.dict_obj_name', coalesce(name, ''), TRUE), set_config('godwit_oracle.dict_obj_type', coalesce(type, ''), TRUE);
END $$;

-- trigger log_logons
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A name as Oracle's dictionary has it: in capitals unless it was made with quotes
CREATE OR REPLACE FUNCTION godwit_oracle.dictionary_name(name text)
RETURNS varchar LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN name = lower(name) THEN upper(name) ELSE name END::varchar
$$;
-- ORA_SYSEVENT: what has happened; NULL outside of an event trigger
CREATE OR REPLACE FUNCTION godwit_oracle.ora_sysevent()
RETURNS varchar LANGUAGE sql STABLE AS $$
SELECT nullif(current_setting('godwit_oracle.sysevent', TRUE), '')::varchar
$$;
-- ORA_LOGIN_USER
CREATE OR REPLACE FUNCTION godwit_oracle.ora_login_user()
RETURNS varchar LANGUAGE sql STABLE AS $$
SELECT godwit_oracle.dictionary_name(session_user::text)
$$;
-- What an event trigger is about, as a system trigger would be told of it: a row for each object
CREATE OR REPLACE FUNCTION godwit_oracle.event_objects(event text)
RETURNS TABLE (sysevent varchar, owner varchar, name varchar, type varchar) LANGUAGE plpgsql AS $$
BEGIN
  IF event = 'login' THEN
    RETURN QUERY SELECT 'LOGON'::varchar, godwit_oracle.dictionary_name(session_user::text), NULL::varchar, NULL::varchar;
  ELSIF event = 'sql_drop' THEN
    RETURN QUERY SELECT 'DROP'::varchar, godwit_oracle.dictionary_name(d.schema_name),
      godwit_oracle.dictionary_name(d.address_names[cardinality(d.address_names)]), upper(d.object_type)::varchar
    FROM pg_event_trigger_dropped_objects() AS d WHERE d.original;
  ELSE
    RETURN QUERY SELECT split_part(d.command_tag, ' ', 1)::varchar, godwit_oracle.dictionary_name(d.schema_name),
      godwit_oracle.dictionary_name(a.object_names[cardinality(a.object_names)]), upper(d.object_type)::varchar
    FROM pg_event_trigger_ddl_commands() AS d, pg_identify_object_as_address(d.classid, d.objid, d.objsubid) AS a;
  END IF;
END $$;
-- Keeps for code what the event is about that it runs for
CREATE OR REPLACE PROCEDURE godwit_oracle.enter_event(event varchar, owner varchar, name varchar, type varchar)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('godwit_oracle.sysevent', coalesce(event, ''), TRUE), set_config('godwit_oracle.dict_obj_owner', coalesce(owner, ''), TRUE),
    set_config('godwit_oracle.dict_obj_name', coalesce(name, ''), TRUE), set_config('godwit_oracle.dict_obj_type', coalesce(type, ''), TRUE);
END $$;

-- trigger logon_t
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A name as Oracle's dictionary has it: in capitals unless it was made with quotes
CREATE OR REPLACE FUNCTION godwit_oracle.dictionary_name(name text)
RETURNS varchar LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN name = lower(name) THEN upper(name) ELSE name END::varchar
$$;
-- What an event trigger is about, as a system trigger would be told of it: a row for each object
CREATE OR REPLACE FUNCTION godwit_oracle.event_objects(event text)
RETURNS TABLE (sysevent varchar, owner varchar, name varchar, type varchar) LANGUAGE plpgsql AS $$
BEGIN
  IF event = 'login' THEN
    RETURN QUERY SELECT 'LOGON'::varchar, godwit_oracle.dictionary_name(session_user::text), NULL::varchar, NULL::varchar;
  ELSIF event = 'sql_drop' THEN
    RETURN QUERY SELECT 'DROP'::varchar, godwit_oracle.dictionary_name(d.schema_name),
      godwit_oracle.dictionary_name(d.address_names[cardinality(d.address_names)]), upper(d.object_type)::varchar
    FROM pg_event_trigger_dropped_objects() AS d WHERE d.original;
  ELSE
    RETURN QUERY SELECT split_part(d.command_tag, ' ', 1)::varchar, godwit_oracle.dictionary_name(d.schema_name),
      godwit_oracle.dictionary_name(a.object_names[cardinality(a.object_names)]), upper(d.object_type)::varchar
    FROM pg_event_trigger_ddl_commands() AS d, pg_identify_object_as_address(d.classid, d.objid, d.objsubid) AS a;
  END IF;
END $$;
-- Keeps for code what the event is about that it runs for
CREATE OR REPLACE PROCEDURE godwit_oracle.enter_event(event varchar, owner varchar, name varchar, type varchar)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('godwit_oracle.sysevent', coalesce(event, ''), TRUE), set_config('godwit_oracle.dict_obj_owner', coalesce(owner, ''), TRUE),
    set_config('godwit_oracle.dict_obj_name', coalesce(name, ''), TRUE), set_config('godwit_oracle.dict_obj_type', coalesce(type, ''), TRUE);
END $$;

-- function whence
CREATE SCHEMA IF NOT EXISTS godwit_oracle;
GRANT USAGE ON SCHEMA godwit_oracle TO PUBLIC;
-- A name as Oracle's dictionary has it: in capitals unless it was made with quotes
CREATE OR REPLACE FUNCTION godwit_oracle.dictionary_name(name text)
RETURNS varchar LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN name = lower(name) THEN upper(name) ELSE name END::varchar
$$;
-- ORA_DATABASE_NAME
CREATE OR REPLACE FUNCTION godwit_oracle.ora_database_name()
RETURNS varchar LANGUAGE sql STABLE AS $$
SELECT godwit_oracle.dictionary_name(current_database()::text)
$$;
-- ORA_CLIENT_IP_ADDRESS; NULL of a local connection
CREATE OR REPLACE FUNCTION godwit_oracle.ora_client_ip_address()
RETURNS varchar LANGUAGE sql STABLE AS $$
SELECT host(inet_client_addr())::varchar
$$;
-- ORA_INSTANCE_NUM
CREATE OR REPLACE FUNCTION godwit_oracle.ora_instance_num()
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
SELECT 1::numeric
$$;

-- sequence s_orders
-- Triggers.
CREATE SEQUENCE s_orders START WITH 10;

-- table ddl_log
-- Of the server's events.
CREATE TABLE ddl_log (
  what VARCHAR(30),
  owner VARCHAR(128),
  name VARCHAR(128),
  type VARCHAR(30),
  who VARCHAR(128)
);

-- table log
CREATE TABLE log (
  what VARCHAR(100),
  at_time TIMESTAMP(0) DEFAULT CAST(DATE_TRUNC('second', CLOCK_TIMESTAMP()) AS TIMESTAMP(0))
);

-- table orders
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer VARCHAR(20),
  total NUMERIC(10, 2),
  changed TIMESTAMP(0),
  changes INTEGER DEFAULT 0
);

-- trigger hr.no_drops
CREATE OR REPLACE PROCEDURE hr.no_drops_body()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  IF godwit_oracle.ora_dict_obj_type() = 'TABLE' THEN
    BEGIN
      RAISE EXCEPTION USING ERRCODE = 'OR001', MESSAGE = CONCAT('no table of hr is dropped: ', godwit_oracle.ora_dict_obj_name());
    END;
  END IF;
END;
$$;

-- trigger log_definitions
CREATE OR REPLACE PROCEDURE log_definitions_body()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  l_type ddl_log.type%TYPE := godwit_oracle.ora_dict_obj_type();
BEGIN
  IF godwit_oracle.ora_dict_obj_name() NOT LIKE 'TMP%' THEN
    INSERT INTO ddl_log
      VALUES (godwit_oracle.ora_sysevent(), godwit_oracle.ora_dict_obj_owner(), godwit_oracle.ora_dict_obj_name(),
              l_type, godwit_oracle.ora_login_user());
  END IF;
END;
$$;

-- trigger log_logons
CREATE OR REPLACE PROCEDURE log_logons_body()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO ddl_log (what, who)
    VALUES (godwit_oracle.ora_sysevent(), godwit_oracle.ora_login_user());
END;
$$;

-- trigger logon_t
CREATE OR REPLACE PROCEDURE logon_t_body()
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  NULL;
END;
$$;

-- view order_v
CREATE OR REPLACE VIEW order_v AS
SELECT
  id,
  customer
FROM orders;

-- function whence
CREATE OR REPLACE FUNCTION whence()
RETURNS VARCHAR
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  RETURN CONCAT(godwit_oracle.ora_database_name(), godwit_oracle.ora_instance_num(), ' ', godwit_oracle.ora_client_ip_address());
END;
$$;

-- trigger hr.no_drops
CREATE OR REPLACE FUNCTION hr.no_drops_fn()
RETURNS event_trigger
LANGUAGE plpgsql
AS $$
DECLARE
  _object record;
BEGIN
  FOR _object IN SELECT * FROM godwit_oracle.event_objects(TG_EVENT) WHERE owner = godwit_oracle.dictionary_name('hr') LOOP
    CALL godwit_oracle.enter_event(_object.sysevent, _object.owner, _object.name, _object.type);
    CALL hr.no_drops_body();
  END LOOP;
  CALL godwit_oracle.enter_event(NULL, NULL, NULL, NULL);
END;
$$;
-- A superuser must run:
-- CREATE EVENT TRIGGER no_drops ON sql_drop EXECUTE FUNCTION hr.no_drops_fn();

-- trigger log_definitions
CREATE OR REPLACE FUNCTION log_definitions_fn()
RETURNS event_trigger
LANGUAGE plpgsql
AS $$
DECLARE
  _object record;
BEGIN
  FOR _object IN SELECT * FROM godwit_oracle.event_objects(TG_EVENT) WHERE sysevent IN ('CREATE', 'ALTER', 'DROP') LOOP
    CALL godwit_oracle.enter_event(_object.sysevent, _object.owner, _object.name, _object.type);
    CALL log_definitions_body();
  END LOOP;
  CALL godwit_oracle.enter_event(NULL, NULL, NULL, NULL);
END;
$$;
-- A superuser must run:
-- CREATE EVENT TRIGGER log_definitions_ddl_command_end ON ddl_command_end EXECUTE FUNCTION log_definitions_fn();
-- CREATE EVENT TRIGGER log_definitions_sql_drop ON sql_drop EXECUTE FUNCTION log_definitions_fn();

-- trigger log_logons
CREATE OR REPLACE FUNCTION log_logons_fn()
RETURNS event_trigger
LANGUAGE plpgsql
AS $$
DECLARE
  _object record;
BEGIN
  FOR _object IN SELECT * FROM godwit_oracle.event_objects(TG_EVENT) LOOP
    CALL godwit_oracle.enter_event(_object.sysevent, _object.owner, _object.name, _object.type);
    CALL log_logons_body();
  END LOOP;
  CALL godwit_oracle.enter_event(NULL, NULL, NULL, NULL);
END;
$$;
-- A superuser must run:
-- CREATE EVENT TRIGGER log_logons ON login EXECUTE FUNCTION log_logons_fn();
-- ALTER EVENT TRIGGER log_logons DISABLE;

-- trigger logon_t
CREATE OR REPLACE FUNCTION logon_t_fn()
RETURNS event_trigger
LANGUAGE plpgsql
AS $$
DECLARE
  _object record;
BEGIN
  FOR _object IN SELECT * FROM godwit_oracle.event_objects(TG_EVENT) LOOP
    CALL godwit_oracle.enter_event(_object.sysevent, _object.owner, _object.name, _object.type);
    CALL logon_t_body();
  END LOOP;
  CALL godwit_oracle.enter_event(NULL, NULL, NULL, NULL);
END;
$$;
-- A superuser must run:
-- CREATE EVENT TRIGGER logon_t ON login EXECUTE FUNCTION logon_t_fn();

-- trigger order_v_ii
CREATE OR REPLACE FUNCTION order_v_ii_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO orders (customer, total)
    VALUES (NEW.customer, 1);
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER order_v_ii
INSTEAD OF INSERT ON order_v
FOR EACH ROW
EXECUTE FUNCTION order_v_ii_fn();

-- trigger orders_as
CREATE OR REPLACE FUNCTION orders_as_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  BEGIN
    INSERT INTO log (what)
      VALUES ('deleted');
  EXCEPTION
    WHEN OTHERS THEN
      NULL;
  END;
  RETURN NULL;
END;
$$;
CREATE OR REPLACE TRIGGER orders_as
AFTER DELETE ON orders
FOR EACH STATEMENT
EXECUTE FUNCTION orders_as_fn();

-- trigger orders_bi
CREATE OR REPLACE FUNCTION orders_bi_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  SELECT NEXTVAL('s_orders')
  INTO STRICT NEW.id;
  NEW.customer := upper(NEW.customer);
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER orders_bi
BEFORE INSERT ON orders
FOR EACH ROW
WHEN (NEW.id IS NULL)
EXECUTE FUNCTION orders_bi_fn();

-- trigger orders_biud
CREATE OR REPLACE FUNCTION orders_biud_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  v_what VARCHAR(20);
BEGIN
  IF TG_OP = 'INSERT' THEN
    v_what := 'new';
  ELSIF TG_OP = 'UPDATE'
    AND NEW.total IS DISTINCT FROM OLD.total THEN
    v_what := 'total';
    NEW.changes := OLD.changes + 1;
  ELSIF TG_OP = 'DELETE' THEN
    v_what := 'gone';
    IF OLD.total > 100 THEN
      RAISE EXCEPTION USING ERRCODE = 'OR100', MESSAGE = 'too large to delete';
    END IF;
  ELSE
    IF TG_OP = 'DELETE' THEN
      RETURN OLD;
    END IF;
    RETURN NEW;
  END IF;
  INSERT INTO log (what)
    VALUES (CONCAT(v_what, ' ', COALESCE(NEW.id, OLD.id)));
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER orders_biud
BEFORE INSERT OR UPDATE OF total, customer OR DELETE ON orders
FOR EACH ROW
EXECUTE FUNCTION orders_biud_fn();

-- trigger orders_c
CREATE OR REPLACE FUNCTION orders_c_br_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  NEW.total := NEW.total;
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER orders_c_br
BEFORE INSERT ON orders
FOR EACH ROW
EXECUTE FUNCTION orders_c_br_fn();

-- trigger orders_off
CREATE OR REPLACE FUNCTION orders_off_fn()
RETURNS trigger
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
  NEW.total := 0;
  RETURN NEW;
END;
$$;
CREATE OR REPLACE TRIGGER orders_off
BEFORE UPDATE ON orders
FOR EACH ROW
EXECUTE FUNCTION orders_off_fn();
ALTER TABLE orders DISABLE TRIGGER orders_off;
