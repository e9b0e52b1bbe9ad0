-- When rules look at all records, and how far they have come.

create table rule_schedule (
  rule_id uuid not null,
  rule_number bigint not null,
  due_at timestamp(6) with time zone not null,
  -- The last record that was looked at; null before the first.
  after_id uuid,
  constraint rule_schedule_pk primary key (rule_id)
);

create index rule_schedule_by_due on rule_schedule (due_at, rule_id);
