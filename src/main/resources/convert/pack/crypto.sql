-- SHA-1, which PostgreSQL hasn't built in
CREATE OR REPLACE FUNCTION godwit_oracle.sha1(src bytea)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  bits bigint := length(src)::bigint * 8;
  padded bytea := src || '\x80'::bytea || decode(repeat('00', (119 - length(src) % 64) % 64), 'hex') || int8send(bits);
  mask bigint := 4294967295;
  h bigint[] := ARRAY[1732584193, 4023233417, 2562383102, 271733878, 3285377520];
  w bigint[];
  a bigint; b bigint; c bigint; d bigint; e bigint; f bigint; k bigint; t bigint;
BEGIN
  FOR block IN 0 .. length(padded) / 64 - 1 LOOP
    FOR n IN 0 .. 15 LOOP
      w[n] := ('x' || encode(substr(padded, block * 64 + n * 4 + 1, 4), 'hex'))::bit(32)::bigint & mask;
    END LOOP;
    FOR n IN 16 .. 79 LOOP
      t := w[n - 3] # w[n - 8] # w[n - 14] # w[n - 16];
      w[n] := ((t << 1) | (t >> 31)) & mask;
    END LOOP;
    a := h[1]; b := h[2]; c := h[3]; d := h[4]; e := h[5];
    FOR n IN 0 .. 79 LOOP
      IF n < 20 THEN
        f := (b & c) | ((~b) & mask & d); k := 1518500249;
      ELSIF n < 40 THEN
        f := b # c # d; k := 1859775393;
      ELSIF n < 60 THEN
        f := (b & c) | (b & d) | (c & d); k := 2400959708;
      ELSE
        f := b # c # d; k := 3395469782;
      END IF;
      t := ((((a << 5) | (a >> 27)) & mask) + f + e + k + w[n]) & mask;
      e := d; d := c; c := ((b << 30) | (b >> 2)) & mask; b := a; a := t;
    END LOOP;
    h := ARRAY[(h[1] + a) & mask, (h[2] + b) & mask, (h[3] + c) & mask, (h[4] + d) & mask, (h[5] + e) & mask];
  END LOOP;
  RETURN decode((SELECT string_agg(lpad(to_hex(one), 8, '0'), '' ORDER BY at) FROM unnest(h) WITH ORDINALITY AS of(one, at)), 'hex');
END $$;

-- DBMS_CRYPTO.HASH of bytes: MD5 (2), SHA-1 (3), SHA-256 (4), SHA-384 (5), SHA-512 (6).
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_hash(src bytea, typ numeric)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  CASE typ
    WHEN 2 THEN RETURN decode(md5(src), 'hex');
    WHEN 3 THEN RETURN godwit_oracle.sha1(src);
    WHEN 4 THEN RETURN sha256(src);
    WHEN 5 THEN RETURN sha384(src);
    WHEN 6 THEN RETURN sha512(src);
    ELSE RAISE EXCEPTION 'DBMS_CRYPTO.HASH of type % is not built into PostgreSQL; pgcrypto has digest()', typ
      USING ERRCODE = 'feature_not_supported';
  END CASE;
END $$;

-- DBMS_CRYPTO.HASH of text
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_hash(src text, typ numeric)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT godwit_oracle.dbms_crypto_hash(convert_to(src, 'UTF8'), typ)
$$;

-- DBMS_CRYPTO.MAC of bytes: HMAC with MD5 (1), SHA-1 (2), SHA-256 (3), SHA-384 (4), SHA-512 (5).
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_mac(src bytea, typ numeric, key bytea)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  block integer := CASE WHEN typ >= 4 THEN 128 ELSE 64 END;
  whole bytea := CASE WHEN length(key) > block THEN godwit_oracle.dbms_crypto_hash(key, typ + 1) ELSE key END;
  inner_pad bytea;
  outer_pad bytea;
BEGIN
  whole := whole || decode(repeat('00', block - length(whole)), 'hex');
  inner_pad := whole;
  outer_pad := whole;
  FOR n IN 0 .. block - 1 LOOP
    inner_pad := set_byte(inner_pad, n, get_byte(whole, n) # 54);
    outer_pad := set_byte(outer_pad, n, get_byte(whole, n) # 92);
  END LOOP;
  RETURN godwit_oracle.dbms_crypto_hash(outer_pad || godwit_oracle.dbms_crypto_hash(inner_pad || src, typ + 1), typ + 1);
END $$;

-- DBMS_CRYPTO.MAC of text
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_mac(src text, typ numeric, key bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT godwit_oracle.dbms_crypto_mac(convert_to(src, 'UTF8'), typ, key)
$$;

-- How pgcrypto names what DBMS_CRYPTO's number says: AES by CBC (256) or ECB (768), padded (4096) or not (8192).
CREATE OR REPLACE FUNCTION godwit_oracle.cipher(typ numeric)
RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF typ::integer & 255 NOT IN (4, 6, 7, 8) OR typ::integer & 3840 NOT IN (256, 768) OR typ::integer & 61440 NOT IN (4096, 8192) THEN
    RAISE EXCEPTION 'DBMS_CRYPTO: pgcrypto has no cipher of type %', typ USING ERRCODE = 'feature_not_supported';
  END IF;
  RETURN CASE typ::integer & 3840 WHEN 256 THEN 'aes-cbc' ELSE 'aes-ecb' END
    || CASE typ::integer & 61440 WHEN 4096 THEN '/pad:pkcs' ELSE '/pad:none' END;
END $$;

-- DBMS_CRYPTO.ENCRYPT, which needs the extension pgcrypto
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_encrypt(src bytea, typ numeric, key bytea, iv bytea DEFAULT NULL)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  result bytea;
BEGIN
  EXECUTE 'SELECT encrypt_iv($1, $2, $3, $4)' INTO result
    USING src, key, coalesce(iv, decode(repeat('00', 16), 'hex')), godwit_oracle.cipher(typ);
  RETURN result;
END $$;

-- DBMS_CRYPTO.DECRYPT, which needs the extension pgcrypto
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_decrypt(src bytea, typ numeric, key bytea, iv bytea DEFAULT NULL)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  result bytea;
BEGIN
  EXECUTE 'SELECT decrypt_iv($1, $2, $3, $4)' INTO result
    USING src, key, coalesce(iv, decode(repeat('00', 16), 'hex')), godwit_oracle.cipher(typ);
  RETURN result;
END $$;

-- DBMS_CRYPTO.RANDOMBYTES
CREATE OR REPLACE FUNCTION godwit_oracle.dbms_crypto_randombytes(number_bytes numeric)
RETURNS bytea LANGUAGE sql VOLATILE STRICT AS $$
SELECT substr(string_agg(substr(uuid_send(gen_random_uuid()), 10, 7), ''::bytea), 1, number_bytes::integer)
FROM generate_series(1, (number_bytes::integer + 6) / 7)
$$;

-- DBMS_CRYPTO.ENCRYPT of a BLOB
CREATE OR REPLACE PROCEDURE godwit_oracle.dbms_crypto_encrypt(
  INOUT dst bytea, src bytea, typ numeric, key bytea, iv bytea DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  dst := godwit_oracle.dbms_crypto_encrypt(src, typ, key, iv);
END $$;

-- DBMS_CRYPTO.DECRYPT of a BLOB
CREATE OR REPLACE PROCEDURE godwit_oracle.dbms_crypto_decrypt(
  INOUT dst bytea, src bytea, typ numeric, key bytea, iv bytea DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  dst := godwit_oracle.dbms_crypto_decrypt(src, typ, key, iv);
END $$;
