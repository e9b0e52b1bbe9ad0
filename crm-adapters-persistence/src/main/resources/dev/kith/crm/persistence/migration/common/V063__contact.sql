-- Addresses, domains and numbers that are left alone, and the hours in which nobody is disturbed.

create table suppression (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  -- When it was taken off the list.
  deleted_at timestamp(6) with time zone,
  kind varchar not null,
  target varchar not null,
  target_key varchar not null,
  -- In lower case, for sorting and searching.
  target_sort varchar not null,
  reason varchar not null,
  ends_at timestamp(6) with time zone,
  removal varchar,
  constraint suppression_pk primary key (id)
);

create index suppression_by_key on suppression (target_key);
create index suppression_by_creation on suppression (created_at, id);
create index suppression_by_target on suppression (target_sort, id);

-- One row at most, from the first change of the hours on.
create table quiet_hours (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  settings varchar not null,
  constraint quiet_hours_pk primary key (id)
);
