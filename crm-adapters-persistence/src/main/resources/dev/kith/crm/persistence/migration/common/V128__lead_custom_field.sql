-- What is known of leads for which there is no column: in the lead, a line for each, and its name once.

alter table lead add column custom_fields varchar;

create table lead_custom_field (
  -- In lower case: what makes two the same.
  name_key varchar not null,
  -- As it was written first.
  name varchar not null,
  constraint lead_custom_field_pk primary key (name_key)
);
