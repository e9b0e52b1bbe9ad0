-- Rows that would change a lead, put aside for somebody to decide; and how many there were.

alter table lead_import_progress add column rows_review bigint default 0 not null;

create table lead_import_review (
  import_id uuid not null,
  source_row bigint not null,
  source_line bigint not null,
  lead_id uuid not null,
  changes varchar not null,
  lead_version bigint not null,
  decision varchar,
  decided_by uuid,
  decided_at timestamp(6) with time zone,
  constraint lead_import_review_pk primary key (import_id, source_row)
);

create index lead_import_review_by_decision on lead_import_review (import_id, decision, source_row);
