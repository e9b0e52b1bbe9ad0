-- Rules, what they did, and by which chain events came about.

alter table outbox_event add column cause_event uuid;
alter table outbox_event add column depth int default 0 not null;

create table rule (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  name varchar not null,
  name_sort varchar not null,
  number bigint not null,
  record_type varchar not null,
  priority int not null,
  content varchar not null,
  status varchar not null,
  status_since timestamp(6) with time zone not null,
  status_reason varchar,
  constraint rule_pk primary key (id)
);

create index rule_by_name on rule (name_sort, id);

-- Every content that a rule has had; none of them changes.
create table rule_version (
  rule_id uuid not null,
  number bigint not null,
  content varchar not null,
  written_at timestamp(6) with time zone not null,
  constraint rule_version_pk primary key (rule_id, number)
);

-- What a rule did to a record because of an event, once.
create table rule_firing (
  id uuid not null,
  rule_id uuid not null,
  rule_number bigint not null,
  record_type varchar not null,
  record_id uuid not null,
  event_id uuid not null,
  event_type varchar not null,
  fired_at timestamp(6) with time zone not null,
  outcome varchar not null,
  reason varchar,
  trace varchar not null,
  -- what it may do only once; null where that has no limit
  once_key varchar,
  constraint rule_firing_pk primary key (id),
  constraint rule_firing_unique unique (event_id, rule_id, rule_number, record_id),
  constraint rule_firing_once_unique unique (once_key)
);

create index rule_firing_by_rule on rule_firing (rule_id, fired_at);
create index rule_firing_by_record on rule_firing (record_id, fired_at);
create index rule_firing_by_time on rule_firing (fired_at, id);
