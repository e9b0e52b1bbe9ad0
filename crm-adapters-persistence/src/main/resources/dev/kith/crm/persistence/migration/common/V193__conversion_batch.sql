-- Conversions of many leads, each known by its job, and what became of each of their leads.

create table conversion_batch (
  id uuid not null,
  started_at timestamp(6) with time zone not null,
  -- Who asked, for the list; in asker with what they might do.
  by_id uuid not null,
  asker varchar not null,
  dry_run boolean not null,
  settings varchar not null,
  leads integer not null,
  ended_at timestamp(6) with time zone,
  constraint conversion_batch_pk primary key (id)
);

create index conversion_batch_by_asker on conversion_batch (by_id, id);

create table conversion_batch_item (
  batch_id uuid not null,
  place integer not null,
  lead_id uuid not null,
  -- Null while nothing has become of it.
  fate varchar,
  code varchar,
  detail varchar,
  conversion_id uuid,
  candidates varchar not null,
  tries integer not null,
  at timestamp(6) with time zone,
  constraint conversion_batch_item_pk primary key (batch_id, place),
  constraint conversion_batch_item_lead_unique unique (batch_id, lead_id),
  constraint conversion_batch_item_batch_fk foreign key (batch_id) references conversion_batch (id) on delete cascade
);

create index conversion_batch_item_by_fate on conversion_batch_item (batch_id, fate, place);
