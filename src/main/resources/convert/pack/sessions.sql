-- DBMS_UTILITY.FORMAT_CALL_STACK: a line for each routine that is running, the innermost first, laid out as Oracle does
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_utility_format_call_stack()
RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  stack text;
  frames text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  SELECT string_agg(
      rpad('0x0', 10) || lpad(coalesce(substring(frame FROM ' line (\d+)'), '1'), 10) || '  '
      || CASE WHEN frame LIKE 'PL/pgSQL function inline_code_block%' THEN 'anonymous block'
        ELSE 'function ' || upper(substring(frame FROM ' function "?([^(" ]+)')) END,
      E'\n' ORDER BY at)
    INTO frames
    FROM regexp_split_to_table(stack, E'\n') WITH ORDINALITY AS of_stack(frame, at)
    WHERE at > 1 AND frame LIKE 'PL/pgSQL function %';
  RETURN E'----- PL/SQL Call Stack -----\n  object      line  object\n  handle    number  name\n' || frames || E'\n';
END $$;

-- UTL_LMS.FORMAT_MESSAGE: %s and %d stand for the arguments one after the other, %% for a per cent sign
CREATE OR REPLACE FUNCTION godwit_oracle.utl_lms_format_message(format text, VARIADIC args text[] DEFAULT '{}')
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  result text := '';
  rest text := format;
  at integer;
  next integer := 1;
BEGIN
  LOOP
    at := strpos(rest, '%');
    EXIT WHEN coalesce(at, 0) = 0;
    result := result || left(rest, at - 1);
    IF substr(rest, at + 1, 1) IN ('s', 'd') THEN
      result := result || coalesce(args[next], '');
      next := next + 1;
    ELSE
      result := result || CASE WHEN substr(rest, at + 1, 1) = '%' THEN '%' ELSE '%' || substr(rest, at + 1, 1) END;
    END IF;
    rest := substr(rest, at + 2);
  END LOOP;
  RETURN nullif(result || rest, '');
END $$;

-- HTP.PRN: the page that a session writes is its setting godwit_oracle.page
CREATE OR REPLACE PROCEDURE godwit_oracle.htp_prn(cbuf text DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('godwit_oracle.page', concat(current_setting('godwit_oracle.page', true), cbuf), false);
END $$;

-- HTP.P
CREATE OR REPLACE PROCEDURE godwit_oracle.htp_p(cbuf text DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.htp_prn(concat(cbuf, E'\n'));
END $$;

-- HTP.PRINT
CREATE OR REPLACE PROCEDURE godwit_oracle.htp_print(cbuf text DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.htp_prn(concat(cbuf, E'\n'));
END $$;

-- HTP.INIT: a new page
CREATE OR REPLACE PROCEDURE godwit_oracle.htp_init()
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('godwit_oracle.page', '', false);
END $$;

-- OWA_UTIL.GET_CGI_ENV: what calls the database for a web server sets cgi.name before
CREATE OR REPLACE FUNCTION godwit_oracle.owa_util_get_cgi_env(param_name text)
RETURNS text LANGUAGE sql STABLE AS $$
SELECT nullif(current_setting('cgi.' || lower(param_name), true), '')
$$;

-- OWA_UTIL.MIME_HEADER
CREATE OR REPLACE PROCEDURE godwit_oracle.owa_util_mime_header(
  ccontent_type text DEFAULT 'text/html', bclose_header boolean DEFAULT TRUE, ccharset text DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.htp_prn(
    concat('Content-type: ', ccontent_type, '; charset=' || ccharset, E'\n', CASE WHEN bclose_header THEN E'\n' END));
END $$;

-- OWA_UTIL.HTTP_HEADER_CLOSE
CREATE OR REPLACE PROCEDURE godwit_oracle.owa_util_http_header_close()
LANGUAGE plpgsql AS $$
BEGIN
  CALL godwit_oracle.htp_prn(E'\n');
END $$;

-- UTL_TCP.CONNECTION
DO $$ BEGIN
  CREATE TYPE godwit_oracle.utl_tcp_connection AS (remote_host varchar(255), remote_port integer, local_host varchar(255),
    local_port integer, charset varchar(30), newline varchar(2), tx_timeout integer, private_sd integer);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

-- UTL_HTTP.REQ
DO $$ BEGIN
  CREATE TYPE godwit_oracle.utl_http_req AS (url varchar, method varchar(64), http_version varchar(64), private_hndl integer);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

-- UTL_HTTP.RESP
DO $$ BEGIN
  CREATE TYPE godwit_oracle.utl_http_resp AS (
    status_code integer, reason_phrase varchar(256), http_version varchar(64), private_hndl integer);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
