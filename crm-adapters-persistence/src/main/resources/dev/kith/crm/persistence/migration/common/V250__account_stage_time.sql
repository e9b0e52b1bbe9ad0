-- When the time of an account in its stage is up, whether that was told, and when it is looked.

create table account_stage_time (
  account_id uuid not null,
  -- Its number among the stays of the account.
  stay bigint not null,
  up_at timestamp(6) with time zone,
  told boolean not null,
  due_at timestamp(6) with time zone,
  left_to uuid,
  left_due_at timestamp(6) with time zone,
  constraint account_stage_time_pk primary key (account_id)
);

create index account_stage_time_by_due on account_stage_time (due_at, account_id);
create index account_stage_time_by_left on account_stage_time (left_to);
create index account_stage_time_by_up on account_stage_time (up_at, account_id);
