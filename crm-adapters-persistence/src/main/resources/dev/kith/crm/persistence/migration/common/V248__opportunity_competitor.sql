-- Who bids for the same opportunities, and how they stand in each.

create table opportunity_competitor (
  opportunity_id uuid not null,
  number integer not null,
  competitor_id uuid not null,
  threat varchar,
  note varchar,
  constraint opportunity_competitor_pk primary key (opportunity_id, number),
  constraint opportunity_competitor_once unique (competitor_id, opportunity_id),
  constraint opportunity_competitor_of_opportunity
    foreign key (opportunity_id) references opportunity (id),
  constraint opportunity_competitor_of_competitor
    foreign key (competitor_id) references competitor (id)
);
