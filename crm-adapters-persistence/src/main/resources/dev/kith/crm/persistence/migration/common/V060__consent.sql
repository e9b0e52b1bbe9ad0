-- What leads said to being contacted. Lines are only ever added.

create table consent_line (
  id uuid not null,
  lead_id uuid not null,
  recorded_at timestamp(6) with time zone not null,
  channel varchar not null,
  purpose varchar not null,
  status varchar not null,
  basis varchar not null,
  source varchar not null,
  evidence varchar,
  occurred_at timestamp(6) with time zone not null,
  ends_at timestamp(6) with time zone,
  constraint consent_line_pk primary key (id)
);

create index consent_line_lead on consent_line (lead_id);
