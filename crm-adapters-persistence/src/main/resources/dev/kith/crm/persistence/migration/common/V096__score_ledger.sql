-- What engagement has earned, line by line, and where leads stand to thresholds.

create table score_entry (
  id uuid not null,
  lead_id uuid not null,
  rule_id uuid not null,
  rule_version integer not null,
  event_id varchar not null,
  -- As the event earned them; a line that takes back counts the opposite.
  earned integer not null,
  points integer not null,
  occurred_at timestamp(6) with time zone not null,
  recorded_at timestamp(6) with time zone not null,
  verdict varchar not null,
  reverses uuid,
  constraint score_entry_pk primary key (id),
  constraint score_entry_reverses_unique unique (reverses)
);

create index score_entry_lead_idx on score_entry (lead_id);
create index score_entry_recorded_idx on score_entry (recorded_at, id);

-- One row for each lead that was ever settled; who settles a lead holds its row.
create table score_standing (
  lead_id uuid not null,
  standings varchar,
  next_check timestamp(6) with time zone,
  constraint score_standing_pk primary key (lead_id)
);

create index score_standing_check_idx on score_standing (next_check);

-- Rules are read as a whole. Usual rules have a row from their first change on.
create table increment_rule (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  versions varchar not null,
  retired_at timestamp(6) with time zone,
  constraint increment_rule_pk primary key (id)
);

-- One row at most, from the first change of the settings on.
create table scoring_settings (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  settings varchar not null,
  constraint scoring_settings_pk primary key (id)
);
