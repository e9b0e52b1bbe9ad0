-- The tags of leads: in the lead for showing, and one by one for finding leads by them.

alter table lead add column tags varchar;

create table lead_tag (
  -- In lower case: what makes two the same.
  tag_key varchar not null,
  lead_id uuid not null,
  -- As it is written on this lead.
  tag varchar not null,
  constraint lead_tag_pk primary key (tag_key, lead_id)
);
