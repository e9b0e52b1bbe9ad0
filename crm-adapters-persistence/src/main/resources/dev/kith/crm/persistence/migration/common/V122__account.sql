-- Companies, and how they belong to each other.

create table account (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  name varchar not null,
  legal_form varchar,
  parent_id uuid,
  -- Divided by blanks.
  domains varchar,
  website varchar,
  phone varchar,
  industry varchar,
  employees bigint,
  annual_revenue numeric(19, 4),
  revenue_currency varchar,
  tax_number varchar,
  billing_street varchar,
  billing_postal_code varchar,
  billing_city varchar,
  billing_region varchar,
  billing_country varchar,
  shipping_street varchar,
  shipping_postal_code varchar,
  shipping_city varchar,
  shipping_region varchar,
  shipping_country varchar,
  external_system varchar,
  external_id varchar,
  description varchar,
  owner_id uuid,
  -- The key of the external id while the account is live; nulls are distinct, so the bin is free.
  live_external_key varchar,
  -- The name in lower case, for sorting; and everything that is searched, in lower case, one per line.
  name_key varchar not null,
  search_text varchar not null,
  constraint account_pk primary key (id),
  constraint account_live_external_unique unique (live_external_key)
);

create index account_by_name on account (name_key, id);
create index account_by_employees on account (employees, id);
create index account_by_revenue on account (annual_revenue, id);
create index account_by_creation on account (created_at, id);
create index account_by_update on account (updated_at, id);
create index account_by_owner on account (owner_id, name_key, id);
create index account_by_parent on account (parent_id);

-- The domains of accounts. Each belongs to one live account; nulls are distinct, so the bin is free.
create table account_domain (
  account_id uuid not null,
  domain varchar not null,
  live_domain varchar,
  constraint account_domain_pk primary key (account_id, domain),
  constraint account_domain_live_unique unique (live_domain)
);

create index account_domain_by_domain on account_domain (domain, account_id);

-- One row, made at its first use: whoever changes which account belongs to which writes it first, so
-- that they come one after the other.
create table account_hierarchy (
  id integer not null,
  changes bigint not null,
  constraint account_hierarchy_pk primary key (id)
);
