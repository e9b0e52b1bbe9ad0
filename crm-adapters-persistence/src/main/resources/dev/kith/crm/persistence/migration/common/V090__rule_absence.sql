-- When rules look at records of which they wait to hear nothing.

create table rule_absence (
  rule_id uuid not null,
  record_id uuid not null,
  record_type varchar not null,
  rule_number bigint not null,
  due_at timestamp(6) with time zone not null,
  event_id uuid not null,
  event_type varchar not null,
  event_at timestamp(6) with time zone not null,
  actor_name varchar not null,
  request_id varchar,
  depth int not null,
  constraint rule_absence_pk primary key (rule_id, record_id)
);

create index rule_absence_by_due on rule_absence (due_at, rule_id, record_id);

-- Rules are tried on the events of the last days.
create index outbox_event_by_type on outbox_event (event_type, seq);
