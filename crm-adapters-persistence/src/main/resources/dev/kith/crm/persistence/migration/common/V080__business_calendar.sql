-- When the business is at work: calendars under names. The hours are JSON, for they are only ever
-- read as a whole. The default is the live one with the latest default_since. Until any is changed
-- there is no row: the first calendar is there without one.

create table business_calendar (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  name varchar not null,
  live_name_key varchar,
  hours varchar not null,
  default_since timestamp(6) with time zone,
  constraint business_calendar_pk primary key (id),
  constraint business_calendar_name_unique unique (live_name_key)
);
