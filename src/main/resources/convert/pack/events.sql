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
