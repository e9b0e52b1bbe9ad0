-- What brought leads here, and the rules by which that is read.

create table lead_touch (
  id uuid not null,
  lead_id uuid not null,
  touch_key varchar not null,
  touched_at timestamp(6) with time zone not null,
  recorded_at timestamp(6) with time zone not null,
  utm_source varchar,
  utm_medium varchar,
  utm_campaign varchar,
  utm_term varchar,
  utm_content varchar,
  click_ids varchar,
  landing_page varchar,
  referrer varchar,
  -- Why it is in quarantine; null if it counts.
  flaws varchar,
  constraint lead_touch_pk primary key (id),
  constraint lead_touch_unique unique (lead_id, touch_key)
);

-- One row at most, from the first change of the rules on.
create table attribution_rules (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  settings varchar not null,
  constraint attribution_rules_pk primary key (id)
);
