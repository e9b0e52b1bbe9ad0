-- The people at accounts.

create table contact (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  given_name varchar,
  family_name varchar,
  title varchar,
  department varchar,
  account_id uuid,
  -- A line each, the primary one first: what it is for, a blank, and the address or the number.
  emails varchar,
  phones varchar,
  -- Those of the first lines, for filters.
  email varchar,
  phone varchar,
  street varchar,
  postal_code varchar,
  city varchar,
  region varchar,
  country varchar,
  time_zone varchar,
  language varchar,
  external_system varchar,
  external_id varchar,
  description varchar,
  owner_id uuid,
  -- The keys of the primary address and the external id while the contact is live; nulls are distinct,
  -- so the bin is free.
  live_email_key varchar,
  live_external_key varchar,
  -- The names in lower case, for sorting; and everything that is searched, in lower case, one per line.
  name_key varchar not null,
  family_name_key varchar,
  search_text varchar not null,
  constraint contact_pk primary key (id),
  constraint contact_live_email_unique unique (live_email_key),
  constraint contact_live_external_unique unique (live_external_key)
);

create index contact_by_name on contact (name_key, id);
create index contact_by_family_name on contact (family_name_key, id);
create index contact_by_creation on contact (created_at, id);
create index contact_by_update on contact (updated_at, id);
create index contact_by_owner on contact (owner_id, name_key, id);
create index contact_by_account on contact (account_id, name_key, id);

-- The addresses and numbers of contacts, in lower case, to be found by any of them.
create table contact_email (
  contact_id uuid not null,
  address varchar not null,
  constraint contact_email_pk primary key (contact_id, address)
);

create index contact_email_by_address on contact_email (address, contact_id);

create table contact_phone (
  contact_id uuid not null,
  number varchar not null,
  constraint contact_phone_pk primary key (contact_id, number)
);

create index contact_phone_by_number on contact_phone (number, contact_id);
