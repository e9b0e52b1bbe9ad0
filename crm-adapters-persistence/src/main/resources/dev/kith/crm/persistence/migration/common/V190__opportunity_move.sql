-- What the last move of each opportunity led away from, for whoever takes it back.

create table opportunity_move (
  opportunity_id uuid not null,
  -- Of the opportunity right after the move.
  version bigint not null,
  moved_by uuid not null,
  moved_at timestamp(6) with time zone not null,
  pipeline_id uuid not null,
  stage_key varchar not null,
  stage_since timestamp(6) with time zone not null,
  status varchar not null,
  decided_from varchar,
  lost_reason varchar,
  lost_competitor varchar,
  rank_key varchar not null,
  constraint opportunity_move_pk primary key (opportunity_id),
  constraint opportunity_move_of_opportunity foreign key (opportunity_id) references opportunity (id)
);
