-- Roles that somebody's title suggests, and that they do not have all the same.

create table declined_role (
  target_kind varchar not null,
  target_id uuid not null,
  contact_id uuid not null,
  role_key varchar not null,
  declined_at timestamp(6) with time zone not null,
  declined_by uuid not null,
  constraint declined_role_pk primary key (target_kind, target_id, contact_id, role_key)
);
