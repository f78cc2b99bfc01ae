-- The engine of what is converted; all so far were of Oracle.
ALTER TABLE conversion ADD COLUMN source varchar(32) NOT NULL DEFAULT 'oracle';
