-- The lifecycle of accounts: what it says now (no row while it is the usual one), what it said at each
-- version, and the stages that there are.

create table lifecycle (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  settings varchar not null,
  constraint lifecycle_pk primary key (id)
);

create table lifecycle_version (
  version bigint not null,
  since timestamp(6) with time zone not null,
  settings varchar not null,
  constraint lifecycle_version_pk primary key (version)
);

create table lifecycle_stage (
  stage varchar not null,
  stage_order bigint not null,
  constraint lifecycle_stage_pk primary key (stage),
  constraint lifecycle_stage_unique unique (stage, stage_order)
);

-- Those of the usual lifecycle.
insert into lifecycle_stage (stage, stage_order) values
  ('PROSPECT', 10), ('TARGET', 20), ('ENGAGED', 30), ('CUSTOMER', 40), ('EXPANDING', 50),
  ('AT_RISK', 60), ('RENEWING', 70), ('CHURNED', 80), ('WON_BACK', 90), ('DISQUALIFIED', 100);

-- Where an account is now, and how far it has ever come. Accounts that are there already begin in the
-- first stage, since their birth.
alter table account add column stage varchar default 'PROSPECT' not null;
alter table account add column stage_order bigint default 10 not null;
alter table account add column stage_number bigint default 0 not null;
alter table account add column stage_entered_at timestamp(6) with time zone;
alter table account add column stage_by_id uuid default cast('00000000-0000-0000-0000-000000000000' as uuid) not null;
alter table account add column stage_by_name varchar default 'Kith' not null;
alter table account add column stage_cause varchar;
alter table account add column stage_event_id uuid;
alter table account add column stage_reason varchar;
alter table account add column lifecycle_version bigint default 1 not null;
alter table account add column highest_stage varchar default 'PROSPECT' not null;
alter table account add column highest_order bigint default 10 not null;

update account set stage_entered_at = created_at;

alter table account alter column stage_entered_at set not null;
alter table account alter column stage drop default;
alter table account alter column stage_order drop default;
alter table account alter column stage_number drop default;
alter table account alter column stage_by_id drop default;
alter table account alter column stage_by_name drop default;
alter table account alter column lifecycle_version drop default;
alter table account alter column highest_stage drop default;
alter table account alter column highest_order drop default;

-- No account is in a stage that is not there; where a stage gets another place, its accounts follow.
alter table account add constraint account_stage_fk
  foreign key (stage, stage_order) references lifecycle_stage (stage, stage_order) on update cascade;

create index account_by_stage on account (stage, stage_order);
create index account_by_stage_order on account (stage_order, id);
create index account_by_stage_entry on account (stage_entered_at, id);

-- Through which stages an account went: from a moment on, up to the moment when the next stay began.
create table account_stay (
  account_id uuid not null,
  number bigint not null,
  stage varchar not null,
  stage_order bigint not null,
  entered_at timestamp(6) with time zone not null,
  left_at timestamp(6) with time zone,
  -- The stage that came after.
  left_to varchar,
  by_id uuid not null,
  by_name varchar not null,
  cause varchar,
  event_id uuid,
  reason varchar,
  lifecycle_version bigint not null,
  constraint account_stay_pk primary key (account_id, number)
);

insert into account_stay
  (account_id, number, stage, stage_order, entered_at, by_id, by_name, lifecycle_version)
select id, stage_number, stage, stage_order, stage_entered_at, stage_by_id, stage_by_name, lifecycle_version
from account;
