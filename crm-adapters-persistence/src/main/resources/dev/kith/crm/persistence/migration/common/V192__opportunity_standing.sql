-- What was known of opportunities that can be added up, from when to when. What changed before this
-- upgrade is told by the audit trail alone: the present amounts count from the beginning.

create table opportunity_standing (
  opportunity_id uuid not null,
  number integer not null,
  known_from timestamp(6) with time zone not null,
  known_to timestamp(6) with time zone,
  amount numeric(19, 4),
  currency varchar,
  close_date date,
  owner_id uuid,
  deleted boolean not null,
  constraint opportunity_standing_pk primary key (opportunity_id, number),
  constraint opportunity_standing_of_opportunity
    foreign key (opportunity_id) references opportunity (id)
);

insert into opportunity_standing
  (opportunity_id, number, known_from, known_to, amount, currency, close_date, owner_id, deleted)
select id, 1, created_at, deleted_at, amount, currency, close_date, owner_id, false
from opportunity;

insert into opportunity_standing
  (opportunity_id, number, known_from, known_to, amount, currency, close_date, owner_id, deleted)
select id, 2, deleted_at, null, amount, currency, close_date, owner_id, true
from opportunity
where deleted_at is not null;

-- Stages that pipelines had once and have no more, as they were last: stays still name them.
create table pipeline_stage_former (
  pipeline_id uuid not null,
  stage_key varchar not null,
  type varchar not null,
  name varchar not null,
  probability integer not null,
  constraint pipeline_stage_former_pk primary key (pipeline_id, stage_key),
  constraint pipeline_stage_former_of_pipeline foreign key (pipeline_id) references pipeline (id)
);
