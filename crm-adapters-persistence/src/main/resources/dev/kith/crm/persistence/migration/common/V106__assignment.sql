-- Users of whom one is chosen for each record that comes in. What a pool says is JSON, for it is only
-- ever read as a whole.

create table assignment_pool (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  live_name_key varchar,
  terms varchar not null,
  constraint assignment_pool_pk primary key (id),
  constraint assignment_pool_name_unique unique (live_name_key)
);

-- How many turns each of the same users with the same weights has had.
create table assignment_turn (
  pool_id uuid not null,
  lane varchar not null,
  had varchar not null,
  constraint assignment_turn_pk primary key (pool_id, lane)
);

-- What was assigned, and why.
create table assignment (
  id uuid not null,
  pool_id uuid not null,
  pool_name varchar not null,
  record_type varchar not null,
  record_id uuid not null,
  user_id uuid,
  how varchar not null,
  choice varchar not null,
  origin varchar,
  assigned_at timestamp(6) with time zone not null,
  constraint assignment_pk primary key (id),
  constraint assignment_origin_unique unique (origin)
);

create index assignment_by_pool on assignment (pool_id, assigned_at, id);
create index assignment_by_record on assignment (record_id, assigned_at, id);
create index assignment_by_user on assignment (user_id, assigned_at, id);
create index assignment_by_time on assignment (assigned_at, id);
