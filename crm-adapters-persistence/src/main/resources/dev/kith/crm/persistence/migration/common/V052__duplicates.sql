-- What duplicates are found by, and which of them were told apart.

-- For each live lead the keys under which leads are found that may be the same, as hashes.
create table lead_blocking_key (
  blocking_key bigint not null,
  lead_id uuid not null,
  constraint lead_blocking_key_pk primary key (blocking_key, lead_id)
);

-- While there are leads from before keys were kept: one row that tells how far they have got their keys.
create table lead_blocking_fill (
  after_lead uuid
);

insert into lead_blocking_fill (after_lead)
  select cast(null as uuid) where exists (select 1 from lead);

create table lead_distinct_pair (
  id uuid not null,
  first_lead uuid not null,
  second_lead uuid not null,
  told_by uuid not null,
  told_by_name varchar not null,
  told_at timestamp(6) with time zone not null,
  constraint lead_distinct_pair_pk primary key (id),
  constraint lead_distinct_pair_unique unique (first_lead, second_lead)
);

create index lead_distinct_pair_by_second on lead_distinct_pair (second_lead);
