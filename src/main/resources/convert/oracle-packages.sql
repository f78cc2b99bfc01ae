-- What packages that come with Oracle declare, as far as the extension pack has it or an array stands for it.

CREATE TYPE odcivarchar2list AS VARRAY(32767) OF VARCHAR2(4000);
/
CREATE TYPE odcinumberlist AS VARRAY(32767) OF NUMBER;
/
CREATE TYPE odcidatelist AS VARRAY(32767) OF DATE;
/
CREATE TYPE odcirawlist AS VARRAY(32767) OF RAW(2000);
/
CREATE TYPE dbms_debug_vc2coll AS TABLE OF VARCHAR2(1000);
/
CREATE TYPE dbmsoutput_linesarray AS VARRAY(2147483647) OF VARCHAR2(32767);
/
CREATE TYPE ora_name_list_t AS TABLE OF VARCHAR2(260);
/

CREATE PACKAGE odciconst AS
  success CONSTANT INTEGER := 0;
  error CONSTANT INTEGER := 1;
  warning CONSTANT INTEGER := 2;
  errcontinue CONSTANT INTEGER := 3;
  fatal CONSTANT INTEGER := 4;
END;
/

CREATE PACKAGE dbms_sql AS
  TYPE varchar2a IS TABLE OF VARCHAR2(32767) INDEX BY BINARY_INTEGER;
  TYPE varchar2s IS TABLE OF VARCHAR2(256) INDEX BY BINARY_INTEGER;
  TYPE varchar2_table IS TABLE OF VARCHAR2(4000) INDEX BY BINARY_INTEGER;
  TYPE number_table IS TABLE OF NUMBER INDEX BY BINARY_INTEGER;
  TYPE date_table IS TABLE OF DATE INDEX BY BINARY_INTEGER;
  TYPE blob_table IS TABLE OF BLOB INDEX BY BINARY_INTEGER;
  TYPE clob_table IS TABLE OF CLOB INDEX BY BINARY_INTEGER;
END;
/

CREATE PACKAGE dbms_output AS
  TYPE chararr IS TABLE OF VARCHAR2(32767) INDEX BY BINARY_INTEGER;
END;
/

CREATE PACKAGE dbms_preprocessor AS
  TYPE source_lines_t IS TABLE OF VARCHAR2(32767) INDEX BY BINARY_INTEGER;
END;
/

CREATE PACKAGE dbms_utility AS
  TYPE uncl_array IS TABLE OF VARCHAR2(227) INDEX BY BINARY_INTEGER;
  TYPE name_array IS TABLE OF VARCHAR2(30) INDEX BY BINARY_INTEGER;
  TYPE lname_array IS TABLE OF VARCHAR2(4000) INDEX BY BINARY_INTEGER;
  TYPE maxname_array IS TABLE OF VARCHAR2(32767) INDEX BY BINARY_INTEGER;
  TYPE number_array IS TABLE OF NUMBER INDEX BY BINARY_INTEGER;
  TYPE index_table_type IS TABLE OF BINARY_INTEGER INDEX BY BINARY_INTEGER;
  FUNCTION format_call_stack RETURN VARCHAR2;
END;
/

CREATE PACKAGE dbms_types AS
  typecode_date CONSTANT PLS_INTEGER := 12;
  typecode_number CONSTANT PLS_INTEGER := 2;
  typecode_raw CONSTANT PLS_INTEGER := 95;
  typecode_char CONSTANT PLS_INTEGER := 96;
  typecode_varchar2 CONSTANT PLS_INTEGER := 9;
  typecode_varchar CONSTANT PLS_INTEGER := 1;
  typecode_blob CONSTANT PLS_INTEGER := 113;
  typecode_bfile CONSTANT PLS_INTEGER := 114;
  typecode_clob CONSTANT PLS_INTEGER := 112;
  typecode_timestamp CONSTANT PLS_INTEGER := 187;
  typecode_timestamp_tz CONSTANT PLS_INTEGER := 188;
  typecode_timestamp_ltz CONSTANT PLS_INTEGER := 232;
  typecode_interval_ym CONSTANT PLS_INTEGER := 189;
  typecode_interval_ds CONSTANT PLS_INTEGER := 190;
  typecode_ref CONSTANT PLS_INTEGER := 110;
  typecode_object CONSTANT PLS_INTEGER := 108;
  typecode_varray CONSTANT PLS_INTEGER := 247;
  typecode_table CONSTANT PLS_INTEGER := 248;
  typecode_namedcollection CONSTANT PLS_INTEGER := 122;
END;
/

