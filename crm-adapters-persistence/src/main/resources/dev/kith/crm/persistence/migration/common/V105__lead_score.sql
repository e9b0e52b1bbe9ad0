-- The scores of leads stand beside them: they change without the lead, and often, so their rows are small.

drop index lead_by_score;
alter table lead drop column score;

create table lead_score (
  lead_id uuid not null,
  -- When it is to be computed anew at the latest, in seconds since 1970; null for never.
  due bigint,
  -- Points for fit, by which version of the rules, and since when it is these.
  fit bigint,
  fit_key bigint not null,
  fit_since timestamp(6) with time zone,
  engagement double precision not null,
  score bigint,
  grade varchar,
  -- Of the job that went over all scores last; such a job begun anew passes over what it has done.
  pass bigint not null,
  constraint lead_score_pk primary key (lead_id)
);

create index lead_score_by_score on lead_score (score, lead_id);
create index lead_score_by_due on lead_score (due);

insert into lead_score (lead_id, due, fit_key, engagement, pass) select id, 0, 0, 0, 0 from lead;

-- Fit as it was, from when it changed on.
create table lead_fit (
  lead_id uuid not null,
  since timestamp(6) with time zone not null,
  until_at timestamp(6) with time zone not null,
  points bigint not null
);

create index lead_fit_by_lead on lead_fit (lead_id, since);

-- What people set by hand; at most one of a lead has not ended.
create table score_override (
  id uuid not null,
  lead_id uuid not null,
  points bigint not null,
  reason varchar not null,
  by_id uuid not null,
  by_name varchar not null,
  made_at timestamp(6) with time zone not null,
  until_at timestamp(6) with time zone,
  ended_at timestamp(6) with time zone,
  constraint score_override_pk primary key (id)
);

create index score_override_by_lead on score_override (lead_id, made_at);

-- One row at most, from the first change of the card on.
create table scorecard (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  settings varchar not null,
  constraint scorecard_pk primary key (id)
);
