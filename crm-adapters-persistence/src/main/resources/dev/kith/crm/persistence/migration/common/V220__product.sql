-- What is sold. Products are retired, not thrown away, so their keys stay taken.

create table product (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  sku varchar not null,
  sku_key varchar not null,
  name varchar not null,
  name_key varchar not null,
  family varchar,
  -- List prices, as JSON.
  prices varchar not null,
  active boolean not null,
  external_system varchar,
  external_id varchar,
  external_key varchar,
  search_text varchar not null,
  constraint product_pk primary key (id),
  constraint product_sku_unique unique (sku_key),
  constraint product_external_unique unique (external_key)
);

create index product_by_name on product (name_key, id);
create index product_by_created on product (created_at, id);
create index product_by_updated on product (updated_at, id);