CREATE PACKAGE dbms_crypto AS
  hash_md5 CONSTANT PLS_INTEGER := 2;
  hash_sh1 CONSTANT PLS_INTEGER := 3;
  hash_sh256 CONSTANT PLS_INTEGER := 4;
  hash_sh384 CONSTANT PLS_INTEGER := 5;
  hash_sh512 CONSTANT PLS_INTEGER := 6;
  hmac_md5 CONSTANT PLS_INTEGER := 1;
  hmac_sh1 CONSTANT PLS_INTEGER := 2;
  hmac_sh256 CONSTANT PLS_INTEGER := 3;
  hmac_sh384 CONSTANT PLS_INTEGER := 4;
  hmac_sh512 CONSTANT PLS_INTEGER := 5;
  encrypt_aes CONSTANT PLS_INTEGER := 4;
  encrypt_aes128 CONSTANT PLS_INTEGER := 6;
  encrypt_aes192 CONSTANT PLS_INTEGER := 7;
  encrypt_aes256 CONSTANT PLS_INTEGER := 8;
  chain_cbc CONSTANT PLS_INTEGER := 256;
  chain_ecb CONSTANT PLS_INTEGER := 768;
  pad_pkcs5 CONSTANT PLS_INTEGER := 4096;
  pad_none CONSTANT PLS_INTEGER := 8192;
  FUNCTION hash(src RAW, typ PLS_INTEGER) RETURN RAW;
  FUNCTION hash(src CLOB, typ PLS_INTEGER) RETURN RAW;
  FUNCTION mac(src RAW, typ PLS_INTEGER, key RAW) RETURN RAW;
  FUNCTION mac(src CLOB, typ PLS_INTEGER, key RAW) RETURN RAW;
  PROCEDURE encrypt(dst IN OUT BLOB, src BLOB, typ PLS_INTEGER, key RAW, iv RAW DEFAULT NULL);
  PROCEDURE decrypt(dst IN OUT BLOB, src BLOB, typ PLS_INTEGER, key RAW, iv RAW DEFAULT NULL);
  FUNCTION encrypt(src RAW, typ PLS_INTEGER, key RAW, iv RAW DEFAULT NULL) RETURN RAW;
  FUNCTION decrypt(src RAW, typ PLS_INTEGER, key RAW, iv RAW DEFAULT NULL) RETURN RAW;
  FUNCTION randombytes(number_bytes POSITIVE) RETURN RAW;
END;
/

CREATE PACKAGE dbms_lob AS
  lob_readonly CONSTANT PLS_INTEGER := 0;
  lob_readwrite CONSTANT PLS_INTEGER := 1;
  file_readonly CONSTANT PLS_INTEGER := 0;
  default_csid CONSTANT PLS_INTEGER := 0;
  default_lang_ctx CONSTANT PLS_INTEGER := 0;
  no_warning CONSTANT PLS_INTEGER := 0;
  warn_inconvertible_char CONSTANT PLS_INTEGER := 1;
  session CONSTANT PLS_INTEGER := 10;
  call CONSTANT PLS_INTEGER := 12;
  lobmaxsize CONSTANT NUMBER := 18446744073709551615;
  PROCEDURE converttoblob(dest_lob IN OUT BLOB, src_clob CLOB, amount INTEGER, dest_offset IN OUT INTEGER,
    src_offset IN OUT INTEGER, blob_csid NUMBER, lang_context IN OUT INTEGER, warning OUT INTEGER);
  PROCEDURE converttoclob(dest_lob IN OUT CLOB, src_blob BLOB, amount INTEGER, dest_offset IN OUT INTEGER,
    src_offset IN OUT INTEGER, blob_csid NUMBER, lang_context IN OUT INTEGER, warning OUT INTEGER);
  PROCEDURE loadfromfile(dest_lob IN OUT BLOB, src_lob BFILE, amount INTEGER, dest_offset INTEGER DEFAULT 1,
    src_offset INTEGER DEFAULT 1);
  PROCEDURE loadfromfile(dest_lob IN OUT CLOB, src_lob BFILE, amount INTEGER, dest_offset INTEGER DEFAULT 1,
    src_offset INTEGER DEFAULT 1);
  PROCEDURE fileopen(file_loc BFILE, open_mode BINARY_INTEGER DEFAULT 0);
  PROCEDURE fileclose(file_loc BFILE);
  FUNCTION fileisopen(file_loc BFILE) RETURN INTEGER;
  FUNCTION fileexists(file_loc BFILE) RETURN INTEGER;
  FUNCTION getchunksize(lob_loc BLOB) RETURN INTEGER;
  FUNCTION getchunksize(lob_loc CLOB) RETURN INTEGER;
  FUNCTION istemporary(lob_loc BLOB) RETURN INTEGER;
  FUNCTION istemporary(lob_loc CLOB) RETURN INTEGER;
