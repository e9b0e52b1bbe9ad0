-- From which weight on leads count as the same. One row at most, from the first change on.
create table duplicate_thresholds (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  settings varchar not null,
  constraint duplicate_thresholds_pk primary key (id)
);
