-- What currencies are worth in each other, and in which of them amounts are added up.

create table exchange_rates (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  base varchar not null,
  quote varchar not null,
  constraint exchange_rates_pk primary key (id)
);

-- Each counts until the next of its pair.
create table exchange_rate (
  rates_id uuid not null,
  from_date date not null,
  rate numeric(24, 12) not null,
  constraint exchange_rate_pk primary key (rates_id, from_date)
);

-- One row at most: until it is set there is none.
create table report_currency (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  settings varchar not null,
  constraint report_currency_pk primary key (id)
);
