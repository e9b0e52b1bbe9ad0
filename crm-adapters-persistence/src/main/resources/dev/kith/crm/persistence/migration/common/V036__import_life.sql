-- The whole life of an import: checked without writing, run, paused, taken back. What is kept of rows
-- says in which phase it was: of what was there until now, all was run.

create index lead_by_phone on lead (phone);

-- Imports until now made a new lead of every row.
alter table lead_import add column rules varchar default '{"keys":[],"policy":"SKIP"}' not null;

update lead_import
set started = '{"phase":"RUN","colleagues":[],' || substring(started from 2)
where started is not null;

update lead_import
set status = 'COMPLETED_WITH_ERRORS'
where status = 'COMPLETED'
  and exists (
    select 1 from lead_import_progress p where p.import_id = lead_import.id and p.rows_failed > 0);

alter table lead_import_progress add column phase varchar default 'RUN' not null;
alter table lead_import_progress add column rows_updated bigint default 0 not null;
alter table lead_import_progress add column rows_skipped bigint default 0 not null;
alter table lead_import_progress add column rows_duplicate bigint default 0 not null;
alter table lead_import_progress drop constraint lead_import_progress_pk;
alter table lead_import_progress
  add constraint lead_import_progress_pk primary key (import_id, phase);

alter table lead_import_problem add column phase varchar default 'RUN' not null;
alter table lead_import_problem add column fate varchar default 'FAILED' not null;
alter table lead_import_problem drop constraint lead_import_problem_pk;
alter table lead_import_problem
  add constraint lead_import_problem_pk primary key (import_id, phase, source_row, place);

-- Rows that created or changed a lead, with what they changed, so that it can be taken back.
create table lead_import_row (
  import_id uuid not null,
  phase varchar not null,
  source_row bigint not null,
  source_line bigint not null,
  fate varchar not null,
  lead_id uuid not null,
  changes varchar,
  constraint lead_import_row_pk primary key (import_id, phase, source_row)
);

-- What earlier rows of a file were about, while it is being read.
create table lead_import_claim (
  import_id uuid not null,
  phase varchar not null,
  claimed varchar not null,
  source_row bigint not null,
  constraint lead_import_claim_pk primary key (import_id, phase, claimed)
);

create table lead_import_revert (
  import_id uuid not null,
  last_row bigint not null,
  leads_removed bigint not null,
  leads_restored bigint not null,
  rows_kept bigint not null,
  constraint lead_import_revert_pk primary key (import_id)
);
