-- Pipelines with their stages, and the opportunities in them.

create table pipeline (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  name varchar not null,
  -- The name in lower case while the pipeline is live; nulls are distinct, so the bin is free.
  live_name_key varchar,
  constraint pipeline_pk primary key (id),
  constraint pipeline_name_unique unique (live_name_key)
);

create table pipeline_stage (
  pipeline_id uuid not null,
  stage_key varchar not null,
  type varchar not null,
  place integer not null,
  name varchar not null,
  probability integer not null,
  rot_days integer,
  wip_limit integer,
  -- Both divided by blanks.
  required varchar not null,
  allowed_next varchar not null,
  constraint pipeline_stage_pk primary key (pipeline_id, stage_key),
  constraint pipeline_stage_type_unique unique (pipeline_id, stage_key, type),
  constraint pipeline_stage_of_pipeline foreign key (pipeline_id) references pipeline (id)
);

create table opportunity (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  name varchar not null,
  account_id uuid,
  amount numeric(19, 4),
  currency varchar,
  close_date date,
  next_step varchar,
  source varchar,
  description varchar,
  owner_id uuid,
  pipeline_id uuid not null,
  stage_key varchar not null,
  stage_since timestamp(6) with time zone not null,
  -- The type of the stage.
  status varchar not null,
  decided_from varchar,
  lost_reason varchar,
  lost_competitor varchar,
  -- Where it stands in the column of its stage; compared byte by byte.
  rank_key varchar not null,
  -- The name in lower case, for sorting; and everything that is searched, in lower case, one per line.
  name_key varchar not null,
  search_text varchar not null,
  constraint opportunity_pk primary key (id),
  constraint opportunity_rank_unique unique (pipeline_id, stage_key, rank_key),
  -- A stage with opportunities neither vanishes nor comes to mean something else.
  constraint opportunity_in_stage foreign key (pipeline_id, stage_key, status)
    references pipeline_stage (pipeline_id, stage_key, type)
);

-- What the board adds up, read from the index alone.
create index opportunity_by_stage
  on opportunity (pipeline_id, stage_key, deleted_at, currency, amount, owner_id);
create index opportunity_by_owner on opportunity (owner_id, pipeline_id, stage_key, rank_key);
create index opportunity_by_close on opportunity (close_date, id);
create index opportunity_by_amount on opportunity (amount, id);
create index opportunity_by_name on opportunity (name_key, id);
create index opportunity_by_stage_since on opportunity (stage_since, id);
create index opportunity_by_creation on opportunity (created_at, id);
create index opportunity_by_update on opportunity (updated_at, id);
create index opportunity_by_account on opportunity (account_id);

-- The stays of opportunities in stages, each from its beginning up to but not including its end.
create table opportunity_stay (
  opportunity_id uuid not null,
  number integer not null,
  pipeline_id uuid not null,
  stage_key varchar not null,
  entered_at timestamp(6) with time zone not null,
  left_at timestamp(6) with time zone,
  constraint opportunity_stay_pk primary key (opportunity_id, number),
  constraint opportunity_stay_of_opportunity foreign key (opportunity_id) references opportunity (id)
);

create index opportunity_stay_by_stage on opportunity_stay (pipeline_id, stage_key, entered_at);
