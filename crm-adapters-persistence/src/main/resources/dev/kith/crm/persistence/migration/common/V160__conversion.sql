-- What became of leads, and the mapping by which they are converted (no row while it is the usual one)
-- with what it said at each version.

create table conversion (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  lead_id uuid not null,
  -- The lead while the conversion holds; nulls are distinct, so those that were undone are no matter.
  live_lead_id uuid,
  owner_id uuid,
  qualified_since timestamp(6) with time zone not null,
  account_id uuid,
  account_how varchar,
  contact_id uuid,
  contact_how varchar,
  opportunity_id uuid,
  opportunity_how varchar,
  -- The ids of those that moved along.
  tasks varchar not null,
  mapping_version bigint not null,
  cause varchar,
  by_id uuid not null,
  by_name varchar not null,
  status varchar not null,
  status_since timestamp(6) with time zone not null,
  undone_by_id uuid,
  undone_by_name varchar,
  constraint conversion_pk primary key (id),
  constraint conversion_live_lead_unique unique (live_lead_id)
);

create index conversion_by_lead on conversion (lead_id, id);
create index conversion_by_owner on conversion (owner_id, id);
create index conversion_by_account on conversion (account_id, id);
create index conversion_by_contact on conversion (contact_id, id);
create index conversion_by_opportunity on conversion (opportunity_id, id);

create table conversion_mapping (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  settings varchar not null,
  constraint conversion_mapping_pk primary key (id)
);

create table conversion_mapping_version (
  version bigint not null,
  since timestamp(6) with time zone not null,
  settings varchar not null,
  constraint conversion_mapping_version_pk primary key (version)
);
