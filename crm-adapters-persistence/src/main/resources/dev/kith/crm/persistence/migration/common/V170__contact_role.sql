-- The roles that contacts can have: the catalogue (no row while it is the usual one), and its keys, which
-- relationships refer to.

create table contact_role_catalogue (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  settings varchar not null,
  constraint contact_role_catalogue_pk primary key (id)
);

create table contact_role (
  role_key varchar not null,
  constraint contact_role_pk primary key (role_key)
);

-- Those of the usual catalogue.
insert into contact_role (role_key) values
  ('ECONOMIC_BUYER'), ('DECISION_MAKER'), ('CHAMPION'), ('INFLUENCER'), ('EVALUATOR'), ('TECHNICAL'),
  ('LEGAL'), ('PROCUREMENT'), ('END_USER'), ('BILLING'), ('BLOCKER');

-- Which contact has which role for an account or in an opportunity, and when.
create table relationship (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  contact_id uuid not null,
  target_kind varchar not null,
  target_id uuid not null,
  role_key varchar not null,
  source varchar not null,
  confidence integer not null,
  valid_from timestamp(6) with time zone not null,
  valid_to timestamp(6) with time zone,
  -- As of the last phase.
  is_primary boolean not null,
  influence integer not null,
  stance varchar not null,
  -- How things stood when, as JSON.
  phases varchar not null,
  constraint relationship_pk primary key (id),
  constraint relationship_role foreign key (role_key) references contact_role (role_key)
);

create index relationship_by_target on relationship (target_kind, target_id, id);
create index relationship_by_contact on relationship (contact_id, id);
create index relationship_by_role on relationship (role_key, target_kind, valid_from);

-- Whoever changes who has roles for a target writes here first, so that the others wait.
create table relationship_target (
  target_kind varchar not null,
  target_id uuid not null,
  changes bigint not null,
  constraint relationship_target_pk primary key (target_kind, target_id)
);
