-- Background work: jobs, and the schedules that bring them about.

create table job (
  id uuid not null,
  kind varchar not null,
  payload varchar not null,
  state varchar not null,
  progress_done bigint not null,
  progress_total bigint,
  progress_message varchar not null,
  attempts integer not null,
  max_attempts integer not null,
  cancel_wanted boolean not null,
  error varchar,
  unique_key varchar,
  -- The unique key while the job waits or runs; nulls are distinct, so finished jobs leave it free.
  live_key varchar,
  subject_type varchar,
  subject_id uuid,
  requester_id uuid,
  requester_name varchar,
  request_id varchar,
  created_at timestamp(6) with time zone not null,
  run_at timestamp(6) with time zone not null,
  started_at timestamp(6) with time zone,
  finished_at timestamp(6) with time zone,
  -- When it can be leased: run_at while it waits, the end of the lease while it runs, else null.
  due_at timestamp(6) with time zone,
  lease_token bigint not null,
  lease_owner varchar,
  constraint job_pk primary key (id),
  constraint job_live_key_unique unique (live_key)
);

create index job_by_due on job (due_at, id);
create index job_by_creation on job (created_at, id);
create index job_by_run on job (run_at, id);
create index job_by_requester on job (requester_id, created_at, id);
create index job_by_state on job (state, finished_at);

create table job_schedule (
  name varchar not null,
  schedule varchar not null,
  kind varchar not null,
  enabled boolean not null,
  next_run timestamp(6) with time zone not null,
  last_run timestamp(6) with time zone,
  constraint job_schedule_pk primary key (name)
);
