-- Points that are given besides what engagement earns. Lines of the ledger name them as events.

create table score_award (
  id uuid not null,
  lead_id uuid not null,
  -- By which it is known again, such as the firing of a rule: it is given once.
  origin varchar not null,
  terms_id uuid not null,
  points integer not null,
  reason varchar not null,
  occurred_at timestamp(6) with time zone not null,
  awarded_at timestamp(6) with time zone not null,
  giver_id uuid not null,
  giver_name varchar not null,
  rule_id uuid,
  withdrawn_at timestamp(6) with time zone,
  withdrawn_by uuid,
  withdrawn_by_name varchar,
  withdrawn_reason varchar,
  constraint score_award_pk primary key (id),
  constraint score_award_origin_unique unique (origin)
);

create index score_award_lead_idx on score_award (lead_id);

-- By which groups and half-lives awards are counted: few, for each stands in the formula of every score.
create table score_award_terms (
  id uuid not null,
  group_name varchar,
  -- In seconds; null where points last.
  half_life bigint,
  constraint score_award_terms_pk primary key (id)
);
