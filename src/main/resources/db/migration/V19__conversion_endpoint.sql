-- A conversion's scripts may be what an endpoint's data dictionary says, read anew each time it is converted.

alter table conversion
  add column endpoint_id bigint references endpoint on delete set null,
  add column schemas     text not null default '';
