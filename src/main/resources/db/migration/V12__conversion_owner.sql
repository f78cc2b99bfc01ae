-- Several consoles may share one store: a conversion under way belongs to one of them, and so does its application.

alter table conversion add column owner text not null default '';
alter table conversion add column owned_until timestamptz;
alter table conversion_application add column owner text not null default '';
alter table conversion_application add column owned_until timestamptz;

-- Hours that the project's team counts for action items; the standard ones where it names none.
alter table project add column rates text not null default '';
