-- Models that predict which leads are won, and what they predict.

create table scoring_model (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  number integer not null,
  lessons varchar not null,
  drift varchar not null,
  stage varchar not null,
  status varchar not null,
  -- True of the active one; nulls are distinct, so there is one at most.
  active boolean,
  constraint scoring_model_pk primary key (id),
  constraint scoring_model_number_unique unique (number),
  constraint scoring_model_active_unique unique (active)
);

-- What a model has learned: large, and read only to predict.
create table scoring_model_document (
  model_id uuid not null,
  document text not null,
  constraint scoring_model_document_pk primary key (model_id)
);

-- What each model that predicts says of each live lead. Only the predictions of the active one count.
create table lead_prediction (
  model_id uuid not null,
  lead_id uuid not null,
  probability double precision not null,
  predicted_at timestamp(6) with time zone not null,
  constraint lead_prediction_pk primary key (model_id, lead_id)
);

create index lead_prediction_lead_idx on lead_prediction (lead_id);

-- How far each model has got with leads that have changed.
create table prediction_progress (
  model_id uuid not null,
  seen_to timestamp(6) with time zone not null,
  constraint prediction_progress_pk primary key (model_id)
);

create index engagement_event_recorded_idx on engagement_event (recorded_at);
create index lead_status_since_idx on lead (status_since, id);
