-- Who sells to the same customers. Competitors are retired, not thrown away, so their names stay taken.

create table competitor (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  name varchar not null,
  name_key varchar not null,
  -- What different spellings of the name have in common.
  name_form varchar not null,
  website varchar,
  note varchar,
  active boolean not null,
  search_text varchar not null,
  constraint competitor_pk primary key (id),
  constraint competitor_name_unique unique (name_form)
);

create index competitor_by_name on competitor (name_key, id);
create index competitor_by_created on competitor (created_at, id);
create index competitor_by_updated on competitor (updated_at, id);

-- The ready-made roles of databases that are older than competitors get what they would get today. Whoever
-- has given them any of it since is left alone.

update app_role
set grants = grants || chr(10) || 'competitor:view=all' || chr(10) || 'competitor:administer=all'
where name = 'Sales manager' and deleted_at is null and grants not like '%competitor:%';

update app_role
set grants = grants || chr(10) || 'competitor:view=all'
where name in ('Sales representative', 'Viewer') and deleted_at is null and grants not like '%competitor:%';
