-- The version of PostgreSQL that a conversion is written for, and whose server tries it in the place of the console's own.

alter table conversion
  add column target_major      integer not null default 17,
  add column proof_endpoint_id bigint references endpoint on delete set null,
  add column proved_on         text not null default '';
