CREATE SCHEMA IF NOT EXISTS s;

-- table s.t
-- Indexes of every kind.
CREATE TABLE s.t (
  id INTEGER PRIMARY KEY,
  a VARCHAR(20),
  b TIMESTAMP(0),
  c INTEGER,
  g text,
  CONSTRAINT t_uk UNIQUE (a, c)
);

-- index s.i1
CREATE INDEX i1 ON s.t (b DESC, upper(a), c);

-- index s.i2
CREATE INDEX i2 ON s.t (c);

-- index s.i3
CREATE INDEX i3 ON s.t USING gin (TO_TSVECTOR('simple', COALESCE(g, '')));

-- index s.i4
CREATE INDEX i4 ON s.t ((a || '/' || a));

-- index s.i5
CREATE UNIQUE INDEX i5 ON s.t ((CASE WHEN c > 0 THEN a END));

-- index s.i6
CREATE INDEX i6 ON s.t (COALESCE(c, 0), DATE_TRUNC('day', b));
