-- Files of leads on their way in: the imports, their files in pieces, how far each has come, and what
-- kept rows from becoming leads.

create table lead_import (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  file_name varchar not null,
  file_bytes bigint not null,
  file_sha256 varchar not null,
  file_format varchar not null,
  first_row varchar not null,
  mapping varchar not null,
  owner_id uuid not null,
  started varchar,
  status varchar not null,
  status_since timestamp(6) with time zone not null,
  status_reason varchar,
  constraint lead_import_pk primary key (id)
);

create index lead_import_by_owner on lead_import (owner_id, id);

-- Not in the import's own row: whoever cancels an import does not wait for the rows under way.
create table lead_import_progress (
  import_id uuid not null,
  rows_done bigint not null,
  rows_created bigint not null,
  rows_failed bigint not null,
  bytes_done bigint not null,
  saved_at timestamp(6) with time zone not null,
  constraint lead_import_progress_pk primary key (import_id)
);

-- Pieces come before their import, so nothing here refers to it.
create table lead_import_piece (
  import_id uuid not null,
  piece integer not null,
  added_at timestamp(6) with time zone not null,
  content bytea not null,
  constraint lead_import_piece_pk primary key (import_id, piece)
);

create index lead_import_piece_by_age on lead_import_piece (added_at);

create table lead_import_problem (
  import_id uuid not null,
  source_row bigint not null,
  place integer not null,
  source_line bigint not null,
  field varchar not null,
  code varchar not null,
  reason varchar not null,
  original varchar not null,
  constraint lead_import_problem_pk primary key (import_id, source_row, place)
);
