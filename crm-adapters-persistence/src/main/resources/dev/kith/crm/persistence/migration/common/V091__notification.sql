-- What users were told, once under each key.

create table notification (
  id uuid not null,
  user_id uuid not null,
  once_key varchar not null,
  topic varchar not null,
  text varchar not null,
  detail varchar,
  about_type varchar,
  about_id uuid,
  cause varchar,
  raised_at timestamp(6) with time zone not null,
  read_at timestamp(6) with time zone,
  constraint notification_pk primary key (id),
  constraint notification_once_unique unique (user_id, once_key)
);

create index notification_by_time on notification (user_id, raised_at, id);
-- The unread of a user are counted for every page.
create index notification_by_reading on notification (user_id, read_at);
-- Old ones are forgotten.
create index notification_read on notification (read_at);
create index notification_raised on notification (raised_at);
