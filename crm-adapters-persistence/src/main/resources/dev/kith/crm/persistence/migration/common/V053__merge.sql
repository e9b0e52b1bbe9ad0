-- Merges of leads, with the journals by which they are undone.

create table lead_merge (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  winner_id uuid not null,
  losers varchar not null,
  taken varchar not null,
  moved varchar not null,
  merged_by uuid not null,
  merged_by_name varchar not null,
  status varchar not null,
  status_since timestamp(6) with time zone not null,
  kept varchar,
  constraint lead_merge_pk primary key (id)
);

create index lead_merge_by_winner on lead_merge (winner_id, id);
create index lead_merge_by_person on lead_merge (merged_by, id);

create table lead_merge_loser (
  lead_id uuid not null,
  merge_id uuid not null,
  constraint lead_merge_loser_pk primary key (lead_id, merge_id)
);
