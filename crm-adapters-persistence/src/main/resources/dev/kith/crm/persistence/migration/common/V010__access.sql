-- Users, teams, roles, API tokens, sessions, and failed log-ins.

create table app_user (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  login varchar not null,
  -- What makes two logins the same.
  login_key varchar not null,
  name varchar not null,
  active boolean not null,
  password_changed_at timestamp(6) with time zone not null,
  -- In lower case, for sorting.
  name_sort varchar not null,
  login_sort varchar not null,
  constraint app_user_pk primary key (id),
  constraint app_user_login_unique unique (login_key)
);

create index app_user_by_name on app_user (name_sort, id);

-- Apart from the user, so that nothing that reads users reads it by accident.
create table user_password (
  user_id uuid not null,
  hash varchar not null,
  constraint user_password_pk primary key (user_id),
  constraint user_password_of_user foreign key (user_id) references app_user (id)
);

create table app_team (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  name varchar not null,
  name_sort varchar not null,
  -- The name in lower case while the team is live.
  live_name_key varchar,
  constraint app_team_pk primary key (id),
  constraint app_team_name_unique unique (live_name_key)
);

create table app_role (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  name varchar not null,
  name_sort varchar not null,
  live_name_key varchar,
  -- One permission with its scope per line, and the hidden fields.
  grants varchar not null,
  built_in boolean not null,
  constraint app_role_pk primary key (id),
  constraint app_role_name_unique unique (live_name_key)
);

create table user_role (
  user_id uuid not null,
  role_id uuid not null,
  constraint user_role_pk primary key (user_id, role_id),
  constraint user_role_of_user foreign key (user_id) references app_user (id),
  constraint user_role_of_role foreign key (role_id) references app_role (id)
);

create index user_role_by_role on user_role (role_id, user_id);

create table user_team (
  user_id uuid not null,
  team_id uuid not null,
  constraint user_team_pk primary key (user_id, team_id),
  constraint user_team_of_user foreign key (user_id) references app_user (id),
  constraint user_team_of_team foreign key (team_id) references app_team (id)
);

create index user_team_by_team on user_team (team_id, user_id);

create table api_token (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  owner_id uuid not null,
  name varchar not null,
  name_sort varchar not null,
  -- One per line.
  permissions varchar not null,
  secret_hash varchar not null,
  expires_at timestamp(6) with time zone not null,
  revoked_at timestamp(6) with time zone,
  used_at timestamp(6) with time zone,
  constraint api_token_pk primary key (id),
  constraint api_token_secret_unique unique (secret_hash),
  constraint api_token_of_user foreign key (owner_id) references app_user (id)
);

create index api_token_by_owner on api_token (owner_id, created_at, id);
create index api_token_by_creation on api_token (created_at, id);

create table user_session (
  id uuid not null,
  user_id uuid not null,
  secret_hash varchar not null,
  opened_at timestamp(6) with time zone not null,
  used_at timestamp(6) with time zone not null,
  address varchar not null,
  device varchar,
  constraint user_session_pk primary key (id),
  constraint user_session_secret_unique unique (secret_hash),
  constraint user_session_of_user foreign key (user_id) references app_user (id)
);

create index user_session_by_user on user_session (user_id, used_at);

create table login_attempt (
  attempt_key varchar not null,
  failures integer not null,
  last_at timestamp(6) with time zone not null,
  constraint login_attempt_pk primary key (attempt_key)
);

create index login_attempt_by_age on login_attempt (last_at);
