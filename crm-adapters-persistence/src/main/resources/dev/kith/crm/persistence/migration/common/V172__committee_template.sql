-- Which roles the stages of pipelines need; no row while it is as usual.

create table committee_template (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  settings varchar not null,
  constraint committee_template_pk primary key (id)
);