END;
/

CREATE PACKAGE utl_raw AS
  FUNCTION convert(r RAW, to_charset VARCHAR2, from_charset VARCHAR2) RETURN RAW;
END;
/

CREATE PACKAGE utl_lms AS
  FUNCTION format_message(format VARCHAR2, args VARCHAR2 DEFAULT NULL) RETURN VARCHAR2;
END;
/

CREATE PACKAGE utl_tcp AS
  TYPE connection IS RECORD (
    remote_host VARCHAR2(255), remote_port PLS_INTEGER, local_host VARCHAR2(255), local_port PLS_INTEGER,
    charset VARCHAR2(30), newline VARCHAR2(2), tx_timeout PLS_INTEGER, private_sd PLS_INTEGER);
END;
/

CREATE PACKAGE utl_http AS
  TYPE req IS RECORD (
    url VARCHAR2(32767), method VARCHAR2(64), http_version VARCHAR2(64), private_hndl PLS_INTEGER);
  TYPE resp IS RECORD (
    status_code PLS_INTEGER, reason_phrase VARCHAR2(256), http_version VARCHAR2(64), private_hndl PLS_INTEGER);
  http_ok CONSTANT PLS_INTEGER := 200;
  http_unauthorized CONSTANT PLS_INTEGER := 401;
  http_not_found CONSTANT PLS_INTEGER := 404;
END;
/

CREATE PACKAGE utl_file AS
  TYPE file_type IS RECORD (id BINARY_INTEGER, datatype BINARY_INTEGER, byte_mode BOOLEAN);
  FUNCTION fopen(location VARCHAR2, filename VARCHAR2, open_mode VARCHAR2, max_linesize BINARY_INTEGER DEFAULT 1024)
    RETURN file_type;
  FUNCTION fopen_nchar(
    location VARCHAR2, filename VARCHAR2, open_mode VARCHAR2, max_linesize BINARY_INTEGER DEFAULT 1024)
    RETURN file_type;
  FUNCTION is_open(file file_type) RETURN BOOLEAN;
  PROCEDURE fclose(file IN OUT file_type);
  PROCEDURE fclose_all;
  PROCEDURE fflush(file file_type);
  PROCEDURE put(file file_type, buffer VARCHAR2);
  PROCEDURE put_line(file file_type, buffer VARCHAR2, autoflush BOOLEAN DEFAULT FALSE);
  PROCEDURE new_line(file file_type, lines NATURAL DEFAULT 1);
  PROCEDURE put_raw(file file_type, buffer RAW, autoflush BOOLEAN DEFAULT FALSE);
  PROCEDURE get_line(file file_type, buffer OUT VARCHAR2, len BINARY_INTEGER DEFAULT NULL);
  PROCEDURE get_raw(file file_type, buffer OUT RAW, len BINARY_INTEGER DEFAULT NULL);
  PROCEDURE fgetattr(location VARCHAR2, filename VARCHAR2, fexists OUT BOOLEAN, file_length OUT NUMBER,
    block_size OUT BINARY_INTEGER);
END;
/

CREATE PACKAGE owa AS
  TYPE vc_arr IS TABLE OF VARCHAR2(32000) INDEX BY BINARY_INTEGER;
  nl_char CONSTANT VARCHAR2(1) := '
';
END;
/

CREATE PACKAGE htp AS
  TYPE htbuf_arr IS TABLE OF VARCHAR2(256) INDEX BY BINARY_INTEGER;
  PROCEDURE p(cbuf VARCHAR2 DEFAULT NULL);
  PROCEDURE print(cbuf VARCHAR2 DEFAULT NULL);
  PROCEDURE prn(cbuf VARCHAR2 DEFAULT NULL);
  PROCEDURE init;
END;
/

CREATE PACKAGE owa_util AS
  TYPE ident_arr IS TABLE OF VARCHAR2(30) INDEX BY BINARY_INTEGER;
  FUNCTION get_cgi_env(param_name VARCHAR2) RETURN VARCHAR2;
  PROCEDURE mime_header(
    ccontent_type VARCHAR2 DEFAULT 'text/html', bclose_header BOOLEAN DEFAULT TRUE, ccharset VARCHAR2 DEFAULT NULL);
  PROCEDURE http_header_close;
END;
/
