-- Mappings of files that are kept under a name, and found again by the header of the next file.

create table import_preset (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  name varchar not null,
  live_name_key varchar,
  header_key varchar not null,
  content varchar not null,
  owner_id uuid not null,
  constraint import_preset_pk primary key (id),
  constraint import_preset_name_unique unique (live_name_key)
);

create index import_preset_by_header on import_preset (header_key, updated_at);

-- What every row says in fields that no column fills: nothing, until now.
update lead_import set mapping = '{"constants":{},' || substring(mapping from 2);
