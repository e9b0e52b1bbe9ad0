-- What opportunities are made up of: so much of each product, at its price. What a line brings is
-- worked out from these.

create table opportunity_line (
  opportunity_id uuid not null,
  number integer not null,
  product_id uuid not null,
  quantity numeric(18, 6) not null,
  unit_price numeric(19, 4) not null,
  currency varchar not null,
  discount numeric(7, 4) not null,
  constraint opportunity_line_pk primary key (opportunity_id, number),
  constraint opportunity_line_of_opportunity
    foreign key (opportunity_id) references opportunity (id),
  constraint opportunity_line_of_product foreign key (product_id) references product (id)
);

create index opportunity_line_by_product on opportunity_line (product_id, opportunity_id);
