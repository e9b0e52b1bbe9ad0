-- What leads do that tells of their interest.

create table engagement_event (
  id varchar not null,
  -- By which journals of merges know it.
  ref uuid not null,
  lead_id uuid not null,
  type varchar not null,
  custom_name varchar,
  object varchar,
  occurred_at timestamp(6) with time zone not null,
  recorded_at timestamp(6) with time zone not null,
  properties varchar,
  traces varchar,
  -- From which network it came in which minute, where a gateway is told by that.
  burst varchar,
  -- What is believed by the signals; what somebody said overrides it.
  verdict varchar not null,
  signals varchar,
  many_recipients boolean not null,
  told varchar,
  constraint engagement_event_pk primary key (id),
  constraint engagement_event_ref_unique unique (ref)
);

create index engagement_event_lead_idx on engagement_event (lead_id, occurred_at);
create index engagement_event_burst_idx on engagement_event (burst);
