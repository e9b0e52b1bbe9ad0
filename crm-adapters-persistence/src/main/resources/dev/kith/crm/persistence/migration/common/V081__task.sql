-- What people have to do.

create table task (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  type varchar not null,
  subject varchar not null,
  notes varchar,
  priority varchar not null,
  -- The priority as a number, for sorting.
  urgency bigint not null,
  related_type varchar,
  related_id uuid,
  -- A task is due at a moment, or on a day, in a zone; due_by is when it is overdue either way.
  due_at timestamp(6) with time zone,
  due_on date,
  due_zone varchar,
  due_by timestamp(6) with time zone,
  checklist varchar not null,
  owner_id uuid,
  status varchar not null,
  is_open boolean not null,
  status_since timestamp(6) with time zone not null,
  status_remark varchar,
  snoozed_until timestamp(6) with time zone,
  origin varchar,
  constraint task_pk primary key (id),
  constraint task_origin_unique unique (origin)
);

create index task_by_owner on task (owner_id, is_open, due_by, id);
create index task_by_due on task (due_by, id);
create index task_by_urgency on task (urgency, id);
create index task_by_creation on task (created_at, id);
create index task_by_update on task (updated_at, id);
create index task_by_related on task (related_id);
