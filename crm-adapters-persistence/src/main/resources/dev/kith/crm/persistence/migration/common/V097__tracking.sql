-- What is learnt from the user's own pages.

-- Browsers that agreed to be known again; lead_id where it turned out who it is.
create table visitor (
  id uuid not null,
  consented_at timestamp(6) with time zone not null,
  evidence varchar not null,
  seen_at timestamp(6) with time zone not null,
  lead_id uuid,
  constraint visitor_pk primary key (id)
);

create index visitor_seen_idx on visitor (seen_at);
create index visitor_lead_idx on visitor (lead_id);

-- Stays the visitor's; leads get copies in engagement_event.
create table visitor_event (
  id varchar not null,
  visitor_id uuid not null,
  object varchar,
  occurred_at timestamp(6) with time zone not null,
  recorded_at timestamp(6) with time zone not null,
  traces varchar,
  constraint visitor_event_pk primary key (id)
);

create index visitor_event_visitor_idx on visitor_event (visitor_id, occurred_at);

-- The journal of who visitors were held to be.
create table visitor_join (
  id uuid not null,
  visitor_id uuid not null,
  lead_id uuid not null,
  joined_at timestamp(6) with time zone not null,
  joined_by varchar not null,
  undone_at timestamp(6) with time zone,
  constraint visitor_join_pk primary key (id)
);

create index visitor_join_visitor_idx on visitor_join (visitor_id);
create index visitor_join_lead_idx on visitor_join (lead_id);

-- One row at most, from the first change of the settings on.
create table tracking_settings (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  settings varchar not null,
  constraint tracking_settings_pk primary key (id)
);
